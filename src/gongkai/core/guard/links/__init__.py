"""Links in a text (链接): hosts that are not on the body's list, and addresses that nobody outside can open."""
