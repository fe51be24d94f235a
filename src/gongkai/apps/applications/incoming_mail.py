"""What a letter by e-mail holds: read with care, for anybody may write one.

A letter that is too large, too deep or of too many parts is refused. Text comes as plain words, of HTML too; a
character set that is wrong or unknown breaks nothing. Files of kinds that cases do not take are named and left out.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from typing import Any, Final

from gongkai.apps.applications.errors import RuleError, WrongFile
from gongkai.apps.applications.files import MOST_FILES, Upload, checked

LARGEST: Final = 30_000_000  # bytes of a letter
DEEPEST, MOST_PARTS = 20, 200
LONGEST_TEXT: Final = 20_000  # characters
CHARSETS: Final = ("utf-8", "gb18030")  # tried where a letter names none that works


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A letter as it was read. `key` tells the same letter again: by its Message-ID, else by its bytes."""

    key: str
    recipients: tuple[str, ...]
    sender: str
    address: str
    subject: str
    text: str
    files: tuple[Upload, ...]
    left_out: tuple[str, ...]


class BadLetter(RuleError):
    """A letter that is not read."""


def read_letter(data: bytes) -> Incoming:
    """Return what a letter holds. Raises BadLetter."""
    if len(data) > LARGEST:
        raise BadLetter(f"这封邮件超过 {LARGEST // 1_000_000} MB。", "请把附件分开，或改用网上申请。")
    try:
        letter = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(_parts(letter))
        files, left_out = _files(parts)
        sender, address = _sender(letter)
        return Incoming(
            key=_key(letter, data),
            recipients=_recipients(letter),
            sender=sender,
            address=address,
            subject=_header(letter, "Subject")[:200],
            text=_text(parts),
            files=files,
            left_out=left_out,
        )
    except (RecursionError, MessageError, ValueError, LookupError, TypeError, IndexError, AttributeError) as error:
        raise BadLetter("这封邮件的格式是坏的，读不出来。", "请寄件人重新发送，或改用网上申请。") from error


def _parts(part: Any, depth: int = 0) -> Iterator[EmailMessage]:
    """Yield the leaves of a letter; a letter within a letter is walked too."""
    if depth > DEEPEST:
        raise BadLetter("这封邮件一层套一层，层数过多。", "请寄件人重新发送，或改用网上申请。")
    if not part.is_multipart():
        yield part
        return
    count = 0
    for inner in part.iter_parts() if part.get_content_maintype() == "multipart" else part.get_payload():
        for leaf in _parts(inner, depth + 1):
            count += 1
            if count > MOST_PARTS:
                raise BadLetter(f"这封邮件的部分超过 {MOST_PARTS} 个。", "请寄件人合并附件后重新发送。")
            yield leaf


def _header(letter: EmailMessage, name: str) -> str:
    """Return a header on one line; empty for one that cannot be read."""
    try:
        found = str(letter.get(name, ""))
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # the parser of headers trips on some
        return ""
    return _plain(" ".join(found.split()))


def _plain(text: str) -> str:
    """Return text without marks that are not seen, and without halves of characters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(mark for mark in whole if mark.isprintable() or mark in "\n\t")


def _key(letter: EmailMessage, data: bytes) -> str:
    named = _header(letter, "Message-ID")
    return hashlib.sha256(named.encode() if named else data).hexdigest()


def _recipients(letter: EmailMessage) -> tuple[str, ...]:
    named = [_header(letter, name) for name in ("Delivered-To", "X-Original-To", "To", "Cc")]
    return tuple(dict.fromkeys(address.lower() for _name, address in getaddresses(named) if "@" in address))


def _sender(letter: EmailMessage) -> tuple[str, str]:
    for name, address in getaddresses([_header(letter, "From")]):
        if "@" in address:
            return name[:100], address[:200]
    return "", ""


def _text(parts: list[EmailMessage]) -> str:
    """Return the words of a letter: the first plain part, else the first of HTML."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not _is_file(part):
                words = _decoded(part)
                words = _of_html(words) if kind == "text/html" else words
                if words.strip():
                    return _plain(words).strip()[:LONGEST_TEXT]
    return ""


def _decoded(part: EmailMessage) -> str:
    data = part.get_payload(decode=True) or b""
    assert isinstance(data, bytes)  # noqa: S101 of a leaf
    for charset in (part.get_content_charset() or "", *CHARSETS):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _of_html(text: str) -> str:
    from selectolax.lexbor import LexborHTMLParser  # loaded for letters of this kind

    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "head", "template", "noscript"])
    body = tree.body
    return re.sub(r"\n\s*\n+", "\n\n", body.text(separator="\n", strip=True)) if body is not None else ""


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _files(parts: list[EmailMessage]) -> tuple[tuple[Upload, ...], tuple[str, ...]]:
    """Return the files that a case takes, and what is said of those it does not."""
    taken: list[Upload] = []
    left_out: list[str] = []
    for part in parts:
        if not _is_file(part):
            continue
        data = part.get_payload(decode=True) or b""
        assert isinstance(data, bytes)  # noqa: S101 of a leaf
        try:
            taken += checked([Upload(_plain(part.get_filename() or "附件"), data)])
        except WrongFile as error:
            left_out.append(error.problem)
    left_out += [f"附件超过 {MOST_FILES} 个，没有收下“{each.name}”。" for each in taken[MOST_FILES:]]
    return tuple(taken[:MOST_FILES]), tuple(left_out)
