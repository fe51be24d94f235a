"""/feed/…: what is newly public, for those who subscribe: of all bodies, of one, of a column, of a search."""
