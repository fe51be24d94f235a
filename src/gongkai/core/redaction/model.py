"""What is to be covered, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gongkai.core.redaction.errors import WrongArea

POINTS: Final = 72 / 25.4  # a millimetre in points


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on a page as it is seen, in millimetres from its upper left corner; pages count from 1."""

    page: int
    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        """Raise WrongArea for a rectangle that cannot be."""
        measures = (self.x, self.y, self.width, self.height)
        if self.page < 1 or not all(abs(each) < 10_000 for each in measures) or min(self.width, self.height) <= 0:
            raise WrongArea(
                "区域写得不对。", "请写明页码和以毫米计的左边距、上边距、宽、高，宽和高大于0，例如 1,30,40,50,8。"
            )


@dataclass(frozen=True, slots=True)
class Covered:
    """What was covered: a phrase or “区域”, where, and how often."""

    what: str
    where: str
    times: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """A redacted file (遮盖后的文件) with the account of it."""

    data: bytes
    kind: str  # pdf, docx, xlsx
    covered: tuple[Covered, ...]
    warnings: tuple[str, ...] = ()


UNSEEN: Final = "不显示的内容（批注、修订、属性等，已去掉）"


def with_unseen(covered: Iterable[Covered], held: frozenset[str]) -> tuple[Covered, ...]:
    """Add the phrases that stood only where nobody sees them, which went with what was left out."""
    found = tuple(covered)
    seen = {each.what for each in found}
    return (*found, *(Covered(phrase, UNSEEN, 1) for phrase in sorted(held - seen)))
