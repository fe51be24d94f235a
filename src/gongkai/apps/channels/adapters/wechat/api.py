"""The interface of WeChat official accounts: the token, and what its refusals mean.

Facts: developers.weixin.qq.com, stable_token, draft/*, freepublish/*, material/*; answers come with HTTP 200 and an
`errcode` in the body.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.apps.channels.adapters.contract import Refused
from gongkai.apps.channels.kinds import ChannelKind, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.outbound import Call, ask

BAD_TOKEN: Final = frozenset({40001, 40014, 42001})
BAD_MEDIA: Final = 40007
BUSY: Final = frozenset({-1, 45011, 45009})  # later it may work
# The account lacks the right, or the platform wants a person at its own page: the draft is ready, publish it there.
BY_A_PERSON: Final = frozenset({48001, 48004, 53503, 53504, 53505})
RENEWED_BEFORE: Final = 300  # seconds before its end at which a token is asked for anew
MEANINGS: Final[Mapping[int, str]] = {
    -1: "平台繁忙",
    40001: "AppSecret 或令牌不对",
    40004: "图片格式不能用",
    40007: "素材编号无效",
    40009: "图片太大",
    40013: "AppID 不对",
    40125: "AppSecret 不对",
    40164: "服务器的 IP 不在公众号的白名单里，请在公众号后台添加",
    44003: "内容为空",
    45002: "正文过长",
    45003: "标题过长",
    45004: "摘要过长",
    45009: "今天的调用次数已用完",
    45011: "调用太频繁",
    45166: "正文里有平台不接受的内容",
    48001: "这个公众号没有发布接口的权限",
    48004: "接口被平台封禁",
    53503: "草稿没有通过平台检查",
    53504: "平台要求在公众号后台操作",
    53505: "平台要求先在公众号后台保存一次",
}


class WeChatSaid(Refused):
    """An errcode."""

    def __init__(self, number: int, message: str) -> None:
        self.number = number
        super().__init__(f"{MEANINGS.get(number, message[:120])}（{number}）。", str(number), again=number in BUSY)


@dataclass
class Token:
    """A token and the moment until which it is used."""

    text: str
    until: float


_tokens: dict[tuple[int, str], Token] = {}  # of this process; a stable token is the same for all who ask


@dataclass(frozen=True)
class Api:
    """One account's interface."""

    channel: Channel
    secrets: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, channel: Channel) -> "Api":
        """Return the interface of an account. Raises SecretsLost."""
        return cls(channel, channel.secrets())

    def call(self, path: str, data: Any = None, *, files: Any = None, query: Mapping[str, str] | None = None) -> Any:
        """Return an answer without errcode. A token that was replaced meanwhile is asked for once more."""
        try:
            return self._call(path, data, files, query, self._token())
        except WeChatSaid as said:
            if said.number not in BAD_TOKEN:
                raise
        _tokens.pop(self._slot, None)
        return self._call(path, data, files, query, self._token())

    def _call(self, path: str, data: Any, files: Any, query: Mapping[str, str] | None, token: str) -> Any:
        asked = {"access_token": token, **(query or {})}
        return _checked(ask(Call(ChannelKind.WECHAT, path, query=asked, data=data, files=files, hidden=(token,))))

    @property
    def _slot(self) -> tuple[int, str]:
        return self.channel.pk, self.channel.account

    def _token(self) -> str:
        held = _tokens.get(self._slot)
        if held is not None and time.monotonic() < held.until:
            return held.text
        secret = self.secrets[Secret.APP_SECRET]
        data = {"grant_type": "client_credential", "appid": self.channel.account, "secret": secret}
        answer = _checked(ask(Call(ChannelKind.WECHAT, "/cgi-bin/stable_token", data=data, hidden=(secret,))))
        lasting = max(60, int(answer["expires_in"]) - RENEWED_BEFORE)
        _tokens[self._slot] = Token(str(answer["access_token"]), time.monotonic() + lasting)
        return _tokens[self._slot].text


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    number = int(answer.get("errcode") or 0)
    if number:
        raise WeChatSaid(number, str(answer.get("errmsg", "")))
    return answer
