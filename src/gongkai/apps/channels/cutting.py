"""Cutting a text to a platform's limit: on characters or on bytes, never through a character."""

from typing import Final

MARK: Final = "…"
_JOINERS: Final = frozenset("\u200d\ufe0f\u20e3")


def cut(text: str, most: int) -> str:
    """Return a text in one line of at most so many characters, with a mark where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else _whole(line[: most - 1]) + MARK


def cut_bytes(text: str, most: int) -> str:
    """Return a text of at most so many bytes of UTF-8, with a mark where it was cut."""
    data = text.encode()
    if len(data) <= most:
        return text
    return _whole(data[: most - len(MARK.encode())].decode(errors="ignore")) + MARK


def _whole(text: str) -> str:
    """Return a text without the beginning of a joined character at its end."""
    while text and text[-1] in _JOINERS:
        text = text[:-2]
    return text
