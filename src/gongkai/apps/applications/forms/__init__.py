"""What is typed into the forms of applicants and officers; the rules are in the services."""
