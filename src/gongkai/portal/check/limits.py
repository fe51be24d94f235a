"""How much one report may hold on the page: checking and writing it must stay quick for everybody."""

from typing import Final

from gongkai.core.report.errors import OversizedFile
from gongkai.core.report.model import AnnualReport

LONGEST: Final = 200_000  # characters of prose; a report has a few thousand
PARAGRAPHS: Final = 10_000
NOTES: Final = 2_000  # a report has some 200 cells
CARRIED: Final = 2_000_000  # bytes of a report that the page carries for its downloads; a report has some 30 000


def refuse_too_long(report: AnnualReport) -> None:
    """Raise OversizedFile where a report holds more than any report does; one forged in JSON may hold anything."""
    passages = [*report.front, *(passage for section in report.sections.values() for passage in section.passages)]
    _hold(sum(len(passage.text) for passage in passages), LONGEST, f"正文 {LONGEST // 10_000} 万字")
    _hold(len(passages), PARAGRAPHS, f"正文 {PARAGRAPHS // 10_000} 万段")
    _hold(len(report.headings), PARAGRAPHS, f"标题 {PARAGRAPHS // 10_000} 万个")
    _hold(len(report.notes), NOTES, f"读取说明 {NOTES} 条")
    beside = (
        *(note.text for note in report.notes),
        *(cell.printed for cell in report.cells.values()),
        *(cell.value for cell in report.cells.values() if isinstance(cell.value, str) and cell.value != cell.printed),
    )
    _hold(sum(map(len, beside)), LONGEST, f"表格和说明 {LONGEST // 10_000} 万字")
    _hold(sum(len(aspect.text) for aspect in report.aspects.values()), LONGEST, f"正文 {LONGEST // 10_000} 万字")


def _hold(found: int, limit: int, said: str) -> None:
    if found > limit:
        raise OversizedFile(said)
