"""/screen/<id>/: the page for a lobby screen, its list, its service worker, and where it reports to."""
