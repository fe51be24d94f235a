"""The Django apps, one a noun of the field. None yet: the report library came first."""
