"""What a letter is made of: the application, its applicant and course, the outcome, the annexes (文书的事实材料)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.core.law.fees import Fee
from gongkai.core.law.receipt import Channel


class ApplicantKind(StrEnum):
    """The six kinds of applicants of table 3 (申请人情况)."""

    NATURAL = "natural"
    ENTERPRISE = "enterprise"
    RESEARCH = "research"
    WELFARE = "welfare"
    LEGAL = "legal"
    OTHER_ORG = "other_org"

    @property
    def you(self) -> str:
        """How the letter speaks to such an addressee."""
        return "您" if self is ApplicantKind.NATURAL else "你单位"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who applied (申请人). No identity number: letters never print it."""

    name: str
    kind: ApplicantKind = ApplicantKind.NATURAL
    address: str = ""  # for the envelope and the proof of service alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application (申请): `number` is its own number, `submitted_on` the day it was handed in or sent."""

    number: str
    channel: Channel
    submitted_on: date
    received_on: date | None  # 收到申请之日, art. 31; None while it waits for confirmation
    content: str
    received_rule: str = ""  # by which rule: Receipt.rule and Receipt.basis
    form_wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """One party that was asked for its opinion (征求意见)."""

    who: str = "第三方"
    sent_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What happened between receipt and this letter; `steps.steps_of` makes it from the entries of the case."""

    supplement_asked_on: date | None = None
    supplemented_on: date | None = None
    reasons_asked_on: date | None = None
    reasons_given_on: date | None = None
    extended_on: date | None = None
    extended_by: int = 0
    consultations: tuple[Consulted, ...] = ()
    fee_demanded_on: date | None = None
    paid_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One independent matter of an application with its own outcome (逐项答复)."""

    content: str
    outcome: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A part that is not opened in a partial answer (区分处理): what, why, and the outcome code of its ground.

    `ground` is one of refused_*; empty for what is not government information (art. 2).
    """

    what: str
    reason: str
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What goes with the letter (附件). `pages` None for what has no pages."""

    title: str
    pages: int | None = None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """Where progress can be seen without an account (办理进度查询): the address, the check word."""

    address: str
    check_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that one letter is made of. Days are Beijing dates; what is not known is None or empty."""

    applicant: Applicant
    application: Application
    dated_on: date | None = None  # 成文日期
    serial: int | None = None  # place among the letters of its series in the year of `dated_on`
    addressee: str = ""  # who gets it, where that is not the applicant (第三方, 共同制作机关)
    details: Mapping[str, str] = field(default_factory=dict)  # by the keys of the kind's `details`
    steps: Steps = field(default_factory=Steps)
    outcome: str = ""  # for letters of no one outcome: the one of a supplementary answer
    items: tuple[Item, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    annexes: tuple[Annex, ...] = ()
    fee: Fee | None = None
    due_on: date | None = None  # 答复期限
    due_count: str = ""  # how the last day is counted, where its year is not announced
    due_reason: str = ""  # its derivation, or why there is no day
    by_internet: bool = False  # served through the internet: 《行政复议法》 art. 22 ¶2
    tracking: Tracking | None = None
