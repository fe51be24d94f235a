"""A body that is nothing but paragraphs, as it is typed into a plain form: an empty line divides two of them."""

import re
from html import escape
from typing import Any, Final

from gongkai.apps.publishing.marked_text import MarkedText

_PARAGRAPH: Final = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_OTHER_TAG: Final = re.compile(r"<(?!br ?/?>)[^>]*>")


def to_body(text: str) -> list[tuple[str, str]]:
    """Return typed text as a body."""
    paragraphs = [part.strip() for part in re.split(r"\r?\n\s*\r?\n", text) if part.strip()]
    html = "".join(
        f"<p>{'<br/>'.join(escape(line.strip(), quote=False) for line in part.splitlines())}</p>" for part in paragraphs
    )
    return [("text", html)] if html else []


def to_text(body: Any) -> str | None:
    """Return a body as it would be typed; None where that would lose a heading, a table, a picture or a mark."""
    parts = []
    for block in body:
        if block.block_type != "text":
            return None
        html = block.value.source
        if _PARAGRAPH.sub("", html).strip():
            return None
        for inner in _PARAGRAPH.findall(html):
            if _OTHER_TAG.search(inner):
                return None
            parts.append(MarkedText.of(inner).text)
    return "\n\n".join(parts)
