"""The header of a disclosure as its page prints it, in the usual order (索引号、主题分类、发文机关 …)."""

from datetime import date
from typing import Final

from django.utils import timezone

from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Publicity, Validity

_DAY: Final = "{0.year}年{0.month}月{0.day}日"


def header_of(disclosure: Disclosure, on: date) -> list[tuple[str, str]]:
    """Return label and value of each line of the header that has something to say on a day."""
    validity = disclosure.validity_on(on)
    lines = [
        ("索引号", disclosure.index_number or ""),
        ("主题分类", disclosure.theme),
        ("发文机关", disclosure.issuing_body or disclosure.public_body.name),
        ("成文日期", _day(disclosure.made_on)),
        ("发文字号", disclosure.document_number),
        ("发布日期", _day(timezone.localdate(disclosure.published_at) if disclosure.published_at else None)),
        ("体裁分类", disclosure.form),
        ("公开方式", Publicity(disclosure.publicity).label),
        ("责任部门", str(disclosure.unit or "")),
        ("有效性", validity.label),
        ("施行日期", _day(disclosure.effective_on)),
        ("有效期至", _day(disclosure.expires_on)),
        (f"{validity.label}日期" if validity is not Validity.IN_FORCE else "", _day(disclosure.ended_on)),
        ("关键词", disclosure.keywords),
        ("来源", disclosure.source),
    ]
    return [(label, value) for label, value in lines if label and value]


def _day(day: date | None) -> str:
    return _DAY.format(day) if day else ""
