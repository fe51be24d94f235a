"""Words (文字表述): wrong, sensitive and forbidden words from lists, and titles that are no longer held."""
