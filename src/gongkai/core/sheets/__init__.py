"""Sheets that people hand in (xlsx, xls, csv): from bytes to rows of cells, with what should be known of the whole."""
