"""The one outcome of an application whose matters were answered each for itself (逐项答复).

Sources: 《条例》 art. 37; the form of the annual report, row （二）部分公开. That granted and withheld matters make one
partial answer is a convention.
"""

from collections.abc import Iterable
from typing import Final

from gongkai.core.law.errors import WrongEntry
from gongkai.core.law.outcomes import outcome

PARTIAL: Final = "partial"
_GRANTED: Final = "t3.r1_granted"
_NOT_GIVEN: Final = ("t3.r3_", "t3.r4_")  # refused or unavailable


def overall(codes: Iterable[str], chosen: str = "") -> str:
    """Return the outcome that an application counts under; `chosen` decides where the matters leave it open.

    Raises WrongEntry where it is open and nothing, or something none of the matters has, was chosen.
    """
    found = sorted(set(codes))
    if not found:
        raise WrongEntry("还没有逐项填写办理结果。", "请为每个事项选择办理结果。")
    rows = {outcome(code).row for code in found}
    withheld = any(row.startswith(_NOT_GIVEN) for row in rows)
    if PARTIAL in found or (_GRANTED in rows and withheld):
        return PARTIAL
    if len(found) == 1:
        return found[0]
    if chosen not in found:
        labels = "、".join(outcome(code).label for code in found)
        raise WrongEntry("各事项的结果不同，不能自动确定计入哪一项。", f"请从这些结果中选择主要的一项：{labels}。")
    return chosen
