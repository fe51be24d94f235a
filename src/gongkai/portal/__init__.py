"""The public site: pages anybody may open."""
