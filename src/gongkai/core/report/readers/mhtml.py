"""Web pages saved as a single file (MHTML, “单个文件网页”), by Word, WPS or a browser: RFC 2557."""

import email
from email.message import Message
from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile
from gongkai.core.report.readers import html

KIND: Final = "单个文件网页"


def read(data: bytes) -> Document:
    """Return the page of the first part that is HTML.

    Raises DamagedFile where there is none, and the errors of `html`.
    """
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            content = _content(part)
            if content.strip():
                return html.read(content)
    raise DamagedFile(KIND)


def _content(part: Message) -> bytes:
    """Return the bytes of a part as they were before base64 or quoted-printable."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
