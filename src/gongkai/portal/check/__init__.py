"""`/check/`: anybody may have an annual report read and checked."""
