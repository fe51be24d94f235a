"""Reconsideration and litigation about disclosure (行政复议、行政诉讼): their clocks, results, and table 4."""
