"""One checked report as the page shows it: facts, findings, tables, prose, and the links between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.core.report.checks import Finding, Severity
from gongkai.core.report.checks.doubt import label
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.statements import FRONT
from gongkai.core.report.writers import WRITERS
from gongkai.core.report.writers.json import line
from gongkai.core.report.writers.layout import edition_name, printable
from gongkai.portal.check.limits import CARRIED
from gongkai.portal.check.marks import LABELS, READING, SIGNS, reasons
from gongkai.portal.check.prose import Marked, marked_prose
from gongkai.portal.check.results import Checked
from gongkai.portal.check.tables import NAMES, TableView, cell_id, table_views

SHOWN: Final = 300  # findings of one report; more are counted and stand in the download
_LINKS: Final = 3  # cells a finding links to
_KINDS: Final = {
    "html": "网页（HTML）", "mhtml": "网页（MHTML）", "docx": "Word 文档（docx）", "odt": "ODT 文档",
    "xlsx": "Excel 表格（xlsx）", "ods": "ODS 表格", "pdf": "PDF", "ofd": "OFD", "doc": "Word 或 WPS 文档（doc）",
    "rtf": "RTF 文档", "xls": "Excel 表格（xls）", "markdown": "Markdown 文本", "text": "纯文本",
}  # fmt: skip
FORMS: Final = {
    "docx": "Word", "pdf": "PDF", "html": "网页", "xlsx": "Excel", "csv": "CSV", "json": "JSON",
}  # fmt: skip
_GROUPS: Final = (*((severity.value, severity.label) for severity in Severity), (READING, "没有读出或不能确定的内容"))
_NOTES: Final = frozenset({"repaired", "ambiguous"})  # of the others AR-READ tells


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place of the page."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding on the page, with its number and its links to cells and passage."""

    finding: Finding
    number: int
    id: str
    links: tuple[Link, ...]
    more: tuple[Link, ...] = ()  # to its other cells

    @property
    def kind(self) -> str:
        """What decides its colour and sign."""
        return "unknown" if self.finding.rule == READING else self.finding.severity.value

    @property
    def sign(self) -> str:
        """The sign that also stands beside the cells and numbers concerned."""
        return SIGNS[self.kind]

    @property
    def place(self) -> str:
        """The place, where the problem does not begin with it."""
        return "" if self.finding.problem.startswith(self.finding.place) else self.finding.place


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity."""

    kind: str
    label: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the report on the page: its heading as printed, its prose and its table."""

    id: str
    heading: str
    lost: str = ""  # what is said where nothing of it was read
    prose: Marked | None = None
    table: TableView | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """One checked report on the page."""

    prefix: str
    number: int
    title: str
    file: str
    facts: tuple[tuple[str, str], ...]
    beside: tuple[str, ...]
    summary: str
    worst: str
    groups: tuple[Group, ...]
    not_shown: int  # findings beyond those that are shown
    remarks: tuple[str, ...]  # what the reader had to mend
    legend: tuple[tuple[str, str, str], ...]
    parts: tuple[Part, ...]
    numbered: dict[int, FindingView]
    carried: str  # the report for its downloads; "" where it is too long

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """The forms in which it can be downloaded."""
        return tuple((name, FORMS[name]) for name in FORMS if name in WRITERS)


def report_view(checked: Checked, number: int) -> ReportView:
    """Return a checked report as the page shows it; `number` counts the reports of the page from 1."""
    report, findings, prefix = checked.report, checked.findings[:SHOWN], f"r{number}"
    marked = reasons(report, findings)
    tables = table_views(report, marked, prefix)
    prose = marked_prose(report, findings)
    views = tuple(_finding(report, one, place, prefix, tables, prose) for place, one in enumerate(findings, 1))
    kinds = set(_kinds_drawn(tables))
    counts = Counter(one.severity for one in checked.findings if one.rule != READING)
    carried = line(report, places=True)
    return ReportView(
        prefix=prefix,
        number=number,
        title=printable(report.title) or f"没有读出标题的报告（{report.file}）",
        file=report.file,
        facts=tuple(_facts(report, checked.published_on)),
        beside=checked.beside,
        summary=_summary(counts),
        worst=next((severity.value for severity in Severity if counts[severity]), "none"),
        groups=tuple(_groups(views)),
        not_shown=len(checked.findings) - len(findings),
        remarks=tuple(_remarks(report)),
        legend=tuple((kind, sign, LABELS[kind]) for kind, sign in SIGNS.items() if kind in kinds),
        parts=tuple(_parts(report, tables, prose, prefix)),
        numbered={view.number: view for view in views},
        carried=carried if len(carried.encode()) <= CARRIED else "",
    )


def _summary(counts: Counter[Severity]) -> str:
    parts = [f"{counts[severity]} 处{severity.label}" for severity in Severity if counts[severity]]
    return "，".join(parts) or "未发现问题"


def _facts(report: AnnualReport, published_on: date | None) -> Iterator[tuple[str, str]]:
    yield "机关", report.organ or "没有读出"
    yield "年度", f"{report.year}年" if report.year else "没有读出"
    yield "格式", edition_name(report.edition) if report.form else "没有读到表格，不能判断"
    if report.t3_form and report.t3_form != report.form:
        yield "表三", edition_name(report.t3_edition)
    if report.period:
        yield "统计期限", printable(report.period)
    if report.published_on:
        yield "发布日期", report.published_on
    elif published_on:
        yield "发布日期", f"{published_on.isoformat()}（您填写的）"
    encoding = f"，编码 {report.encoding}" if report.encoding else ""
    yield "文件", f"{report.file}（{_KINDS.get(report.kind, report.kind)}{encoding}）"


def _groups(views: Sequence[FindingView]) -> Iterator[Group]:
    for kind, title in _GROUPS:
        some = tuple(view for view in views if (view.finding.rule == READING if kind == READING else view.kind == kind))
        if some:
            yield Group("unknown" if kind == READING else kind, title, some)


def _finding(
    report: AnnualReport,
    finding: Finding,
    number: int,
    prefix: str,
    tables: dict[str, TableView],
    prose: dict[str, Marked],
) -> FindingView:
    drawn = {view.id.rpartition("-")[2] for view in tables.values()}
    cells = [cell for cell in finding.cells if _table(cell) in drawn]
    links = list(_cell_links(report, cells[:_LINKS], prefix))
    if any(number in marked.findings for marked in prose.values()):
        links.insert(0, Link(f"#{prefix}-q{number}", "正文中标出的文字"))
    elif finding.where in prose:
        links.insert(0, Link(f"#{prefix}-{finding.where}", "正文中的这一部分"))
    elif not cells and finding.where in drawn:
        links.insert(0, Link(f"#{prefix}-{finding.where}", NAMES[finding.where]))
    more = tuple(_cell_links(report, cells[_LINKS:], prefix))
    return FindingView(finding, number, f"{prefix}-f{number}", tuple(links), more)


def _cell_links(report: AnnualReport, cells: Sequence[str], prefix: str) -> Iterator[Link]:
    """Yield links to cells; the name of the table is not said twice in a row."""
    before = ""
    for cell in cells:
        name, table = label(report, cell), NAMES[_table(cell)]
        yield Link(f"#{cell_id(prefix, cell)}", name.removeprefix(table) if table == before else name)
        before = table


def _table(cell: str) -> str:
    head = cell.partition(".")[0]
    return "t2" if head == "old2" else head


def _kinds_drawn(tables: dict[str, TableView]) -> Iterator[str]:
    for table in tables.values():
        for row in (*table.head, *table.body):
            yield from (reason.kind for view in row for reason in view.reasons)


def _remarks(report: AnnualReport) -> Iterator[str]:
    for note in report.notes:
        if note.kind in _NOTES and note.text:
            place = _note_place(report, note.cell)
            yield f"{place}：{note.text}" if place else note.text


def _note_place(report: AnnualReport, cell: str) -> str:
    """Return how a person calls what a note is about: a cell, a row or a table."""
    if cell in NAMES:
        return NAMES[cell]
    edition = report.edition if _table(cell) == "t2" else report.t3_edition
    row = edition.row_by_id.get(cell)
    if row is not None:
        return f"{NAMES[_table(cell)]}“{row.label}”"
    return label(report, cell) if cell.count(".") >= 2 else ""


def _parts(report: AnnualReport, tables: dict[str, TableView], prose: dict[str, Marked], prefix: str) -> Iterator[Part]:
    homes = {"s2": "表二", "s3": "表三", "s4": "表四"}
    if FRONT in prose and prose[FRONT].paragraphs:
        yield Part(f"{prefix}-{FRONT}", "标题和开头", prose=prose[FRONT])
    for heading in COMMON.sections:
        section, table = report.sections.get(heading.id), tables.get(heading.id)
        printed = printable(section.heading) if section else ""
        lost = ""
        if heading.id in homes and table is None:
            lost = f"没有读到{homes[heading.id]}的数字。"
        elif table is None and not (section and section.text.strip()):
            lost = "没有读到这一部分的文字。"
        yield Part(f"{prefix}-{heading.id}", printed or heading.label, lost, prose.get(heading.id), table)
