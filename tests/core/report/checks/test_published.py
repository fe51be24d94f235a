"""Reports that were really published: what is wrong in them is found, and nothing untrue is said of the rest."""

import json
from pathlib import Path

import pytest

from gongkai.core.report.checks import Context, Finding, check
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read

pytestmark = pytest.mark.corpus

# What the rules of figures, structure, years, copied prose, personal data and time may say of the whole reports.
# Everything else would be untrue: their sums hold, their parts are there, they came in time.
TRUE_OF = {
    "001": [],
    "002": [("AR-BLANK", "t3"), ("AR-BLANK", "t3"), ("AR-BLANK", "t4")],
    "004": [],
    "005": [("AR-BLANK", "t3")],
    "006": [],
    "009": [],
    "010": [],
    "011": [],
}
# Sections whose headings the files lack though their text is there: said as a hint on the reading alone.
# … and rows of table 3 that carry a figure too many.
LOST_HEADINGS = {"001": {"t3"}, "005": {"s5"}, "010": {"s1", "s6"}, "011": {"s1", "s5", "s6"}}
# Tables in which these files part figures from their labels: rows are put in their places by order.
PUT_TOGETHER = {"005": {"t3"}, "006": {"t2", "t3"}, "009": {"t3"}}


def published(corpus: Path, name: str) -> AnnualReport:
    return read((corpus / "reports" / f"{name}.txt").read_bytes(), f"{name}.txt")


def gold(corpus: Path, name: str) -> dict[str, int]:
    cells = json.loads((corpus / "gold" / f"{name}.json").read_text(encoding="utf-8"))["cells"]
    return {cell: value for cell, value in cells.items() if isinstance(value, int)}


def said(findings: list[Finding]) -> list[Finding]:
    """Without the rules of prose, which are tested with the prose, and without hints on the reading."""
    return [
        found for found in findings if not found.rule.startswith(("AR-TXT-", "AR-S1-", "AR-S5-", "AR-S6-", "AR-READ"))
    ]


@pytest.mark.parametrize("name", TRUE_OF)
def test_nothing_untrue_is_said_of_a_published_report(name, corpus):
    findings = said(check(published(corpus, name)))
    assert [(finding.rule, finding.where) for finding in findings] == TRUE_OF[name]


@pytest.mark.parametrize("name", TRUE_OF)
def test_of_a_whole_report_only_lost_headings_and_rows_put_together_are_hinted_at(name, corpus):
    hints = {finding.where for finding in check(published(corpus, name)) if finding.rule == "AR-READ"}
    assert hints <= LOST_HEADINGS.get(name, set()) | PUT_TOGETHER.get(name, set())


def test_the_totals_left_blank_are_those_that_are_blank_in_print(corpus):
    findings = said(check(published(corpus, "002")))
    (totals,) = [finding for finding in findings if "总计没有填" in finding.problem]
    assert "t3.r1_granted.total" in totals.cells
    assert "t3.r7_total.total" not in totals.cells
    assert all(cell.endswith(".total") for cell in totals.cells)


def test_two_years_of_one_body_are_bound_by_their_figures(corpus):
    before, now = gold(corpus, "010"), gold(corpus, "011")
    columns = ("natural", "enterprise", "research", "welfare", "legal", "other_org", "total")
    differ = {f"t3.carried_in.{c}" for c in columns if now[f"t3.carried_in.{c}"] != before[f"t3.carried_out.{c}"]}
    fewer = {
        f"{group}.total"
        for group in ("t4.review", "t4.suit_direct", "t4.suit_after_review")
        if now[f"{group}.total"] < before[f"{group}.pending"]
    }
    findings = check(published(corpus, "011"), Context(previous=published(corpus, "010")))
    assert {finding.where for finding in findings if finding.rule == "AR-X-CARRY"} == differ
    assert {finding.where for finding in findings if finding.rule == "AR-X-PENDING"} == fewer
    in_force = before["t2.normdocs.in_force"] + now["t2.normdocs.issued"] - now["t2.normdocs.repealed"]
    lapsed = in_force != now["t2.normdocs.in_force"]
    assert bool([finding for finding in findings if finding.rule == "AR-X-INFORCE"]) is lapsed


def test_years_taken_the_wrong_way_round_are_not_judged(corpus):
    findings = check(published(corpus, "010"), Context(previous=published(corpus, "011")))
    assert not [finding for finding in findings if finding.rule.startswith("AR-X-")]
    assert "对照的上年报告" in {finding.place for finding in findings if finding.rule == "AR-READ"}


@pytest.mark.parametrize(
    ("name", "rule", "where"),
    [
        pytest.param("001", "AR-READ", "t3", id="rows-of-eight-figures"),
        pytest.param("049", "AR-T2-RULES", "t2.rules.in_force", id="a-town-known-by-its-own-words"),
        pytest.param("021", "AR-T2-RULES", "t2.rules.issued", id="a-town-with-rules-of-its-own"),
        pytest.param("042", "AR-T2-RULES", "old2.rules.made", id="a-county-bureau-with-rules-of-its-own"),
        pytest.param("023", "AR-BLANK", "t2", id="words-for-figures"),
        pytest.param("031", "AR-BLANK", "t2", id="slashes-for-figures"),
        pytest.param("041", "AR-BLANK", "t2", id="slashes-in-traditional-script"),
        pytest.param("045", "AR-BLANK", "t2", id="sentences-for-figures"),
        pytest.param("029", "AR-READ", "t3", id="merged-cells-that-cannot-be-told-apart"),
    ],
)
def test_a_known_fault_of_a_published_report_is_found(name, rule, where, corpus):
    findings = check(published(corpus, name))
    assert (rule, where) in {(finding.rule, finding.where) for finding in findings}


def test_reports_of_different_bodies_are_not_taken_for_copies(corpus):
    reports = [published(corpus, name) for name in TRUE_OF]
    for place, report in enumerate(reports):
        others = reports[:place] + reports[place + 1 :]
        rules = {finding.rule for finding in check(report, Context(others=others))}
        assert rules.isdisjoint({"AR-DUP", "AR-FOREIGN"})


def test_no_published_report_is_said_to_name_another_body_or_a_person(corpus):
    for path in sorted((corpus / "reports").glob("*.txt")):
        rules = {finding.rule for finding in check(published(corpus, path.stem))}
        assert rules.isdisjoint({"AR-FOREIGN", "AR-PII"}), path.name
