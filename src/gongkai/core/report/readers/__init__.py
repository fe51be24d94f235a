"""From bytes to a document: one module a kind of file."""
