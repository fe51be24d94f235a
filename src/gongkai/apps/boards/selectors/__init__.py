"""What is asked about boards."""
