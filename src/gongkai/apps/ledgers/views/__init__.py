"""The desk of the ledgers: `year` for a body's year, `entries` for a ledger, `sheets` for imports, `systems`."""
