"""Valid reports at random: figures that are never negative, with every balance of tables 3 and 4 holding."""

from hypothesis import strategies as st

from gongkai.core.report.form import COMMON, edition
from gongkai.core.report.model import AnnualReport, Value
from tests.core.report.factories import report, table3, table4

APPLICANTS = tuple(column.id for column in COMMON.t3_columns if column.id != "total")
COUNTS = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 20_000))


@st.composite
def valid_reports(draw: st.DrawFn) -> AnnualReport:
    """A report in which no balance fails, in the edition of 2021 or of 2019."""
    form = draw(st.sampled_from(["2021", "2019"]))
    columns = {applicant: draw(applicant_columns(form)) for applicant in APPLICANTS}
    groups = {group.id.removeprefix("t4."): draw(remedy_groups()) for group in COMMON.t4_groups}
    cells: dict[str, Value] = {**table3(form, **columns), **table4(**groups)}
    return report(year=2020 if form == "2019" else 2023, form=form, cells=cells)


@st.composite
def applicant_columns(draw: st.DrawFn, form: str) -> dict[str, int]:
    """One column of table 3: results, and cases new, carried in and carried out that agree with them."""
    leaves = [row.id.removeprefix("t3.") for row in edition(form).leaf_rows]
    filled = draw(st.dictionaries(st.sampled_from(leaves), COUNTS, max_size=5))
    carried_out = draw(COUNTS)
    handled = sum(filled.values()) + carried_out
    carried_in = draw(st.integers(0, handled))
    return {**filled, "carried_out": carried_out, "carried_in": carried_in, "new": handled - carried_in}


@st.composite
def remedy_groups(draw: st.DrawFn) -> dict[str, int]:
    """One group of table 4 without its total."""
    return {name: draw(COUNTS) for name in ("upheld", "corrected", "other", "pending")}
