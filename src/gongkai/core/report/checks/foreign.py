"""Another body's name left in the text, where the report speaks of itself."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import ACCOUNTABILITY
from gongkai.core.report.checks.names import bare
from gongkai.core.report.checks.organ import Level, level, plain
from gongkai.core.report.checks.privacy import masked
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.script import simplified

_SOURCE: Final = f"{ACCOUNTABILITY}：内容雷同、敷衍塞责的追究责任；判断方法为约定"
_TOWN: Final = r"(?:街道办事处|街道|镇人民政府|镇政府|镇|乡人民政府|乡政府|乡)"
_BODY: Final = r"(?:局|委员会|委|人民政府)"
_START: Final = (
    r"(?:^|[。；;\n])\s*(?:[（(][一二三四五][）)][^。；;\n]{0,16}[。：:]\s*)?"
    r"(?:\d{4}年(?:度|以来|来)?[，,]?|今年以?来?[，,]|一年来[，,])?"
)
_ACTS: Final = (
    r"(?:党工委|党委)?[、，,]?(?:认真|严格|高度重视|坚持|积极|全面|主动|共|通过|依法|按照|切实|进一步|始终|深入|根据|扎实|"
    r"(?:政府|政务)?信息公开工作|没有|未收到|未发生|收到|受理|编制)"
)
_SUBJECT: Final = re.compile(rf"{_START}(?P<name>[\u4e00-\u9fff]{{2,12}}?{_TOWN}){_ACTS}")
_REPORT: Final = r"政府信息公开(?:工作)?年度报告"
_TITLED: Final = re.compile(
    rf"(?:^|[，,。；;：:“《\n]|\d{{4}}年(?:度)?)\s*(?:现将|现公布)?(?P<name>[\u4e00-\u9fff]{{2,20}}?(?:{_TOWN}|{_BODY}))"
    rf"(?:\d{{4}}年(?:度)?)?{_REPORT}"
)
# Words that show that no single other body is meant: 我街道, 各乡镇, 城镇, 中心城镇.
_NOBODY: Final = re.compile(
    r"[我本各全该所辖每其两此某等和与及、]|"
    r"(?:城|乡|集|村|建制|示范|中心|重点|特色|小|上级|下级|区级|市级|县级)(?:镇|乡|街道)$"
)
_TEXTS: Final = ("s1", "s5", "s6")


@rule("AR-FOREIGN", severity=Severity.WARNING, source=_SOURCE, title="正文里没有留下别的机关的名称")
def no_foreign_name(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """The report speaks of itself under another body's name: in its title sentence or as the one who acts."""
    own = bare(report.organ)
    if not own or "某" in report.organ:
        return
    seen: set[str] = set()
    for where, place, text in _texts(report):
        for found in _names(report, context, text):
            name = found["name"]
            if _is_foreign(report.organ, name) and bare(name) not in seen:
                seen.add(bare(name))
                yield Finding(
                    rule="AR-FOREIGN",
                    severity=Severity.WARNING,
                    where=where,
                    place=place,
                    problem=f"{place}把“{name}”当作本机关来写，而这份报告是{report.organ}的。",
                    remedy="请核对这段文字是不是从别的报告复制来的；是的，请按本机关的情况重写，并改正名称。",
                    source=_SOURCE,
                    passage=text[found.start("name") : found.end() + 30].split("\n")[0],
                )


def _names(report: AnnualReport, context: Context, text: str) -> Iterator[re.Match[str]]:
    plain_text = simplified(text)
    yield from _TITLED.finditer(plain_text)
    if level(report.organ) is Level.TOWNSHIP:
        yield from _SUBJECT.finditer(plain_text)
    known = [re.escape(plain(other.organ)) for other in context.others if len(plain(other.organ)) >= 5]
    if known:
        yield from re.finditer(rf"{_START}(?P<name>{'|'.join(known)}){_ACTS}", plain_text)


def _is_foreign(organ: str, name: str) -> bool:
    """Tell whether a name is surely that of another body of the same kind."""
    if _NOBODY.search(name) or _kind(name) != _kind(organ):
        return False
    own, other = bare(organ), bare(name)
    whole = plain(organ)
    related = not other or own.endswith(other) or other.endswith(own) or name in whole or other in whole
    return len(other) >= 2 and not related


def _kind(name: str) -> str:
    """Return what kind of body a name is of: a township of whatever sort, a government, a bureau, a committee."""
    if level(name) is Level.TOWNSHIP:
        return "township"
    ending = re.search(r"人民政府|局|委员会|委|中心|院|处", plain(name)[-5:])
    return ending[0].removesuffix("员会") if ending else ""


def _texts(report: AnnualReport) -> Iterator[tuple[str, str, str]]:
    for passage in report.front:
        yield "", "开头", masked(passage.text)
    for section in COMMON.sections:
        if section.id in _TEXTS and section.id in report.sections:
            yield section.id, f"“{section.label}”", masked(report.sections[section.id].text)
