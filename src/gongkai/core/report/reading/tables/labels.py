"""Labels of the form: what a cell or a line of text says it is, however cut, shifted or worded.

`match` is the one question asked of every short text of a document. It is answered from a cache, then from a
dictionary of official labels and wordings seen, then by words that belong to one row alone, then by likeness.
"""

import re
from functools import cache
from typing import Final

from gongkai.core.report.marks import unstruck
from gongkai.core.report.reading.script import form_words, simplified
from gongkai.core.report.reading.tables.wordings import KEYS, NOTHING, Label, wordings

_MARKS: Final = "“”‘’\"'《》〈〉<>【】[]{}、，。,.．：:；;·・*#|＊_～~—–-"
_BLANKS: Final = "　 \t\r\n\u00a0\u200b\u200c\u200d\u2060\u00ad\ufeff"
_PUNCTUATION: Final = dict.fromkeys(map(ord, _MARKS + _BLANKS))
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９（）﹙﹚／", "0123456789()()/")
_NUMBERING: Final = re.compile(
    r"\s*(?:[(（]\s*(?P<bracket>[一二三四五六七八九十]|\d{1,2})\s*[)）]"
    r"|(?P<chinese>[一二三四五六七八九十])\s*[、.．:：]|(?P<figure>\d{1,2})\s*[、.．)）]"
    r"|(?P<bare>\d)(?=[\u4e00-\u9fff]{2})"  # the dot was lost
    r"|第(?P<part>[一二三四五六])(?:部分|章))\s*[、.．]?\s*"
)
_YEAR: Final = re.compile(r"\(?20\d\d年?度?\)?")  # a year put into a label
_INNER: Final = re.compile(r"复议|\([一二三四五六七]\)")  # a bracket that holds more of the label, no explanation
_NEXT_NUMBER: Final = re.compile(r"(?<=[^\d\s])\s*(?=[1-9]\s*[.．、][^\d])")
_TWO: Final = 2
_LONGEST: Final = 150  # characters a label may have with an explanation inside


def core(text: str) -> str:
    """Return a label without numbering, punctuation, blanks and script differences."""
    number = _NUMBERING.match(text)
    return squeeze(text[number.end() :] if number else text)


def squeeze(text: str) -> str:
    """Return a text without punctuation and blanks, half-width and in simplified script."""
    return form_words(simplified(text.translate(_FULL_WIDTH)).translate(_PUNCTUATION))


def numbering(text: str) -> str:
    """Return the numbering in front of a text: “(三)” for bracketed, “三、” for Chinese, “3.” for figures, or ""."""
    found = _NUMBERING.match(text.translate(_FULL_WIDTH))
    if not found:
        return ""
    if found["bracket"]:
        return f"({found['bracket']})"
    if found["chinese"]:
        return f"{found['chinese']}、"
    return f"{found['part']}、" if found["part"] else f"{found['figure'] or found['bare']}."


@cache
def _dictionary() -> dict[str, Label]:
    found: dict[str, Label] = {}
    for text, label in wordings():
        found.setdefault(core(text), label)
    return found


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


@cache
def _likenesses() -> tuple[tuple[set[str], Label], ...]:
    return tuple(
        (_bigrams(text), Label(label.part, label.id, 1)) for text, label in _dictionary().items() if len(text) >= 5
    )


def _alike(text: str) -> Label:
    pairs = _bigrams(text)
    best, second, found = 0.0, 0.0, NOTHING
    for other, label in _likenesses():
        shared = len(pairs & other)
        if not shared:
            continue
        score = 2 * shared / (len(pairs) + len(other))
        if score > best:
            best, second, found = score, best if label.id != found.id else second, label
        elif score > second and label.id != found.id:
            second = score
    return found if best >= 0.62 and best - second >= 0.1 else NOTHING


def _find(text: str) -> Label:
    text = unstruck(text)
    if not text or len(text) > _LONGEST or _is_of_two_rows(text):
        return NOTHING
    number = numbering(text)
    bare = core(text)
    if not bare:
        return NOTHING
    exact = _dictionary().get(bare)
    if exact is None and "(" in bare and not _INNER.search(bare):
        exact = _dictionary().get(bare.split("(", 1)[0])
    if bare in {"总计", "合计"}:
        return Label("t3", "t3.r7_total", 3 if number else 2, number)
    if bare == "其他":
        return (
            Label("group", "t3.r6", 3, number)
            if number == "(六)"
            else Label("t3", "t3.r6_3_other", 3 if number else 2, number)
        )
    if exact is not None:
        return exact._replace(number=number)
    plain = _YEAR.sub("", bare)
    for pattern, label in KEYS:
        if pattern.search(plain):
            return label._replace(number=number)
    if len(bare) >= 5:
        return _alike(bare)._replace(number=number)
    return NOTHING


def _is_of_two_rows(text: str) -> bool:
    """Tell whether numbered labels of two rows of table 3 are printed into one."""
    parts = _NEXT_NUMBER.split(text)
    if len(parts) != _TWO:
        return False
    first, second = (_find(part) for part in parts)
    return first.part == second.part == "t3" and first.id != second.id and min(first.sure, second.sure) >= _TWO


_SEEN: Final[dict[str, Label]] = {}


def match(text: str) -> Label:
    """Tell what a short text is of the form; `NOTHING` where it is nothing known."""
    found = _SEEN.get(text)
    if found is None:
        if len(_SEEN) > 20_000:
            _SEEN.clear()
        found = _SEEN[text] = _find(text)
    return found


__all__ = ["NOTHING", "Label", "core", "match", "numbering", "squeeze"]
