"""A PDF redacted: prepared, searched, drawn page by page, painted, bound anew and looked through once more."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.redaction.errors import DamagedFile, WrongArea
from gongkai.core.redaction.model import Area, Covered, Redaction, with_unseen
from gongkai.core.redaction.pdf.binding import bound
from gongkai.core.redaction.pdf.characters import PageText, page_text
from gongkai.core.redaction.pdf.checking import check
from gongkai.core.redaction.pdf.painting import Picture, Rectangles, picture
from gongkai.core.redaction.pdf.places import Found, found
from gongkai.core.redaction.pdf.preparing import prepared
from gongkai.core.redaction.phrases import folded


def redact_pdf(data: bytes, phrases: Sequence[str], areas: Sequence[Area]) -> Redaction:
    """Return a PDF without what is covered. Raises RedactionError."""
    plain = prepared(data)
    try:
        with pypdfium2.PdfDocument(plain.data) as document:
            _check_pages(areas, len(document))
            texts, pictured = _read(document)
            places = found(texts, phrases)
            painted: list[Rectangles] = []
            made = bound(_pictures(document, places, areas, painted))
    except pypdfium2.PdfiumError:
        raise DamagedFile from None
    check(made, painted)
    held = frozenset(phrase for phrase in phrases if phrase in plain.beside)
    covered = with_unseen(_covered(places, areas), held)
    return Redaction(made, "pdf", covered, (*plain.told, *_doubts(texts, pictured, phrases)))


def _check_pages(areas: Sequence[Area], count: int) -> None:
    for area in areas:
        if area.page > count:
            raise WrongArea(f"文件只有{count}页，没有第{area.page}页。", "请核对页码。")


def _read(document: pypdfium2.PdfDocument) -> tuple[list[PageText], list[int]]:
    """Return the text of each page, and the numbers of those with pictures."""
    texts, pictured = [], []
    for number in range(len(document)):
        page = document[number]
        texts.append(page_text(page))
        if any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5)):
            pictured.append(number + 1)
        page.close()
    return texts, pictured


def _pictures(
    document: pypdfium2.PdfDocument, places: Found, areas: Sequence[Area], painted: list[Rectangles]
) -> Iterator[Picture]:
    """Yield the pages one by one, so that only one is held as pixels; note what was painted on each."""
    for number in range(len(document)):
        page = document[number]
        made = picture(page, places.boxes.get(number, ()), [area for area in areas if area.page == number + 1])
        page.close()
        painted.append(made.painted)
        yield made


def _covered(places: Found, areas: Sequence[Area]) -> tuple[Covered, ...]:
    phrases = [
        Covered(phrase, f"第{number + 1}页", times)
        for number, counts in sorted(places.counts.items())
        for phrase, times in counts.items()
    ]
    by_page = Counter(area.page for area in areas)
    return (*phrases, *(Covered("区域", f"第{number}页", times) for number, times in sorted(by_page.items())))


def _doubts(texts: Sequence[PageText], pictured: Sequence[int], phrases: Sequence[str]) -> Iterator[str]:
    """Yield where a search for phrases cannot see everything."""
    if not phrases:
        return
    if pictured:
        yield f"第{_listed(pictured)}页有图片，图片里的文字检索不到。请逐页查看，必要时指定区域遮盖。"
    bare = [
        number for number, text in enumerate(texts, 1) if not folded("".join(text.signs)) and number not in pictured
    ]
    if bare:
        yield f"第{_listed(bare)}页没有可以检索的文字，可能是空白页，也可能文字已转成曲线。请查看，必要时指定区域遮盖。"
    unread = [number for number, text in enumerate(texts, 1) if text.unread]
    if unread:
        yield f"第{_listed(unread)}页有不能识别的文字，可能漏掉要遮盖的词语。请逐页查看，必要时指定区域遮盖。"


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:20])
    return f"{shown}等{len(numbers)}" if len(numbers) > 20 else shown
