"""Lines of a document as HTML: headings by style or by their number, lists, paragraphs; and what heads the document."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from gongkai.core.writing_up import signs
from gongkai.core.writing_up.flow import Line

Inline = Callable[[str], str]
_DOCUMENT_NUMBER: Final = re.compile(r"[一-鿿A-Za-z]{1,20}[〔\[(（]\d{4}[〕\])）]\s*第?\s*\d{1,5}\s*号")
_FIRST_RANK: Final = re.compile(r"[一二三四五六七八九十]{1,3}、\S")  # GB/T 9704: 一、 （一） 1. （1）
_SECOND_RANK: Final = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\S")
_SENTENCE: Final = re.compile("[。；！？]|：$")  # what no title holds
LONGEST_HEADING: Final = 40
LONGEST_TITLE: Final = 120
_TITLE_LINES: Final = 3


def without_head(lines: Sequence[Line], note: Callable[[int], str]) -> tuple[str, str, int]:
    """Return the title and the document number that head a document, and how many lines they take.

    The title is the first heading, or the centred lines at the beginning, or a short first line.
    """
    number, taken = "", 0
    parts: list[str] = []
    for line in lines:
        text = signs.plain(line.text, note)
        if not parts and not number and _DOCUMENT_NUMBER.fullmatch(text):
            number = text
        elif (line.level == 1 and not parts) or (line.centred and len(parts) < _TITLE_LINES and not line.level):
            parts.append(text)
        else:
            break
        taken += 1
        if line.level == 1:
            break
    if not parts and taken < len(lines):
        first = signs.plain(lines[taken].text, note)
        if not lines[taken].list_kind and 0 < len(first) <= LONGEST_HEADING and not _SENTENCE.search(first):
            parts, taken = [first], taken + 1
    title = "".join(part.replace("\n", "") for part in parts)
    if _DOCUMENT_NUMBER.fullmatch(title) or len(title) > LONGEST_TITLE or not title:
        return "", number, 1 if number and not title else 0
    return title, number, taken


def html_of(lines: Sequence[Line], inline: Inline) -> str:
    """Return lines as HTML; consecutive items of a list stand in one list."""
    return "".join(_parts(lines, inline))


def _parts(lines: Sequence[Line], inline: Inline) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.list_kind and not line.level:
            end = _end_of_list(lines, at)
            if line.list_kind == "ol" and line.number != 1:  # a list that goes on keeps its numbers as text
                yield from (f"<p>{one.number}. {inline(one.text)}</p>" for one in lines[at:end])
            else:
                items = "".join(f"<li>{inline(one.text)}</li>" for one in lines[at:end])
                yield f"<{line.list_kind}>{items}</{line.list_kind}>"
            at = end
            continue
        made = inline(line.text)
        if made:
            rank = _rank(line)
            yield f"<h{rank}>{_bare(made)}</h{rank}>" if rank else f"<p>{made}</p>"
        at += 1


def _end_of_list(lines: Sequence[Line], start: int) -> int:
    end = start + 1
    while end < len(lines) and lines[end].list_kind == lines[start].list_kind and not lines[end].level:
        if lines[start].list_kind == "ol" and lines[end].number != lines[end - 1].number + 1:
            break
        end += 1
    return end


def _rank(line: Line) -> int:
    """Return the level of a heading from 2 to 4; 0 for a paragraph."""
    if line.level:
        return min(line.level + 1, 4)
    text = signs.without(line.text).strip()
    if len(text) > LONGEST_HEADING or text.endswith(("。", "；", "，", "：")) or "\n" in text:
        return 0
    return 2 if _FIRST_RANK.match(text) else 3 if _SECOND_RANK.match(text) else 0


def _bare(html: str) -> str:
    """Return a heading without marks of its own: it is bold already."""
    return re.sub(r"</?(?:b|i)>", "", html)
