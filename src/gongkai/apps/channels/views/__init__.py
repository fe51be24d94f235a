"""The desk of the channels."""
