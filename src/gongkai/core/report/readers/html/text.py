"""The text that pieces of a web page come to."""

import html


def one_line(pieces: list[str]) -> str:
    """Return pieces of text as one line, blanks of every kind drawn together."""
    text = "".join(pieces)
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split())


def lines(text: str) -> str:
    """Return the text of a cell: its lines joined by newline, blanks drawn together, empty lines left out."""
    if "&" in text:
        text = unescape(text)
    words = text.split()
    if len(words) < 2:
        return words[0] if words else ""
    if "\n" not in text:
        return " ".join(words)
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def unescape(text: str) -> str:
    """Return the text with its character references resolved, invisible ones dropped."""
    text = html.unescape(text)
    for mark in ("\u200b", "\ufeff", "\xad"):
        text = text.replace(mark, "")
    return text
