# ruff: noqa: T201 - it is run by hand and prints what it found
"""Score the reader over the yard and print each shape's shares.

PYTHONPATH=src:tests python -m yard.score_yard [--shape NAME] [--seeds N] [--seed S] [--show N] [--dump] [--binary]
"""

import argparse
import sys
import time
from pathlib import Path

from gongkai.core.report.reading import read
from tests.yard.judge import Verdict, case, judge
from tests.yard.shapes import SHAPES, binary_shapes


def main() -> int:
    """Print a line a shape and the first wrong cells; return 0 when nothing is wrong."""
    options = _options()
    shapes = dict(binary_shapes()) if options.binary else dict(SHAPES)
    if options.shape:
        shapes = {
            name: shape for name, shape in {**SHAPES, **binary_shapes()}.items() if name.startswith(options.shape)
        }
    total, began = Verdict(), time.perf_counter()
    for name, shape in shapes.items():
        found = Verdict()
        seeds = [options.seed] if options.seed is not None else range(options.seeds)
        for seed in seeds:
            truth, made = case(name, shape, seed)
            if options.dump:
                Path(options.dump).write_bytes(made.data)
            found.add(judge(read, truth, made, f"{name}#{seed}"))
        print(line(name, found))
        for text in (
            *found.failed[: options.show],
            *found.wrong[: options.show],
            *(found.missing[: options.show] if options.missing else ()),
        ):
            print("    ", text)
        total.add(found)
    print(line("all", total), f"{time.perf_counter() - began:.1f} s")
    return 1 if total.wrong else 0


def line(name: str, found: Verdict) -> str:
    """Return the shares of one shape. Wrong cells are a share of all that are printed."""
    asked = max(1, found.asked)
    right, missing, wrong = found.right / asked, len(found.missing) / asked, len(found.wrong) / max(1, found.printed)
    shares = f"{right:8.2%} right {missing:7.2%} missing {wrong:8.3%} wrong"
    return f"{name:32} {found.documents:5} documents {found.asked:7} cells {shares} {len(found.failed):3} failed"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", help="shapes whose name begins so")
    parser.add_argument("--seeds", type=int, default=20, help="documents of each shape")
    parser.add_argument("--seed", type=int, help="one document only")
    parser.add_argument("--show", type=int, default=3, help="wrong cells shown for each shape")
    parser.add_argument("--missing", action="store_true", help="show missing cells too")
    parser.add_argument("--dump", help="write the last document to this file")
    parser.add_argument("--binary", action="store_true", help="the DOCX, XLSX and PDF shapes instead")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
