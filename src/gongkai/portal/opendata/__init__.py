"""/data/: everything public in bulk (开放数据), written each night as CSV and JSON lines with schema and checksums."""
