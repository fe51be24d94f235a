"""The whole way: ledgers and cases, the desk, three signatures, the public Word file, the reader, cell for cell."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.demonstration import make_demonstration as make_bodies
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.ledgers.demonstration import make_demonstration as make_ledgers
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.reports import services
from gongkai.apps.reports.demonstration import make_demonstration as make_report
from gongkai.apps.reports.models import ReportDraft
from gongkai.core.law.outcomes import outcomes
from gongkai.core.report.form import COMMON, edition
from gongkai.core.report.model import as_json, plain_cells
from gongkai.core.report.opening import open_report
from tests.apps.reports import factories

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)


def read_back(draft):
    """Sign, seal and publish a draft; return what its public Word file says to the reader."""
    made = services.publish(by=SERVER, draft=factories.sealed(draft, reason="以签发为准"), now=NOW)
    with made.disclosure.attachments.get(title__endswith=".docx").document.open_file() as opened:
        return open_report(opened.read(), "baogao.docx")


@pytest.fixture
def demonstration(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert make_bodies(NOW)
    assert make_ledgers(NOW)
    assert make_report(NOW)
    return PublicBody.objects.get(slug="xiguan")


def test_the_demonstration_of_2021_counts_what_its_ledgers_hold(demonstration):
    report = read_back(ReportDraft.objects.get(public_body=demonstration, year=2021))
    others = {cell: value for cell, value in plain_cells(report).items() if value not in {0, "0"}}

    assert others == {"t2.permits.decisions": 3, "t2.penalties.decisions": 30, "t2.coercion.decisions": 4}
    assert (report.organ, report.year) == ("西关街道办事处", 2021)
    assert "行政处罚决定30件" in report.sections["s1"].text


@pytest.mark.corpus
def test_the_demonstration_of_2021_equals_the_published_report_cell_for_cell(demonstration, corpus):
    gold = json.loads((corpus / "gold" / "001.json").read_text(encoding="utf-8"))
    report = read_back(ReportDraft.objects.get(public_body=demonstration, year=2021))

    assert {cell: comparable(value) for cell, value in plain_cells(report).items()} == {
        cell: comparable(value) for cell, value in gold["cells"].items()
    }
    assert len(gold["cells"]) == 200


def comparable(value):
    """Return a figure as a number: the form's 0 and 0.00 of 万元 are the same."""
    return Decimal(str(value))


def fill(body, report):
    """Put ledgers and cases behind every figure of a report that counts something."""
    _ledgers(body, report)
    rows, year = [], report.year
    code_of = {outcome.row: code for code, outcome in sorted(outcomes().items(), reverse=True)}
    for column in (one.id for one in COMMON.t3_columns if one.id != "total"):
        ended = [
            code_of[row.id] for row in edition("2021").leaf_rows for _one in range(report.value(f"{row.id}.{column}"))
        ]
        came = [date(year - 1, 12, 1)] * report.value(f"t3.carried_in.{column}")
        came += [date(year, 3, 1)] * report.value(f"t3.new.{column}")
        for place, day in enumerate(came):
            code = ended[place] if place < len(ended) else ""
            rows.append(_case(body, column, day, date(year, 6, 1) if code else None, code, len(rows) + 1))
    Application.objects.bulk_create(rows)


def _ledgers(body, report):
    year = report.year
    issued, repealed, in_force = (report.value(f"t2.normdocs.{name}") for name in ("issued", "repealed", "in_force"))
    for number in range(in_force + repealed):
        on = date(year, 2, 1) if number < issued else date(year - 2, 2, 1)
        ended = {"ended_on": date(year, 9, 1), "ending": "repealed"} if number >= in_force else {}
        factories.entry(body, LedgerKind.NORMATIVE_DOCUMENT, on, number=f"虚发{number}号", **ended)
    for kind, row in (
        (LedgerKind.PERMIT, "permits"),
        (LedgerKind.PENALTY, "penalties"),
        (LedgerKind.COERCION, "coercion"),
    ):
        for _number in range(report.value(f"t2.{row}.decisions")):
            factories.entry(body, kind, date(year, 5, 5))


def _case(body, kind, day, ended, code, serial):
    return Application(
        body=body, year=day.year, serial=serial, kind=kind, channel="counter", submitted_at=NOW, wanted="虚构",
        carrier="paper", manner="post", events=1, due_sort=day, received_on=day, counted_from=day, counted_on=ended,
        counted_outcome=code, projected_on=NOW.date(),
    )  # fmt: skip


def test_our_own_example_comes_out_as_it_went_in_without_a_change_by_hand(body):
    example = open_report((EXAMPLES / "qingshi-2023.html").read_bytes(), "qingshi-2023.html")
    fill(body, example)
    draft = factories.draft(body, year=2023)

    report = read_back(draft)

    assert not draft.overrides.exists()
    assert {cell: as_json(found.value) for cell, found in report.cells.items()} == {
        cell: as_json(found.value) for cell, found in example.cells.items()
    }
    assert len(report.cells) == 200
