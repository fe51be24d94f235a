"""The report as one HTML page that stands alone: no script, no request to anywhere, fit for phone, paper and ear."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers.flow import Piece, flow, title_lines
from gongkai.core.report.writers.layout import UNKNOWN, Slot, Table, printable

_NAMES = {"t2": "表二", "t3": "表三", "t4": "表四"}
_TAGS = {"heading": "h2", "subheading": "h3"}
_STATES = {"repaired": "读取时修补过的数据", "ambiguous": "原件可以有几种读法的数据"}


def render(report: AnnualReport) -> bytes:
    """Return the report as a whole HTML page in UTF-8."""
    title = printable(report.title) or "政府信息公开工作年度报告"
    return page(title, body(report), head=_metadata(report)).encode()


def page(title: str, content: str, *, head: str = "") -> str:
    """Return a page with the style sheet of this package around `content`; only that sheet is allowed to act."""
    style = sheet()
    shown = escape(printable(title))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{shown}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{head}<style>{style}</style>\n'
        f"</head>\n<body>\n<main>\n{content}</main>\n</body>\n</html>\n"
    )


@cache
def sheet() -> str:
    """Return the style sheet."""
    return (files(__package__) / "data" / "report.css").read_text(encoding="utf-8")


def body(report: AnnualReport) -> str:
    """Return the title, prose and tables as HTML, for a page that has a frame of its own."""
    return "".join(f"{_piece(report, piece)}\n" for piece in flow(report))


def _metadata(report: AnnualReport) -> str:
    """Return the page's metadata under the names that the sites of public bodies use."""
    names = {"ArticleTitle": report.title, "ContentSource": report.organ, "PubDate": report.published_on}
    return "".join(
        f'<meta name="{name}" content="{escape(printable(text))}">\n' for name, text in names.items() if text
    )


def _piece(report: AnnualReport, piece: Piece) -> str:
    if piece.table is not None:
        return _table(report, piece.table)
    if piece.kind == "title":  # where it has to be broken, it is broken by sense
        return f"<h1>{'<wbr>'.join(escape(line, quote=False) for line in title_lines(piece.text))}</h1>"
    tag = _TAGS.get(piece.kind, "p")
    return f"<{tag}>{escape(piece.text, quote=False)}</{tag}>"


def _table(report: AnnualReport, table: Table) -> str:
    name = f"{_NAMES[table.id]}　{table.caption.partition('、')[2]}"
    head = "".join(_row(report, row) for row in table.rows[: table.head_rows])
    rows = "".join(_row(report, row) for row in table.rows[table.head_rows :])
    top = f"<thead>\n{head}</thead>\n" if head else ""
    return (
        f'<div class="scroll {table.id}" role="region" aria-label="{name}" tabindex="0">\n<table>\n'
        f"<caption>{name}</caption>\n{top}<tbody>\n{rows}</tbody>\n</table>\n</div>"
    )


def _row(report: AnnualReport, row: tuple[Slot, ...]) -> str:
    return f"<tr>{''.join(_slot(report, slot) for slot in row)}</tr>\n"


def _slot(report: AnnualReport, slot: Slot) -> str:
    tag = "td" if slot.kind == "value" else "th"
    return f"<{tag}{''.join(_attributes(report, slot))}>{escape(slot.text, quote=False)}</{tag}>"


def _attributes(report: AnnualReport, slot: Slot) -> Iterator[str]:
    if slot.colspan > 1:
        yield f' colspan="{slot.colspan}"'
    if slot.rowspan > 1:
        yield f' rowspan="{slot.rowspan}"'
    if slot.kind == "value":
        yield f' data-cell="{slot.cell}"'
        yield _doubt(report, slot)
    elif slot.kind == "row":
        yield ' scope="row" class="row"'
    else:
        yield ' scope="col" class="note"' if slot.rowspan == 3 else ' scope="col"'


def _doubt(report: AnnualReport, slot: Slot) -> str:
    found = report.cells.get(slot.cell)
    if found is None:
        return f' class="unknown" title="“{UNKNOWN}”表示这个数据未能从原件读出"'
    return f' class="doubtful" title="{_STATES[found.state]}"' if found.state in _STATES else ""
