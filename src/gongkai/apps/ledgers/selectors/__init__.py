"""What is asked about the ledgers: `cells` for table 2 and the rows behind it, `months` for what is closed."""
