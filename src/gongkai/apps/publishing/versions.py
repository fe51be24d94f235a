"""The content of a disclosure at one moment: for the log, for its digest, for the view of differences."""

import json
from hashlib import sha256
from typing import Any

from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.models.disclosure import CONTENT
from gongkai.apps.publishing.rendering import text_of


def content_of(page: Disclosure) -> dict[str, Any]:
    """Return the content as plain values: the body as its text, attachments by title and file."""
    held = {name: getattr(page, name) for name in CONTENT if name != "body"}
    return {
        **{name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in held.items()},
        "body": text_of(page.body),
        "attachments": [f"{one.title}（{one.document.filename}）" for one in page.attachments.all()],
        "explains": [one.explained.title for one in page.explains.all()],
    }


def digest_of(page: Disclosure) -> str:
    """Return the digest of all that would be published: fields, the whole body, the bytes' digests of the files."""
    whole = {
        **content_of(page),
        "body": page.body.get_prep_value(),
        "files": [[one.document.get_file_hash(), one.title] for one in page.attachments.all()],
    }
    return sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
