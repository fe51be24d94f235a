"""Web pages saved as a single file (MHTML, “单个文件网页”), by Word, WPS or a browser: RFC 2557."""

import email
from email.message import Message
from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import DamagedFile, OversizedFile
from gongkai.core.report.readers import html

KIND: Final = "单个文件网页"
LINE_LIMIT: Final = 400_000  # 20 MB of pictures in base64 have 280,000
PART_LIMIT: Final = 50  # parts that hold parts; Word writes one


def read(data: bytes) -> Document:
    """Return the page of the first part that is HTML.

    Raises DamagedFile where there is none, OversizedFile, and the errors of `html`.
    """
    if data.count(b"\n") > LINE_LIMIT:
        raise OversizedFile(f"{LINE_LIMIT // 10_000} 万行")
    if data.count(b"multipart/") > PART_LIMIT:
        raise DamagedFile(KIND)
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
