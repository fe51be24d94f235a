"""What is asked about disclosures: `public` for everybody, `staff` for the desk, `files` for the addresses of files."""
