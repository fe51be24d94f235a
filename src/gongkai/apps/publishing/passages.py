"""The passages of a draft that the guard reads one by one, each with its place and a way to put other words there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gongkai.apps.publishing.marked_text import MarkedText
from gongkai.apps.publishing.models import Disclosure

FIELDS: Final[Mapping[str, str]] = {
    "title": "标题",
    "issuing_body": "发文机关",
    "keywords": "关键词",
    "source": "来源",
    "summary": "内容概述",
    "withheld_reason": "不予公开的理由",
}
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: where it stands (`path` for the program, `part` for people), its text, the head of its column."""

    path: Path
    part: str
    text: str
    lead: str = ""


def passages_of(draft: Disclosure) -> Iterator[Passage]:
    """Yield every passage that would be public, fields first, then the body block by block."""
    for name, label in FIELDS.items():
        yield Passage((name,), label, str(getattr(draft, name)))
    for number, title in enumerate(one.title for one in draft.attachments.all()):
        yield Passage(("attachments", number), f"附件{number + 1}的名称", title)
    for number, block in enumerate(draft.body.get_prep_value()):
        yield from _of_block(number, block["type"], block["value"])


def _of_block(number: int, kind: str, value: Any) -> Iterator[Passage]:
    place = f"正文第{number + 1}块"
    if kind == "text":
        yield Passage(("body", number), place, MarkedText.of(value).text)
    elif kind == "table":
        yield from _of_table(number, place, value or {})
    elif kind == "picture":
        yield Passage(("body", number, "text"), f"{place}图片的替代文字", value["text"])
        yield Passage(("body", number, "caption"), f"{place}图注", value["caption"] or "")
    else:
        for place_of_note, note in enumerate(value):
            words = MarkedText.of(note["value"]["text"]).text
            yield Passage(("body", number, place_of_note), f"脚注{note['value']['mark']}", words)


def _of_table(number: int, place: str, table: Mapping[str, Any]) -> Iterator[Passage]:
    if table.get("table_caption"):
        yield Passage(("body", number, "table_caption"), f"{place}表题", table["table_caption"])
    rows = table.get("data") or []
    heads = [str(cell or "") for cell in rows[0]] if rows else []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            lead = heads[column] if row and column < len(heads) else ""
            part = f"{place}表格第{row + 1}行第{column + 1}列"
            yield Passage(("body", number, row, column), part, str(cell or ""), lead)


def replaced(draft: Disclosure, texts: Mapping[Path, str]) -> dict[str, Any]:
    """Return the fields of a draft with other words in some passages, for `services.edit`; lengths stay."""
    fields: dict[str, Any] = {str(path[0]): text for path, text in texts.items() if path[0] in FIELDS}
    body = draft.body.get_prep_value()
    for path, text in texts.items():
        if path[0] == "body":
            _put(body[int(path[1])], path[2:], text)
    if any(path[0] == "body" for path in texts):
        fields["body"] = draft.body.stream_block.to_python(body)
    return fields


def _put(block: dict[str, Any], rest: Path, text: str) -> None:
    value = block["value"]
    if block["type"] == "text":
        block["value"] = MarkedText.of(value).with_text(text)
    elif block["type"] == "footnotes":
        note = value[int(rest[0])]["value"]
        note["text"] = MarkedText.of(note["text"]).with_text(text)
    elif len(rest) > 1:
        value["data"][int(rest[0])][int(rest[1])] = text
    else:
        value[str(rest[0])] = text
