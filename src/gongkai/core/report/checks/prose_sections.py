"""What sections 1, 5 and 6 must speak of (总体情况的五个方面、问题和改进、信息处理费)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from gongkai.core.report.checks.base import RULES, Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import ASPECTS, LETTER, form_in_force
from gongkai.core.report.checks.ending import ending
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, Section
from gongkai.core.report.reading.prose.statements import section_prose

_LABELS: Final = {section.id: section.label for section in COMMON.sections}
_STRUCTURED: Final = 3  # sub-headings from which section 1 counts as divided by aspects
_FEES_SINCE: Final = 2021  # 国办函〔2020〕109号 is in force from 2021-01-01
# Words that speak of an aspect where section 1 is not divided by sub-headings …
_SPOKEN_OF: Final = {
    "s1.a_proactive": re.compile(r"主动公开|发布|公开内容|公开范围|公开[^，。]{0,16}(?:信息|\d+[条件篇])|信息公开网"),
    "s1.b_on_request": re.compile(r"申请"),
    "s1.c_management": re.compile(r"管理|审查|审核|目录|更新|清理|规范|制度|机制"),
    "s1.d_platform": re.compile(r"平台|网|公众号|专栏|公开栏|新媒体|微信|门户|媒体|渠道|载体"),
    "s1.e_supervision": re.compile(r"监督|考核|培训|评议|追究|领导小组|专人|督|组织领导|保障|机制"),
}
# … and, stricter, where it is divided but has no sub-heading for it.
_NAMED_IN: Final = {
    "s1.a_proactive": re.compile(r"主动公开"),
    "s1.b_on_request": re.compile(r"依申请|公开申请|申请公开"),
    "s1.c_management": re.compile(r"信息(?:的)?管理"),
    "s1.d_platform": re.compile(r"平台建设|公开平台|平台管理"),
    "s1.e_supervision": re.compile(r"监督保障|监督管理|责任追究|考核"),
}
_PROBLEMS: Final = re.compile(
    r"问题|不足|短板|差距|薄弱|有待|不够|欠缺|还需|仍需|尚需|需要?进一步|困难|不高|不强|不及时|偏少|单一|滞后|无法满足|缺乏"
)
_IMPROVEMENTS: Final = re.compile(r"改进|整改|措施|下一步|今后|将|加强|完善|提升|优化|强化|提高|加大|规范|做好|推进")
_CLOSED: Final = re.compile(r"[。！；.;）)”》]\s*$|\d日\s*$|[府局办委处心厅会]\s*$")
_NOTHING: Final = re.compile(
    r"^(?:[一1][、.])?(?:本?(?:年度?|单位|机关|街道|镇|乡|局))*(?:均?无|没有|暂无|不存在)|^.{0,4}$|文字描述"
)
_FEE: Final = re.compile(r"处理费|收费|收取[^，。；]{0,16}费|费用")
_ENDS: Final = re.compile(r"[。！；：）”》…\]］]\s*$|^.{0,30}$|\d日\s*$|[府局办委处心厅会]\s*$", re.DOTALL)


@rule(
    "AR-S1-FIVE",
    severity=Severity.WARNING,
    source=ASPECTS,
    title="总体情况写明五个方面",
)
def five_aspects(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设, 监督保障 each have their part of section 1."""
    section = report.sections.get("s1")
    if section is None or not section.passages or _breaks_off(report, "s1"):
        return
    text = section_prose(section).text
    divided = len(report.aspects) >= _STRUCTURED
    missing = [
        aspect.label
        for aspect in COMMON.aspects
        if aspect.id not in report.aspects and not (_NAMED_IN if divided else _SPOKEN_OF)[aspect.id].search(text)
    ]
    if missing:
        named = "、".join(f"“{label}”" for label in missing)
        ordered = form_in_force(report).basis["aspects"] == ASPECTS
        said = "总体情况应当写五个方面" if ordered else "总体情况一般写五个方面"
        if divided:  # only headings, or the very name of an aspect, are looked for
            problem = f"{said}，没有找到{named}这{_part_of(missing)}的标题。"
            remedy = f"请补上{named}的标题和内容，没有工作的也请写明；内容写在别处的，请加上小标题。"
        else:
            problem, remedy = f"{said}，没有写到{named}。", f"请补写{named}，没有工作的也请写明。"
        found = _on(section, "AR-S1-FIVE", problem, remedy)
        yield found if ordered else replace(found, severity=Severity.INFO)


def _part_of(missing: list[str]) -> str:
    return "一部分" if len(missing) == 1 else "几部分"


@rule(
    "AR-S1-LEN",
    severity=Severity.INFO,
    source="地方要求（如武政办发〔2025〕54号），默认不检查",
    title="总体情况不超过本地规定的字数",
)
def length_of_section_1(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """Section 1 is not longer than the limit a place has set; off unless a limit is set."""
    limit, section = context.settings.section1_limit, report.sections.get("s1")
    if limit is None or section is None:
        return
    length = len("".join(section.text.split()))
    if length > limit:
        yield _on(
            section,
            "AR-S1-LEN",
            f"总体情况有 {length} 字，超过本地规定的 {limit} 字，多 {length - limit} 字。",
            "请删去套话和与本年度无关的内容。",
        )


@rule(
    "AR-S5-BOTH",
    severity=Severity.WARNING,
    source=f"《中华人民共和国政府信息公开条例》第五十条；{LETTER}，第五部分",
    title="第五部分既写问题又写改进情况",
)
def problems_and_improvements(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Section 5 names problems and says what was done about them."""
    section = report.sections.get("s5")
    end = ending(report)
    if section is None or _breaks_off(report, "s5") or (end is not None and end.section == "s5"):
        return
    text = section_prose(section).text
    lacking = [
        name for name, words in (("存在的主要问题", _PROBLEMS), ("改进情况", _IMPROVEMENTS)) if not words.search(text)
    ]
    if lacking:
        named = "和".join(f"“{name}”" for name in lacking)
        yield _on(section, "AR-S5-BOTH", f"第五部分没有写{named}。", f"请补写{named}，写具体的问题和已经采取的措施。")


@rule(
    "AR-S6-FEE",
    severity=Severity.WARNING,
    source=f"《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；{LETTER}，第六部分",
    title="第六部分写明收取信息处理费的情况",
)
def statement_on_fees(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Section 6 says how much was charged for processing information (信息处理费), zeros included."""
    section = report.sections.get("s6")
    if section is None or report.year is None or report.year < _FEES_SINCE:
        return
    text = section_prose(section).text
    if _FEE.search(text) or not (_CLOSED.search(section.text) or _NOTHING.search(text)):
        return  # said, or the text breaks off before it might be
    elsewhere = next((name for name in ("s1", "s3", "s5") if _says_fees(report, name)), "")
    where = f"（只在“{_LABELS[elsewhere]}”里提到）" if elsewhere else ""
    yield _on(
        section,
        "AR-S6-FEE",
        f"第六部分没有写收取信息处理费的情况{where}。",
        "请写明发出收费通知的件数和总金额、实际收取的总金额；"
        "没有收取的，写“发出收费通知 0 件，总金额 0 元，实际收取 0 元”。",
    )


def _says_fees(report: AnnualReport, name: str) -> bool:
    section = report.sections.get(name)
    return section is not None and bool(re.search(r"处理费", section_prose(section).text))


def _breaks_off(report: AnnualReport, name: str) -> bool:
    """Whether the text ends in this section: nothing of the report follows, and it may go on in the original."""
    later = [section for section in report.sections if section > name]
    if later:
        return False
    section = report.sections[name]
    return name == "s1" or not section.passages or not _ENDS.search(section.text)


def _on(section: Section, rule_id: str, problem: str, remedy: str) -> Finding:
    """Return a finding on a whole section: what it lacks stands in no sentence that could be quoted."""
    known = RULES[rule_id]
    return Finding(
        rule=rule_id,
        severity=known.severity,
        where=section.id,
        place=f"“{_LABELS[section.id]}”",
        problem=problem,
        remedy=remedy,
        source=known.source,
    )
