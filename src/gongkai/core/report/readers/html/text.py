"""The text that pieces of a web page come to."""

import html

from gongkai.core.report.marks import STROKE, in_cell, unstruck


def one_line(pieces: list[str]) -> str:
    """Return pieces of text as one line, blanks of every kind drawn together, what is struck out left out."""
    text = "".join(pieces)
    if "&" in text:
        text = unescape(text)
    if STROKE in text:
        text = unstruck(text)
    return " ".join(text.split())


def lines(text: str) -> str:
    """Return the text of a cell: its lines joined by newline, blanks drawn together, empty lines left out."""
    if "&" in text:
        text = unescape(text)
    if STROKE in text:
        text = in_cell(text)
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
