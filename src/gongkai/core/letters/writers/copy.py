"""What is written: a letter, whether it is a draft, and the seal; the parts both writers lay out alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.core.letters.letter import Letter, Paragraph, Table
from gongkai.core.letters.printing import day
from gongkai.core.letters.writers.seal import Seal

DRAFT_MARK: Final = "草稿"
DRAFT_NOTE: Final = "草稿，未经审签，不得发出"
TO_FILL: Final = "〔待填：〕"  # the date of a draft
SEAL_WIDTH: Final = 42  # millimetres, as the seals of public bodies below the provinces (国发〔1999〕25号)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy (文本) of a letter."""

    letter: Letter
    draft: bool
    seal: Seal | None = None

    @property
    def name(self) -> str:
        """The title on one line, for the properties of the file."""
        return "".join(self.letter.title)

    @property
    def date(self) -> str:
        """The date at the end, or in a draft what stands for it; empty for what is not signed."""
        letter = self.letter
        if letter.dated_on is not None:
            return day(letter.dated_on)
        return "    年  月  日" if letter.sealed else ""

    def pieces(self) -> Iterator[tuple[str, str] | Table]:
        """Yield what stands between addressee and signature: kind and text, or a table."""
        for block in self.letter.blocks:
            if isinstance(block, Paragraph):
                yield "text", block.text
            else:
                yield block
        if self.letter.closing:
            yield "text", self.letter.closing
        for number, annex in enumerate(self.letter.annexes):
            yield ("annex" if number == 0 else "annex_more"), annex
