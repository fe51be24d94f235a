"""What is asked about oversight."""
