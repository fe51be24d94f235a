"""The robot of a WeCom group: its limits in bytes, its rate, a key that may be revoked."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standins.refusal import Refusal

A_MINUTE = 20
LIMITS = {"text": 2048, "markdown": 4096}  # bytes


@dataclass
class WeCom:
    """The robots, by their keys."""

    keys: set[str] = field(default_factory=lambda: {"stand-in-robot-key-0000"})
    now: Any = time.time
    messages: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    limited: bool = True

    def answer(
        self, path: str, query: dict[str, str], body: bytes, _files: dict[str, bytes], _headers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Answer one call. Raises Refusal."""
        if path != "/cgi-bin/webhook/send":
            raise Refusal(404, "no such interface")
        if query.get("key") not in self.keys:
            raise Refusal(93000, "invalid webhook url")
        said = json.loads(body)
        kind = said.get("msgtype", "")
        content = said.get(kind, {}).get("content", "")
        if kind not in LIMITS or not content:
            raise Refusal(44004, "empty content")
        if len(content.encode()) > LIMITS[kind]:
            raise Refusal(40058, f"{kind}.content exceed max length {LIMITS[kind]}. invalid Request Parameter")
        now = self.now()
        if self.limited and len([at for at in self.times if at > now - 60]) >= A_MINUTE:
            raise Refusal(45009, "api freq out of limit")
        self.times.append(now)
        self.messages.append(content)
        return {"errcode": 0, "errmsg": "ok"}
