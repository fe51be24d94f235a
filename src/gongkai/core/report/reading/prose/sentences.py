"""The text of a section made ready for reading: one script, half-width figures, wrapped lines joined, and a way back.

Every piece found in it can be given word for word as the report prints it.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from gongkai.core.report.reading.script import form_words, simplified

_WIDTH: Final = str.maketrans("０１２３４５６７８９％．＋－﹪【】", "0123456789%.+-%[]")
_MARKS: Final = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！", "﹕": "："})
_BLANK: Final = frozenset(" \t\r\u00a0\u3000\u200b\ufeff")
_PAGE_MARK: Final = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*")
_THOUSANDS: Final = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NUMBERED: Final = re.compile(
    r"\s*(?:#|[（(]\s*(?:[一二三四五六七八九十]+|\d{1,2})\s*[）)]|[一二三四五六七八九十]+[、.．]|\d{1,2}\s*[、.．](?!\d)|[一二三四五六七八九十]是)"
)
_STOPS: Final = "。！？；：!?;:…"
_HEADING: Final = 30  # characters of a numbered line that is a heading, not the start of wrapped prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a `Prose`: its bounds there, the stop not included."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Prose:
    """Text without blanks and false line breaks; `at[i]` is where its i-th character stands in `printed`."""

    printed: str
    text: str
    at: "array[int]"
    starts: tuple[int, ...]  # where each passage begins in `printed`
    sentences: tuple[Sentence, ...]

    def piece(self, start: int, end: int) -> str:
        """Return what the report prints between two places of the text, word for word."""
        return self.printed[self.at[start] : self.at[end - 1] + 1] if start < end else ""

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return passage index, start and end in that passage; a piece that runs on is cut at the passage's end."""
        first, last = self.at[start], self.at[end - 1] + 1
        passage = bisect_right(self.starts, first) - 1
        base = self.starts[passage]
        limit = self.starts[passage + 1] - 1 if passage + 1 < len(self.starts) else len(self.printed)
        return passage, first - base, min(last, limit) - base

    def sentence(self, position: int) -> Sentence:
        """Return the sentence in which a place of the text stands."""
        return self.sentences[self.sentence_index(position)]

    def sentence_index(self, position: int) -> int:
        """Return the number of the sentence in which a place of the text stands."""
        return max(bisect_right(self._sentence_starts, position) - 1, 0)

    def printed_sentence(self, index: int) -> str:
        """Return a sentence word for word as the report prints it."""
        return self._printed_sentences[index]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _printed_sentences(self) -> list[str]:
        return [self.piece(sentence.start, sentence.end) for sentence in self.sentences]


@lru_cache(maxsize=16)
def prose(passages: tuple[str, ...]) -> Prose:
    """Return the passages of a section, made ready; `printed` is them joined by newlines."""
    printed = "\n".join(passages)
    starts, place = [], 0
    for passage in passages:
        starts.append(place)
        place += len(passage) + 1
    text, at = _squeezed(printed)
    return Prose(printed, text, at, tuple(starts), tuple(_sentences(text)))


def _squeezed(printed: str) -> tuple[str, "array[int]"]:
    even = form_words(simplified(printed)).translate(_WIDTH)
    even = _THOUSANDS.sub("\u2009", even).translate(_MARKS)  # a mark of its own until blanks are gone
    characters: list[str] = []
    places = array("L")
    offset = 0
    lines = even.split("\n")
    for number, line in enumerate(lines):
        if not (_PAGE_MARK.fullmatch(line) and len(lines) > 1):
            for index, character in enumerate(line):
                if character not in _BLANK:
                    characters.append("," if character == "\u2009" else character)
                    places.append(offset + index)
            if number + 1 < len(lines) and _breaks(line, lines[number + 1]) and characters and characters[-1] != "\n":
                characters.append("\n")
                places.append(offset + len(line))
        offset += len(line) + 1
    return "".join(characters), places


def _breaks(line: str, following: str) -> bool:
    """Tell whether a line break is the end of a paragraph: not when a sentence merely runs on in the next line."""
    bare = line.strip()
    if not bare or bare[-1] in _STOPS or _NUMBERED.match(following):
        return True
    return bool(_NUMBERED.match(bare)) and len(bare) <= _HEADING and not re.search(r"[，,。]", bare)


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for stop in re.finditer(r"[。！？\n]|\Z", text):
        if stop.start() > start:
            yield Sentence(start, stop.start(), text[start : stop.start()])
        start = stop.end()
    if not text:
        yield Sentence(0, 0, "")
