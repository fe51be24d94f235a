"""The words of a piece of HTML as plain text that can be changed sign by sign and put back between its tags."""

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

_TOKEN: Final = re.compile(r"<[^>]*>|[^<]+")
_ENDS_A_LINE: Final = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|br|hr|tr|table)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Tags and words of a piece of HTML in their order."""

    tokens: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "MarkedText":
        """Divide a piece of HTML."""
        return cls(tuple(_TOKEN.findall(html)))

    @property
    def text(self) -> str:
        """The words alone; a tag that ends a line stands for a newline, other tags for nothing."""
        return "".join(self._words(token) for token in self.tokens)

    def with_text(self, text: str) -> str:
        """Return the HTML with other words of the same length: signs changed, none added or taken away."""
        if len(text) != len(self.text):
            raise ValueError("the words must keep their length")
        made, at = [], 0
        for token in self.tokens:
            words = self._words(token)
            part = text[at : at + len(words)]
            made.append(token if token.startswith("<") or part == words else escape(part, quote=False))
            at += len(words)
        return "".join(made)

    @staticmethod
    def _words(token: str) -> str:
        if token.startswith("<"):
            return "\n" if _ENDS_A_LINE.match(token) else ""
        return unescape(token)
