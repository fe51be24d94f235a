"""What a report is called in lists of many: by its body and year, or by its file."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers.layout import printable

_YEAR_ALONE: Final = re.compile(r"20\d\d年?度?")


class Named(NamedTuple):
    """A report by its body and year, with the name of its file."""

    name: str
    file: str


def named(report: AnnualReport) -> Named:
    """Return what a report is called, and its file for where that does not tell it from another."""
    return Named(name_of(report), file_of(report))


def told_apart(reports: Iterable[Named]) -> dict[Named, str]:
    """Return what to call each of many reports: with its file too where two are of one body and year."""
    known = list(reports)
    times = Counter(one.name for one in known)
    return {one: _with_file(one) if times[one.name] > 1 else one.name for one in known}


def _with_file(one: Named) -> str:
    return f"{one.name}（{one.file}）" if one.file and one.file not in one.name else one.name


def file_of(report: AnnualReport) -> str:
    """Return the name of a report's file as it can be printed: on one line, in pages, sheets and terminals."""
    return _printed(report.file)


def name_of(report: AnnualReport) -> str:
    """Return organ and year of a report; the name of its file, and the year, where its organ is not known.

    A year alone names no body: reports of many bodies have it.
    """
    return _printed(_name(report))


def _printed(name: str) -> str:
    return " ".join(printable(name).split())


def _name(report: AnnualReport) -> str:
    year = f"{report.year}年" if report.year else ""
    if report.organ and not _YEAR_ALONE.fullmatch(report.organ):
        return f"{report.organ}{year}"
    if report.file:
        return f"{report.file}（{year}）" if year else report.file
    return f"未署名的{year}报告"
