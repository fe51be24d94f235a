"""The desk's pages for disclosures, and the addresses of their files."""
