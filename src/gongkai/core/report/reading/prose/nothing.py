"""Sentences that say there was none: 未收到申请, 没有发生行政复议、行政诉讼, 无."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from gongkai.core.report.reading.prose.sentences import Prose
from gongkai.core.report.reading.prose.subjects import Subject


class Denial(NamedTuple):
    """A piece of the text made ready that says there was none of something."""

    start: int
    end: int
    subject: Subject


_NOT: Final = r"(?:尚未|并未|从未|均未|暂未|未(?!经)|没有|没|均无|并无|暂无|也无|无)"
_HAPPENED: Final = r"(?:曾|有)?(?:收到|接到|接收到?|受理|发生|出现|产生|涉及|存在|引发|引起|有|被)?(?:过)?"
_CLAUSE: Final = re.compile(r"[^，。；！？\n]+")
_NO_APPLICATION: Final = re.compile(
    rf"{_NOT}(?:曾|有)?(?P<verb>收到|接到|接收到?|受理|发生|有)?(?:过)?(?P<gap>[^，。；\n]{{0,40}}?)"
    r"(?:依申请公开|公开申请|申请公开|信息公开(?:的)?申请|(?:信息|公开)的申请)(?P<rest>[^，。；\n]*)"
)
_APPLICATION_NOT: Final = re.compile(
    r"复议|诉讼|超期|逾期|到期|投诉|举报|纠错|收费|不予公开|电话|能|及时|提供|按时|现成|正当理由|答复|要求|明确|办理|办结|公示|内容"
    r"|涉及|关于|有关|属于|秘密|隐私|第三方|重复|大量|恶意|遗漏|积压|滥用|结转|未|线上|线下|网上|网络|书面|当面|信函|邮|传真|窗口"
)
_SOME_APPLICANTS: Final = re.compile(r"法人|企业|组织|自然人|公民")
_ANY_APPLICANT: Final = re.compile(r"任何|公民.*(?:法人|组织)|自然人.*(?:法人|组织)")
_NONE_AT_ALL: Final = re.compile(
    r"依申请公开(?:政府信息)?(?:工作)?(?:的)?(?:情况|方面|工作)?[：。:\n]?(?:我[镇乡局街办]|本[局机单]关?位?)?(?:20\d\d年度?)?，?(?:本年度?)?无(?:。|\n|$|；)"
)
_NO_REMEDY: Final = re.compile(
    rf"{_NOT}{_HAPPENED}(?P<gap>(?:(?!未|没有|无)[^。；\n]){{0,45}}?)(?:行政)?(?P<kind>复议|诉讼)(?P<rest>[^。；\n]*)"
)
_REMEDY_NOT: Final = re.compile(
    r"纠错|纠正|败诉|胜诉|撤销|变更|维持|责令|执法|土地|征收|结转|超期|答辩|确认违法|应诉率|负责人|及时|能|规范(?!性)|不当|问题"
    r"|答复|听取|审结|决定|通知书|材料"
)
_NO_DOCUMENT: Final = re.compile(
    rf"(?:{_NOT}(?:出台|制定|制发|印发|制作|新增)(?:过)?|(?<![\u4e00-\u9fff])无)(?:新的?)?(?P<kind>(?:行政)?规范性文件|规章(?!制度))(?!备案|清理|审查|管理|解读|被|合法)"
)
_NO_DECISION: Final = re.compile(rf"{_NOT}(?:作出|做出|实施)(?:过)?(?P<gap>[^，。；\n]{{0,16}})")
_NO_FEE: Final = re.compile(
    rf"{_NOT}(?:发生|收取|产生|向[^，。；\n]{{0,30}}收取)(?:过)?[^，。；\n]{{0,24}}?(?:处理费|收费|费用)"
)
_DISCLOSURE: Final = re.compile(r"信息公开|政府信息|依申请|政务公开")


def denials(ready: Prose, on_request: tuple[int, int], *, assume: bool) -> Iterator[Denial]:
    """Yield each place where a text says there was none; `assume` takes disclosure for granted (sections 3 and 4)."""
    for finder in (_applications, _documents, _decisions, _fees):
        yield from finder(ready.text)
    for found in _NONE_AT_ALL.finditer(ready.text):
        yield Denial(found.start(), found.end(), Subject.NEW)
    yield from _remedies(ready, on_request, assume=assume)


def _applications(text: str) -> Iterator[Denial]:
    for clause in _CLAUSE.finditer(text):
        found = _NO_APPLICATION.search(clause[0])
        if not found or _APPLICATION_NOT.search(found["gap"]) or _APPLICATION_NOT.search(found["rest"]):
            continue
        if _SOME_APPLICANTS.search(found["gap"]) and not _ANY_APPLICANT.search(found["gap"]):
            continue  # none from companies is not none at all
        if not found["verb"] and (len(found["gap"]) > 6 or found[0][0] == "未"):
            continue
        yield Denial(clause.start() + found.start(), clause.start() + found.end(), Subject.NEW)


def _remedies(ready: Prose, on_request: tuple[int, int], *, assume: bool) -> Iterator[Denial]:
    for found in _NO_REMEDY.finditer(ready.text):
        sentence = ready.sentence(found.start())
        inside = assume or on_request[0] <= found.start() < on_request[1]
        if not (inside or _DISCLOSURE.search(sentence.text)) or _REMEDY_NOT.search(found["gap"] + found["rest"]):
            continue
        if re.search(r"执法|土地|征收", sentence.text) or re.search(r"\d", found["gap"]):
            continue
        words = found["kind"] + found["rest"].split("，")[0]
        if "复议" in words:
            yield Denial(found.start(), found.end(), Subject.REVIEW_TOTAL)
        if "诉讼" in words:
            yield Denial(found.start(), found.end(), Subject.SUIT_TOTAL)


def _documents(text: str) -> Iterator[Denial]:
    for found in _NO_DOCUMENT.finditer(text):
        kind = Subject.RULES_ISSUED if found["kind"] == "规章" else Subject.NORMDOCS_ISSUED
        yield Denial(found.start(), found.end(), kind)


def _decisions(text: str) -> Iterator[Denial]:
    words = (("许可", Subject.PERMITS), ("处罚", Subject.PENALTIES), ("强制", Subject.COERCION))
    for found in _NO_DECISION.finditer(text):
        for word, subject in words:
            if f"行政{word}" in found["gap"]:
                yield Denial(found.start(), found.end(), subject)


def _fees(text: str) -> Iterator[Denial]:
    for found in _NO_FEE.finditer(text):
        yield Denial(found.start(), found.end(), Subject.PROCESSING_FEE)
