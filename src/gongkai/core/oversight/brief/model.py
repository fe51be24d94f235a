"""What stands on the page."""

from dataclasses import dataclass, field

MOST_ROWS = 10
MOST_POINTS = 6
MOST_PICTURES = 2


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief in plain words; `pictures` are drawings that stand alone, as SVG."""

    organ: str
    title: str
    as_of: str
    figures: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    attention: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = field(default=())

    def on_one_page(self) -> "Brief":
        """Return as much as one page holds: the first rows and the last, the most pressing points."""
        rows = self.rows
        if len(rows) > MOST_ROWS:
            gap = ("…",) * len(self.heads)
            rows = (*rows[: MOST_ROWS - 4], gap, *rows[-3:])
        return Brief(
            self.organ, self.title, self.as_of, self.figures, self.heads, rows,
            self.attention[:MOST_POINTS], self.pictures[:MOST_PICTURES],
        )  # fmt: skip

    def as_text(self) -> str:
        """Return it as a letter has it."""
        lines = [f"{self.organ}{self.title}", self.as_of, ""]
        lines += [f"{label}：{figure}" for label, figure in self.figures]
        lines += ["", *(f"· {point}" for point in self.attention[:MOST_POINTS])]
        return "\n".join(lines).strip() + "\n"
