"""A superior's site: submissions by its interface or by letter, and an editor who adopts, refuses or takes down."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standins.refusal import Refusal

SKEW = 300  # seconds by which a signed call may be old


@dataclass
class Submission:
    """One submission, and what became of it."""

    key: str
    title: str
    body: str
    text: str
    state: str = "submitted"
    adopted_title: str = ""
    reason: str = ""


@dataclass
class Superior:
    """The site."""

    key: str = "stand-in-signing-key-0000"
    now: Any = time.time
    submissions: dict[str, Submission] = field(default_factory=dict)
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    posted: list[str] = field(default_factory=list)  # the keys of all posts, repetitions too

    def answer(
        self, path: str, _query: dict[str, str], body: bytes, _files: dict[str, bytes], headers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Answer one call. Raises Refusal."""
        asked = json.loads(body)
        if path == "/letters":
            self.letters[asked["id"]] = asked
            return {"ok": True}
        self._checked(path, body, headers)
        if path == "/submissions":
            return self._submit(asked)
        found = self.submissions.get(asked.get("key", ""))
        if found is None:
            raise Refusal(404, "没有这件报送")
        if path == "/submissions/withdraw":
            found.state, found.reason = "withdrawn", asked.get("reason", "")
        return self._told(found)

    def _checked(self, path: str, body: bytes, headers: Mapping[str, str]) -> None:
        at = headers.get("X-Gongkai-Time", "0")
        made = hmac.new(self.key.encode(), f"{at}\n{path}\n".encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(made, headers.get("X-Gongkai-Signature", "")):
            raise Refusal(401, "签名不对")
        if abs(self.now() - float(at)) > SKEW:
            raise Refusal(401, "签名的时间过期")

    def _submit(self, asked: dict[str, Any]) -> dict[str, Any]:
        if not asked.get("key") or not asked.get("title"):
            raise Refusal(400, "缺少编号或者标题")
        self.posted.append(asked["key"])
        made = Submission(asked["key"], asked["title"], asked.get("body", ""), asked.get("text", ""))
        return self._told(self.submissions.setdefault(asked["key"], made))

    @staticmethod
    def _told(found: Submission) -> dict[str, Any]:
        adopted = found.state == "adopted"
        link = f"https://superior.example/content/{found.key}.html" if adopted else ""
        title = (found.adopted_title or found.title) if adopted else ""
        return {"ok": True, "state": found.state, "link": link, "title": title, "reason": found.reason}

    def play(self, key: str, act: str, words: str) -> None:
        """Let the editor act: adopt (under a title), refuse or remove (for a reason)."""
        found = self.submissions[key]
        found.state = {"adopt": "adopted", "refuse": "refused", "remove": "removed"}[act]
        if act == "adopt":
            found.adopted_title = words
        else:
            found.reason = words

    @staticmethod
    def refused(refusal: Refusal) -> dict[str, Any]:
        """Return a refusal as this server writes it."""
        return {"ok": False, "code": str(refusal.code), "message": refusal.message}
