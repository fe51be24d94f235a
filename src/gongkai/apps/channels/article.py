"""An article for WeChat: within the limits of each field, its body in HTML that the platform keeps as it is."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any, Final
from urllib.parse import urlencode

import nh3
from django.conf import settings

from gongkai.apps.channels.cutting import cut
from gongkai.apps.publishing.models import Disclosure

TITLE, AUTHOR, DIGEST = 32, 16, 120  # characters; a digest may have 128
LONGEST: Final = 20_000  # characters of the body, tags included
KEY_NAME: Final = "tousong"  # under which the key of the delivery stands in the address of 阅读原文
_STYLES: Final = {
    "p": "margin:0 0 1em;line-height:1.75;text-align:justify",
    "h2": "font-size:18px;font-weight:bold;margin:1em 0 .5em",
    "h3": "font-size:17px;font-weight:bold;margin:1em 0 .5em",
    "h4": "font-size:16px;font-weight:bold;margin:1em 0 .5em",
    "table": "border-collapse:collapse;width:100%;font-size:14px",
    "th": "border:1px solid #888;padding:4px;background:#f2f2f2",
    "td": "border:1px solid #888;padding:4px",
    "img": "max-width:100%;height:auto",
    "figcaption": "font-size:14px;color:#666;text-align:center",
}
_ALLOWED: Final = {
    "p", "h2", "h3", "h4", "ol", "ul", "li", "br", "hr", "b", "strong", "i", "em", "s", "sup", "sub",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "section", "figure", "figcaption", "img",
}  # fmt: skip
_SOURCE: Final = re.compile(r'<img[^>]*?\bsrc="([^"]+)"[^>]*>')
MORE: Final = "<p>（篇幅所限，全文请点左下角“阅读原文”。）</p>"


@dataclass(frozen=True, slots=True)
class Article:
    """What a draft is made of, but for the cover."""

    title: str
    author: str
    digest: str
    content: str
    source: str

    def fields(self, thumb: str) -> dict[str, Any]:
        """Return the fields of one article of a draft."""
        return {
            "article_type": "news",
            "title": self.title,
            "author": self.author,
            "digest": self.digest,
            "content": self.content,
            "content_source_url": self.source,
            "thumb_media_id": thumb,
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
        }


def pictures_of(html: str) -> list[str]:
    """Return the addresses of the pictures of a body, in order, each once."""
    return list(dict.fromkeys(unescape(one) for one in _SOURCE.findall(html)))


def source_of(disclosure: Disclosure, key: str) -> str:
    """Return the address for 阅读原文; the key in it finds the article again."""
    return f"{settings.SITE_ADDRESS}{disclosure.address}?{urlencode({KEY_NAME: key})}"


def article_of(disclosure: Disclosure, key: str, pictures: dict[str, str]) -> Article:
    """Return the article of a disclosure. `pictures` gives the platform's address of each picture."""
    content = wechat_html(disclosure.html, pictures)
    if len(disclosure.title) > TITLE:
        content = f'<h2 style="{_STYLES["h2"]}">{nh3.clean_text(disclosure.title)}</h2>{content}'
    return Article(
        title=cut(disclosure.title, TITLE),
        author=cut(disclosure.public_body.short_name, AUTHOR),
        digest=cut(disclosure.summary or disclosure.plain_text, DIGEST),
        content=shortened(content),
        source=source_of(disclosure, key),
    )


def wechat_html(html: str, pictures: dict[str, str]) -> str:
    """Return a body with styles at each element and the platform's pictures. Links become plain words: only an
    article's 阅读原文 may lead out of WeChat.
    """

    def replaced(found: re.Match[str]) -> str:
        known = pictures.get(unescape(found[1]))
        return f'<img src="{known}">' if known else ""

    kept = nh3.clean(
        _SOURCE.sub(replaced, html), tags=_ALLOWED, attributes={"img": {"src"}, "td": _SPANS, "th": _SPANS},
        link_rel=None,
    )  # fmt: skip
    return re.sub(r"<(\w+)(?=[\s>])", _styled, kept)


_SPANS: Final = {"colspan", "rowspan"}


def _styled(found: re.Match[str]) -> str:
    style = _STYLES.get(found[1])
    return f'<{found[1]} style="{style}"' if style else found[0]


def shortened(content: str) -> str:
    """Return a body below the platform's limit, cut behind the last whole block that fits, with a word about it."""
    if len(content) < LONGEST:
        return content
    room = content[: LONGEST - len(MORE) - 200]
    end = max(room.rfind(f"</{tag}>") + len(tag) + 3 for tag in ("p", "h2", "h3", "ul", "ol", "figure"))
    whole = nh3.clean(
        room[:end], tags=_ALLOWED, link_rel=None,
        attributes={tag: {"style"} for tag in _ALLOWED} | {"img": {"src", "style"}, "td": {"style", *_SPANS}},
    )  # closes what was open  # fmt: skip
    return whole + MORE


def words_of(html: str) -> str:
    """Return the words of an article, as they are compared with what the platform kept."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
