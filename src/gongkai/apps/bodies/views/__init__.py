"""The desk: accounts, bodies, people."""
