"""Douyin (抖音): pictures with a text by the interface, where the account was granted it (代用户发布); else a package.

Few public bodies are granted the right (scope `video.create.bind`). A refusal for want of it is no failure: the
delivery goes to a person, who publishes the package. What is published cannot be taken back by the interface.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.kinds import ChannelKind, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.outbound import Call, ask
from gongkai.apps.channels.package import long_picture, pictures_in, texts_of
from gongkai.apps.channels.states import State, Step

V1: Final = "/api/douyin/v1/video"
PICTURES: Final = 30
NEWEST: Final = 20  # works that are looked through for one whose answer was lost
POLL, DAILY, WATCHED_FOR = timedelta(minutes=10), timedelta(days=1), timedelta(days=30)
SETTLES: Final = timedelta(minutes=10)  # a work that is not in the list by then was not made, or cannot be found
UNFIT, IN_REVIEW, PUBLIC = 2, 4, 5  # video_status
BAD_TOKEN: Final = frozenset({10008, 2190008, 28001003, 28001008})
BUSY: Final = frozenset({28001005})
# The application or the account lacks the right: a person publishes the package.
NO_RIGHT: Final[Mapping[int, str]] = {
    28001012: "账号没有授权给这个应用，或者授权的是另一个账号",
    28001014: "应用没有发布内容的权限",
    28001016: "应用被平台封禁",
    28001018: "应用没有发布内容的权限",
    28001019: "发布能力被平台封禁",
    28001056: "平台停用了这个接口",
}


class DouyinSaid(Refused):
    """An error_code."""

    def __init__(self, number: int, message: str) -> None:
        self.number = number
        told = NO_RIGHT.get(number, message[:120] or "平台没有说明原因")
        super().__init__(f"{told}（{number}）。", str(number), again=number in BUSY)


class Douyin:
    """Serves one account."""

    def send(self, job: Job) -> Outcome:
        """Upload the pictures and make the work; where the answer was lost, look for it first."""
        api = Api.of(job.channel)
        try:
            return self._resume(api, job) if job.has("creating") else self._create(api, job)
        except DouyinSaid as said:
            if said.number not in NO_RIGHT:
                raise
            job.keep(creating=None)
            return Outcome(Step.HAND_OVER, f"{said.told}请用发布包在抖音发布，再登记链接", code=said.code)

    def look(self, job: Job) -> Outcome:
        """See whether the review has ended, or the work is still public."""
        item = job.has("item_id")
        if not item:
            return Outcome(None)
        found = Api.of(job.channel).call(f"{V1}/video_data/", {"item_ids": [item]}).get("list") or [{}]
        status, link = int(found[0].get("video_status", UNFIT)), str(found[0].get("share_url", ""))
        done = job.delivery.done_at
        if job.delivery.state == State.DONE:
            if status == UNFIT:
                return Outcome(Step.LOSE, told="平台下架了作品，请在抖音查看原因", code=str(status))
            return Outcome(None, again_in=DAILY if done and job.now - done < WATCHED_FOR else None)
        if status == PUBLIC:
            return Outcome(Step.FINISH, link=link, again_in=DAILY)
        if status == UNFIT:
            return Outcome(Step.GIVE_UP, told="没有通过平台审核，作品不公开。请在抖音查看原因", code=str(status))
        return Outcome(None, again_in=POLL)

    def remove(self, job: Job) -> Outcome:
        """A person deletes the work in the platform."""
        return Outcome(Step.HAND_BACK, told="接口不能删除作品，请在抖音删除后登记")

    def _create(self, api: "Api", job: Job) -> Outcome:
        pictures = [data for _, data in dict(pictures_in(job.disclosure)).values()][:PICTURES]
        pictures = pictures or [long_picture(job.disclosure)]
        uploaded: list[str] = list(job.has("images") or [])
        for number, data in enumerate(pictures[len(uploaded) :], start=len(uploaded)):
            uploaded.append(api.upload(f"{number:02}.jpg", data))
            if number % 5 == 4:  # cut off, it goes on from here; a picture that is uploaded twice harms nothing
                job.keep(images=uploaded)
        job.keep(images=uploaded, creating=job.now.isoformat())
        try:
            made = api.call(f"{V1}/create_image_text/", {"image_list": uploaded, "text": _text(job)})
        except DouyinSaid:
            job.keep(creating=None)
            raise
        return self._made(job, str(made["item_id"]))

    def _resume(self, api: "Api", job: Job) -> Outcome:
        begun, text = datetime.fromisoformat(job.has("creating")), _text(job)
        for one in api.call(f"{V1}/video_list/", query={"cursor": "0", "count": str(NEWEST)}).get("list", []):
            if one.get("title") == text and int(one.get("create_time", 0)) >= begun.timestamp() - 60:
                return self._made(job, str(one["item_id"]))
        if job.now - begun < SETTLES:
            raise Refused("发布的结果还没有出现，稍后再查。", again=True)
        return Outcome(Step.DOUBT, told="发布时连接中断，账号的作品里没有找到，请在抖音核对")

    @staticmethod
    def _made(job: Job, item: str) -> Outcome:
        job.keep(creating=None, item_id=item)
        return Outcome(Step.ACCEPT, told="平台审核中", again_in=POLL)


def _text(job: Job) -> str:
    return texts_of(job.disclosure, ChannelKind.DOUYIN).text


@dataclass
class Token:
    """A token and the moment until which it is used."""

    text: str
    until: float


_tokens: dict[tuple[int, str], Token] = {}  # of this process


@dataclass(frozen=True)
class Api:
    """One account's interface: the answers come with HTTP 200 and an `error_code` in `data`."""

    channel: Channel
    secrets: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, channel: Channel) -> "Api":
        """Return the interface of an account. Raises SecretsLost."""
        return cls(channel, channel.secrets())

    def upload(self, name: str, data: bytes) -> str:
        """Return the number of a picture that was uploaded."""
        answer = self.call(f"{V1}/upload_image/", files={"image": (name, data, "image/jpeg")})
        return str(answer["image"]["image_id"])

    def call(self, path: str, data: Any = None, *, files: Any = None, query: Mapping[str, str] | None = None) -> Any:
        """Return the data of an answer without error. A token that has ended is asked for once more."""
        try:
            return self._call(path, data, files, query)
        except DouyinSaid as said:
            if said.number not in BAD_TOKEN:
                raise
        _tokens.pop(self._slot, None)
        return self._call(path, data, files, query)

    def _call(self, path: str, data: Any, files: Any, query: Mapping[str, str] | None) -> Any:
        token = self._token()
        asked = {"open_id": self.channel.account, **(query or {})}
        headers = {"access-token": token}
        method = "GET" if data is None and files is None else "POST"
        call = Call(ChannelKind.DOUYIN, path, method, asked, data, files, headers=headers, hidden=(token,))
        return _checked(ask(call))

    @property
    def _slot(self) -> tuple[int, str]:
        return self.channel.pk, self.channel.account

    def _token(self) -> str:
        held = _tokens.get(self._slot)
        if held is not None and time.monotonic() < held.until:
            return held.text
        key, refresh = self.secrets[Secret.CLIENT_KEY], self.secrets[Secret.REFRESH_TOKEN]
        given = {"client_key": key, "grant_type": "refresh_token", "refresh_token": refresh}
        form = {name: (None, text.encode(), "text/plain") for name, text in given.items()}
        try:
            answer = _checked(ask(Call(ChannelKind.DOUYIN, "/oauth/refresh_token/", files=form, hidden=(key, refresh))))
        except DouyinSaid as said:
            told = f"授权已经失效，请在抖音开放平台重新授权，再更换密钥。{said.told}"
            raise Refused(told, said.code, again=said.again) from None
        lasting = max(60, int(answer["expires_in"]) - 300)
        _tokens[self._slot] = Token(str(answer["access_token"]), time.monotonic() + lasting)
        return _tokens[self._slot].text


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    data = answer.get("data")
    if not isinstance(data, dict):
        raise Refused("平台的答复不是预期的格式。", again=True)
    number = int(data.get("error_code") or 0)
    if number:
        raise DouyinSaid(number, str(data.get("description", "")))
    return data
