"""A catalogue out of a sheet: which column holds what, what the cells mean, why a row cannot be taken."""
