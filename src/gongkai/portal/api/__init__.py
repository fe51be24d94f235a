"""/api/v1/: what is public as data, for programs: bodies, columns, disclosures, and what changed since last time.

Read only, without a key. Its description in OpenAPI is /api/v1/openapi.json.
"""
