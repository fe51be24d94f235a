"""Pages without script: the form, the confirmation, leaving."""
