"""How one row of the log is bound to the one before it: canonical text, and its digest.

Nothing here asks the database. A row is written as one line of JSON with sorted names and no spaces; its digest covers
the number, the instant, the actor, the act, what it was about, before and after, and the digest of the row before.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from cryptography.hazmat.primitives import hashes

START: Final = "0" * 64  # what stands before the first row

ALGORITHMS: Final[Mapping[str, Callable[[], hashes.HashAlgorithm]]] = {
    "sm3": hashes.SM3,  # GB/T 32905-2016
    "sha256": hashes.SHA256,
}


@dataclass(frozen=True, slots=True)
class Link:
    """What the digest of one row covers."""

    number: int
    at: datetime
    actor_id: str
    actor_name: str
    body_id: int | None
    act: str
    subject: str
    summary: str
    before: str  # canonical JSON
    after: str  # canonical JSON
    algorithm: str
    previous: str

    def digest(self) -> str:
        """Return the digest of this row in hexadecimal; KeyError for an algorithm nobody knows."""
        made = hashes.Hash(ALGORITHMS[self.algorithm]())
        made.update(canonical(asdict(self)).encode())
        return made.finalize().hex()


def canonical(value: Any) -> str:
    """Return the one way to write a value as JSON; TypeError for what has no such way, such as a float.

    Instants are written in UTC to the microsecond, amounts as they were typed, enumerations by their value.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    raise TypeError(f"no canonical form for {type(value).__name__}")
