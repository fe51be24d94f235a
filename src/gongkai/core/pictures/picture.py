"""A picture with its title, what it says in a sentence, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from gongkai.core.pictures.elements import WIDTH, element

# For a picture that stands alone, in a document or a file: black on white, the reader's Chinese fonts.
SHEET: Final = (
    "text{font:13px 'Noto Sans SC','Microsoft YaHei',sans-serif;fill:#1b2330;"
    "stroke:#fff;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}"
    ".soft{fill:#525c6b}"
    ".bar{fill:#174a8b}.missed{stroke:#b3121f;stroke-width:1}.open{stroke:#174a8b;stroke-width:1}"
    ".hatch path{stroke:#b3121f;stroke-width:2}.dots circle{fill:#174a8b}"
    ".axis{stroke:#8a94a3;stroke-width:1}.target{stroke:#b3121f;stroke-width:1.5;stroke-dasharray:5 3}"
    ".target-text{fill:#b3121f}.room{fill:#f4f6f9}"
)


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a picture: heads of columns, rows whose first cell is their head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of some height, 360 units wide; `says` is what somebody hears who does not see it."""

    id: str
    title: str
    says: str
    height: float
    drawn: str
    table: Table

    def svg(self) -> str:
        """Return the picture for a page that styles its classes."""
        return self._made("")

    def alone(self) -> str:
        """Return the picture as a file of its own, with its style sheet."""
        return self._made(f"<style>{SHEET}</style>")

    def _made(self, sheet: str) -> str:
        told = element("title", escape(self.title), id=f"{self.id}-title")
        told += element("desc", escape(self.says), id=f"{self.id}-says")
        return element(
            "svg",
            told + sheet + _patterns(self.id) + self.drawn,
            xmlns="http://www.w3.org/2000/svg",
            class_="pic",
            viewBox=f"0 0 {WIDTH:g} {self.height:g}",
            role="img",
            aria_labelledby=f"{self.id}-title {self.id}-says",
        )


def _patterns(prefix: str) -> str:
    hatch = element(
        "pattern",
        element("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"),
        id=f"{prefix}-hatch", class_="hatch", width=8, height=8, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    dots = element(
        "pattern",
        element("circle", cx=3, cy=3, r=1.6),
        id=f"{prefix}-dots", class_="dots", width=6, height=6, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    return element("defs", hatch + dots)


def filled(prefix: str, kind: str) -> dict[str, object]:
    """Return the class and the fill of a shape: `met` is plain, `missed` hatched, `open` dotted."""
    if kind == "missed":
        return {"class_": "missed", "fill": f"url(#{prefix}-hatch)"}
    if kind == "open":
        return {"class_": "open", "fill": f"url(#{prefix}-dots)"}
    return {"class_": "bar"}


def listing(pairs: Sequence[tuple[str, str]]) -> str:
    """Return names and figures as one sentence."""
    return "，".join(f"{name} {figure}" for name, figure in pairs) + "。"
