"""The desk of the boards."""
