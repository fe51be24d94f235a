"""What is asked about channels."""
