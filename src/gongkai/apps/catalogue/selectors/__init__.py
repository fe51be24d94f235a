"""What is asked about the catalogue: `matters` of a day, `duties` of a year, `plans` of work."""
