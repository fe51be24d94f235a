"""The tags of a web page and what each does to the text around it."""

import re
from typing import Final

# A tag as the standard's tokenizer sees it (13.2.5): a quote counts only behind “=”, and the end of the file ends any
# tag. Groups: the name, with “/” before it in an end tag, and the attributes; both None for declarations.
TAG: Final = re.compile(
    r"""<(?:(/?[a-zA-Z][^\s/>]*+)([^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?[^>=]*+)*+)(?:>|\Z)"""
    r"""|[!?/][^>]*+(?:>|\Z))"""
)
VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col", "embed", "source"})
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BREAKS: Final = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "nav",
    "aside", "address", "blockquote", "pre", "form", "fieldset", "figure", "center", "hr", "details", "summary",
    "option", "select", "body", "html", "head", "optgroup", "figcaption", "dir", "menu", "legend",
]  # fmt: skip
_INLINE: Final = [
    "span", "font", "a", "b", "strong", "i", "em", "u", "o:p", "sup", "sub", "small", "big", "label", "col",
    "colgroup", "wbr", "meta", "link",
]  # fmt: skip


def both_ends(names: list[str]) -> list[str]:
    """Return names with their end tags, in small letters and capitals."""
    every = [*names, *(f"/{name}" for name in names)]
    return [*every, *(name.upper() for name in every)]


BREAKS: Final = frozenset(both_ends(_BREAKS))
INLINE: Final = frozenset(both_ends(_INLINE))
# What a tag inside a cell stands for where it does nothing else: a line break or nothing.
PLAIN: Final[dict[str | None, str]] = {
    None: "",
    **dict.fromkeys(INLINE, ""),
    **dict.fromkeys((*BREAKS, "br", "BR"), "\n"),
}
