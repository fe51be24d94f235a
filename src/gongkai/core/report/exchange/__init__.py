"""The report read back from the forms this library writes for programs: JSON and CSV.

Both are checked as if they came from a stranger, which they may: a value that could not have been written is refused
with the place where it stands.
"""

from gongkai.core.report.exchange.csv import from_csv
from gongkai.core.report.exchange.json import from_json

__all__ = ["from_csv", "from_json"]
