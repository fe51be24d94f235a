"""The clock of a case: what the entries so far make of it, and when the reply is due. `fold.py` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.core.law.casework import UNANSWERED, Act, State
from gongkai.core.law.deadlines import Due, Exclusion, ReplyClock, Status, term_due
from gongkai.core.law.receipt import Receipt
from gongkai.core.law.settings import LawSettings
from gongkai.core.law.words import chinese_date
from gongkai.core.law.workdays import WorkCalendar


class Party(StrEnum):
    """Whom a case waits for."""

    BODY = "body"
    APPLICANT = "applicant"
    CONSULTED = "consulted"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        """The party in Chinese."""
        return {"body": "本机关", "applicant": "申请人", "consulted": "被征求意见方", "nobody": "无"}[self.value]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter whose addressee has a term from its delivery on (补正告知, 收费通知, 说明理由告知)."""

    sent_on: date
    delivered_on: date | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Consultation:
    """One party asked for its opinion (征求意见)."""

    sent_on: date
    organ: bool
    delivered_on: date | None = None
    closed_on: date | None = None

    def lapses_on(self, calendar: WorkCalendar) -> date | None:
        """Return the last of the 15 working days; None while the delivery or the year is not known."""
        if self.delivered_on is None:
            return None
        id_ = "ORGAN_OPINION_15" if self.organ else "THIRD_PARTY_OPINION_15"
        return term_due(id_, self.delivered_on, calendar).due_on

    def over_on(self, as_of: date, calendar: WorkCalendar) -> date | None:
        """Return when it closed, by opinion or by lapse, as known on a day; None while it is open."""
        ends = [day for day in (self.closed_on, self.lapses_on(calendar)) if day is not None and day <= as_of]
        return min(ends, default=None)


@dataclass(frozen=True, slots=True)
class Move:
    """A due date that moved with an entry: from, to, and why. None: not running or not known."""

    on: date
    act: Act
    before: date | None
    after: date | None
    why: str

    @property
    def sentence(self) -> str:
        """The move for the log and the applicant."""
        old = chinese_date(self.before) if self.before else "未定"
        new = chinese_date(self.after) if self.after else "未定"
        return f"{chinese_date(self.on)}{self.act.label}，答复期限由{old}改为{new}：{self.why}。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whom the case waits for, for what, and by when (None: no day is fixed or known)."""

    party: Party
    what: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """When the reply is due (答复期限). `due` holds the derivation; None for a day that an organ or a court set."""

    due_on: date | None
    reason: str = ""  # why there is no day
    due: Due | None = None
    basis: str = ""

    @property
    def status(self) -> Status:
        """Firm or unknown."""
        return Status.UNKNOWN if self.due_on is None else Status.FIRM

    @property
    def sentence(self) -> str:
        """The derivation, or why there is no day."""
        if self.due is not None:
            return self.due.derivation.sentence()
        if self.due_on is None:
            return self.reason
        return f"答复期限是{chinese_date(self.due_on)}（{self.basis}）。"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClock:
    """All that the entries say of the time of a case; made by `fold`."""

    state: State
    receipt: Receipt
    starts_on: date | None = None  # None: not confirmed yet
    term_id: str = "ANSWER_20"
    amount: int = 0  # working days of this period; 0: as many as the law has
    extension: int = 0
    extended: bool = False
    supplement: Letter | None = None
    reasons: Letter | None = None
    reasons_given_on: date | None = None
    fee: Letter | None = None
    consultations: Mapping[str, Consultation] = field(default_factory=dict)
    set_until: date | None = None  # deferral (art. 35), or the term a court or reconsideration organ set
    set_by: str = ""
    answered_on: date | None = None
    in_time: bool | None = None
    outcome: str = ""
    moves: tuple[Move, ...] = ()
    warnings: tuple[str, ...] = ()

    def _reply_clock(
        self, starts_on: date, as_of: date, calendar: WorkCalendar, settings: LawSettings, *, running: bool
    ) -> ReplyClock:
        """Return the count of this period; `running` leaves out what open consultations have taken so far, too."""
        exclusions = []
        for each in self.consultations.values():
            over = each.over_on(as_of, calendar) or (as_of if running else None)
            if over is not None and over >= each.sent_on:
                exclusions.append(Exclusion(each.sent_on, over))
        reasons = self._reasons(as_of, running=running) if settings.reasons_stop_the_clock else ()
        return ReplyClock(starts_on, self.extension, tuple(exclusions), self.term_id, self.amount, reasons)

    def _reasons(self, as_of: date, *, running: bool) -> tuple[Exclusion, ...]:
        if self.reasons is None:
            return ()
        over = self.reasons_given_on or (as_of if running else None)
        return (Exclusion(self.reasons.sent_on, over),) if over and over >= self.reasons.sent_on else ()

    def answer(self, as_of: date, calendar: WorkCalendar, settings: LawSettings, *, running: bool = True) -> Answer:
        """Return when the reply is due, as known on a day."""
        if self.starts_on is None:
            return Answer(None, "还没有与申请人确认，答复期限尚未起算。")
        if self.state is State.SUPPLEMENT_REQUESTED:
            return Answer(None, "等待申请人补正，答复期限自收到补正之日起重新计算（《条例》第三十条）。")
        if self.state is State.FEE_REQUESTED and settings.payment_restarts_the_clock:
            return Answer(None, "等待申请人缴费，答复期限自缴费完毕次日起重新计算（国办函〔2020〕109号第六条）。")
        if self.set_until is not None:
            return Answer(self.set_until, basis=self.set_by)
        found = self._reply_clock(self.starts_on, as_of, calendar, settings, running=running).due(calendar, settings)
        return Answer(found.due_on, found.reason, found, found.period.term.basis)

    def supplement_notice_due(self, calendar: WorkCalendar) -> Due | None:
        """Return the last day for the supplement notice; None before receipt."""
        received = self.receipt.received_on
        return None if received is None else term_due("SUPPLEMENT_NOTICE_7", received, calendar)

    def supplement_due(self, calendar: WorkCalendar, settings: LawSettings) -> Due | None:
        """Return the last day of the applicant's period for the supplement; None while the delivery is not known."""
        if self.supplement is None or self.supplement.delivered_on is None:
            return None
        days = self.supplement.days or settings.supplement_days
        return term_due("SUPPLEMENT_PERIOD", self.supplement.delivered_on, calendar, amount=days)

    def payment_due(self, calendar: WorkCalendar) -> Due | None:
        """Return the last day to pay; None while the delivery of the notice is not known."""
        if self.fee is None or self.fee.delivered_on is None:
            return None
        return term_due("FEE_PAYMENT_20", self.fee.delivered_on, calendar)

    def open_consultations(self, as_of: date, calendar: WorkCalendar) -> tuple[str, ...]:
        """Return the keys of the consultations that are open on a day."""
        return tuple(key for key, each in self.consultations.items() if each.over_on(as_of, calendar) is None)

    def overdue(self, today: date, calendar: WorkCalendar, settings: LawSettings) -> bool:
        """Whether the reply is late on a day; a reply sent in time never is."""
        if self.answered_on is not None:
            return self.in_time is False
        due_on = self.answer(today, calendar, settings).due_on
        return self.state in UNANSWERED and due_on is not None and today > due_on

    def waiting(self, today: date, calendar: WorkCalendar, settings: LawSettings) -> Waiting:
        """Tell whom the case waits for on a day, for what and by when."""
        match self.state:
            case State.SUBMITTED:
                return Waiting(Party.BODY, "与申请人确认收到", self.receipt.conservative_on)
            case State.SUPPLEMENT_REQUESTED:
                return Waiting(Party.APPLICANT, "补正申请", _day(self.supplement_due(calendar, settings)))
            case State.FEE_REQUESTED:
                return Waiting(Party.APPLICANT, "缴纳信息处理费", _day(self.payment_due(calendar)))
            case State.REASONS_REQUESTED:
                return Waiting(Party.APPLICANT, "说明理由", None)
            case State.CONSULTING:
                return self._waiting_for_opinions(today, calendar, settings)
            case State.SENT:
                return Waiting(Party.BODY, "登记答复送达", None)
            case _ if self.state in UNANSWERED:
                return Waiting(Party.BODY, "答复", self.answer(today, calendar, settings).due_on)
            case _:
                return Waiting(Party.NOBODY, "已办结", None)

    def _waiting_for_opinions(self, today: date, calendar: WorkCalendar, settings: LawSettings) -> Waiting:
        still = [self.consultations[key] for key in self.open_consultations(today, calendar)]
        if not still:
            return Waiting(Party.BODY, "答复", self.answer(today, calendar, settings).due_on)
        lapses = [each.lapses_on(calendar) for each in still]
        known = [day for day in lapses if day is not None]
        return Waiting(Party.CONSULTED, "回复意见", max(known) if len(known) == len(lapses) else None)


def _day(due: Due | None) -> date | None:
    return due.due_on if due else None
