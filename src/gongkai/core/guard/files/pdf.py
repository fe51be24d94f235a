"""PDF files: text under blocks and outside of the page, properties, annotations, attachments, scripts, forms."""

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Broken, Locked
from gongkai.core.guard.files.pdf_pages import pages_of
from gongkai.core.guard.files.properties import told
from gongkai.core.guard.model import Place
from gongkai.core.guard.registry import reads
from gongkai.core.report.readers.pdf.streams import refuse_bombs

_PEOPLE: Final = {"/Author": "作者", "/Company": "单位", "/LastModifiedBy": "最后保存者", "/Manager": "经理"}
_WORDS: Final = {"/Title": "标题属性", "/Subject": "主题属性", "/Keywords": "关键词属性"}
_ACTIONS: Final = {
    "/JavaScript": k.MACRO,
    "/Launch": k.MACRO,
    "/SubmitForm": k.EXTERNAL,
    "/GoToR": k.EXTERNAL,
    "/ImportData": k.EXTERNAL,
}
_NO_REMARK: Final = frozenset({"/Link", "/Widget", "/Popup", "/FileAttachment", "/Screen", "/PrinterMark", "/TrapNet"})
_MOST_ANNOTATIONS: Final = 5_000
_INVISIBLE: Final = 0x1 | 0x2 | 0x20  # annotation flags: invisible, hidden, no view
_XMP_CREATOR: Final = re.compile(rb"<dc:creator>\s*<rdf:(?:Seq|Bag)>\s*<rdf:li[^>]*>([^<]{1,80})<")


@reads("pdf")
def read(look: Look, data: bytes) -> None:
    """Look into a PDF file. What its parts unpack to is bounded before anything is unpacked."""
    refuse_bombs(data)
    pages_of(look, data)
    try:
        with warnings.catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(data)) as pdf:
            _properties(look, pdf)
            _annotations(look, pdf)
            _attachments(look, pdf)
            _scripts(look, pdf)
            _layers(look, pdf)
    except pikepdf.PasswordError:
        raise Locked from None
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
        RecursionError,
        AttributeError,
        IndexError,
    ):
        raise Broken from None


def _properties(look: Look, pdf: pikepdf.Pdf) -> None:
    people: dict[str, str] = {}
    for key, value in pdf.docinfo.items() if pdf.trailer.get("/Info") is not None else ():
        text = _text(value)
        if key in _PEOPLE:
            people[_PEOPLE[key]] = text
        elif key in _WORDS:
            look.text(text, Place(part=_WORDS[key]))
    xmp = pdf.Root.get("/Metadata")
    if isinstance(xmp, pikepdf.Stream):
        creator = _XMP_CREATOR.search(xmp.read_bytes())
        if creator:
            people.setdefault("作者", creator[1].decode("utf-8", "replace"))
    shown = told({label: name for label, name in people.items() if name})
    if shown:
        look.found(k.PROPERTIES, shown=shown)


def _annotations(look: Look, pdf: pikepdf.Pdf) -> None:
    """Take remarks, redactions that were never carried out, links and fields of forms."""
    left = _MOST_ANNOTATIONS
    for number, page in enumerate(pdf.pages, start=1):
        for one in _items(page.obj.get("/Annots")):
            left -= 1
            if left < 0:
                look.found(k.UNSEEN, shown=f"超过 {_MOST_ANNOTATIONS} 个注释")
                return
            if isinstance(one, pikepdf.Dictionary):
                _annotation(look, one, number)


def _annotation(look: Look, one: Any, page: int) -> None:
    subtype, words = str(one.get("/Subtype", "")), _text(one.get("/Contents"))
    place = Place(page=page, part="注释")
    look.text(words, place)
    if subtype == "/Redact":
        look.found(k.COVERED, Place(page=page), "标了密文但没有应用")
    elif subtype not in _NO_REMARK and words.strip():
        look.found(k.COMMENT, Place(page=page), look.sample(words))
    if subtype == "/Link":
        action = one.get("/A")
        if isinstance(action, pikepdf.Dictionary) and action.get("/URI") is not None:
            look.text(_text(action.get("/URI")), Place(page=page, part="超链接"))
    if subtype == "/Widget" and one.get("/V") is not None:
        value = _text(one.get("/V"))
        look.text(value, Place(page=page, part="表单"))
        if _flags(one) & _INVISIBLE and value.strip("/ "):
            look.found(k.HIDDEN_TEXT, Place(page=page, part="表单"), look.sample(value))


def _attachments(look: Look, pdf: pikepdf.Pdf) -> None:
    for name, spec in pdf.attachments.items():
        look.found(k.EMBEDDED, shown=f"“{name[:60]}”")
        data = spec.get_file().read_bytes()
        look.budget.unpack(len(data))
        look.file(name[:60] or "附件", data)


def _scripts(look: Look, pdf: pikepdf.Pdf) -> None:
    """Tell scripts and actions of the document and of its pages."""
    names = pdf.Root.get("/Names")
    actions = [pdf.Root.get("/OpenAction"), *_values(pdf.Root.get("/AA"))]
    for page in pdf.pages:
        actions += _values(page.obj.get("/AA"))
    found = {
        _ACTIONS[str(one.get("/S"))]
        for one in actions
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/S")) in _ACTIONS
    }
    if isinstance(names, pikepdf.Dictionary) and names.get("/JavaScript") is not None:
        found.add(k.MACRO)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/XFA") is not None:
        look.found(k.UNSEEN, shown="XFA 表单")
    for kind in sorted(found, key=lambda one: one.id):
        look.found(kind)


def _layers(look: Look, pdf: pikepdf.Pdf) -> None:
    """Tell layers that are switched off."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return
    usual = properties.get("/D")
    off = list(_items(usual.get("/OFF"))) if isinstance(usual, pikepdf.Dictionary) else []
    titles = [_text(one.get("/Name")) for one in off if isinstance(one, pikepdf.Dictionary)]
    if titles:
        look.found(k.HIDDEN_TEXT, shown=f"关闭的图层“{'、'.join(titles)[:60]}”")


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, pikepdf.Array):
        yield from (value[place] for place in range(len(value)))


def _values(value: Any) -> list[Any]:
    return [value[key] for key in value.keys()] if isinstance(value, pikepdf.Dictionary) else []  # noqa: SIM118


def _flags(one: Any) -> int:
    flags = one.get("/F", 0)
    return flags if isinstance(flags, int) else 0


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace("\0", "")
