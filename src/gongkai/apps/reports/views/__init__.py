"""The annual report desk: `desk` for the six parts, `cells` for figures, `acts`, `files`, `district`."""
