"""The check word of a receipt (查询码): ten marks that nobody mistakes for each other, some 49 bits."""

import hashlib
import hmac
import secrets
import unicodedata
from typing import Final

MARKS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 10


def new_check_word() -> str:
    """Return a check word that nobody can guess."""
    return "".join(secrets.choice(MARKS) for _ in range(LENGTH))


def printed(word: str) -> str:
    """Return it as it is printed: XXXXX-XXXXX."""
    return f"{word[:5]}-{word[5:]}" if word else ""


def plain(typed: str) -> str:
    """Return what was typed without spaces and dashes, in capitals; wide letters are narrowed."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", typed).upper() if mark.isalnum())


def same(kept: str, typed: str) -> bool:
    """Compare in constant time; nothing is the same as an empty word."""
    one, other = (hashlib.sha256(text.encode()).digest() for text in (kept, plain(typed)))
    return hmac.compare_digest(one, other) and bool(kept)
