"""Files that people hand in: judged before anything of them is kept, then put into the folder of their body."""

import zlib
from dataclasses import dataclass
from hashlib import sha1
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.models import Document

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.services.tree import media_folder_of
from gongkai.apps.publishing.viruses import infected_by
from gongkai.core.guard.files.detect import form_of, packed_form

# What a name may end in, and what a file of that name holds.
FORMS: Final = {
    "docx": "zip", "xlsx": "zip", "pptx": "zip", "odt": "zip", "ods": "zip", "ofd": "zip", "zip": "zip",
    "doc": "ole", "xls": "ole", "ppt": "ole", "wps": "ole", "et": "ole", "pdf": "pdf",
    "txt": "text", "csv": "text", "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image",
}  # fmt: skip
WHOLE: Final = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "ofd"})  # whose parts show what they are
LONGEST_NAME: Final = 80
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office puts a file with a password


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept: its bytes, its name without any folder, how the name ends."""

    data: bytes
    name: str
    ending: str


def judged(file: UploadedFile[Any]) -> Upload:
    """Return an upload that may be kept; raise RuleError with one sentence for one that may not."""
    name = PurePath((file.name or "").replace("\\", "/")).name.strip() or "文件"
    ending = name.rpartition(".")[2].lower()
    shown = f"文件“{name[:LONGEST_NAME]}”"
    if ending not in FORMS:
        raise RuleError(f"{shown}的格式不能报送。", "可以报送 Word、WPS、Excel、PDF、OFD、文本、图片和 ZIP 文件。")
    if not file.size:
        raise RuleError(f"{shown}是空的。", "请重新选择文件。")
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise RuleError(f"{shown}超过了 {limit} MB。", "请压缩图片，或分成几个文件。")
    data = file.read()
    if _is_locked(ending, data):
        raise RuleError(f"{shown}加了密码，没有保存。", "请用原来的程序去掉打开密码，另存后再报送。")
    if not _as_named(ending, form_of(data)):
        raise RuleError(f"{shown}的内容与它的后缀“.{ending}”不符。", "请用原来的程序打开，另存为正确的格式后再报送。")
    if not _holds_what_it_is_named(ending, data):
        raise RuleError(f"{shown}损坏，打不开。", "请用原来的程序打开，另存一份后再报送。")
    virus = infected_by(data)
    if virus:
        raise RuleError(f"{shown}含有病毒（{virus}），没有保存。", "请在电脑上查杀后，换一个干净的文件。")
    stem = name.removesuffix(f".{name.rpartition('.')[2]}")[: LONGEST_NAME - len(ending) - 1]
    return Upload(data, f"{stem}.{ending}", ending)


def keep(upload: Upload, body: PublicBody) -> Document:
    """Put a file into the folder of a body; it is private until a published page shows it."""
    made: Document = Document.objects.create(
        title=upload.name,
        file=ContentFile(upload.data, upload.name),
        file_size=len(upload.data),
        file_hash=sha1(upload.data, usedforsecurity=False).hexdigest(),  # as Wagtail's own forms do
        collection=media_folder_of(body).collection,
    )
    return made


def _as_named(ending: str, form: str) -> bool:
    expected = FORMS[ending]
    if expected == "ole":
        return form in {"ole", "zip", "rtf"}  # WPS writes .wps and .et in both ways
    if expected == "zip":
        return form in {"zip", "ole"}  # a document with a password lies in an OLE file; its reader says so
    return form == expected


def _is_locked(ending: str, data: bytes) -> bool:
    """Tell whether a file of Office is closed by a password: then it is no zip any more, whatever its name says."""
    return FORMS[ending] == "zip" and form_of(data) == "ole" and _LOCKED in data


def _holds_what_it_is_named(ending: str, data: bytes) -> bool:
    """Tell whether a packed file can be opened and holds the document that its name promises."""
    if form_of(data) != "zip":
        return True
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = tuple(packed.namelist())
            mimetype = packed.read("mimetype")[:100] if names and names[0] == "mimetype" else b""
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error):
        return False  # no zip at all, or one with a password on its first member
    return ending not in WHOLE or packed_form(names, mimetype) == ending
