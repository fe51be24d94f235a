"""The annual report desk (年度报告): drafts filled from ledgers and cases, signed, sealed, published, handed up.

`numbers` and `assembling` are pure: from counts and texts to a report of `core.report`.
"""
