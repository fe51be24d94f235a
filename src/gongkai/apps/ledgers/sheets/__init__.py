"""Sheets that are imported into a ledger: from the bytes of an xlsx or csv file to rows, with what is wrong in each."""
