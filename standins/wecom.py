"""The robot of a WeCom group: its limits in bytes, its rate, a key that may be revoked."""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standins.refusal import Refusal

A_MINUTE = 20
SMALLEST, LARGEST = 5, 20 * 1024 * 1024  # bytes of a file
LASTS = 3 * 86_400  # seconds for which an uploaded file may be sent
LIMITS = {"text": 2048, "markdown": 4096}  # bytes


@dataclass
class WeCom:
    """The robots, by their keys."""

    keys: set[str] = field(default_factory=lambda: {"stand-in-robot-key-0000"})
    now: Any = time.time
    messages: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)  # as they were said
    media: dict[str, tuple[str, float, bytes]] = field(default_factory=dict)  # of which robot, since when, what
    times: list[float] = field(default_factory=list)
    limited: bool = True

    def answer(
        self, path: str, query: dict[str, str], body: bytes, files: dict[str, bytes], _headers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Answer one call. Raises Refusal."""
        if query.get("key") not in self.keys:
            raise Refusal(93000, "invalid webhook url")
        if path == "/cgi-bin/webhook/upload_media":
            return self._upload(query, files.get("media", b""))
        if path != "/cgi-bin/webhook/send":
            raise Refusal(404, "no such interface")
        said = json.loads(body)
        if said.get("msgtype") == "file":
            self._counted()
            return self._file(query["key"], said["file"].get("media_id", ""))
        kind = said.get("msgtype", "")
        content = said.get(kind, {}).get("content", "")
        if kind not in LIMITS or not content:
            raise Refusal(44004, "empty content")
        if len(content.encode()) > LIMITS[kind]:
            raise Refusal(40058, f"{kind}.content exceed max length {LIMITS[kind]}. invalid Request Parameter")
        self._counted()
        self.messages.append(content)
        return {"errcode": 0, "errmsg": "ok"}

    def _counted(self) -> None:
        now = self.now()
        if self.limited and len([at for at in self.times if at > now - 60]) >= A_MINUTE:
            raise Refusal(45009, "api freq out of limit")
        self.times.append(now)

    def _upload(self, query: dict[str, str], data: bytes) -> dict[str, Any]:
        if query.get("type") != "file" or not SMALLEST <= len(data) <= LARGEST:
            raise Refusal(40006, "invalid file size")
        made = f"media-{secrets.token_hex(12)}"
        self.media[made] = (query["key"], self.now(), data)
        return {"errcode": 0, "errmsg": "ok", "type": "file", "media_id": made, "created_at": str(int(self.now()))}

    def _file(self, key: str, media: str) -> dict[str, Any]:
        owner, at, data = self.media.get(media, ("", 0.0, b""))
        if owner != key or at < self.now() - LASTS:
            raise Refusal(40007, "invalid media_id")
        self.files.append(data)
        return {"errcode": 0, "errmsg": "ok"}
