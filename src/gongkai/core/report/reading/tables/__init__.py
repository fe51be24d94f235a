"""Tables 2, 3 and 4 of the form out of a document: pieces sorted, rows known, figures put under their columns."""
