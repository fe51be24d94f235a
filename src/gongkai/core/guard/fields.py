"""The header fields of a disclosure (信息要素): what is missing, too long, or not written as the form demands.

The catalogue needs index, name, summary and date (《条例》第十二条); lengths are a convention and can be set.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.core.guard.model import Finding, Group, Kind, Place, Severity
from gongkai.core.guard.registry import kind

_CATALOGUE: Final = "《中华人民共和国政府信息公开条例》第十二条"
_SITES: Final = "《政府网站发展指引》（国办发〔2017〕47号）；长度为约定，可以设置"
_LAYOUT: Final = "《党政机关公文格式》（GB/T 9704-2012）"


def _kind(kind_id: str, label: str, severity: Severity, source: str, remedy: str) -> Kind:
    return kind(Kind(kind_id, label, Group.FIELDS, severity, source, remedy))


MISSING: Final = _kind("FIELD-MISSING", "没有填写的要素", Severity.BLOCK, _CATALOGUE, "请填写。")
LENGTH: Final = _kind("FIELD-LENGTH", "长度不合适的要素", Severity.WARN, _SITES, "请改写得长短合适。")
FORM: Final = _kind("FIELD-FORM", "写法不规范的要素", Severity.WARN, f"{_LAYOUT}；{_SITES}", "请按规范写法改正。")
DATES: Final = _kind("FIELD-DATES", "前后矛盾的日期", Severity.BLOCK, _CATALOGUE, "请核对日期。")

_DOCUMENT_NUMBER: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
_ORDER_NUMBER: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,20})?(?:第[1-9]\d{0,3}号|公告[\u4e00-\u9fff]*(?:19"
    r"|20)\d{2}年第[1-9]\d{0,3}号)"
)
_INDEX: Final = re.compile(r"(?:[0-9A-Z]{8,18}|[0-9]{7}-[0-9X]|[a-z]{2,20})/(?:\d{4}|\d{6})-\d{5}")
_FILE_NAME: Final = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|txt|zip|jpe?g|png)$", re.IGNORECASE)
_VERSION: Final = re.compile(
    r"(?:最终|终|定|送审|修改|征求意见|初|讨论|报批"
    r"|第[一二三四五六七八九十\d]+)稿[)）\]】]?\d*$|副本$|[(（]\d+[)）]$"
)
_OUT_TO_COMMENT: Final = re.compile(r"[(（]?(?:公开)?征求意见稿[)）]?$")  # published as such


@dataclass(frozen=True, slots=True)
class Fields:
    """The header of one disclosure; "" or None where a field was not filled in."""

    title: str = ""
    issuer: str = ""
    made_on: date | None = None
    published_on: date | None = None
    summary: str = ""
    document_number: str = ""
    index_number: str = ""
    matter: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class FieldRules:
    """What a body demands of the header: fields that must be there, and lengths in characters (ends count)."""

    required: frozenset[str] = frozenset({"title", "issuer", "made_on", "summary", "column"})
    title_length: tuple[int, int] = (5, 100)
    summary_length: tuple[int, int] = (10, 300)


LABELS: Final = {
    "title": "标题",
    "issuer": "发文机关",
    "made_on": "成文日期",
    "published_on": "发布日期",
    "summary": "内容概述",
    "document_number": "发文字号",
    "index_number": "索引号",
    "matter": "公开事项",
    "column": "栏目",
}
_USUAL: Final = FieldRules()


def inspect_fields(fields: Fields, rules: FieldRules = _USUAL) -> tuple[Finding, ...]:
    """Return what is wrong with the header of a disclosure."""
    return (*_missing(fields, rules), *_lengths(fields, rules), *_forms(fields), *_dates(fields))


def _finding(found: Kind, field: str, shown: str = "", detail: str = "") -> Finding:
    return Finding(found, found.severity, shown=shown, place=Place(part=LABELS[field]), detail=detail)


def _missing(fields: Fields, rules: FieldRules) -> Iterator[Finding]:
    for field in LABELS:
        value = getattr(fields, field)
        if field in rules.required and (value is None or not str(value).strip()):
            yield _finding(MISSING, field)


def _lengths(fields: Fields, rules: FieldRules) -> Iterator[Finding]:
    for field, (least, most) in (("title", rules.title_length), ("summary", rules.summary_length)):
        count = len(getattr(fields, field).strip())
        if count and not least <= count <= most:
            yield _finding(LENGTH, field, f"{count} 个字", f"应为 {least} 至 {most} 个字。")


def _forms(fields: Fields) -> Iterator[Finding]:
    title = fields.title.strip()
    if (title and title != fields.title) or re.search(r"[\n\t]|\s{2,}", title):
        yield _finding(FORM, "title", detail="标题里有多余的空格或换行。")
    if _FILE_NAME.search(title):
        yield _finding(FORM, "title", title, "标题是文件名，请去掉后缀。")
    elif _VERSION.search(title) and not _OUT_TO_COMMENT.search(title):
        yield _finding(FORM, "title", title, "标题带有稿次或副本的字样。")
    if title.endswith(("。", "；", "，", "、", "：", ".")):
        yield _finding(FORM, "title", title[-1:], "标题末尾一般不用标点。")
    number = fields.document_number.strip()
    if number and not (_DOCUMENT_NUMBER.fullmatch(number) or _ORDER_NUMBER.fullmatch(number)):
        yield _finding(
            FORM, "document_number", number, "年份用六角括号〔〕，序号不加“第”、不编虚位，如“西街办发〔2024〕3号”。"
        )
    index = fields.index_number.strip()
    if index and not _INDEX.fullmatch(index):
        yield _finding(FORM, "index_number", index, "索引号应是“机构代码/年份-五位流水号”，如“000014349/2024-00017”。")


def _dates(fields: Fields) -> Iterator[Finding]:
    if fields.made_on and fields.published_on and fields.published_on < fields.made_on:
        yield _finding(DATES, "published_on", detail="发布日期早于成文日期。")
