"""Word, WPS and OpenDocument files as bodies: `core.writing_up` reads them, this makes blocks of what it read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.publishing.uploads import Upload

WORDS: Final[frozenset[str]] = frozenset()  # as long as nothing reads them, they are attachments


@dataclass(slots=True)
class Taken:
    """What was read: its title, blocks, and what was left out."""

    title: str = ""
    body: list[tuple[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def body_of(upload: Upload, picture: Callable[[str, bytes], Mapping[str, Any]]) -> Taken:
    """Return a file's content as blocks; raise RuleError, with the reader's own sentence, where it cannot be read."""
    raise RuleError(f"文件“{upload.name}”不能转成正文。", "请把文字粘贴到正文，文件作为附件。")
