"""PDF: each page becomes a picture with the covered places painted over."""
