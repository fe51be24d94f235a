"""A finding for programs and for tables: one mapping of JSON values, one row of texts."""

from typing import Any, Final

from gongkai.core.report.checks import Finding
from gongkai.core.report.model import as_json

HEAD: Final = ("级别", "规则", "位置", "问题", "改法", "读取是否可疑", "只改一处的办法", "依据")


def as_mapping(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON values, with the same keys as `gongkai report check --format json`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "where": finding.where,
        "place": finding.place,
        "cells": list(finding.cells),
        "values": {cell: as_json(value) for cell, value in finding.values.items()},
        "problem": finding.problem,
        "remedy": finding.remedy,
        "source": finding.source,
        "passage": finding.passage,
        "doubt": finding.doubt,
        "mend": finding.mend,
    }


def as_row(finding: Finding) -> tuple[str, ...]:
    """Return a finding as a row under HEAD."""
    return (
        finding.severity.label, finding.rule, finding.place, finding.problem, finding.remedy, finding.doubt,
        finding.mend, finding.source,
    )  # fmt: skip
