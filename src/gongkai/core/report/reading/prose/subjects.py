"""What a number in the prose speaks of, told from the words beside it.

`left` is what stands between the number and the mark, or the number, before it; `right` what follows up to the next.
A number whose words do not settle it has no subject: silence is better than a guess.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Subject(StrEnum):
    """What a number speaks of; the value is the id, `label` what people call it."""

    UNKNOWN = ""
    NEW = "new"
    CARRIED_IN = "carried_in"
    CARRIED_OUT = "carried_out"
    HANDLED_TOTAL = "handled_total"
    GRANTED = "granted"
    PARTIAL = "partial"
    GRANTED_OR_PARTIAL = "granted_or_partial"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    NOT_PROCESSED = "not_processed"
    OTHER_HANDLED = "other_handled"
    WITHDRAWN = "withdrawn"
    NATURAL = "natural"
    ORGANISATIONS = "organisations"
    REVIEW_TOTAL = "review_total"
    REVIEW_UPHELD = "review_upheld"
    REVIEW_CORRECTED = "review_corrected"
    REVIEW_OTHER = "review_other"
    REVIEW_PENDING = "review_pending"
    SUIT_TOTAL = "suit_total"
    SUIT_UPHELD = "suit_upheld"
    SUIT_CORRECTED = "suit_corrected"
    SUIT_OTHER = "suit_other"
    SUIT_PENDING = "suit_pending"
    REMEDIES_TOTAL = "remedies_total"
    RULES_ISSUED = "rules.issued"
    RULES_REPEALED = "rules.repealed"
    RULES_IN_FORCE = "rules.in_force"
    NORMDOCS_ISSUED = "normdocs.issued"
    NORMDOCS_REPEALED = "normdocs.repealed"
    NORMDOCS_IN_FORCE = "normdocs.in_force"
    PERMITS = "permits"
    PENALTIES = "penalties"
    COERCION = "coercion"
    FEES = "fees"
    PROCESSING_FEE = "processing_fee"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        """The Chinese name of the subject."""
        return _LABELS.get(self, "")


_REMEDIES: Final = {"review": "行政复议", "suit": "行政诉讼"}
_VERDICT_LABELS: Final = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}
_DOCUMENTS: Final = {"rules": "规章", "normdocs": "行政规范性文件"}
_STAGES: Final = {"issued": "制发", "repealed": "废止", "in_force": "现行有效"}
_LABELS: Final[Mapping[Subject, str]] = {
    Subject.NEW: "收到的政府信息公开申请",
    Subject.CARRIED_IN: "上年结转的申请",
    Subject.CARRIED_OUT: "结转下年度继续办理的申请",
    Subject.HANDLED_TOTAL: "办结的申请",
    Subject.GRANTED: "予以公开",
    Subject.PARTIAL: "部分公开",
    Subject.GRANTED_OR_PARTIAL: "予以公开和部分公开",
    Subject.REFUSED: "不予公开",
    Subject.UNAVAILABLE: "无法提供",
    Subject.NOT_PROCESSED: "不予处理",
    Subject.OTHER_HANDLED: "其他处理",
    Subject.WITHDRAWN: "申请人撤回",
    Subject.NATURAL: "自然人申请",
    Subject.ORGANISATIONS: "法人或其他组织申请",
    Subject.REMEDIES_TOTAL: "行政复议和行政诉讼",
    Subject.PERMITS: "行政许可决定",
    Subject.PENALTIES: "行政处罚决定",
    Subject.COERCION: "行政强制决定",
    Subject.FEES: "行政事业性收费",
    Subject.PROCESSING_FEE: "信息处理费",
    Subject.PUBLISHED: "主动公开的信息",
    **{Subject(f"{remedy}_total"): label for remedy, label in _REMEDIES.items()},
    **{
        Subject(f"{remedy}_{verdict}"): f"{label}{result}"
        for remedy, label in _REMEDIES.items()
        for verdict, result in _VERDICT_LABELS.items()
    },
    **{
        Subject(f"{kind}.{stage}"): f"{word}{label}"
        for kind, label in _DOCUMENTS.items()
        for stage, word in _STAGES.items()
    },
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a number beyond its own words."""

    applications: bool = False  # the sentence, or the aspect it stands in, is about 依申请公开
    disclosure: bool = False  # the sentence or its place says that 政府信息公开 is meant
    remedy: str = ""  # "review" or "suit", whichever the sentence named last
    by_channel: bool = False  # the sentence speaks of one way of applying: 线上申请65件，办结62件


_APPLICATION: Final = (
    r"(?:信息|政务)(?:依申请)?公开的?(?:依法?)?申请|依申请(?:公开)?|公开申请|申请(?:信息)?公开|信息公开(?:的)?(?:事项|案件|件)"
    r"|申请.{0,8}(?:信息|公开)|(?:信息|公开).{0,8}申请"
)
_RECEIVED: Final = r"(?:收到|新收|受理|接收|接到|收办|收件|新增|(?<=[共年])收)"
# Matters that also come as applications or cases but are no applications for information.
_ELSEWHERE: Final = re.compile(
    r"留言|信访(?!举报)|建议|提案|投诉(?!类)|意见|咨询|许可(?!信息)|登记(?!办理)|救助|补贴|热线|来信(?!申请)|来访|工单|执法|不动产|土地|办事"
)
_CHANNEL: Final = re.compile(
    r"其中|通过|网络|网上|网站|信函|来信|当面|现场|邮寄|邮件|邮箱|传真|平台|窗口|线上|线下|在线|书面|每"
)
_CARRIED_OUT: Final = re.compile(
    r"(?:结转|顺延)(?:到|至|入)20\d\d年|(?:结?转|顺延|延续|留|延期)[到至入往]?(?:下|次|第二|来)一?个?年"
    r"|[下次]一?年度?(?:继续)?(?:办理|答复)|结转下"
)
_CARRIED_IN: Final = re.compile(
    r"(?:上|去|前|往)(?:一)?年(?:度)?(?:的)?(?:遗留|结?转|转结|延续)|结转(?:的)?(?:上|去)(?:一)?年|20\d\d年(?:度)?(?:结转|转入|遗留)"
)
_BOTH: Final = re.compile(r"(?:予以|同意)公开(?:（?含|及|和|与|或|、)+(?:予以)?部分公开|公开(?:和|及|与)部分公开")
_VERDICTS: Final = (
    ("upheld", re.compile(r"维持|驳回(?!起诉)")),
    ("corrected", re.compile(r"纠正|纠错|撤销|确认违法|责令")),
    ("other", re.compile(r"其他结果|其它结果")),
    ("pending", re.compile(r"未审结|审理中|未办结|正在审理")),
)
_OUTCOMES: Final = (
    (Subject.NOT_PROCESSED, re.compile(r"不予处理")),
    (Subject.OTHER_HANDLED, re.compile(r"(?:作|其他|其它|予以其他)(?:方式)?处理$|(?:其他|其它)处理")),
    (Subject.UNAVAILABLE, re.compile(r"(?:无法|不能)提供")),
    (Subject.GRANTED_OR_PARTIAL, _BOTH),
    (Subject.PARTIAL, re.compile(r"部分(?:予以)?公开|区分处理")),
    (Subject.REFUSED, re.compile(r"不予(?:以)?公开(?!的)|不同意公开")),
    (Subject.GRANTED, re.compile(r"(?<!不)(?:予以|同意|准予)(?:主动)?公开|^(?:其中|已)?公开(?:的)?$")),
    (Subject.WITHDRAWN, re.compile(r"(?:主动)?(?:撤回|撤销|撤)(?:了)?(?:申请)?")),
)
_DONE: Final = re.compile(r"办结|答复|办复|办理(?!事项)|处理|回复")
_RECEIVED_AND_DONE: Final = re.compile(rf"{_RECEIVED}[和及、并](?:按[时期]|依法)?(?:办理|处理|答复|办结)")
_APPLICATIONS_AT_END: Final = re.compile(r"申请(?:件|事项)?(?:数量)?(?:共|共计|为)?$")
_SIMPLY_DONE: Final = re.compile(
    r"(?:并|已|均|共|全部|按[时期]|依法|年内|予以|总计|累计|全年|本年度?|共计|均已)*(?:办结|答复|办理|办复)(?:的|了)?(?:申请)?"
)
_FIRST_UNITS: Final = frozenset({"件", "宗", "条", "次", "件次", "起", "例", "项", "份", "个", "", "批次", "条次"})
_DOCUMENT_UNITS: Final = frozenset({"件", "部", "份", "个", "项", "条", "篇", ""})


def comparison(left: str, right: str) -> bool:
    """Tell whether a number is a difference or a share of growth: 较上年增加12件, 同比增长20%."""
    return bool(
        re.search(r"(?:增加|减少|增长|下降|上升|回落|提高|降低|多|少)(?:了|至|到|为)?(?:约|近)?$", left)
        or re.search(r"(?:同比|环比|较|比|相比).{0,12}$", left)
        or re.match(r"(?:的)?(?:增长|增幅|降幅)", right)
    )


def subject_of(left: str, right: str, unit: str, setting: Setting) -> Subject:
    """Return what a counted number speaks of, UNKNOWN where the words do not settle it."""
    if comparison(left, right):
        return Subject.UNKNOWN
    beside = f"{left}#{right}"
    for finder in (_carried, _remedy, _document, _decision, _outcome, _party, _application, _published):
        found = finder(left, right, beside, unit, setting)
        if found:
            return found
    return Subject.UNKNOWN


def _carried(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    del beside
    if unit not in _FIRST_UNITS or not setting.applications:
        return Subject.UNKNOWN
    for label in (left, right if _empty(left) else ""):
        if _CARRIED_IN.search(label):
            return Subject.CARRIED_IN
        if _CARRIED_OUT.search(label):
            return Subject.UNKNOWN if setting.by_channel else Subject.CARRIED_OUT
    return Subject.UNKNOWN


def _remedy(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    """Reconsideration and litigation: totals by name, results by the remedy the sentence named last."""
    if unit not in _FIRST_UNITS or not setting.disclosure:
        return Subject.UNKNOWN
    label = left if not _empty(left) else right
    verdict = next((name for name, words in _VERDICTS if words.search(label)), "")
    named = "review" if "复议" in label else "suit" if "诉讼" in label or "起诉" in label else ""
    if "复议" in label and "诉讼" in label:
        return Subject.UNKNOWN if verdict else Subject.REMEDIES_TOTAL
    if verdict and (named or setting.remedy):
        return Subject(f"{named or setting.remedy}_{verdict}")
    if not named and _empty(left, r"有|共|发生|涉及") and re.search(r"行政(?:复议|诉讼)", right) and unit:
        named = "review" if "复议" in right else "suit"
    if not named or re.search(r"未经复议|复议后|培训|案例|答复书|意见", beside):
        return Subject.UNKNOWN
    return Subject(f"{named}_total")


def _document(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    """规章 and 行政规范性文件: drawn up, repealed or in force; what was only published or cleaned up is not counted."""
    del setting
    label = left if re.search(r"规范性文件|规章", left) else right
    kind = "normdocs" if "规范性文件" in label else "rules" if re.search(r"规章(?!制度)", label) else ""
    if not kind or unit not in _DOCUMENT_UNITS:
        return Subject.UNKNOWN
    if re.search(
        r"类(?:信息)?#|类信息|信息|意见|审查|备案|解读|清理|上报|报送|评估|草案|征求|合法性|培训|栏目|公开|发布|转发|归集|上传",
        beside,
    ):
        return Subject.UNKNOWN
    if re.search(r"废止|失效", beside):
        return Subject(f"{kind}.repealed") if not re.search(r"修改|修订|保留|有效", beside) else Subject.UNKNOWN
    if re.search(r"现行有效|继续有效", beside):
        return Subject(f"{kind}.in_force")
    if re.search(r"制定|制发|出台|印发|制作|新增|共$", left) or re.search(r"(?:文件|规章)(?:数)?(?:共)?(?:计)?$", left):
        return Subject(f"{kind}.issued")
    return Subject.UNKNOWN


def _decision(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    """Decisions taken (处理决定): 作出行政处罚1宗, 行政许可处理决定3件; what was published is not counted."""
    del setting
    if unit not in _FIRST_UNITS or re.search(r"公开|公示|发布|信息|目录|事项", beside):
        return Subject.UNKNOWN
    if not re.search(r"作出|处理决定|办结|办理", left):
        return Subject.UNKNOWN
    label = left if re.search(r"行政(?:许可|处罚|强制)", left) else right if _empty(left, r"作出|共") else ""
    kinds = set(re.findall(r"行政(许可|处罚|强制)", label))
    if len(kinds) != 1 or "、" in label or "和" in label:
        return Subject.UNKNOWN
    return {"许可": Subject.PERMITS, "处罚": Subject.PENALTIES, "强制": Subject.COERCION}[kinds.pop()]


def _outcome(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    """The results of table 3 by name."""
    del beside
    if unit not in _FIRST_UNITS or not setting.applications:
        return Subject.UNKNOWN
    label = left if not _empty(left) else right
    if re.search(r"留言|建议|提案|许可|工单", label):
        return Subject.UNKNOWN
    return next((subject for subject, words in _OUTCOMES if words.search(label)), Subject.UNKNOWN)


def _party(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    del beside
    if unit not in _FIRST_UNITS or not setting.applications or right:
        return Subject.UNKNOWN
    if re.fullmatch(r"(?:其中)?(?:属于?|来自)?自然人(?:的)?(?:提出)?(?:申请|提交)?(?:的)?", left):
        return Subject.NATURAL
    if re.fullmatch(
        r"(?:其中)?(?:属于?|来自)?法人(?:或|和|及|、)(?:者)?其[他它]组织(?:的)?(?:提出)?(?:申请|提交)?(?:的)?", left
    ):
        return Subject.ORGANISATIONS
    return Subject.UNKNOWN


def _application(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    """Applications received, or dealt with, as a whole; a part by channel or subject is no whole."""
    if unit not in _FIRST_UNITS or _ELSEWHERE.search(beside) or re.search(r"复议|诉讼|案例|培训", beside):
        return Subject.UNKNOWN
    if _CHANNEL.search(left) or re.search(r"^(?:的)?(?:为|是|关于|涉及|主要)", right):
        return Subject.UNKNOWN
    about = bool(re.search(_APPLICATION, beside))
    if re.search(_RECEIVED, left) and (about or (setting.applications and _APPLICATIONS_AT_END.search(left))):
        both = _DONE.search(left) and not _RECEIVED_AND_DONE.search(left)
        return Subject.UNKNOWN if both else Subject.NEW
    if not _DONE.search(left) or not setting.applications or (setting.by_channel and not re.search(r"共|总计", left)):
        return Subject.UNKNOWN
    return Subject.HANDLED_TOTAL if about or _SIMPLY_DONE.fullmatch(left) else Subject.UNKNOWN


def _published(left: str, right: str, beside: str, unit: str, setting: Setting) -> Subject:
    """Items of information published in the year."""
    del setting
    if unit not in {"条", "篇", "件", "条次"} or re.search(r"栏目|解读|专栏|意见|回复|留言|申请|不予", beside):
        return Subject.UNKNOWN
    if re.search(r"(?:公开|发布|推送|更新)[^，。]{0,14}$", left) and re.search(
        r"信息|文章|工作|内容|公开$", f"{left}{right}"
    ):
        return Subject.PUBLISHED
    return Subject.UNKNOWN


def _empty(label: str, also: str = r"(?!)") -> bool:
    """Tell whether words say nothing of what is counted: 其中, 共, 有, 另有."""
    return not re.sub(
        rf"其中|共计|共有|共|合计|总计|累计|另有|还有|其余|剩余|余下|尚有|仍有|除|有|为|约|近|的|{also}|、|20\d\d年度?",
        "",
        label,
    )
