"""How much one report may hold on the page: checking and writing it must stay quick for everybody."""

from typing import Final

from gongkai.core.report.errors import OversizedFile
from gongkai.core.report.model import AnnualReport

LONGEST: Final = 200_000  # characters of prose; a report has a few thousand
PARAGRAPHS: Final = 10_000
CARRIED: Final = 2_000_000  # bytes of a report that the page carries for its downloads; a report has some 30 000


def refuse_too_long(report: AnnualReport) -> None:
    """Raise OversizedFile where a report holds more prose than any report does."""
    passages = [*report.front, *(passage for section in report.sections.values() for passage in section.passages)]
    if sum(len(passage.text) for passage in passages) > LONGEST:
        raise OversizedFile(f"正文 {LONGEST // 10_000} 万字")
    if len(passages) > PARAGRAPHS:
        raise OversizedFile(f"正文 {PARAGRAPHS // 10_000} 万段")
