"""Which uploaded files are taken: of a known kind, and really of the kind their name says."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from gongkai.apps.applications.errors import WrongFile

MOST_FILES: Final = 10
LONGEST_NAME: Final = 120  # characters
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
# Suffix: the bytes such a file begins with, and its type. Pages and drawings that can run script are not among them.
KINDS: Final[dict[str, tuple[tuple[bytes, ...], str]]] = {
    ".pdf": ((b"%PDF-",), "application/pdf"),
    ".png": ((b"\x89PNG\r\n\x1a\n",), "image/png"),
    ".jpg": ((b"\xff\xd8\xff",), "image/jpeg"),
    ".jpeg": ((b"\xff\xd8\xff",), "image/jpeg"),
    ".tif": ((b"II*\x00", b"MM\x00*"), "image/tiff"),
    ".docx": ((ZIP,), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ((ZIP,), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ofd": ((ZIP,), "application/ofd"),
    ".doc": ((OLE,), "application/msword"),
    ".xls": ((OLE,), "application/vnd.ms-excel"),
    ".wps": ((OLE,), "application/vnd.ms-works"),
    ".txt": ((b"",), "text/plain"),
}
# The test file of the makers of virus scanners, in two pieces so that no scanner finds it here.
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came in."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters."""
        return PurePath(self.name).suffix.lower()

    @property
    def media_type(self) -> str:
        """Its type, by its suffix; `checked` has made sure of it."""
        return KINDS[self.suffix][1]


def checked(uploads: Iterable[Upload]) -> tuple[Upload, ...]:
    """Return the files with plain names. Raises WrongFile, which says what is wrong with which."""
    found = tuple(Upload(_plain(each.name), each.data) for each in uploads)
    if len(found) > MOST_FILES:
        raise WrongFile(f"附件超过了 {MOST_FILES} 个。", "请合并后再提交，或在申请提交以后分次补充。")
    for upload in found:
        _check(upload)
    return found


def _plain(name: str) -> str:
    """Return a file's name without folders and marks that no name has."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(mark for mark in last if mark.isprintable() and mark not in '<>:"|?*').strip(". ")
    path = PurePath(kept or "文件")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix


def _check(upload: Upload) -> None:
    if not upload.data:
        raise WrongFile(f"文件“{upload.name}”是空的。", "请核对后重新选择。")
    if upload.suffix not in KINDS:
        allowed = "、".join(sorted(suffix[1:] for suffix in KINDS))
        raise WrongFile(f"不能接收“{upload.name}”这一类文件。", f"可以提交的文件是 {allowed}。")
    if not any(upload.data.startswith(start) for start in KINDS[upload.suffix][0]):
        raise WrongFile(f"文件“{upload.name}”的内容与它的扩展名不符。", "请用原来的软件重新另存为正确的格式，再提交。")
    if upload.suffix == ".txt" and b"\x00" in upload.data:
        raise WrongFile(f"文件“{upload.name}”不是文本文件。", "请核对后重新选择。")
    if EICAR in upload.data:
        raise WrongFile(f"文件“{upload.name}”含有病毒测试代码。", "请用杀毒软件检查后重新提交。")
