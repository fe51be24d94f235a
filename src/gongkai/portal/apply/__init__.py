"""Applying for information on line (依申请公开): form, receipt, progress without an account, what an outcome means."""
