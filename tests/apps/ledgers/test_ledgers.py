"""The ledgers: what they take and refuse, and that every cell of table 2 is the count of the rows behind it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.apps.audit.models import Entry as Logged
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.errors import AlreadyEntered, MonthIsClosed, WrongEntry
from gongkai.apps.ledgers.kinds import DOCUMENTS, Ending, LedgerKind
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.ledgers.selectors.cells import RULES, Period, rows, table2, touched, wan
from gongkai.apps.ledgers.services import Entry
from tests.apps.bodies import factories

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.body(factories.body())


def enter(body, kind=LedgerKind.PENALTY, by=SERVER, **given):
    entry = Entry(**{"title": "虚构的事项", "on": date(2026, 3, 2), **given})
    return services.enter(by=by, body=body, kind=kind, entry=entry, now=NOW)


def test_what_is_entered_counts_in_its_cell_and_opens_from_it(body):
    one = enter(body, number="虚罚〔2026〕1号")
    hidden = enter(body, number="虚罚〔2026〕2号", is_public=False, withheld_reason="《条例》第十五条，涉及个人隐私")

    assert table2(body, Period.of_year(2026))["t2.penalties.decisions"] == 2
    assert list(rows(body, "t2.penalties.decisions", Period.of_year(2026))) == [one, hidden]
    assert table2(body, Period.of_year(2025))["t2.penalties.decisions"] == 0


def test_a_document_is_issued_repealed_and_in_force_by_its_days(body):
    kind = LedgerKind.NORMATIVE_DOCUMENT
    enter(body, kind, number="1号", on=date(2020, 1, 1))
    enter(body, kind, number="2号", on=date(2020, 1, 1), ended_on=date(2025, 6, 30), ending=Ending.REPEALED)
    enter(body, kind, number="3号", on=date(2025, 2, 1), ended_on=date(2025, 12, 31), ending=Ending.EXPIRED)
    enter(body, kind, number="4号", on=date(2025, 12, 31))
    enter(body, kind, number="5号", on=date(2026, 1, 1))

    found = table2(body, Period.of_year(2025))

    assert found["t2.normdocs.issued"] == 2
    assert found["t2.normdocs.repealed"] == 1, "one that ran out was not repealed"
    assert found["t2.normdocs.in_force"] == 2
    assert found["t2.rules.in_force"] == 0


def test_charges_are_kept_exact_and_told_in_wan(body):
    for amount in ("0.01", "12345.67", "99999999.99"):
        enter(body, LedgerKind.CHARGE, amount=Decimal(amount))

    assert table2(body, Period.of_year(2026))["t2.fees.amount_wan"] == Decimal("10001.2346")
    assert wan(Decimal(800000)) == 80
    assert str(wan(Decimal(800000))) == "80"
    assert wan(None) == 0


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (LedgerKind.PENALTY, {"title": " "}, "没有填写名称"),
        (LedgerKind.PENALTY, {"on": date(2026, 6, 2)}, "还没有到"),
        (LedgerKind.PENALTY, {"is_public": False}, "不公开的依据和理由"),
        (LedgerKind.PENALTY, {"amount": Decimal(1)}, "收费要有金额"),
        (LedgerKind.PENALTY, {"ended_on": date(2026, 4, 1), "ending": Ending.REPEALED}, "没有废止或失效日期"),
        (LedgerKind.CHARGE, {}, "收费要有金额"),
        (LedgerKind.CHARGE, {"amount": Decimal(-1)}, "小于 0"),
        (LedgerKind.NORMATIVE_DOCUMENT, {"ended_on": date(2026, 4, 1)}, "没有同时填写"),
        (LedgerKind.NORMATIVE_DOCUMENT, {"ended_on": date(2026, 1, 1), "ending": Ending.REPEALED}, "早于制发日期"),
    ],
)
def test_what_contradicts_itself_is_refused_in_words(body, kind, given, said):
    with pytest.raises(WrongEntry, match=said):
        enter(body, kind, **given)
    assert not LedgerEntry.objects.exists()


def test_a_number_stands_once_until_its_entry_is_voided(body):
    one = enter(body, number="虚罚〔2026〕1号")
    with pytest.raises(AlreadyEntered, match="虚罚〔2026〕1号"):
        enter(body, number="虚罚〔2026〕1号")

    services.void(by=SERVER, row=one, reason="重复登记", now=NOW)
    enter(body, number="虚罚〔2026〕1号")

    assert table2(body, Period.of_year(2026))["t2.penalties.decisions"] == 1
    with pytest.raises(WrongEntry, match="已经作废"):
        services.void(by=SERVER, row=one, reason="再来一次", now=NOW)


def test_a_number_stands_once_even_when_two_enter_it_at_once(body):
    one = enter(body, number="1号")
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(
            public_body=body, kind=one.kind, number="1号", title="另一条", on=one.on, entered_at=NOW, entered_by="某"
        )


def test_a_closed_month_takes_nothing_until_it_is_opened_for_a_reason(body):
    one = enter(body, number="1号")
    services.close_month(by=SERVER, body=body, year=2026, month=3, now=NOW)

    for act in (
        lambda: enter(body, number="2号"),
        lambda: services.void(by=SERVER, row=one, reason="x", now=NOW),
        lambda: services.change(by=SERVER, row=one, entry=Entry("改名", date(2026, 4, 1)), now=NOW),
        lambda: enter(
            body, LedgerKind.NORMATIVE_DOCUMENT, on=date(2026, 1, 1), ended_on=date(2026, 3, 9), ending=Ending.REPEALED
        ),
    ):
        with pytest.raises(MonthIsClosed, match="2026年3月的台账已经结账"):
            act()
    with pytest.raises(WrongEntry, match="已经结账"):
        services.close_month(by=SERVER, body=body, year=2026, month=3, now=NOW)
    with pytest.raises(WrongEntry, match="没有填写重新打开的理由"):
        services.open_month(by=SERVER, body=body, year=2026, month=3, reason=" ", now=NOW)

    services.open_month(by=SERVER, body=body, year=2026, month=3, reason="补记一件", now=NOW)
    enter(body, number="2号")


def test_a_month_is_closed_when_it_is_over(body):
    with pytest.raises(WrongEntry, match="请在7月1日以后结账"):
        services.close_month(by=SERVER, body=body, year=2026, month=6, now=NOW)
    with pytest.raises(WrongEntry, match="请在1月1日以后结账"):
        services.close_month(by=SERVER, body=body, year=2026, month=12, now=NOW)


def test_only_those_who_keep_ledgers_may(body):
    with pytest.raises(NotAllowed):
        enter(body, by=factories.holder(Role.CONTRIBUTOR, body))
    with pytest.raises(NotAllowed):
        services.close_month(by=factories.holder(Role.APPROVING_LEADER, body), body=body, year=2026, month=3, now=NOW)
    enter(body, by=factories.holder(Role.DISCLOSURE_OFFICER, body))


def test_every_act_is_in_the_log_with_what_was_before(body):
    one = enter(body)
    before = Logged.objects.count()

    services.change(by=SERVER, row=one, entry=Entry("改过的事项", date(2026, 3, 3)), now=NOW)

    told = Logged.objects.latest("number")
    assert Logged.objects.count() == before + 1
    assert "改过的事项" in told.summary
    assert "虚构的事项" in told.before


def test_a_system_that_sends_twice_enters_once(body):
    system, token = services.add_system(by=SERVER, body=body, name="虚构审批系统", now=NOW)
    entry = Entry("虚构的许可", date(2026, 3, 2), number="1号")

    def send(entry, key="a-1"):
        return services.enter_from_system(system=system, key=key, kind=LedgerKind.PERMIT, entry=entry, now=NOW)

    first, is_new = send(entry)
    again, is_new_again = send(entry)

    assert len(token) > 40
    assert token not in str(system.__dict__)
    assert (is_new, is_new_again) == (True, False)
    assert first.pk == again.pk
    with pytest.raises(WrongEntry, match="已经用于另一条内容"):
        send(Entry("别的许可", date(2026, 3, 2)))
    with pytest.raises(AlreadyEntered):
        send(entry, key="a-2")


DAYS = st.dates(date(2023, 1, 1), date(2026, 5, 31))


@st.composite
def entries(draw):
    kind = draw(st.sampled_from(LedgerKind))
    on = draw(DAYS)
    ending = draw(st.sampled_from(["", *Ending])) if kind in DOCUMENTS else ""
    ended_on = draw(st.dates(on, date(2026, 5, 31))) if ending else None
    amount = draw(st.decimals(0, 10**7, places=2)) if kind is LedgerKind.CHARGE else None
    return kind, Entry("虚构", on, ended_on=ended_on, ending=ending, amount=amount)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_entries=st.lists(entries(), max_size=12), year=st.integers(2023, 2026))
def test_every_cell_is_the_count_or_sum_of_the_rows_behind_it(body, given_entries, year):
    with transaction.atomic():
        made = [services.enter(by=SERVER, body=body, kind=kind, entry=entry, now=NOW) for kind, entry in given_entries]
        period = Period.of_year(year)
        found = table2(body, period)
        for cell in RULES:
            behind = list(rows(body, cell, period))
            if cell.endswith("amount_wan"):
                assert found[cell] == wan(sum((row.amount for row in behind), Decimal(0)))
            else:
                assert found[cell] == len(behind)
        last, this = table2(body, Period.of_year(year - 1)), found
        for row in ("t2.rules", "t2.normdocs"):
            lapsed = sum(
                1
                for one in made
                if one.ending == Ending.EXPIRED
                and one.ended_on.year == year
                and RULES[f"{row}.issued"].kind == one.kind
            )
            flow = last[f"{row}.in_force"] + this[f"{row}.issued"] - this[f"{row}.repealed"] - lapsed
            assert this[f"{row}.in_force"] == flow
        for one in made:
            for touched_year, cell in touched(one):
                if "in_force" not in cell:
                    assert one in list(rows(body, cell, Period.of_year(touched_year)))
        transaction.set_rollback(True)
