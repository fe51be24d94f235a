"""The wrecking yard: annual reports of known content in every shape in which they reach a reader."""
