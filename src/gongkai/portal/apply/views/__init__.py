"""The pages of an applicant."""
