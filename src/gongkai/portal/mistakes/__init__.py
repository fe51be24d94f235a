"""Mistakes that readers report (网站找错): a form without account for the public, a list on the desk of officers."""
