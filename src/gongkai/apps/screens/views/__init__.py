"""The desk of the screens."""
