"""Plain texts, web pages, CSV: their text, and what web pages keep out of sight."""

import re
from typing import Final

from lxml import etree, html

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Element
from gongkai.core.guard.model import Place
from gongkai.core.guard.registry import reads
from gongkai.core.report.readers.encoding import decode

_PAGE: Final = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|div|p"
    r"|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_CODE: Final = ("script", "style", "template", "noscript", "head")
_LEAST_COMMENT: Final = 4  # Chinese characters; shorter comments are the page's own marks
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


@reads("text")
def read(look: Look, data: bytes) -> None:
    """Look into a text."""
    text = decode(data).text
    if _PAGE.match(text):
        _page(look, text)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        look.text(line, Place(paragraph=number))


def _page(look: Look, text: str) -> None:
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        look.text(text, Place())
        return
    for comment in root.iter(etree.Comment):
        words = (comment.text or "").strip()
        look.text(words, Place(part="网页注释"))
        if len(_HAN.findall(words)) >= _LEAST_COMMENT:
            look.found(k.COMMENT, Place(part="网页注释"), look.sample(words))
    etree.strip_elements(root, etree.Comment, *_CODE, with_tail=False)
    for element in root.iter("*"):
        if _is_hidden(element):
            words = "".join(str(part) for part in element.itertext()).strip()
            if words:
                look.found(k.HIDDEN_TEXT, shown=look.sample(words))
    for element in root.iter("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4"):
        element.tail = "\n" + (element.tail or "")
    for cell in root.iter("td", "th"):
        cell.tail = "\t" + (cell.tail or "")
    for number, line in enumerate("".join(str(part) for part in root.itertext()).splitlines(), start=1):
        look.text(line, Place(paragraph=number))


def _is_hidden(element: Element) -> bool:
    parent = element.getparent()
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None
    return hidden and (parent is None or not _HIDDEN.search(parent.get("style", "")))
