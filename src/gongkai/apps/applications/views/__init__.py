"""The desk of applications."""
