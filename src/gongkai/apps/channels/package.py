"""The package to paste (发布包): texts within limits, HTML for WeChat, Word, pictures, a code."""

import base64
import json
import re
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import segno
from django.conf import settings
from django.utils import timezone

from gongkai.apps.channels.article import TITLE, pictures_of, shortened, wechat_html
from gongkai.apps.channels.cutting import cut, cut_bytes
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.pictures import BODY_BYTES, fitted, stored
from gongkai.apps.publishing.models import Disclosure

if TYPE_CHECKING:
    import typst

MOST_ON_A_PICTURE: Final = 3000  # characters; a picture that is longer is cut by the chats
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a channel takes: characters of a title, characters and bytes of a text; 0 for no limit known."""

    title: int = 0
    characters: int = 0
    size: int = 0


# Limits of WeChat and WeCom as documented; those of Douyin and of chats are usual ones, to be changed here.
LIMITS: Final[Mapping[ChannelKind, Limit]] = {
    ChannelKind.WECHAT: Limit(title=TITLE),
    ChannelKind.WECOM: Limit(size=2048),
    ChannelKind.DOUYIN: Limit(title=30, characters=1000),
    ChannelKind.GROUP: Limit(characters=2000),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What a person copies."""

    title: str
    text: str
    is_cut: bool


def address_of(disclosure: Disclosure) -> str:
    """Return the public address of a record."""
    return f"{settings.SITE_ADDRESS}{disclosure.address}"


def texts_of(disclosure: Disclosure, kind: ChannelKind) -> Texts:
    """Return title and text within the limits of a channel; the address of the whole always stands at the end."""
    limit, end = LIMITS.get(kind, Limit()), f"\n全文：{address_of(disclosure)}"
    title = cut(disclosure.title, limit.title) if limit.title else disclosure.title
    whole = text = f"{disclosure.title}\n\n{disclosure.plain_text}"
    if limit.characters and len(text) + len(end) > limit.characters:
        text = text[: limit.characters - len(end) - 1] + "…"
    if limit.size:
        text = cut_bytes(text, limit.size - len(end.encode()))
    return Texts(title, text + end, is_cut=text != whole or title != disclosure.title)


def package_of(disclosure: Disclosure, kind: ChannelKind) -> bytes:
    """Return the whole package as a zip file."""
    made, texts = BytesIO(), texts_of(disclosure, kind)
    pictures = dict(pictures_in(disclosure))
    beside = {address: f"图片/{name}" for address, (name, _) in pictures.items()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("标题.txt", texts.title)
        archive.writestr("正文.txt", texts.text)
        archive.writestr("公众号正文.html", _page(disclosure, beside))
        archive.writestr("稿件.docx", docx_of(disclosure, [data for _, data in pictures.values()]))
        archive.writestr("长图.png", long_picture(disclosure))
        archive.writestr("二维码.png", code_of(disclosure))
        for name, data in pictures.values():
            archive.writestr(f"图片/{name}", data)
    return made.getvalue()


def code_of(disclosure: Disclosure) -> bytes:
    """Return a QR code that leads to the record, large enough for print."""
    made = BytesIO()
    segno.make(address_of(disclosure), error="m", micro=False).save(made, kind="png", scale=12, border=4)
    return made.getvalue()


def docx_of(disclosure: Disclosure, pictures: list[bytes]) -> bytes:
    """Return the record as a plain Word file, for the back office of another site."""
    from docx import Document  # loaded when somebody takes a package
    from docx.shared import Cm

    document, made = Document(), BytesIO()
    document.core_properties.author, document.core_properties.title = "", _printable(disclosure.title)
    document.add_heading(_printable(disclosure.title), 1)
    for line in disclosure.plain_text.split("\n"):
        document.add_paragraph(_printable(line))
    for data in pictures:
        document.add_picture(BytesIO(data), width=Cm(14))
    document.add_paragraph(f"原文：{address_of(disclosure)}")
    document.save(made)
    return made.getvalue()


def long_picture(disclosure: Disclosure) -> bytes:
    """Return the record as one tall picture with a code."""
    code = BytesIO()
    segno.make(address_of(disclosure), error="m", micro=False).save(code, kind="svg", border=1)
    text = _printable(disclosure.plain_text)
    shown = text if len(text) <= MOST_ON_A_PICTURE else f"{text[:MOST_ON_A_PICTURE]}……（全文请扫码）"
    at = disclosure.published_at
    record = {
        "title": _printable(disclosure.title),
        "body": disclosure.public_body.name,
        "date": timezone.localdate(at).strftime("%Y年%m月%d日") if at else "",
        "paragraphs": shown.split("\n"),
        "code": code.getvalue().decode(),
        "address": address_of(disclosure),
        "fonts": ["Noto Sans SC"],
    }
    compiler, lock = _compiler()
    template = (files(__package__) / "data" / "long_picture.typ").read_bytes()
    with lock:
        inputs = {"record": json.dumps(record, ensure_ascii=False)}
        return cast("bytes", compiler.compile(template, format="png", ppi=144, sys_inputs=inputs))


def _page(disclosure: Disclosure, pictures: dict[str, str]) -> str:
    content = shortened(wechat_html(disclosure.html, pictures))
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>{content}</body></html>'


def pictures_of_package(disclosure: Disclosure) -> list[dict[str, str]]:
    """Return the pictures of a record for an interface that takes JSON: where they stand, their name, their bytes."""
    return [
        {"address": address, "name": name, "base64": base64.b64encode(data).decode()}
        for address, (name, data) in pictures_in(disclosure)
    ]


def pictures_in(disclosure: Disclosure) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield the pictures of a record in a size that platforms take: address on the page, name, bytes."""
    for number, address in enumerate(pictures_of(disclosure.html), start=1):
        data = stored(address)
        if data is not None:
            content, kind = fitted(data, BODY_BYTES)
            yield address, (f"{number:02}.{'jpg' if kind == 'jpeg' else kind}", content)


def _printable(text: str) -> str:
    return _CONTROL.sub("", text)


@cache
def _compiler() -> "tuple[typst.Compiler, threading.Lock]":
    import typst  # loaded when somebody takes a package
    from pylopdf_fonts_zh_cn import __file__ as fonts_home

    known = typst.Fonts(include_embedded_fonts=False, font_paths=[Path(fonts_home).parent])
    return typst.Compiler(font_paths=known, ignore_system_fonts=True), threading.Lock()
