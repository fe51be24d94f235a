"""/board/<id>/: a notice board on the web, and its sheets."""
