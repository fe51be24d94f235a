"""The public pages: the platform, each body's part of it in the unified layout, lists, disclosures, tombstones.

Every page is the same for every visitor and becomes a file (`portal.bake`); `touched` tells which addresses a change of
a disclosure changes. Lists that are narrowed by a question are rendered for each visit.
"""
