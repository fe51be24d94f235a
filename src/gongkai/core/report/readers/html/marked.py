"""Struck-out, raised and lowered text of a web page (删除线、上标) written as characters, before the page is read."""

import html
import re
from collections.abc import Callable
from typing import Final

from gongkai.core.report.marks import raised, struck
from gongkai.core.report.readers.html.tags import TAG

# One of these stands in every page that marks text so; looked for apart, which is several times faster.
_ELEMENTS: Final = re.compile("<(?:s[> ]|strike|del|su[bp]|S[> ]|STRIKE|DEL|SU[BP])")
_STYLES: Final = ("line-through", "super")
_OPENING: Final = re.compile(
    r"<(?P<name>s|strike|del|sup|sub)(?:\s[^<>]*)?>"
    r"|<(?P<styled>span|font|b|strong|em|i|a|td|th|tr)\s[^<>]*?(?:(?P<through>line-through)|vertical-align\s*:\s*su(?:per|b))[^<>]*>",
    re.IGNORECASE,
)
_CELL_EDGE: Final = re.compile(r"</?(?:td|th|tr|table|tbody|thead|caption)\b", re.IGNORECASE)
_ROW_EDGE: Final = re.compile(r"</?(?:tr|table|tbody|thead|tfoot)\b", re.IGNORECASE)
_WIDEST: Final = 400  # characters of mark-up within which a mark ends; what goes on longer is no single figure
_DELETED: Final = "del"
_CELLS: Final = ("td", "th", "tr")
_NAMES: Final = ("s", "strike", "del", "sup", "sub", "span", "font", "b", "strong", "em", "i", "a", *_CELLS)
_END: Final = {name: re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE) for name in _NAMES}


def with_marks(text: str) -> str:
    """Return the page with strokes and raised digits as characters; text that `<del>` takes out is struck."""
    marked = _ELEMENTS.search(text) or any(style in text for style in _STYLES)
    return _written(text) if marked else text


def _written(text: str) -> str:
    kept: list[str] = []
    done = 0
    while opening := _OPENING.search(text, done):
        name = (opening["name"] or opening["styled"]).lower()
        cell = name in _CELLS  # its tag stays; what it says of height raises nothing
        kept.append(text[done : opening.end() if cell else opening.start()])
        done = opening.end()
        found = _row(text, done) if name == "tr" else _extent(text, done, name)
        if found is not None:
            inner = _written(text[done : found[0]])
            strikes = name in ("s", "strike", _DELETED) or bool(opening["through"])
            kept.append(_each_text(inner, struck if strikes else raised) if strikes or not cell else inner)
            done = found[1]
        elif name == _DELETED:
            done = _end_of_deleted(text, done)
    kept.append(text[done:])
    return "".join(kept)


def _extent(text: str, start: int, name: str) -> tuple[int, int] | None:
    """Return where the content of an element ends and where the element does; its cell ends it too.

    None where it goes on for longer than a figure: over cells or sentences.
    """
    depth = 1
    edge = _CELL_EDGE.search(text, start, start + _WIDEST)
    last = edge.start() if edge else min(start + _WIDEST, len(text))
    for tag in _END[name].finditer(text, start, last):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start(), tag.end()
    return (last, last) if edge or last == len(text) else None


def _row(text: str, start: int) -> tuple[int, int]:
    """Return where the content of a row ends, its end tag left to the reader of the page."""
    edge = _ROW_EDGE.search(text, start)
    last = edge.start() if edge else len(text)
    return last, last


def _end_of_deleted(text: str, start: int) -> int:
    """Return where a long deleted part ends; one that is never closed takes the rest."""
    close = re.compile("</del[^>]*(?:>|\\Z)", re.IGNORECASE).search(text, start)
    return close.end() if close else len(text)


def _each_text(text: str, change: Callable[[str], str]) -> str:
    """Change the text between tags, character references resolved."""
    parts = TAG.split(text)
    tags = [match[0] for match in TAG.finditer(text)]
    found = [html.escape(change(html.unescape(part)), quote=False) for part in parts[::3]]
    return "".join(piece for pair in zip(found, [*tags, ""], strict=True) for piece in pair)
