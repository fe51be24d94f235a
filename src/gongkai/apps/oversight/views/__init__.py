"""The desk of oversight: `dashboard` over a district, `scores` of a body, `indicators`, `tasks`."""
