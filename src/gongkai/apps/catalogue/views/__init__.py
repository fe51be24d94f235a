"""The desk of the catalogue: matters, sheets, duties, columns, the work plan."""
