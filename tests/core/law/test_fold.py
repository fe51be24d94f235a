"""The clock of a case, folded from its entries: the examples."""

from dataclasses import replace

import pytest

from gongkai.core.law.casework import Act, State
from gongkai.core.law.clock import Party
from gongkai.core.law.errors import (
    ActNotAllowed,
    CalendarGap,
    DeferralTooShort,
    ExtensionTooLate,
    ExtensionTooLong,
    FeeNoticeTooLate,
    OnlyOnce,
    StillRunning,
    SupplementPeriodUnreasonable,
    SupplementTooLate,
    UnknownCode,
    WrongEntry,
)
from gongkai.core.law.events import Event
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.next_acts import effect, next_acts
from gongkai.core.law.receipt import Channel
from gongkai.core.law.settings import LawSettings
from gongkai.core.law.workdays import national
from tests.core.law.cases import LAW, counter, day, entry
from tests.core.law.vectors_of import load

ACCEPT = Act.ACCEPT
VECTORS = {vector["id"]: vector for vector in load("deadlines")}


def due(events: list[Event], today: str, law: Law = LAW) -> str:
    found = law.due_on(fold(events, law), day(today))
    return found.isoformat() if found else ""


def in_review(on: str) -> list[Event]:
    return [counter(on), entry(ACCEPT, on)]


def consulting(received: str, sent: str, delivered: str = "", key: str = "甲公司") -> list[Event]:
    events = [*in_review(received), entry(Act.CONSULT, sent, key=key)]
    return [*events, entry(Act.RECORD_DELIVERY, delivered, key=key)] if delivered else events


@pytest.mark.parametrize("id_", ["V22", "V23", "V24", "V25"])
def test_an_extension_moves_the_due_date_to_that_of_its_vector(id_):
    case = VECTORS[id_]["case"]
    received = case["received"].isoformat()
    events = [*in_review(received), entry(Act.EXTEND, received, days=case["extension_workdays"])]
    assert due(events, received) == VECTORS[id_]["due_on"].isoformat()


@pytest.mark.parametrize("id_", ["V30", "V31"])
def test_a_supplement_starts_the_count_anew_as_in_its_vector(id_):
    case = VECTORS[id_]["case"]
    events = [
        counter(case["received"].isoformat()),
        entry(Act.ASK_SUPPLEMENT, case["notice"]),
        entry(Act.SUPPLEMENT, case["supplement_received"]),
    ]
    assert due(events, "2026-03-25") == VECTORS[id_]["due_on"].isoformat()


@pytest.mark.parametrize("id_", ["V35", "V36", "V37", "V38", "V40", "V41"])
def test_a_consultation_is_not_counted_as_in_its_vector(id_):
    case = VECTORS[id_]["case"]
    events = consulting(case["received"].isoformat(), case["consult_sent"].isoformat())
    events.append(entry(Act.RECEIVE_OPINION, case["consult_closed"], key="甲公司"))
    if "extension_workdays" in case:
        events.append(entry(Act.EXTEND, case["consult_closed"], days=20))
    assert due(events, case["consult_closed"].isoformat()) == VECTORS[id_]["due_on"].isoformat()


def test_a_silent_third_party_closes_the_consultation_when_its_days_are_over():
    events = consulting("2026-04-13", "2026-04-17", delivered="2026-04-20")
    assert due(events, "2026-06-01") == "2026-06-04"
    late = [*events, entry(Act.RECEIVE_OPINION, "2026-05-20", key="甲公司")]
    assert due(late, "2026-06-01") == "2026-06-04"
    assert "届满以后的时间应当计入" in fold(late, LAW).warnings[0]


def test_while_an_opinion_is_awaited_each_working_day_moves_the_due_date_by_one():
    events = consulting("2025-03-03", "2025-03-06")
    assert [due(events, today) for today in ("2025-03-06", "2025-03-07", "2025-03-10")] == [
        "2025-03-31",
        "2025-04-01",
        "2025-04-02",
    ]
    waiting = fold(events, LAW).waiting(day("2025-03-10"), LAW.calendar, LAW.settings)
    assert (waiting.party, waiting.until) == (Party.CONSULTED, None)


def test_consultations_side_by_side_are_united_and_not_added():
    one = [*consulting("2025-03-03", "2025-03-06"), entry(Act.RECEIVE_OPINION, "2025-03-20", key="甲公司")]
    inside = [
        entry(Act.CONSULT, "2025-03-10", key="丙局", organ=True),
        entry(Act.RECEIVE_OPINION, "2025-03-18", key="丙局"),
    ]
    assert due([*one, *inside], "2025-03-20") == due(one, "2025-03-20") == "2025-04-15"


def test_the_conservative_mode_counts_the_closing_day():
    strict = Law(national(), LawSettings(consultation_conservative=True))
    events = [*consulting("2025-03-03", "2025-03-06"), entry(Act.RECEIVE_OPINION, "2025-03-20", key="甲公司")]
    assert due(events, "2025-03-20", strict) == "2025-04-14"


def test_a_consultation_sent_after_the_due_date_excludes_nothing_and_says_so():
    events = [*consulting("2025-03-03", "2025-04-01"), entry(Act.RECEIVE_OPINION, "2025-04-10", key="甲公司")]
    assert due(events, "2025-04-10") == "2025-03-31"
    assert "应当计入" in fold(events, LAW).warnings[0]


def test_the_end_of_consultation_waits_for_the_last_opinion():
    events = consulting("2025-03-03", "2025-03-06", delivered="2025-03-07")
    with pytest.raises(StillRunning, match="2025年3月28日（周五）才届满"):
        fold([*events, entry(Act.END_CONSULTATION, "2025-03-20")], LAW)
    assert fold([*events, entry(Act.END_CONSULTATION, "2025-03-28")], LAW).state is State.IN_REVIEW


def test_a_payment_starts_the_count_anew_and_the_wait_for_it_has_no_due_date():
    events = [
        *in_review("2026-02-02"),
        entry(Act.DEMAND_FEE, "2026-02-09"),
        entry(Act.RECORD_DELIVERY, "2026-02-10", key="fee"),
    ]
    waiting = fold(events, LAW).waiting(day("2026-02-11"), LAW.calendar, LAW.settings)
    assert (waiting.party, waiting.until) == (Party.APPLICANT, VECTORS["V42"]["due_on"])
    assert due(events, "2026-02-11") == ""
    assert due([*events, entry(Act.PAY, "2026-03-05")], "2026-03-05") == VECTORS["V44"]["due_on"].isoformat()
    kept = Law(national(), LawSettings(payment_restarts_the_clock=False))
    assert due([*events, entry(Act.PAY, "2026-03-05")], "2026-03-05", kept) == due(
        in_review("2026-02-02"), "2026-03-05"
    )


def test_an_unpaid_application_is_closed_on_the_first_working_day_after_the_period():
    events = [
        *in_review("2026-02-02"),
        entry(Act.DEMAND_FEE, "2026-02-09"),
        entry(Act.RECORD_DELIVERY, "2026-02-10", key="fee"),
    ]
    with pytest.raises(StillRunning, match="2026年3月16日"):
        fold([*events, entry(Act.ABANDON, "2026-03-16")], LAW)
    assert fold([*events, entry(Act.ABANDON, "2026-03-17")], LAW).outcome == "closed_unpaid"


def test_an_application_without_its_supplement_is_closed_only_after_the_period():
    events = [counter("2026-03-02"), entry(Act.ASK_SUPPLEMENT, "2026-03-09", days=10)]
    with pytest.raises(StillRunning, match="送达日期没有登记"):
        fold([*events, entry(Act.ABANDON, "2026-06-01")], LAW)
    events.append(entry(Act.RECORD_DELIVERY, "2026-03-11", key="supplement"))
    with pytest.raises(StillRunning, match="2026年3月25日"):
        fold([*events, entry(Act.ABANDON, "2026-03-25")], LAW)
    assert fold([*events, entry(Act.ABANDON, "2026-03-26")], LAW).outcome == "closed_no_supplement"
    late = fold([*events, entry(Act.SUPPLEMENT, "2026-03-26")], LAW)
    assert "超过了告知的期限" in late.warnings[0]


def test_a_deferral_needs_the_question_for_reasons_and_a_later_day():
    asked = [*in_review("2025-03-03"), entry(Act.ASK_REASONS, "2025-03-05")]
    with pytest.raises(WrongEntry, match="说明理由"):
        fold([*in_review("2025-03-03"), entry(Act.DEFER, "2025-03-10", until=day("2025-06-30"))], LAW)
    with pytest.raises(DeferralTooShort):
        fold([*asked, entry(Act.DEFER, "2025-03-10", until=day("2025-03-31"))], LAW)
    with pytest.raises(ExtensionTooLate):
        fold([*asked, entry(Act.DEFER, "2025-04-01", until=day("2025-06-30"))], LAW)
    deferred = [*asked, entry(Act.DEFER, "2025-03-10", until=day("2025-06-30"))]
    assert due(deferred, "2025-03-10") == "2025-06-30"
    with pytest.raises(WrongEntry, match="另行确定"):
        fold([*deferred, entry(Act.EXTEND, "2025-03-20", days=5)], LAW)
    assert "《条例》第三十五条" in fold(deferred, LAW).answer(day("2025-03-10"), LAW.calendar, LAW.settings).sentence


def test_asking_for_reasons_does_not_stop_the_clock_unless_the_body_says_so():
    events = [*in_review("2025-03-03"), entry(Act.ASK_REASONS, "2025-03-05"), entry(Act.RECEIVE_REASONS, "2025-03-12")]
    assert due(events, "2025-03-12") == "2025-03-31"
    stopping = Law(national(), LawSettings(reasons_stop_the_clock=True))
    assert due(events, "2025-03-12", stopping) == "2025-04-08"


def test_the_clock_of_a_letter_through_the_internet_starts_with_the_confirmation():
    sent = [entry(Act.SUBMIT, "2026-09-24", channel=Channel.INTERNET)]
    waiting = fold(sent, LAW)
    assert waiting.state is State.SUBMITTED
    assert "尚未起算" in waiting.answer(day("2026-09-24"), LAW.calendar, LAW.settings).sentence
    confirmed = [*sent, entry(Act.CONFIRM_RECEIPT, "2026-09-28")]
    assert due(confirmed, "2026-09-28") == VECTORS["V21"]["due_on"].isoformat()
    assert fold(confirmed, LAW).warnings == ()
    late = [*sent, entry(Act.CONFIRM_RECEIPT, "2026-09-29")]
    assert "来件后过了2个工作日才确认" in fold(late, LAW).warnings[0]


def test_a_reply_in_time_is_not_overdue_and_a_late_one_is():
    drafted = [*in_review("2025-03-03"), entry(Act.DRAFT, "2025-03-20"), entry(Act.APPROVE, "2025-03-21")]
    on_time = fold([*drafted, entry(Act.SEND, "2025-03-31", outcome="granted_provided")], LAW)
    late = fold([*drafted, entry(Act.SEND, "2025-04-01", outcome="granted_provided")], LAW)
    assert (on_time.in_time, on_time.overdue(day("2025-05-01"), LAW.calendar, LAW.settings)) == (True, False)
    assert (late.in_time, late.overdue(day("2025-05-01"), LAW.calendar, LAW.settings)) == (False, True)
    open_case = fold(drafted, LAW)
    overdue = [open_case.overdue(day(today), LAW.calendar, LAW.settings) for today in ("2025-03-31", "2025-04-01")]
    assert overdue == [False, True]


def test_a_supplementary_reply_changes_the_outcome_and_not_the_day_of_the_answer():
    events = [
        *in_review("2025-03-03"),
        entry(Act.DRAFT, "2025-03-20"),
        entry(Act.APPROVE, "2025-03-21"),
        entry(Act.SEND, "2025-03-24", outcome="unavailable_not_exist"),
        entry(Act.SERVE, "2025-03-26"),
        entry(Act.SUPPLEMENT_REPLY, "2025-04-10", outcome="granted_provided"),
    ]
    clock = fold(events, LAW)
    assert (clock.state, clock.outcome, clock.answered_on) == (State.SENT, "granted_provided", day("2025-03-24"))


@pytest.mark.parametrize(("until", "expected"), [(None, "2025-09-28"), ("2025-09-15", "2025-09-15")])
def test_a_case_reopened_by_a_remedy_has_a_period_of_its_own_and_may_be_extended_again(until, expected):
    events = [
        *in_review("2025-03-03"),
        entry(Act.EXTEND, "2025-03-10", days=5),
        entry(Act.DRAFT, "2025-03-20"),
        entry(Act.APPROVE, "2025-03-21"),
        entry(Act.SEND, "2025-03-24", outcome="refused_deliberative"),
        entry(Act.REOPEN, "2025-09-01", until=day(until) if until else None),
    ]
    assert due(events, "2025-09-01") == expected
    assert fold(events, LAW).outcome == ""
    if until is None:
        again = [*events, entry(Act.EXTEND, "2025-09-10", days=1)]
        assert due(again, "2025-09-10") == "2025-09-29"


@pytest.mark.parametrize(
    ("events", "error"),
    [
        ([entry(Act.EXTEND, "2025-03-10", days=0)], ExtensionTooLong),
        ([entry(Act.EXTEND, "2025-03-10", days=21)], ExtensionTooLong),
        ([entry(Act.EXTEND, "2025-04-01", days=5)], ExtensionTooLate),
        ([entry(Act.EXTEND, "2025-03-10", days=5), entry(Act.EXTEND, "2025-03-11", days=5)], OnlyOnce),
        ([entry(Act.ASK_SUPPLEMENT, "2025-03-13")], SupplementTooLate),
        ([entry(Act.ASK_SUPPLEMENT, "2025-03-12", days=3)], SupplementPeriodUnreasonable),
        ([entry(Act.DEMAND_FEE, "2025-04-01")], FeeNoticeTooLate),
        ([entry(Act.CONSULT, "2025-03-05")], WrongEntry),
        ([entry(Act.PAY, "2025-03-05")], ActNotAllowed),
        ([entry(Act.RECEIVE_OPINION, "2025-03-05", key="甲公司")], ActNotAllowed),
        ([entry(Act.CORRECT, "2025-03-05", cancels="没有")], WrongEntry),
    ],
)  # fmt: skip
def test_an_act_that_the_law_does_not_allow_is_refused(events, error):
    with pytest.raises(error):
        fold([*in_review("2025-03-03"), *events], LAW)


def test_a_second_supplement_notice_and_a_second_fee_notice_are_refused():
    supplemented = [
        counter("2025-03-03"),
        entry(Act.ASK_SUPPLEMENT, "2025-03-04"),
        entry(Act.SUPPLEMENT, "2025-03-05"),
        entry(ACCEPT, "2025-03-05", no=1),
    ]
    with pytest.raises(OnlyOnce):
        fold([*supplemented, entry(Act.ASK_SUPPLEMENT, "2025-03-06")], LAW)
    paid = [*supplemented, entry(Act.DEMAND_FEE, "2025-03-07"), entry(Act.PAY, "2025-03-10")]
    with pytest.raises(OnlyOnce):
        fold([*paid, entry(ACCEPT, "2025-03-11"), entry(Act.DEMAND_FEE, "2025-03-12")], LAW)


def test_an_answer_bears_a_known_outcome():
    drafted = [*in_review("2025-03-03"), entry(Act.DRAFT, "2025-03-20"), entry(Act.APPROVE, "2025-03-21")]
    with pytest.raises(UnknownCode):
        fold([*drafted, entry(Act.SEND, "2025-03-24", outcome="given")], LAW)


@pytest.mark.parametrize("events", [[], [entry(ACCEPT, "2025-03-03")], [entry(Act.SUBMIT, "2025-03-03")]])
def test_a_case_begins_with_a_submission_and_its_channel(events):
    with pytest.raises(WrongEntry, match="从提交申请开始"):
        fold(events, LAW)


def test_two_entries_of_one_id_are_refused():
    one = entry(ACCEPT, "2025-03-03", id="1")
    with pytest.raises(WrongEntry, match="重复"):
        fold([counter("2025-03-03"), one, replace(one, on=day("2025-03-04"))], LAW)


def test_in_december_work_goes_on_though_the_due_date_is_unknown():
    events = in_review("2026-12-10")
    extended = [*events, entry(Act.EXTEND, "2026-12-20", days=5)]
    answer = fold(extended, LAW).answer(day("2026-12-20"), LAW.calendar, LAW.settings)
    assert (answer.due_on, "2027年的放假安排" in answer.reason) == (None, True)
    with pytest.raises(CalendarGap):
        fold([*events, entry(Act.EXTEND, "2027-01-04", days=5)], LAW)


def test_the_moves_tell_each_change_of_the_due_date_and_its_reason():
    events = [
        *consulting("2025-03-03", "2025-03-06"),
        entry(Act.RECEIVE_OPINION, "2025-03-20", key="甲公司"),
        entry(Act.END_CONSULTATION, "2025-03-20"),
        entry(Act.EXTEND, "2025-04-01", days=5),
    ]
    assert [move.sentence for move in fold(events, LAW).moves] == [
        "2025年3月3日（周一）提交申请，答复期限由未定改为2025年3月31日（周一）：收到申请，《条例》第三十三条第二款。",
        (
            "2025年3月20日（周四）收到意见，答复期限由2025年3月31日（周一）改为2025年4月15日（周二）："
            "征求意见等10个工作日不计入，《条例》第三十三条第三款。"
        ),
        (
            "2025年4月1日（周二）延期答复，答复期限由2025年4月15日（周二）改为2025年4月22日（周二）："
            "延长5个工作日，《条例》第三十三条第二款；征求意见等10个工作日不计入，《条例》第三十三条第三款。"
        ),
    ]


def test_a_correction_cancels_an_entry_and_its_effect_is_told():
    extension = entry(Act.EXTEND, "2025-03-10", days=5)
    events = [*in_review("2025-03-03"), extension]
    wrong = entry(Act.CORRECT, "2025-03-12", cancels=extension.id)
    found = effect(events, wrong, day("2025-03-12"), LAW)
    assert (found.due_before, found.due_after) == (day("2025-04-08"), day("2025-03-31"))
    assert found.sentence == "更正记录后，答复期限按其余记录重新计算。"


def test_an_entry_back_dated_across_the_due_date_says_so():
    found = effect(in_review("2025-03-03"), entry(Act.EXTEND, "2025-03-28", days=5), day("2025-04-02"), LAW)
    assert (found.due_before, found.due_after) == (day("2025-03-31"), day("2025-04-08"))
    assert "届满以后补录" in found.sentence


def test_the_next_acts_carry_their_last_day_or_the_reason_against_them():
    clock = fold(in_review("2025-03-03"), LAW)
    found = {each.act: each for each in next_acts(clock, day("2025-03-13"), LAW)}
    assert found[Act.EXTEND].allowed
    assert found[Act.EXTEND].last_day == day("2025-03-31")
    assert not found[Act.ASK_SUPPLEMENT].allowed
    assert found[Act.ASK_SUPPLEMENT].why.startswith("要求补正的最后一天是2025年3月12日（周三），现在不能再要求补正。")
    assert "现在可以办理的是" in found[Act.PAY].why
    asked = fold([*in_review("2025-03-03"), entry(Act.ASK_SUPPLEMENT, "2025-03-05")], LAW)
    assert {each.act for each in next_acts(asked, day("2025-03-06"), LAW) if each.allowed} == {
        Act.SUPPLEMENT, Act.CHANGE_CONTACT, Act.RECORD_DELIVERY, Act.WITHDRAW, Act.CLOSE,
    }  # fmt: skip
