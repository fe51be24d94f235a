"""The two forms of a feed: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from gongkai.apps.publishing.models import Disclosure


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is of, its own address without the ending, and the page it goes with."""

    title: str
    address: str
    page: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed, with a name that never changes."""

    address: str
    title: str
    summary: str
    body: str
    column: str
    published_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, disclosure: Disclosure) -> "Item":
        """Make the entry of a public disclosure."""
        at = disclosure.published_at
        if at is None:
            raise ValueError(disclosure.address)
        return cls(
            address=f"{settings.SITE_ADDRESS}{disclosure.address}",
            title=disclosure.title,
            summary=disclosure.summary,
            body=disclosure.public_body.name,
            column=disclosure.column.name,
            published_at=at,
            updated_at=disclosure.corrected_at or at,
        )


def atom(feed: Feed, items: Iterable[Item]) -> str:
    """Return a feed as Atom."""
    made = Atom1Feed(
        title=feed.title,
        link=f"{settings.SITE_ADDRESS}{feed.page}",
        description=None,
        language="zh-CN",
        feed_url=f"{settings.SITE_ADDRESS}{feed.address}.atom",
        feed_guid=f"{settings.SITE_ADDRESS}{feed.address}",
    )
    for item in items:
        made.add_item(
            title=item.title,
            link=item.address,
            description=item.summary or item.title,
            author_name=item.body,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            unique_id=item.address,
            categories=[item.column],
        )
    return made.writeString("utf-8")


def json_feed(feed: Feed, items: Iterable[Item]) -> str:
    """Return a feed as JSON Feed."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": f"{settings.SITE_ADDRESS}{feed.page}",
            "feed_url": f"{settings.SITE_ADDRESS}{feed.address}.json",
            "language": "zh-CN",
            "items": [
                {
                    "id": item.address,
                    "url": item.address,
                    "title": item.title,
                    "content_text": item.summary or item.title,
                    "date_published": item.published_at.isoformat(),
                    "date_modified": item.updated_at.isoformat(),
                    "authors": [{"name": item.body}],
                    "tags": [item.column],
                }
                for item in items
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
