"""What a file is, by its content; its name decides only between kinds of text."""

from typing import Final

_STARTS: Final = (
    (b"%PDF-", "pdf"), (b"\xff\xd8\xff", "image"), (b"\x89PNG\r\n", "image"), (b"GIF8", "image"), (b"II*\0", "image"),
    (b"MM\0*", "image"), (b"BM", "image"), (b"{\\rtf", "rtf"), (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"), (b"MZ", "program"), (b"\x7fELF", "program"),
)  # fmt: skip
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIF: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif", b"hevc"})
_ODF: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}


def form_of(data: bytes) -> str:
    """Return the form of a file: pdf, image, zip (of any kind), ole, text, or the name of one that cannot be read."""
    for start, form in _STARTS:
        if data.startswith(start) and not (form in ("program", "image") and len(start) == 2 and _is_text(data)):
            return form
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp":
        return "image" if data[8:12] in _HEIF else "video"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "text" if _is_text(data) else "other"


def packed_form(names: tuple[str, ...], mimetype: bytes) -> str:
    """Return what a zip holds by the names in it and, for OpenDocument, its first member."""
    for start, form in _ODF.items():
        if mimetype.startswith(start):
            return form
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        for folder, form in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return form
    return "zip"


def is_locked_ole(data: bytes) -> bool:
    """Tell whether an OLE container is an Office file with a password."""
    return any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo"))


def _is_text(data: bytes) -> bool:
    head = data[:4096]
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
