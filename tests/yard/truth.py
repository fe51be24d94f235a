"""True reports, drawn at random: what a body printed, cell by cell, before anything happened to it.

All balances (勾稽关系) hold unless the report is `broken`. Figures are mostly zero, as in life.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.report.form import EDITIONS, Edition, edition
from gongkai.core.report.model import Value
from tests.yard.prose import Prose, write_prose

CELL_IDS = tuple(dict.fromkeys(cell for form in EDITIONS.values() for cell in form.cells))
_INDEX = {cell: number for number, cell in enumerate(CELL_IDS)}
_FIRST_MARK = 0xF0000  # a private character behind each figure tells where it ended up; `rendered.finish` takes it off

T3_COLUMNS = ("natural", "enterprise", "research", "welfare", "legal", "other_org", "total")
T4_COLUMNS = ("upheld", "corrected", "other", "pending", "total")
_PROFILES = {"zero": 0, "few": 9, "office": 40, "county": 900, "city": 14000}
_ORGANS = (
    "云川市样例区清河街道办事处",
    "云川市水务局",
    "样例县人民政府",
    "云川市人民政府办公厅",
    "样例区统计局",
    "青溪县石桥镇人民政府",
)


@dataclass(frozen=True)
class Truth:
    """A report as printed. `printed` holds the text of each cell ("" for a blank one), `values` what it says."""

    organ: str
    year: int
    form: str
    t3_form: str
    profile: str
    blanks: str  # how zeros were printed: "zeros", "blank", "only_totals", …
    printed: dict[str, str]
    prose: Prose
    broken: bool = False
    other_files: tuple[str, str, str] | None = None  # figures of a local extra row of the 2019 form, no cell of it
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def t2(self) -> Edition:
        return edition(self.form)

    @property
    def t3(self) -> Edition:
        return edition(self.t3_form)

    def text(self, cell: str) -> str:
        """Return the printed text of a cell with the mark behind it that tells where it ended up."""
        return self.printed[cell] + mark(cell)

    def rows(self) -> Iterable[tuple[str, ...]]:
        """Yield the cell ids of each row of figures; a group of table 4 is a row."""
        for row in (*self.t2.t2_rows, *self.t3.table3, *self.t3.table4):
            if row.cells[0] in self.printed:
                yield row.cells

    def cells_of(self, prefix: str) -> set[str]:
        """Return the cells of a row or a table (`t2` means table 2 of either edition)."""
        if prefix == "t2":
            return {cell for cell in self.printed if cell.startswith(("t2.", "old2."))}
        return {cell for cell in self.printed if cell.startswith(f"{prefix}.")}


def mark(cell: str) -> str:
    """Return the private character of a cell."""
    return chr(_FIRST_MARK + _INDEX[cell])


def marked(character: str) -> str:
    """Return the cell a private character stands for, "" for any other character."""
    number = ord(character) - _FIRST_MARK
    return CELL_IDS[number] if 0 <= number < len(CELL_IDS) else ""


def value_of(printed: str) -> Value:
    """Return what a printed cell says; written apart from the reader, so that one does not copy the other's mistake."""
    plain = printed.translate(str.maketrans("０１２３４５６７８９", "0123456789")).replace(" ", "")
    if not plain:
        return None
    counted = re.fullmatch(r"([+-]?[\d,]*\d(?:\.\d+)?)(?:件|万元)?(?:（[^（）]*）)?", plain)
    if not counted:
        return plain
    digits = counted[1].replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


def draw(rng: random.Random, **wanted: object) -> Truth:
    """Draw a true report; `wanted` fixes profile, blanks, form, t3_form, year or broken."""
    year = int(str(wanted.get("year", rng.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025)))))
    form = str(wanted.get("form", _form_for(year, rng)))
    t3_form = str(wanted.get("t3_form", form if form == "2019" or rng.random() < 0.92 else "2019"))
    profile = str(wanted.get("profile", rng.choices(tuple(_PROFILES), (40, 22, 18, 12, 8))[0]))
    blanks = str(wanted.get("blanks", _blanks(profile, rng)))
    broken = bool(wanted.get("broken", rng.random() < 0.06))
    numbers = _table2(form, profile, rng) | _table3(edition(t3_form), profile, rng) | _table4(profile, rng)
    printed = _printed(numbers, blanks, rng)
    if broken:
        _break(printed, rng)
    if rng.random() < 0.03:  # a body that can make no 规章 leaves the row out
        printed = {cell: text for cell, text in printed.items() if ".rules." not in cell}
    organ = rng.choice(_ORGANS)
    extra = tuple(str(rng.choice((0, 0, 1, 12))) for _ in range(3)) if form == "2019" and rng.random() < 0.15 else None
    return Truth(
        organ=organ,
        year=year,
        form=form,
        t3_form=t3_form,
        profile=profile,
        blanks=blanks,
        printed=printed,
        prose=write_prose(organ, year, rng),
        broken=broken,
        other_files=extra,  # type: ignore[arg-type]
        values={cell: value_of(text) for cell, text in printed.items()},
    )


def _form_for(year: int, rng: random.Random) -> str:
    usual, other = ("2019", "2021") if year < 2021 else ("2021", "2019")
    return other if year >= 2021 and rng.random() < 0.07 else usual


def _blanks(profile: str, rng: random.Random) -> str:
    kinds = ("zeros", "blank", "blank_totals", "only_totals", "some", "slash", "one_total")
    found = rng.choices(kinds, (74, 6, 4, 5, 4, 4, 3))[0]
    return "zeros" if found in {"only_totals", "slash"} and profile not in {"zero", "few"} else found


def _small(top: int, rng: random.Random, zero: float = 0.5) -> int:
    if top == 0 or rng.random() < zero:
        return 0
    return min(top * 400, int(rng.lognormvariate(0, 1.6) * max(1, top / 4)) + 1)


def _fee(profile: str, rng: random.Random) -> str:
    if profile == "zero" or rng.random() < 0.5:
        return rng.choices(("0", "0.00", "0.0000"), (90, 6, 4))[0]
    whole = _small(_PROFILES[profile], rng, zero=0.1)
    places = rng.choice((0, 1, 2, 3, 4, 4))
    amount = f"{whole}.{rng.randrange(1, 10**places):0{places}d}" if places else str(whole)
    return f"{amount}万元" if rng.random() < 0.06 else amount


def _table2(form: str, profile: str, rng: random.Random) -> dict[str, str]:
    top = _PROFILES[profile]
    found: dict[str, str] = {}
    for row in edition(form).t2_rows:
        for cell in row.cells:
            found[cell] = str(_small(min(top, 60), rng, zero=0.55))
            if cell.endswith(("permits.decisions", "penalties.decisions", "coercion.decisions")):
                found[cell] = str(_small(top * 6 + 6, rng, zero=0.4))
    if top < 900 and rng.random() < 0.9:
        found |= {cell: "0" for cell in found if ".rules." in cell}
    if "t2.fees.amount_wan" in found:
        found["t2.fees.amount_wan"] = _fee(profile, rng)
    for cell in found:
        if cell.endswith(".items_delta"):
            found[cell] = rng.choices(
                ("0", found[cell], f"+{found[cell]}", "-3", "未增未减", "无（与上年持平）"), (50, 25, 10, 8, 5, 2)
            )[0]
    if "old2.procurement.amount" in found:
        found["old2.procurement.amount"] = rng.choice(("0", "0", "8040", "152790元", "149.673874", "709455.9元"))
        found["old2.procurement.count"] = rng.choice(("0", "0", "1", "26", "31批次"))
    return found


def _table3(form: Edition, profile: str, rng: random.Random) -> dict[str, str]:
    top = _PROFILES[profile]
    numbers = {cell: 0 for row in form.table3 for cell in row.cells}
    for column, share in zip(T3_COLUMNS[:-1], (1.0, 0.12, 0.01, 0.01, 0.05, 0.03), strict=True):
        if not top or (share < 1 and rng.random() < 0.5):
            continue
        for row in form.leaf_rows:
            if rng.random() < 0.35:
                weight = 0.5 if row.id in {"t3.r1_granted", "t3.r4_1_not_held"} else 0.1
                numbers[f"{row.id}.{column}"] = int(top * share * weight * rng.random() + rng.random())
        total = sum(numbers[f"{row.id}.{column}"] for row in form.leaf_rows)
        left = int(top * share * 0.06 * rng.random() + rng.random() * 0.6)
        carried = min(total + left, int(top * share * 0.05 * rng.random() + rng.random() * 0.6))
        numbers[f"t3.r7_total.{column}"], numbers[f"t3.carried_out.{column}"] = total, left
        numbers[f"t3.carried_in.{column}"], numbers[f"t3.new.{column}"] = carried, total + left - carried
    for row in form.table3:
        numbers[row.cells[-1]] = sum(numbers[cell] for cell in row.cells[:-1])
    return {cell: str(number) for cell, number in numbers.items()}


def _table4(profile: str, rng: random.Random) -> dict[str, str]:
    top = _PROFILES[profile] // 40
    found: dict[str, str] = {}
    for row in edition("2021").table4:
        parts = [0 if rng.random() < 0.5 else int(top * rng.random() + rng.random()) for _ in T4_COLUMNS[:-1]]
        parts = parts if profile != "zero" else [0, 0, 0, 0]
        found |= {cell: str(number) for cell, number in zip(row.cells, [*parts, sum(parts)], strict=True)}
    return found


def _printed(numbers: dict[str, str], blanks: str, rng: random.Random) -> dict[str, str]:
    printed = dict(numbers)
    lower = [cell for cell in numbers if cell.startswith(("t3.", "t4."))]
    zeros = [cell for cell in lower if numbers[cell] == "0"]
    if blanks == "blank":
        printed |= dict.fromkeys(zeros, "")
    elif blanks == "blank_totals":
        totals = [cell for cell in lower if cell.startswith("t3.r") and cell.endswith(".total")]
        printed |= dict.fromkeys([*zeros, *totals], "")
    elif blanks == "only_totals":
        printed |= {cell: "" for cell in zeros if not cell.endswith(".total")}
    elif blanks == "some":
        printed |= dict.fromkeys(rng.sample(zeros, min(len(zeros), rng.randint(1, 9))), "")
    elif blanks == "slash":
        printed |= dict.fromkeys(_slashed(numbers, rng), rng.choice(("/", "/", "-", "—", "无")))
    elif blanks == "one_total":
        printed[rng.choice([cell for cell in lower if cell.endswith(".total")])] = ""
    return _dressed(printed, rng)


def _slashed(numbers: dict[str, str], rng: random.Random) -> list[str]:
    """Zeros printed as a dash: those of 规章 alone, of table 2, of all tables, or here and there."""
    zeros = [cell for cell in numbers if numbers[cell] == "0"]
    where = rng.choices(("rules", "t2", "all", "some"), (4, 3, 2, 1))[0]
    if where == "some":
        return rng.sample(zeros, len(zeros) // 4)
    if where == "rules":
        return [cell for cell in zeros if ".rules." in cell]
    return [cell for cell in zeros if where == "all" or cell.startswith(("t2.", "old2."))]


def _dressed(printed: dict[str, str], rng: random.Random) -> dict[str, str]:
    """Thousands separators, full-width figures, units and remarks, each in a few reports."""
    style = rng.random()
    if style < 0.03:
        return {c: f"{int(t):,}" if t.isdigit() and len(t) > 3 else t for c, t in printed.items()}
    if style < 0.05:
        wide = str.maketrans("0123456789", "０１２３４５６７８９")
        return {c: t.translate(wide) if t.isdigit() else t for c, t in printed.items()}
    if style < 0.07:
        return {c: f"{t}件" if t.isdigit() and c.startswith("t2.normdocs") else t for c, t in printed.items()}
    if style < 0.08:
        return {c: f"{t}件" if t.isdigit() and c.startswith("t3.") else t for c, t in printed.items()}
    if style < 0.10 and printed.get("t2.normdocs.issued", "0").strip("0").isdigit():
        return printed | {"t2.normdocs.issued": f"{printed['t2.normdocs.issued']}（其中修订1件）"}
    return printed


def _break(printed: dict[str, str], rng: random.Random) -> None:
    """Change one figure of table 3 or (more often, as in life) table 4, so that a balance fails."""
    table = "t4." if rng.random() < 0.6 else "t3."
    cells = [cell for cell, text in printed.items() if cell.startswith(table) and text.isascii() and text.isdigit()]
    if cells:
        cell = rng.choice(cells)
        printed[cell] = str(int(printed[cell]) + rng.choice((1, 2, 7, 10)))
