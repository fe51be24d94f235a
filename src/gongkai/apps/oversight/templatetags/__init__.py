"""How pages of oversight write points."""
