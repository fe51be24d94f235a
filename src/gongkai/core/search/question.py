"""What is asked of a search, as a person types it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from gongkai.core.search.errors import QuestionTooLong
from gongkai.core.search.folding import fold

LONGEST: Final = 200  # characters of a question
_PIECE: Final = re.compile(r"""(?P<without>[-－])?(?:["“”「](?P<phrase>[^"“”」]*)["“”」]|(?P<word>\S+))""")
_MARKS: Final = re.compile(r"^[\W_]+|[\W_]+$")  # marks around a word are punctuation of the question, not of the text


class Order(StrEnum):
    """How hits are ordered (排序)."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Question:
    """Words that must all stand in a hit, words that must not, each a phrase of its own."""

    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    title_only: bool = False
    order: Order = Order.BEST

    @classmethod
    def read(
        cls,
        typed: str,
        *,
        filters: Mapping[str, str] | None = None,
        title_only: bool = False,
        order: Order = Order.BEST,
    ) -> Self:
        """Read what was typed: words by blanks, “…” for a phrase with blanks, - before a word that must not be there.

        Raises QuestionTooLong.
        """
        if len(typed) > LONGEST:
            raise QuestionTooLong(LONGEST)
        words: list[str] = []
        without: list[str] = []
        for piece in _PIECE.finditer(typed):
            word = fold(piece["phrase"] or "") or _bare(piece["word"] or "")
            if word:
                (without if piece["without"] else words).append(word)
        return cls(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(without)), dict(filters or {}), title_only, order)

    @property
    def is_empty(self) -> bool:
        """Whether no word is asked for: then everything that passes the filters is a hit."""
        return not self.words


def _bare(word: str) -> str:
    folded = fold(word)
    return _MARKS.sub("", folded) or folded
