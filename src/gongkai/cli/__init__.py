"""The command line: thin commands over the core, and over the site when one asks for it."""
