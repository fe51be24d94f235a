"""Taking out of a page what is not shown: comments, scripts, styles, the title and hidden parts."""

import re
from typing import Final

from gongkai.core.report.readers.html.tags import TAG, VOID

# Comments, elements whose content is text to the parser whatever stands in it (HTML standard, 13.2.6), and elements
# that browsers or Word do not show.
_UNSHOWN: Final = r"<(?:!--|(script|style|title|iframe|noembed|noframes|xmp|template|rt|rp)(?![\w:-]))"
_OPENING: Final = re.compile(_UNSHOWN)
_OPENING_IN_CAPITALS: Final = re.compile(_UNSHOWN, re.IGNORECASE)  # three times slower
_CAPITALS: Final = re.compile("<[A-Z]")
_COMMENT_END: Final = re.compile("--!?>")
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|(?:^|\s)hidden(?:\s*=|\s|/|$)", re.IGNORECASE
)
# One of these stands in every tag that hides; other capitals are not met in practice.
_HIDING_WORDS: Final = ("isplay:", "ISPLAY:", "hidden", "mso-hide", "font-size:0", "font-size: 0")
_SHRUNK: Final = re.compile(r"font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_IN_LINE: Final = frozenset({"span", "font", "b", "strong", "em", "i", "a"})  # blocks of size 0 often only close a gap
_CELL_ENDS: Final = frozenset({"td", "th", "tr", "/tr", "/table", "tbody", "tfoot", "/tbody", "/thead", "/tfoot"})
# A hidden element of these ends where its next sibling begins, even if its own end tag is left out.
_ENDED_BY: Final = {
    "p": frozenset({"p", "div", "table", "ul", "ol", "/div", "/td", "/th", "/body"}),
    "td": _CELL_ENDS,
    "th": _CELL_ENDS,
    "tr": _CELL_ENDS - {"td", "th", "/tr"},
    "li": frozenset({"li", "/ul", "/ol"}),
}


def cut_unshown(text: str) -> tuple[str, list[str]]:
    """Return the page without comments and elements that are never shown, and the text of its title elements.

    The opening tag of an iframe stays, because it tells that something is shown that is not there.
    """
    kept: list[str] = []
    titles: list[str] = []
    done = 0
    search = (_OPENING_IN_CAPITALS if _CAPITALS.search(text) else _OPENING).search
    while opening := search(text, done):
        kept.append(text[done : opening.start()])
        name = (opening[1] or "").lower()
        inner, done = _extent(text, opening.start(), name)
        if name == "title":
            titles.append(text[text.find(">", opening.end()) + 1 : inner])
        elif name == "iframe":
            kept.append("<iframe>")
    if not kept:
        return text, []
    kept.append(text[done:])
    return "".join(kept), titles


def _extent(text: str, start: int, name: str) -> tuple[int, int]:
    """Return where the content ends and where the element ends; an element that is never closed takes the rest."""
    if not name:
        # “<!-->” is a whole comment, so its end may begin inside its opening.
        close = _COMMENT_END.search(text, start + 2)
        return (close.start(), close.end()) if close else (len(text), len(text))
    inner = text.find(f"</{name}", start)
    if inner < 0:
        closing = re.compile(f"</{name}", re.IGNORECASE).search(text, start)
        inner = closing.start() if closing else len(text)
    end = text.find(">", inner)
    return inner, end + 1 if end >= 0 else len(text)


def cut_hidden(text: str) -> tuple[str, int]:
    """Return the page without the elements that their own tag hides, and how many they were.

    Hiding by a style sheet is seen only as far as `sheet_rules` writes it into the tags.
    """
    words = [word for word in _HIDING_WORDS if word in text]
    if not words:
        return text, 0
    search = re.compile("|".join(words)).search
    kept: list[str] = []
    done = looked = count = 0
    while word := search(text, looked):
        start = text.rfind("<", max(done, looked), word.start())
        looked = word.end()
        tag = TAG.match(text, start) if start >= 0 else None
        if tag is None or tag.end() < looked:
            continue
        looked = tag.end()
        name = (tag[1] or "/").lower()
        if name[0] == "/" or name in VOID or not (_HIDDEN.search(tag[2]) or _is_shrunk(name, tag[2])):
            continue
        kept.append(text[done:start])
        done = looked = _end_of_hidden(text, looked, name)
        count += 1
    kept.append(text[done:])
    return "".join(kept), count


def _is_shrunk(name: str, attributes: str) -> bool:
    """Tell whether an element within a line is of size 0."""
    return name in _IN_LINE and bool(_SHRUNK.search(attributes))


def _end_of_hidden(text: str, start: int, element: str) -> int:
    """Return where a hidden element ends whose content begins at `start`; without any end it takes the rest."""
    ended_by = _ENDED_BY.get(element, frozenset())
    depth, tables = 1, 0
    for tag in TAG.finditer(text, start):
        name = (tag[1] or "").lower()
        if element in ("td", "th", "tr") and (name == "table" or (tables and name == "/table")):
            tables += 1 if name == "table" else -1
        elif tables:
            continue
        elif name in ended_by:
            return tag.start()
        elif name == element:
            depth += 1
        elif name == f"/{element}":
            depth -= 1
            if not depth:
                return tag.end()
    return len(text)
