"""/sitemap.xml and /robots.txt: where everything public stands, for machines that look for it."""
