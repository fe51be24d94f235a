"""What is asked about annual reports."""
