"""`python -m benchmarks`: measure and print one line of JSON a result."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator

from benchmarks import applications, batch, delivering, reading, searching, serving, writing
from benchmarks.measure import Result

NAMES = ("reading", "writing", "batch", "searching", "applications", "serving", "delivering")
OWN_PROCESS = {"serving", "delivering"}  # each makes a site of its own, and a process has one


def main() -> None:
    """Run the measures asked for; nothing here passes or fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=NAMES)
    parser.add_argument("--rounds", type=int, default=9, help="repetitions of which the median counts")
    parser.add_argument("--documents", type=int, default=24, help="documents of a kind")
    parser.add_argument("--files", type=int, default=10_000, help="files of the batch")
    parser.add_argument("--batch-rounds", type=int, default=3)
    parser.add_argument("--indexed", type=int, default=100_000, help="documents that are searched")
    parser.add_argument("--cases", type=int, default=100_000, help="applications for information")
    parser.add_argument("--disclosures", type=int, default=200_000, help="disclosures of the public site")
    parser.add_argument("--deliveries", type=int, default=1000, help="records that go to five channels")
    options = parser.parse_args()
    measures: dict[str, Callable[[], Iterator[Result]]] = {
        "reading": lambda: reading.results(options.rounds, options.documents),
        "writing": lambda: writing.results(options.rounds, options.documents),
        "batch": lambda: batch.results(options.batch_rounds, options.files),
        "searching": lambda: searching.results(options.indexed, options.batch_rounds),
        "applications": lambda: applications.results(options.cases),
        "delivering": lambda: delivering.results(options.deliveries),
        "serving": lambda: serving.results(options.disclosures, options.batch_rounds),
    }
    for name, measure in measures.items():
        if options.only is None and name in OWN_PROCESS:
            subprocess.run([sys.executable, "-m", "benchmarks", *sys.argv[1:], "--only", name], check=True)
        elif options.only in {None, name}:
            for result in measure():
                print(result.line(), flush=True)


main()
