"""What comes in from a form of the desk: files judged, a Word file turned into a body, photos into pictures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image as Picture
from PIL import ImageOps
from wagtail.documents.models import Document
from wagtail.images.models import Image

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody, Unit
from gongkai.apps.bodies.permissions import By
from gongkai.apps.publishing import plain_body
from gongkai.apps.publishing.acting import day_of
from gongkai.apps.publishing.marked_text import MarkedText
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.services.tree import media_folder_of
from gongkai.apps.publishing.services.writing import Writing, hand_in
from gongkai.apps.publishing.uploads import Upload, judged, keep
from gongkai.apps.publishing.word_files import WORDS, body_of, body_of_html
from gongkai.core.law.possible_days import ImpossibleDay, possible
from gongkai.core.law.words import chinese_date
from gongkai.core.writing_up import pdf_words

PHOTOS: Final = frozenset({"jpg", "jpeg", "png", "gif", "webp"})
PASTED: Final = re.compile(r"<(?:html|body|p|div|table|span)\b[^>]*>", re.IGNORECASE)
DATED: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
LAST_LINES: Final = 4  # of a document, in which its date stands
SUMMARY: Final = 120  # characters of a summary that nobody wrote
LARGEST_SIDE: Final = 12_000  # pixels


@dataclass(slots=True)
class Arrival:
    """What was handed in, made ready: notes tell what could not be taken over."""

    title: str = ""
    document_number: str = ""
    body: list[tuple[str, Any]] = field(default_factory=list)
    attachments: list[tuple[Document, str]] = field(default_factory=list)
    original: Document | None = None
    words: str = ""  # of a PDF, where nothing else tells what it is about
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form."""

    title: str
    text: str
    made_on: date | None
    attach: bool = False  # the Word file is published as an attachment as well
    matter: str = ""  # the code of a matter of the catalogue


@transaction.atomic
def arrive(
    *,
    by: By,
    column: Column,
    typed: Typed,
    files: Sequence[UploadedFile[Any]],
    unit: Unit | None,
    now: datetime,
) -> tuple[Disclosure, list[str]]:
    """Hand in what was typed and chosen, in one transaction; return the draft and what its author should know."""
    body = column.home.public_body
    arrival = ready(typed, [judged(one) for one in files], body)
    title = typed.title.strip() or arrival.title
    if not title:
        raise RuleError("没有标题，文件里也没有找到标题。", "请填写标题。")
    made_on = typed.made_on
    written_on = dated_in(arrival.body) if made_on in {None, day_of(now)} else None  # today is what the form proposes
    if written_on is not None and written_on < day_of(now):
        made_on = written_on
        arrival.notes.append(f"成文日期取自正文末尾：{chinese_date(written_on)}，请核对。")
    fields = {
        "title": title[:255],
        "made_on": made_on,
        "body": arrival.body,
        "document_number": arrival.document_number,
        "matter": typed.matter,
        "summary": summary_of(arrival.body, arrival.words, title),
    }
    made = hand_in(
        by=by,
        body=body,
        column=column,
        writing=Writing(fields, attachments=arrival.attachments),
        unit=unit,
        original=arrival.original,
        now=now,
    )
    return made, arrival.notes


def ready(typed: Typed, uploads: Iterable[Upload], body: PublicBody) -> Arrival:
    """Turn what was typed and handed in into a body, attachments and an original."""
    arrival = Arrival(body=typed_body(typed.text))
    uploads = list(uploads)
    written = [one for one in uploads if one.ending in WORDS]
    for upload in uploads:
        if upload.ending in PHOTOS:
            arrival.body.append(("picture", photo(upload, body, typed.title)))
        elif len(written) == 1 and upload is written[0] and not typed.text.strip():
            _written(upload, typed, body, arrival)
        else:
            arrival.attachments.append((keep(upload, body), upload.name))
            if upload.ending == "pdf" and not arrival.words:
                arrival.words = pdf_words(upload.data)
    return arrival


def typed_body(text: str) -> list[tuple[str, Any]]:
    """Return what was typed, or pasted as HTML, as a body."""
    return body_of_html(text) if PASTED.search(text) else list(plain_body.to_body(text))


def taken_title(typed: Typed, upload: Upload) -> str:
    """Return the words that stand for a picture without any of its own."""
    return f"{typed.title.strip() or upload.name}的插图"


def photo(upload: Upload, body: PublicBody, title: str) -> dict[str, Any]:
    """Keep a photo and return its block; it is turned upright and drawn anew, so that no EXIF data stay."""
    try:
        with Picture.open(BytesIO(upload.data)) as opened:
            if max(opened.size) > LARGEST_SIDE:
                raise RuleError(f"图片“{upload.name}”太大（{opened.width}×{opened.height}）。", "请缩小后再报送。")
            upright = ImageOps.exif_transpose(opened)
            drawn = BytesIO()
            form = "PNG" if opened.format in {"PNG", "GIF"} else "JPEG"
            upright.convert("RGBA" if form == "PNG" else "RGB").save(drawn, form, quality=88)
    except (OSError, ValueError, Picture.DecompressionBombError):
        raise RuleError(f"图片“{upload.name}”打不开。", "请用原来的程序打开，另存为 JPG 或 PNG 后再报送。") from None
    name = f"{upload.name.rpartition('.')[0]}.{'png' if form == 'PNG' else 'jpg'}"
    file = ContentFile(drawn.getvalue(), name)
    image = Image.objects.create(title=upload.name, file=file, collection=media_folder_of(body).collection)
    return {"image": image, "text": title[:200] or upload.name, "caption": ""}


def _written(upload: Upload, typed: Typed, body: PublicBody, arrival: Arrival) -> None:
    def picture(name: str, data: bytes, words: str) -> dict[str, Any]:
        return photo(Upload(data, name, name.rpartition(".")[2]), body, words or taken_title(typed, upload))

    taken = body_of(upload, picture)
    arrival.title, arrival.original = taken.title, keep(upload, body)
    arrival.document_number = taken.document_number
    arrival.body += taken.body
    arrival.notes += taken.notes
    if typed.attach or not taken.body:
        arrival.attachments.append((arrival.original, upload.name))


def dated_in(body: Sequence[tuple[str, Any]]) -> date | None:
    """Return the date that stands alone as one of the last lines of a body: that of the document (成文日期)."""
    lines = [line.strip() for kind, value in body if kind == "text" for line in MarkedText.of(value).text.splitlines()]
    for line in reversed([line for line in lines if line][-LAST_LINES:]):
        found = DATED.fullmatch(line)
        if found:
            try:
                return possible(date(*map(int, found.groups())))
            except (ValueError, ImpossibleDay):
                return None
    return None


def summary_of(body: Sequence[tuple[str, Any]], other: str, title: str) -> str:
    """Return the first words of a body, or other words, up to a full stop where one comes early enough."""
    lines = [line.strip() for kind, value in body if kind == "text" for line in MarkedText.of(value).text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > 1 and lines[0].endswith(("：", ":")):  # whom it is addressed to says nothing of its content
        lines = lines[1:]
    text = " ".join(lines)
    words = " ".join((text.strip() or other).split())
    if len(words) <= SUMMARY:
        return words or title
    end = words.rfind("。", 20, SUMMARY)
    return words[: end + 1] if end > 0 else f"{words[:SUMMARY]}……"
