"""What the templates of the page need beyond Django's own."""
