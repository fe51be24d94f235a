"""One body's public pages as a folder that opens from a USB stick (静态网站): no server, no network, no search."""
