"""Write examples/report-2021.html: the report of an invented office, with three faults for the tutorial to find.

The faults: one application more was taken in than was closed and carried over; a sum in table 4 that is wrong; prose
that names more applications than table 3.
"""

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gongkai.core.report.model import AnnualReport  # noqa: E402
from gongkai.core.report.writers.html import render  # noqa: E402
from tests.core.report.factories import SECTION_1, report, table3, table4  # noqa: E402

TARGET: Final = ROOT / "examples" / "report-2021.html"


def example() -> AnnualReport:
    """Return the report with its faults."""
    taken = table3(
        natural={"new": 6, "carried_in": 1, "r1_granted": 4, "r2_partial": 1, "carried_out": 1},
        enterprise={"new": 1, "r1_granted": 1},
    )
    cells = {
        "t2.normdocs.issued": 2,
        "t2.normdocs.repealed": 1,
        "t2.normdocs.in_force": 5,
        "t2.permits.decisions": 3,
        "t2.penalties.decisions": 30,
        "t2.coercion.decisions": 4,
        **taken,
        **table4(review={"upheld": 2, "pending": 1}),
        "t4.review.total": 2,
    }
    prose = SECTION_1.replace("（二）依申请公开。", "（二）依申请公开。本年新收政府信息公开申请9件。")
    return report(year=2021, cells=cells, s1=prose)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(render(example()))
