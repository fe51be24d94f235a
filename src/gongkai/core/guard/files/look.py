"""One look into a file: what its reader finds, the text it hands over, and the files within it."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from gongkai.core.guard.files.budget import Budget
from gongkai.core.guard.inspection import inspect_text, mask
from gongkai.core.guard.model import Finding, Group, Kind, Place, Severity
from gongkai.core.guard.settings import Settings

SAMPLE: Final = 30  # characters of hidden text shown
_ANYWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int  # in the joined text
    length: int
    place: Place


@dataclass(slots=True)
class Look:
    """What one file holds. A reader calls `text` for texts, `found` for what is hidden, `file` for files in it.

    Texts are joined and inspected in one go, so that a paragraph is read with its neighbours and a cell with its head.
    """

    settings: Settings
    budget: Budget
    inside: tuple[str, ...]
    depth: int
    inner: Callable[["Look", str, bytes, Place], None]
    findings: list[Finding] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _length: int = 0

    def text(self, text: str, place: Place, *, lead: str = "", end: str = "\n") -> None:
        """Take a piece of text; `lead` is what heads it, `end` parts it from the next piece."""
        if not text.strip():
            return
        self.budget.read(len(text))
        head = f"{lead}:" if lead else ""
        self._pieces.append(_Piece(self._length + len(head), len(text), self._here(place)))
        self._parts.append(f"{head}{text}{end}")
        self._length += len(head) + len(text) + len(end)

    def found(
        self, kind: Kind, place: Place = _ANYWHERE, shown: str = "", detail: str = "", severity: Severity | None = None
    ) -> None:
        """Take a finding about a part of the file."""
        self.findings.append(
            Finding(kind, severity or kind.severity, shown=shown, place=self._here(place), detail=detail)
        )

    def sample(self, text: str) -> str:
        """Return the beginning of a hidden text as it may be shown: in quotation marks, personal data masked."""
        plain = " ".join(text[: 20 * SAMPLE].split())
        masked = mask(plain, [one for one in inspect_text(plain, self.settings) if one.kind.group is Group.PERSONAL])
        return f"“{masked[:SAMPLE]}{'…' if len(masked) > SAMPLE else ''}”"

    def file(self, name: str, data: bytes, place: Place = _ANYWHERE) -> None:
        """Inspect a file within this one."""
        self.inner(self, name, data, place)

    def finish(self) -> list[Finding]:
        """Return all findings, those of the texts last."""
        joined = "".join(self._parts)
        starts = [piece.at for piece in self._pieces]
        for finding in inspect_text(joined, self.settings):
            piece = self._pieces[max(0, bisect_right(starts, finding.start) - 1)]
            start = finding.start - piece.at
            if 0 <= start < piece.length:
                end = min(finding.end - piece.at, piece.length)
                self.findings.append(replace(finding, start=start, end=end, place=piece.place))
        return self.findings

    def _here(self, place: Place) -> Place:
        return replace(place, inside=self.inside + place.inside) if self.inside else place
