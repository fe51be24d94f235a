"""Word and Excel files: only the parts that are seen are kept, their texts covered, everything else goes."""
