"""From a document to an annual report: labels, figures, balances and prose."""

from gongkai.core.report.reading.whole import interpret, read

__all__ = ["interpret", "read"]
