"""A WeChat official account: tokens, media, drafts, publishing, with the limits and refusals of the real one."""

import hashlib
import itertools
import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from standins.mass import Mass
from standins.refusal import Refusal

TITLE, AUTHOR, DIGEST, CONTENT = 32, 16, 128, 20_000
OVERLAP = 300  # seconds for which a renewed token's predecessor holds
LASTS = 7200
RUNNING = 1


@dataclass
class Draft:
    """One draft in the box."""

    media_id: str
    article: dict[str, Any]
    at: float


@dataclass
class Job:
    """One publishing."""

    publish_id: str
    media_id: str
    article: dict[str, Any]
    polls: int = 0
    status: int = RUNNING
    article_id: str = ""


@dataclass
class WeChat:
    """One account."""

    app_id: str = "wx0000000000standin"
    secret: str = "stand-in-app-secret-0000"  # noqa: S105 invented
    now: Any = time.time
    polls_until_done: int = 1  # how often a publishing is asked for before it has ended
    ends_with: int = 0  # the status it ends with
    strips_images: bool = False  # as when a picture's address is foreign
    callback: str = ""
    tokens: dict[str, float] = field(default_factory=dict)
    forced: list[float] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    materials: dict[str, bytes] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    published: dict[str, Job] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    added: list[dict[str, Any]] = field(default_factory=list)  # every draft ever made
    mass: Mass = field(default_factory=Mass)
    numbers: Any = field(default_factory=lambda: itertools.count(2_247_483_650))

    def answer(
        self, path: str, query: dict[str, str], body: bytes, files: dict[str, bytes], _headers: Mapping[str, str]
    ) -> dict[str, Any]:
        """Answer one call. Raises Refusal."""
        if path == "/cgi-bin/stable_token":
            return self._stable_token(_json(body))
        self._checked(query.get("access_token", ""))
        if path == "/cgi-bin/media/uploadimg":
            return self._uploadimg(files)
        if path == "/cgi-bin/material/add_material":
            return self._add_material(query, files)
        acts = {
            "/cgi-bin/draft/add": self._add,
            "/cgi-bin/draft/get": self._get,
            "/cgi-bin/draft/delete": self._delete_draft,
            "/cgi-bin/draft/batchget": self._drafts,
            "/cgi-bin/draft/update": self._update,
            "/cgi-bin/draft/count": lambda _asked: {"total_count": len(self.drafts)},
            "/cgi-bin/freepublish/submit": self._submit,
            "/cgi-bin/freepublish/get": self._result,
            "/cgi-bin/freepublish/delete": self._delete,
            "/cgi-bin/freepublish/batchget": self._published,
            "/cgi-bin/message/mass/sendall": self.mass.sendall,
            "/cgi-bin/message/mass/get": self.mass.get,
        }
        if path not in acts:
            raise Refusal(404, "no such interface")
        if re.search(rb"\\u[0-9a-fA-F]{4}", body):
            raise Refusal(40033, "invalid charset. please check your request, if include \\uxxxx will create fail")
        return acts[path](_json(body))

    def _stable_token(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("appid") != self.app_id:
            raise Refusal(40013, "invalid appid")
        if asked.get("secret") != self.secret:
            raise Refusal(40125, "invalid appsecret")
        now = self.now()
        if asked.get("force_refresh"):
            today = [at for at in self.forced if at > now - 86_400]
            if len(today) >= 20 or (today and now - today[-1] < 30):
                raise Refusal(45009, "reach max api daily quota limit")
            self.forced.append(now)
            self.tokens = {}
        valid = {token: end for token, end in self.tokens.items() if end - now > OVERLAP}
        token = next(iter(valid), None) or secrets.token_urlsafe(60)
        self.tokens.setdefault(token, now + LASTS)
        return {"access_token": token, "expires_in": int(self.tokens[token] - now)}

    def replace_tokens(self) -> None:
        """Let another program ask for a token by force: those given out hold no more."""
        self.tokens = {}

    def _checked(self, token: str) -> None:
        if not token:
            raise Refusal(41001, "access_token missing")
        if token not in self.tokens:
            raise Refusal(40001, "invalid credential, access_token is invalid or not latest")
        if self.tokens[token] < self.now():
            raise Refusal(42001, "access_token expired")

    def _uploadimg(self, files: dict[str, bytes]) -> dict[str, Any]:
        data = files.get("media", b"")
        if not data:
            raise Refusal(41005, "media data missing")
        if len(data) >= 1024 * 1024:
            raise Refusal(40009, "invalid image size")
        if _kind(data) not in {"JPEG", "PNG"}:
            raise Refusal(40005, "invalid file type")
        address = f"http://mmbiz.qpic.cn/standin/{hashlib.sha256(data).hexdigest()[:32]}/0"
        self.images[address] = data
        return {"url": address}

    def _add_material(self, query: dict[str, str], files: dict[str, bytes]) -> dict[str, Any]:
        data = files.get("media", b"")
        if query.get("type") == "thumb" and (len(data) > 64 * 1024 or _kind(data) != "JPEG"):
            raise Refusal(40006, "invalid media size")
        made = f"thumb-{secrets.token_urlsafe(20)}"
        self.materials[made] = data
        return {"media_id": made, "url": f"http://mmbiz.qpic.cn/standin/{made}/0"}

    def _add(self, asked: dict[str, Any]) -> dict[str, Any]:
        articles = asked.get("articles")
        if not isinstance(articles, list) or not articles:
            raise Refusal(41006, "articles missing")
        article = self._kept(articles[0])
        made = f"draft-{secrets.token_urlsafe(20)}"
        self.drafts[made] = Draft(made, article, self.now())
        self.added.append(article)
        return {"media_id": made}

    def _update(self, asked: dict[str, Any]) -> dict[str, Any]:
        draft = self._draft(asked)
        if not isinstance(asked.get("articles"), dict):
            raise Refusal(40007, "invalid media_id")
        draft.article = self._kept(asked["articles"])
        return _ok()

    def _kept(self, article: dict[str, Any]) -> dict[str, Any]:
        """Return an article as the platform keeps it: within its limits, scripts and foreign pictures taken out."""
        if not article.get("title"):
            raise Refusal(44002, "empty post data")
        for name, most, code in (("title", TITLE, 45003), ("author", AUTHOR, 45008), ("digest", DIGEST, 45004)):
            if len(article.get(name, "")) > most:
                raise Refusal(code, f"{name} size out of limit")
        content = article.get("content", "")
        if not content:
            raise Refusal(44003, "empty news data")
        if len(content) >= CONTENT or len(content.encode()) > 1024 * 1024:
            raise Refusal(45002, "content size out of limit")
        if len(article.get("content_source_url", "").encode()) > 1024:
            raise Refusal(45008, "article size out of limit")
        if article.get("thumb_media_id") not in self.materials:
            raise Refusal(40007, "invalid media_id")
        content = re.sub(r"(?is)<script.*?</script>", "", content)
        content = re.sub(r'<img[^>]*src="([^"]*)"[^>]*>', self._picture, content)
        return {**article, "content": content, "digest": article.get("digest") or content[:54]}

    def _picture(self, found: re.Match[str]) -> str:
        ours = found[1] in self.images and not self.strips_images
        return found[0].replace(' src="', ' data-src="') if ours else ""

    def _draft(self, asked: dict[str, Any]) -> Draft:
        draft = self.drafts.get(asked.get("media_id", ""))
        if draft is None:
            raise Refusal(40007, "invalid media_id")
        return draft

    def _get(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"news_item": [self._draft(asked).article]}

    def _delete_draft(self, asked: dict[str, Any]) -> dict[str, Any]:
        del self.drafts[self._draft(asked).media_id]
        return _ok()

    def _drafts(self, asked: dict[str, Any]) -> dict[str, Any]:
        newest = sorted(self.drafts.values(), key=lambda one: -one.at)
        return _page(asked, [{"media_id": one.media_id, "content": {"news_item": [one.article]}} for one in newest])

    def _submit(self, asked: dict[str, Any]) -> dict[str, Any]:
        draft = self._draft(asked)
        number = str(next(self.numbers))
        self.jobs[number] = Job(number, draft.media_id, draft.article)
        if not self.polls_until_done:
            self.finish(self.jobs[number])
        return {**_ok(), "publish_id": int(number), "msg_data_id": 1}

    def _result(self, asked: dict[str, Any]) -> dict[str, Any]:
        job = self.jobs.get(str(asked.get("publish_id", "")))
        if job is None:
            raise Refusal(53600, "Article ID无效")
        job.polls += 1
        if job.status == RUNNING and job.polls > self.polls_until_done:
            self.finish(job)
        answer: dict[str, Any] = {"publish_id": job.publish_id, "publish_status": job.status, "fail_idx": []}
        if job.status == 0:
            item = {"idx": 1, "article_url": _url(job)}
            answer |= {"article_id": job.article_id, "article_detail": {"count": 1, "item": [item]}}
        elif job.status in {2, 4}:
            answer["fail_idx"] = [1]
        return answer

    def finish(self, job: Job) -> None:
        """End a publishing as it is to end."""
        job.status = self.ends_with
        if job.status == 0:
            job.article_id = f"article-{secrets.token_urlsafe(12)}"
            self.published[job.article_id] = job
            self.drafts.pop(job.media_id, None)

    def _delete(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("article_id") not in self.published:
            raise Refusal(40007, "invalid media_id")
        self.published.pop(asked["article_id"])
        self.deleted.append(asked["article_id"])
        return _ok()

    def _published(self, asked: dict[str, Any]) -> dict[str, Any]:
        items = [
            {"article_id": number, "content": {"news_item": [{**job.article, "url": _url(job), "is_deleted": False}]}}
            for number, job in reversed(self.published.items())
        ]
        return _page(asked, items)


def _url(job: Job) -> str:
    return f"http://mp.weixin.qq.com/s/standin-{job.article_id}"


def _page(asked: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    offset, count = int(asked.get("offset", 0)), int(asked.get("count", 20))
    if not 1 <= count <= 20:
        raise Refusal(40097, "invalid args")
    part = items[offset : offset + count]
    if asked.get("no_content"):
        for item in part:
            item["content"]["news_item"] = [{**one, "content": ""} for one in item["content"]["news_item"]]
    return {"total_count": len(items), "item_count": len(part), "item": part}


def _kind(data: bytes) -> str:
    try:
        return str(Image.open(BytesIO(data)).format)
    except (UnidentifiedImageError, OSError):
        return ""


def _json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        raise Refusal(47001, "data format error") from None
    return dict(read)


def _ok() -> dict[str, Any]:
    return {"errcode": 0, "errmsg": "ok"}
