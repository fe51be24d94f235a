"""What answers a visitor."""
