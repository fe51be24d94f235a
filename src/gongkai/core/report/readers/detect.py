"""Which kind of file the bytes are, found in the content: a suffix says only what somebody once called it."""

import re
from typing import Final, NamedTuple

from gongkai.core.report.errors import EmptyFile, EncryptedFile, MacroFile, OversizedFile, UnsupportedKind
from gongkai.core.report.readers.encoding import Decoded, decode
from gongkai.core.report.readers.guard import SafeZip, check_size, open_zip
from gongkai.core.report.readers.pieces import lines_around_tables

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What is refused at once, by its first bytes, with what the user is told it is.
_FOREIGN: Final = (
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"\x89PNG\r\n", "图片（PNG）"),
    (b"GIF8", "图片（GIF）"),
    (b"II*\0", "图片（TIFF）"),
    (b"MM\0*", "图片（TIFF）"),
    (b"Rar!\x1a\x07", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
    (b"\x1f\x8b\x08", "压缩包（gzip）"),
    (b"BZh", "压缩包（bzip2）"),
    (b"\xfd7zXZ\0", "压缩包（xz）"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"\xca\xfe\xba\xbe", "可执行程序"),
    (b"\xcf\xfa\xed\xfe", "可执行程序"),
    (b"ID3", "音频"),
    (b"\xff\xfb", "音频"),
    (b"\xff\xf3", "音频"),
    (b"OggS", "音频"),
    (b"fLaC", "音频"),
    (b"SQLite format 3\0", "数据库文件"),
    (b"\x1aE\xdf\xa3", "视频"),
    (b"%!PS", "PostScript 文件"),
    (b"KDH ", "知网文献文件"),
    (b"CAJ", "知网文献文件"),
    (b"Founder CEB", "方正 CEB 版式文件"),
    (b"SEP", "书生 SEP 版式文件"),
    (b"wOFF", "字体文件"),
    (b"\0\x01\0\0\0", "字体文件"),
)
_FOREIGN_STARTS: Final = tuple(start for start, _ in _FOREIGN)
_RIFF: Final = {b"WEBP": "图片（WebP）", b"WAVE": "音频", b"AVI ": "视频"}
_FTYP: Final = {b"heic": "图片（HEIC）", b"mif1": "图片（HEIC）", b"avif": "图片（AVIF）", b"M4A ": "音频"}
_MIMETYPES: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "演示文稿（ODP）",
    "application/epub+zip": "电子书（EPUB）",
}
_OFFICE_XML: Final = ("wordDocument", "<pkg:package", "<office:document")  # Word 2003, flat OPC, flat ODF
_PAGE_TAG: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|t[rdh]|p|div|br|span|font|center|h[1-6]|meta|section|article)\b",
    re.IGNORECASE,
)
_PARAGRAPH_FIRST: Final = re.compile(r"\s*<(?:p|div|span|font|center|section|h[1-6])\b", re.IGNORECASE)
_TABLE_TAG: Final = re.compile(r"<t[rdh]\b", re.IGNORECASE)
_WHOLE_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_BAR_LINE: Final = re.compile(r"^[^<\n]*\|.*$", re.MULTILINE)
_MARKDOWN: Final = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|[-|: ]*$|^#{1,6} \S|^\*\*\S", re.MULTILINE)
_MHTML: Final = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MHTML_HEAD: Final = re.compile(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+\r?\n")
_OUR_JSON: Final = re.compile(r"""\s*\{.*"cells"\s*:\s*\{""", re.DOTALL)
ENOUGH_TAGS: Final = 4
LINE_LIMIT: Final = 30_000  # lines of a plain text; a report has some hundred
TEXT_LIMIT: Final = 2_000_000  # characters of a plain text; a report has some ten thousand


class Recognised(NamedTuple):
    """The kind of a file; for a text its decoded content as well."""

    kind: str
    decoded: Decoded | None = None


def kind(data: bytes) -> str:
    """Return the kind of a file by its content.

    One of "html", "mhtml", "docx", "odt", "xlsx", "ods", "pdf", "ofd", "doc", "xls", "rtf", "json", "csv", "markdown"
    and "text"; what WPS Writer saves as wps is "doc". Raises EmptyFile, EncryptedFile, MacroFile, OversizedFile,
    DamagedFile or UnsupportedKind for what is refused.
    """
    return recognise(data).kind


def recognise(data: bytes) -> Recognised:
    """Return the kind of a file and, for a text, what `decode` makes of it. Raises as `kind`."""
    check_size(data)
    if not data.strip(b" \t\r\n\0"):
        raise EmptyFile
    packed = _packed_kind(data)
    if packed:
        return Recognised(packed)
    _refuse_foreign(data)
    decoded = decode(data)
    if not decoded.text.strip(" \t\r\n\ufeff\u3000\xa0"):
        raise EmptyFile
    found = _text_kind(decoded.text)
    if found not in ("html", "mhtml"):  # their readers have limits of their own
        _check_length(decoded.text)
    return Recognised(found, decoded)


def _check_length(text: str) -> None:
    """Refuse a plain text longer than any report."""
    if len(text) > TEXT_LIMIT:
        raise OversizedFile(f"{TEXT_LIMIT // 10_000} 万字")
    if text.count("\n") > LINE_LIMIT:
        raise OversizedFile(f"{LINE_LIMIT // 10_000} 万行")


def _packed_kind(data: bytes) -> str:
    """Return the kind of a file that is no plain text; "" where it may be one."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "pdf" if b"%PDF-" in data[:1024] else ""


def _zip_kind(data: bytes) -> str:
    package = open_zip(data, _said_to_be(data))
    names = set(package.names)
    if "mimetype" in names:
        named = package.read("mimetype").decode("ascii", "replace").strip()
        found = _MIMETYPES.get(named, "")
        if found in ("odt", "ods"):
            return _unlocked(package, found)
        if found:
            raise UnsupportedKind(found)
    if "OFD.xml" in names:
        return "ofd"
    return _office_kind(names)


# What stands in the open in a zip of each kind, and what such a file is called.
_PARTS: Final = (
    (b"opendocument.text", "ODT"),
    (b"opendocument.spreadsheet", "ODS"),
    (b"OFD.xml", "OFD"),
    (b"word/", "Word"),
    (b"xl/", "Excel"),
    (b"ppt/", "演示"),
)


def _said_to_be(data: bytes) -> str:
    """Return what a zip is called when it cannot be opened: by the names in it, as far as it goes."""
    return next((name for part, name in _PARTS if part in data), "用压缩格式保存的（Word、Excel、ODT、OFD 等）")


def _unlocked(package: SafeZip, found: str) -> str:
    """Return the kind of an OpenDocument file, unless its manifest says that the content is encrypted."""
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise EncryptedFile(found.upper())
    return found


def _office_kind(names: set[str]) -> str:
    if any(name.endswith("vbaProject.bin") for name in names):
        raise MacroFile
    for folder, found in (("word/", "docx"), ("xl/", "xlsx")):
        if any(name.startswith(folder) for name in names):
            return found
    if any(name.startswith("ppt/") for name in names):
        raise UnsupportedKind("演示文稿（PPTX）")
    raise UnsupportedKind("压缩包（ZIP）")


def _ole_kind(data: bytes) -> str:
    """Return what an OLE container holds by the names in its directory, which are in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise EncryptedFile("Office")
    if holds("PowerPoint Document"):
        raise UnsupportedKind("演示文稿（PPT）")
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise UnsupportedKind("旧式 Office 容器，里面没有 Word 或 Excel 内容")


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_FOREIGN_STARTS):
        for start, name in _FOREIGN:
            if data.startswith(start) and not _reads_as_text(data, start):
                raise UnsupportedKind(name)
    named = _RIFF.get(data[8:12], "音频或视频") if data.startswith(b"RIFF") else ""
    if data[4:8] == b"ftyp":
        named = _FTYP.get(data[8:12], "视频")
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        named = "图片（BMP）"
    if named:
        raise UnsupportedKind(named)


def _reads_as_text(data: bytes, start: bytes) -> bool:
    """Return whether letters that a foreign file begins with are the beginning of a text."""
    return start.isalnum() and start.isascii() and b"\0" not in data[:4096]


def _text_kind(text: str) -> str:
    begin = text[:4096].lstrip("\ufeff \t\r\n")
    if begin.startswith("cell,"):
        return "csv"
    if begin.startswith("{") and _OUR_JSON.match(text):
        return "json"
    if begin.startswith("<"):
        if any(root in begin for root in _OFFICE_XML) and "<html" not in begin:
            return "doc"
    elif _MHTML_HEAD.match(begin) and _MHTML.search(begin):
        return "mhtml"
    if _is_page(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) or "<td" in text.lower() else "text"


def _is_page(text: str) -> bool:
    """Return whether a text is a web page, or a piece of one, rather than Markdown with some tags in it."""
    if "<" not in text:
        return False
    if _WHOLE_PAGE.match(text):
        return True
    if text.count("<td") >= ENOUGH_TAGS or len(_TABLE_TAG.findall(text)) >= ENOUGH_TAGS:
        return _PARAGRAPH_FIRST.match(text) is not None or not lines_around_tables(text)
    tags = len(_PAGE_TAG.findall(text))
    return tags >= ENOUGH_TAGS and tags > 2 * len(_BAR_LINE.findall(text))
