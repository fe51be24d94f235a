"""What a visitor hands in: files, pasted text, or both."""

from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from gongkai.core.report.writers.layout import printable

PASTED: Final = "粘贴的文字"
_LONGEST_NAME: Final = 100  # characters shown of a file's name


@dataclass(frozen=True, slots=True)
class Upload:
    """One file, or the pasted text, in memory: the name shown to the visitor and the bytes."""

    name: str
    data: bytes


def uploads(request: HttpRequest) -> list[Upload]:
    """Return what was handed in, files first; empty where the form was sent without anything."""
    found = [_file(file) for file in request.FILES.getlist("files")]
    text = request.POST.get("text", "")
    if text.strip():
        found.append(Upload(PASTED, text.encode("utf-8", errors="replace")))
    return found


def _file(file: "UploadedFile[bytes]") -> Upload:
    name = printable(file.name or "").replace("\n", " ").replace("\t", " ").strip() or "未命名的文件"
    shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 12]}…{name[-11:]}"
    return Upload(shown, file.read())
