"""Disclosures (政府信息公开的稿件): handed in, reviewed, published, corrected, withdrawn; pages of Wagtail.

What other apps use: `models.Disclosure` and `models.Column`, `services` (one act, one transaction, one row of the
log), `selectors.public` for what the public may see, `selectors.staff` for the desk, `signals` sent inside the
transaction.
"""
