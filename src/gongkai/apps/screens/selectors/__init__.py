"""What is asked about screens."""
