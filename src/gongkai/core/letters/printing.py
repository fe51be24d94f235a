"""What a value becomes before it is printed: characters that deceive or disappear go, identity numbers are left out."""

import re
import unicodedata
from datetime import date
from typing import Final

OMITTED: Final = "（身份证号码略）"

# An identity number of 18 places with a date of birth that can be; letters never print it (outcomes.md part 4).
_IDENTITY: Final = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PUNCTUATION: Final = "。；，、：:;,. \t"


def shown(text: str) -> str:
    """Return a text without control characters, marks of direction and others that are not seen; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        " " if sign == "\t" else sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN
    )


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that have something on them."""
    return tuple(line.strip() for line in shown(text).split("\n") if line.strip())


def one_line(text: str) -> str:
    """Return a text on one line, so that it cannot pass itself off as paragraphs of the letter."""
    return " ".join(lines(text))


def quoted(text: str) -> str:
    """Return a text for standing between “ and ”: quotation marks inside become ‘ and ’."""
    return one_line(text).replace("“", "‘").replace("”", "’").rstrip("。")


def without_identity(text: str) -> tuple[str, bool]:
    """Return a text with identity numbers left out, and whether there were any; spaces inside one do not hide it."""
    found = _IDENTITY.subn(OMITTED, text)
    if found[1]:
        return found[0], True
    joined = re.sub(r"(?<=[0-9])[ \u3000-]+(?=[0-9Xx])", "", unicodedata.normalize("NFKC", text))
    if _IDENTITY.search(joined):
        return _IDENTITY.sub(OMITTED, joined), True
    return text, False


def without_end(text: str) -> str:
    """Return a text without its closing punctuation, for the wording has its own."""
    return text.rstrip(_PUNCTUATION)


def day(on: date) -> str:
    """Return a date as letters write it (GB/T 9704: Arabic figures, no leading zero)."""
    return f"{on.year}年{on.month}月{on.day}日"
