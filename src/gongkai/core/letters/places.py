"""The places every letter knows (通用待填项): what is filled in, where it comes from, what to do where it is empty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.core.law.receipt import Channel
from gongkai.core.letters.facts import ApplicantKind, Consulted, Facts
from gongkai.core.letters.printing import day, one_line, quoted, shown
from gongkai.core.letters.settings import LetterSettings
from gongkai.core.report.form import COMMON

APPLICATION: Final = "申请登记"
COURSE: Final = "办理记录"
SETTINGS: Final = "机关设置"
DUE: Final = "期限推算"
DETAILS: Final = "拟稿填写"
LAW: Final = "办理结果与法律规则"

_HOW: Final = {
    Channel.COUNTER: "当面",
    Channel.EMS: "以邮政特快专递",
    Channel.REGISTERED: "以挂号信",
    Channel.ORDINARY_LETTER: "以平常信函",
    Channel.INTERNET: "通过互联网",
    Channel.FAX: "以传真",
    Channel.EMAIL: "以电子邮件",
    Channel.ORAL: "以口头方式",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a place: one text, or several paragraphs; and its source."""

    lines: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Place:
    """One place: how it is filled, and what to do where that gives nothing."""

    fill: Callable[[Facts, LetterSettings], str]
    source: str
    hint: str


def _on(get: Callable[[Facts], date | None]) -> Callable[[Facts, LetterSettings], str]:
    def fill(facts: Facts, settings: LetterSettings) -> str:
        found = get(facts)
        return day(found) if found else ""

    return fill


def _of(get: Callable[[Facts], str]) -> Callable[[Facts, LetterSettings], str]:
    return lambda facts, _: one_line(get(facts))


def _set(get: Callable[[LetterSettings], str]) -> Callable[[Facts, LetterSettings], str]:
    return lambda _, settings: one_line(get(settings))


def _due(facts: Facts, settings: LetterSettings) -> str:
    return day(facts.due_on) if facts.due_on else one_line(facts.due_reason).rstrip("。")


def _rule(facts: Facts) -> str:
    """Return by which rule the day of receipt was found, fit for standing in brackets."""
    return facts.application.received_rule.replace("（", "，").replace("）", "")


def _number_of_days(facts: Facts, settings: LetterSettings) -> str:
    return str(facts.steps.extended_by) if facts.steps.extended_by else ""


def _consulted(each: Consulted) -> str:
    asked = f"本机关于{day(each.sent_on)}就公开事宜书面征求{one_line(each.who)}的意见"
    if each.answered_on is None:
        return f"{asked}，期限内未收到意见"
    return f"{asked}，于{day(each.answered_on)}收到意见"


def _consultations(facts: Facts, settings: LetterSettings) -> str:
    return "；".join(map(_consulted, facts.steps.consultations)) + "。" if facts.steps.consultations else ""


def boxes(chosen: ApplicantKind | None) -> str:
    """Return the six kinds of applicants to tick, one of them ticked; the labels are those of table 3."""
    labels = {column.id: column.label for column in COMMON.t3_columns if column.id in set(ApplicantKind)}
    return "　".join(f"{'☑' if kind == chosen else '□'}{labels[kind]}" for kind in ApplicantKind)


def _yuan(facts: Facts, settings: LetterSettings) -> str:
    return f"{facts.fee.yuan}元" if facts.fee and facts.fee.yuan else ""


def _calculation(facts: Facts, settings: LetterSettings) -> str:
    return facts.fee.sentence().rstrip("。") if facts.fee and facts.fee.yuan else ""


def _last_day(facts: Facts, settings: LetterSettings) -> str:
    """The last day, or where its year is not announced the number of working days that leads to it."""
    return _on(lambda each: each.due_on)(facts, settings) or facts.due_count


def _court(settings: LetterSettings) -> str:
    return settings.remedies.court if settings.remedies else ""


def _organ(settings: LetterSettings) -> str:
    return settings.remedies.organ if settings.remedies else ""


_STEP: Final = "请在办理记录中登记。"
PLACES: Final[Mapping[str, Place]] = {
    "您": Place(lambda facts, _: facts.applicant.kind.you, APPLICATION, "请选择申请人的类别。"),
    "申请人": Place(_of(lambda facts: facts.applicant.name), APPLICATION, "请填写申请人的姓名或者名称。"),
    "送达对象": Place(
        _of(lambda facts: facts.addressee or facts.applicant.name), DETAILS, "请填写受送达人的姓名或者名称。"
    ),
    "申请人类别": Place(lambda facts, _: boxes(facts.applicant.kind), APPLICATION, "请选择申请人的类别。"),
    "申请人地址": Place(_of(lambda facts: facts.applicant.address), APPLICATION, "请填写申请人的通信地址。"),
    "申请编号": Place(_of(lambda facts: facts.application.number), APPLICATION, "请先登记申请，取得编号。"),
    "提交日期": Place(_on(lambda facts: facts.application.submitted_on), APPLICATION, "请登记提交申请的日期。"),
    "提交方式": Place(lambda facts, _: _HOW[facts.application.channel], APPLICATION, "请选择申请的渠道。"),
    "申请渠道": Place(lambda facts, _: facts.application.channel.label, APPLICATION, "请选择申请的渠道。"),
    "收到日期": Place(
        _on(lambda facts: facts.application.received_on), APPLICATION, "请先确认收到申请（《条例》第三十一条）。"
    ),
    "收到规则": Place(_of(_rule), APPLICATION, "请登记收到申请之日的依据。"),
    "申请内容": Place(lambda facts, _: quoted(facts.application.content), APPLICATION, "请填写申请公开的内容。"),
    "期望的形式": Place(_of(lambda facts: facts.application.form_wanted), APPLICATION, "请填写申请人要求的形式。"),
    "补正告知日期": Place(_on(lambda facts: facts.steps.supplement_asked_on), COURSE, _STEP),
    "补正收到日期": Place(_on(lambda facts: facts.steps.supplemented_on), COURSE, _STEP),
    "要求说明理由日期": Place(_on(lambda facts: facts.steps.reasons_asked_on), COURSE, _STEP),
    "收到说明日期": Place(_on(lambda facts: facts.steps.reasons_given_on), COURSE, _STEP),
    "延期告知日期": Place(_on(lambda facts: facts.steps.extended_on), COURSE, _STEP),
    "延长工作日数": Place(_number_of_days, COURSE, "请填写延长的工作日数。"),
    "征求意见经过": Place(_consultations, COURSE, _STEP),
    "收费通知日期": Place(_on(lambda facts: facts.steps.fee_demanded_on), COURSE, _STEP),
    "缴费日期": Place(_on(lambda facts: facts.steps.paid_on), COURSE, _STEP),
    "撤回日期": Place(_on(lambda facts: facts.steps.withdrawn_on), COURSE, _STEP),
    "答复期限": Place(_due, DUE, "请先确认收到申请，算出答复期限。"),
    "答复期限届满日": Place(_last_day, DUE, "请先算出这一天；放假安排没有录入的年份不能确定日期。"),
    "期限推算": Place(_of(lambda facts: facts.due_reason if facts.due_on else ""), DUE, "请先算出答复期限。"),
    "收费金额": Place(_yuan, LAW, "请先算出应收的信息处理费；不到收费标准的不能收费。"),
    "计费过程": Place(_calculation, LAW, "请先算出应收的信息处理费。"),
    "机关": Place(_set(lambda settings: settings.organ), SETTINGS, "请在机关设置中填写机关名称。"),
    "工作机构": Place(_set(lambda settings: settings.unit), SETTINGS, "请在机关设置中填写政府信息公开工作机构。"),
    "联系地址": Place(_set(lambda settings: settings.address), SETTINGS, "请在机关设置中填写办公地址。"),
    "邮政编码": Place(_set(lambda settings: settings.postcode), SETTINGS, "请在机关设置中填写邮政编码。"),
    "联系电话": Place(_set(lambda settings: settings.phone), SETTINGS, "请在机关设置中填写联系电话。"),
    "办公时间": Place(_set(lambda settings: settings.hours), SETTINGS, "请在机关设置中填写办公时间。"),
    "复议机关": Place(_set(_organ), SETTINGS, "请在机关设置中填写行政复议机关。"),
    "管辖法院": Place(_set(_court), SETTINGS, "请在机关设置中填写管辖法院。"),
    "成文日期": Place(_on(lambda facts: facts.dated_on), DETAILS, "请填写成文日期。"),
    "查询网址": Place(
        _of(lambda facts: facts.tracking.address if facts.tracking else ""), APPLICATION, "请填写办理进度的查询网址。"
    ),
    "查询码": Place(
        _of(lambda facts: facts.tracking.check_word if facts.tracking else ""), APPLICATION, "请填写查询码。"
    ),
}

# Places that hold whole paragraphs and stand on a line of their own: what fills them is made in drafting.
BLOCKS: Final[Mapping[str, str]] = {
    "救济途径": "请在机关设置中填写行政复议机关及其地址、管辖法院。",
    "各项答复": "请至少列出两项申请内容，并逐项选择办理结果。",
    "不予公开的部分": "请逐项列出不予公开的部分、理由和依据的条款。",
    "附件清单": "请添加随文提供的政府信息，并写明页数。",
}
BASIS: Final = "依据条款"
DERIVED: Final = (BASIS, *BLOCKS)


def common_values(facts: Facts, settings: LetterSettings) -> dict[str, Value]:
    """Return what fills each common place; no lines where there is nothing."""
    found = {}
    for name, place in PLACES.items():
        text = shown(place.fill(facts, settings)).strip()
        found[name] = Value((text,) if text else (), place.source)
    return found
