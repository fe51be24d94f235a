"""Public bodies (行政机关), their offices and communities, the people who work there, and who may do what."""
