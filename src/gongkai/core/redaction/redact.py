"""The one call: which kind of file it is, what is asked, and what comes out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gongkai.core.redaction.errors import (
    EncryptedFile,
    NothingToCover,
    OversizedFile,
    PhraseNotFound,
    UnknownFile,
    WrongArea,
)
from gongkai.core.redaction.model import Area, Redaction
from gongkai.core.redaction.phrases import folded, folded_phrases

MOST_BYTES: Final = 50 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007, and encrypted ones of today


def redact(data: bytes, *, phrases: Sequence[str] = (), areas: Sequence[Area] = ()) -> Redaction:
    """Return a file of the same kind without what is covered. Raises RedactionError; see the package."""
    if not phrases and not areas:
        raise NothingToCover
    wanted = folded_phrases(phrases)
    if len(data) > MOST_BYTES:
        raise OversizedFile(f" {MOST_BYTES // 1024 // 1024} MB")
    done = _redacted(data, wanted, areas)
    lost = [phrase for phrase in phrases if folded(phrase) not in {covered.what for covered in done.covered}]
    if lost:
        raise PhraseNotFound(lost)
    given = {folded(phrase): phrase for phrase in phrases}
    return replace(done, covered=tuple(replace(each, what=given.get(each.what, each.what)) for each in done.covered))


def _redacted(data: bytes, phrases: Sequence[str], areas: Sequence[Area]) -> Redaction:
    if data[:1024].lstrip().startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        from gongkai.core.redaction.pdf.redacting import redact_pdf

        return redact_pdf(data, phrases, areas)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile
        raise UnknownFile
    if not data.startswith(b"PK"):
        raise UnknownFile
    if areas:
        raise WrongArea("只有 PDF 文件可以指定区域。", "请写出要遮盖的词语，或者先把文件另存为 PDF。")
    from gongkai.core.redaction.ooxml.package import Package

    package = Package.of(data)
    main = package.main() if "_rels/.rels" in package.parts else ""
    if any(mark in package.content_type(main) for mark in ("wordprocessingml", "ms-word")):
        from gongkai.core.redaction.ooxml.word import redact_word

        return redact_word(package, main, phrases)
    if any(mark in package.content_type(main) for mark in ("spreadsheetml", "ms-excel")):
        from gongkai.core.redaction.ooxml.excel import redact_excel

        return redact_excel(package, main, phrases)
    raise UnknownFile
