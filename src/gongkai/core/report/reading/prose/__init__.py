"""The prose of a report: each number with what it speaks of, breakdowns, and statements that there is nothing."""
