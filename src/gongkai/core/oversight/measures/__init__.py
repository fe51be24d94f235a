"""The measures an indicator can be made of, one file each. A new measure is a new file and a line here."""

from collections.abc import Mapping
from typing import Final

from gongkai.core.oversight.measures import (
    answers,
    communities,
    duties,
    media,
    monthly,
    never_filled,
    offices,
    remedies,
    report,
    stale,
    timely,
)
from gongkai.core.oversight.model import Measure

MEASURES: Final[Mapping[str, Measure]] = {
    module.MEASURE.id: module.MEASURE
    for module in (
        monthly, stale, never_filled, media, offices, communities, timely, duties, answers, remedies, report
    )
}  # fmt: skip
