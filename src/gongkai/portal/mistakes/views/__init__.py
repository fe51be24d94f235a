"""What readers see, and what officers see."""
