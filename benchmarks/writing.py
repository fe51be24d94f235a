"""Writing a report as PDF."""

import dataclasses
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.measure import Result
from benchmarks.reading import documents
from gongkai.core.report.reading import read
from gongkai.core.report.writers import pdf


def results(rounds: int, number: int) -> Iterator[Result]:
    """Yield the wall time of one PDF; each is of another report, since typesetting the same one again costs little."""
    reports = [read(data, "report") for data in documents("html-clean", number)]
    pdf.render(reports[0])
    times = []
    for turn in range(max(1, rounds // 2)):
        for report in reports:
            fresh = dataclasses.replace(report, organ=f"{report.organ}第{turn + 1}办公室")
            began = time.perf_counter()
            pdf.render(fresh)
            times.append((time.perf_counter() - began) * 1000)
    yield Result("write PDF", median(times), "ms a report", goal="value <= 100")
