"""A report out of any file: what bodies published, and what this library itself wrote as JSON or CSV."""

from typing import Final

from gongkai.core.report.exchange import from_csv, from_json
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read

_CSV_START: Final = b"cell,label,value"
_RTF_START: Final = b"{\\rtf"  # begins with the sign of JSON, and is none
_LOOKED_AT: Final = 64  # bytes that show what the library wrote


def open_report(data: bytes, name: str = "") -> AnnualReport:
    """Return the annual report in a file's bytes; the kind is found from the content, `name` is kept for messages.

    Raises ReportError with a sentence of what is wrong and how to mend it.
    """
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and not start.startswith(_RTF_START):
        report = from_json(data)
    elif start.startswith(_CSV_START):
        report = from_csv(data)
    else:
        report = read(data, name)
    report.file = name
    return report
