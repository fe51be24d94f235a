"""/search/: search over what is public, and what keeps its index in step with it.

A change of what is public leaves a row in its own transaction (`changes`); the worker, the one process that writes,
takes the rows into the index (`services.index_due`). Pages stay up without the index: the page says that it is down.
"""
