"""The Django apps, one a noun of the field. `audit` and `bodies` are the ground the others stand on."""
