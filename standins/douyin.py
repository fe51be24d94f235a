"""Douyin's open platform: tokens bound to an account, pictures with a text, review, videos in parts."""

import itertools
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standins.refusal import Refusal

V1 = "/api/douyin/v1/video"
SCOPE = "video.create.bind"
IMAGES, IMAGE_BYTES, TEXT = 30, 20 * 1024 * 1024, 1000
UNFIT, IN_REVIEW, PUBLIC = 2, 4, 5


@dataclass
class Work:
    """One work of the account."""

    item_id: str
    text: str
    images: list[str]
    at: float
    status: int = IN_REVIEW
    polls: int = 0


@dataclass
class Upload:
    """A video that is uploaded in parts."""

    parts: set[int] = field(default_factory=set)


@dataclass
class Douyin:
    """One account that has granted an application its rights."""

    open_id: str = "standin-open-id"
    client_key: str = "stand-in-client-key-0000"
    refresh_token: str = "stand-in-refresh-token-0000"  # noqa: S105 invented
    scopes: set[str] = field(default_factory=lambda: {SCOPE})
    now: Any = time.time
    polls_until_done: int = 1  # how often a work is asked for before its review has ended
    ends_with: int = PUBLIC
    tokens: dict[str, str] = field(default_factory=dict)  # token: open_id
    images: dict[str, bytes] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(7_100_000_000_000_000_000))

    def answer(
        self, path: str, query: dict[str, str], body: bytes, files: dict[str, bytes], headers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Answer one call. Raises Refusal."""
        if path == "/oauth/refresh_token/":
            return self._refresh(files)
        self._checked(query, headers.get("access-token", ""))
        asked = json.loads(body) if body[:1] == b"{" else {}
        acts: dict[str, Any] = {
            f"{V1}/upload_image/": lambda: self._upload_image(files),
            f"{V1}/create_image_text/": lambda: self._create(asked),
            f"{V1}/video_data/": lambda: self._data(asked),
            f"{V1}/video_list/": lambda: self._list(query),
            f"{V1}/init_video_part_upload/": self._begin,
            f"{V1}/upload_video_part/": lambda: self._part(query, files),
            f"{V1}/complete_video_part_upload/": lambda: self._complete(query),
        }
        if path not in acts:
            raise Refusal(28001056, "API已下线")
        return _said(acts[path]())

    def _refresh(self, files: dict[str, bytes]) -> dict[str, Any]:
        given = {name: data.decode() for name, data in files.items()}
        if given.get("client_key") != self.client_key:
            raise Refusal(10003, "client_key错误")
        if given.get("refresh_token") != self.refresh_token:
            raise Refusal(10010, "refresh_token过期")
        token = f"act.{secrets.token_hex(16)}"
        self.tokens[token] = self.open_id
        return _said({"access_token": token, "expires_in": 1_296_000, "open_id": self.open_id})

    def _checked(self, query: dict[str, str], token: str) -> None:
        if token not in self.tokens:
            raise Refusal(28001008, "access_token过期,请刷新或重新授权")
        if self.tokens[token] != query.get("open_id"):
            raise Refusal(28001012, "用户未授权该API")
        if SCOPE not in self.scopes:
            raise Refusal(28001018, "应用未获得该能力")

    def _upload_image(self, files: dict[str, bytes]) -> dict[str, Any]:
        data = files.get("image", b"")
        if not data or len(data) > IMAGE_BYTES:
            raise Refusal(28001007, "参数不合法")
        made = f"img-{secrets.token_hex(8)}"
        self.images[made] = data
        return {"image": {"image_id": made, "width": 1, "height": 1}}

    def _create(self, asked: dict[str, Any]) -> dict[str, Any]:
        images, text = asked.get("image_list") or [], asked.get("text", "")
        if not 1 <= len(images) <= IMAGES or not set(images) <= set(self.images) or len(text) > TEXT:
            raise Refusal(28001007, "参数不合法")
        made = f"@{next(self.numbers)}"
        self.works[made] = Work(made, text, images, self.now())
        if not self.polls_until_done:
            self.works[made].status = self.ends_with
        return {"item_id": made, "video_id": made[1:]}

    def _data(self, asked: dict[str, Any]) -> dict[str, Any]:
        found = [self.works[item] for item in asked.get("item_ids", []) if item in self.works]
        for work in found:
            work.polls += 1
            if work.status == IN_REVIEW and work.polls > self.polls_until_done:
                work.status = self.ends_with
        return {"list": [_shown(work) for work in found]}

    def _list(self, query: dict[str, str]) -> dict[str, Any]:
        newest = sorted(self.works.values(), key=lambda one: -one.at)[: int(query.get("count", 10))]
        return {"list": [_shown(work) for work in newest], "has_more": False, "cursor": 0}

    def _begin(self) -> dict[str, Any]:
        made = secrets.token_hex(8)
        self.uploads[made] = Upload()
        return {"upload_id": made}

    def _part(self, query: dict[str, str], files: dict[str, bytes]) -> dict[str, Any]:
        upload = self.uploads.get(query.get("upload_id", ""))
        if upload is None or not files.get("video"):
            raise Refusal(28001007, "参数不合法")
        upload.parts.add(int(query.get("part_number", 0)))
        return {}

    def _complete(self, query: dict[str, str]) -> dict[str, Any]:
        """End an upload; a part that was lost on the way is told, and may be sent again."""
        upload = self.uploads.get(query.get("upload_id", ""), Upload())
        if not upload.parts or upload.parts != set(range(1, max(upload.parts) + 1)):
            raise Refusal(28001007, "分片不完整")
        return {"video": {"video_id": f"v-{query['upload_id']}", "width": 720, "height": 1280}}

    @staticmethod
    def refused(refusal: Refusal) -> dict[str, Any]:
        """Return a refusal as this server writes it."""
        return _said({}, refusal.code, refusal.message)


def _shown(work: Work) -> dict[str, Any]:
    link = f"https://www.iesdouyin.com/share/video/{work.item_id[1:]}" if work.status == PUBLIC else ""
    return {
        "item_id": work.item_id, "title": work.text, "create_time": int(work.at), "video_status": work.status,
        "is_reviewed": work.status != IN_REVIEW, "share_url": link,
    }  # fmt: skip


def _said(data: dict[str, Any], code: int = 0, description: str = "") -> dict[str, Any]:
    extra = {"error_code": code, "description": description, "sub_error_code": 0, "logid": secrets.token_hex(12)}
    return {"data": {"error_code": code, "description": description, **data}, "extra": extra}
