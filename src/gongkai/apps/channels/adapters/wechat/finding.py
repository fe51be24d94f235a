"""Finding a draft or an article again by the key in its 阅读原文, where a call may have been carried out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from gongkai.apps.channels.adapters.wechat.api import Api
from gongkai.apps.channels.article import KEY_NAME

PAGE: Final = 20  # what one call may ask for
FAR: Final = 100  # newest items that are looked through


@dataclass(frozen=True, slots=True)
class Published:
    """An article that is out."""

    article_id: str
    link: str


def draft_of(api: Api, key: str) -> str | None:
    """Return the media id of the draft that bears a key; None where there is none among the newest."""
    for item in _items(api, "/cgi-bin/draft/batchget"):
        if any(_bears(one, key) for one in item["content"]["news_item"]):
            return str(item["media_id"])
    return None


def published_of(api: Api, key: str) -> Published | None:
    """Return the published article that bears a key; None where there is none among the newest."""
    for item in _items(api, "/cgi-bin/freepublish/batchget"):
        for one in item["content"]["news_item"]:
            if _bears(one, key) and not one.get("is_deleted"):
                return Published(str(item["article_id"]), str(one.get("url", "")))
    return None


def _items(api: Api, path: str) -> Iterator[dict[str, Any]]:
    for offset in range(0, FAR, PAGE):
        answer = api.call(path, {"offset": offset, "count": PAGE, "no_content": 1})
        yield from answer.get("item", [])
        if offset + PAGE >= int(answer.get("total_count", 0)):
            return


def _bears(item: dict[str, Any], key: str) -> bool:
    return f"{KEY_NAME}={key}" in str(item.get("content_source_url", ""))
