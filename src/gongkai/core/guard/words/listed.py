"""Wrong, sensitive and forbidden words (错别字、慎用词、禁用词) of the lists in data/words/ and of the body's own."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from gongkai.core.guard.lists import national_words
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser
from gongkai.core.guard.settings import Settings, Word, WordKind

_SOURCE: Final = "《中华人民共和国政府信息公开条例》第六条；词表见 data/words/ 和本单位词表"
WRONG: Final = kind(
    Kind("WORD-WRONG", "错别字或不规范写法", Group.WORDS, Severity.WARN, _SOURCE, "请改为规范写法。", Action.REPLACE)
)
SENSITIVE: Final = kind(
    Kind("WORD-SENSITIVE", "慎用词", Group.WORDS, Severity.WARN, _SOURCE, "请改用规范、得体的说法。", Action.REPLACE)
)
FORBIDDEN: Final = kind(
    Kind("WORD-FORBIDDEN", "禁用词", Group.WORDS, Severity.BLOCK, _SOURCE, "请改写。", Action.REPLACE, rank=45)
)
_KINDS: Final = {WordKind.WRONG: WRONG, WordKind.SENSITIVE: SENSITIVE, WordKind.FORBIDDEN: FORBIDDEN}


@recogniser(WRONG, SENSITIVE, FORBIDDEN)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield every listed word, unless it stands inside one of its exceptions."""
    for word, pattern, starts in _search(reading.settings):
        if starts not in reading.plain:
            continue
        for found in pattern.finditer(reading.plain):
            if not _is_excepted(word, reading.plain, found.start(), found.end()):
                yield Hit(_KINDS[word.kind], *found.span(), detail=_detail(word))


@lru_cache(maxsize=16)
def _patterns(words: Sequence[Word]) -> tuple[tuple[Word, re.Pattern[str], str], ...]:
    """Return each word with its pattern, and with a piece that must be in the text for it to be found at all."""
    return tuple(
        (word, re.compile(re.escape(word.text).replace(r"\#", r"\d")), max(word.text.split("#"), key=len))
        for word in words
    )


def _search(settings: Settings) -> tuple[tuple[Word, re.Pattern[str], str], ...]:
    own = {word.text for word in settings.words}
    listed = tuple(word for word in national_words() if word.text not in own | settings.unlisted)
    return _patterns(listed + settings.words)


def _is_excepted(word: Word, text: str, start: int, end: int) -> bool:
    for one in word.unless:
        at = text.find(one, max(0, start - len(one)), end + len(one))
        while at >= 0:
            if at <= start and end <= at + len(one):
                return True
            at = text.find(one, at + 1, end + len(one))
    return False


def _detail(word: Word) -> str:
    note = f"{word.note.rstrip('。')}。" if word.note else ""
    return f"{note}建议写作“{word.advice}”。" if word.advice else note
