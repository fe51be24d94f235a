"""Single figures: what may stand in table 2, whole counts, units, and what stands in cells without any figure."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.doubt import doubt, label, quoted, table_name, table_of
from gongkai.core.report.checks.organ import Level, standing
from gongkai.core.report.checks.reconciliation import blank_totals
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import DASHES, AnnualReport, Value, short

_RULES_SOURCE: Final = f"《中华人民共和国立法法》关于规章制定权限的规定；{LETTER}，表二“规章”行"
_FIGURES_SOURCE: Final = f"{LETTER}，表二、表三、表四填报要求；收费金额小数位数为约定"
_UNIT_SOURCE: Final = f"{LETTER}，表二“本年收费金额（单位：万元）”；大小的界限为约定"
_BLANK_SOURCE: Final = f"约定：没有的填 0，不留空白（{LETTER}表中各项为数量）"
_AMOUNTS: Final = frozenset({"t2.fees.amount_wan", "old2.procurement.amount"})
_SIGNED: Final = "items_delta"  # 本年增/减 of the 2019 edition may be negative
_DECIMALS: Final = 4
_NEVER_TIMES: Final = 100  # a county may collect this many times what makes a township's figure doubtful
_FEES: Final = "t2.fees.amount_wan"
# A figure with a unit of its own: 31批次, 709455.9元, 43.788万元.
_WITH_UNIT: Final = re.compile(r"[+＋-]?\d[\d,，.]*\s*(?P<unit>[^\d\s。，；]{0,4})(?:[（(].*[）)])?")
# A power of ten in words (37万) is no unit: such a figure is not the number that its digits say.
_POWERS: Final = re.compile("[十百千万萬亿億]")
_WELL_FORMED: Final = re.compile(r"[+＋-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?![\d,，.])")
_MARKED: Final = re.compile(r"\d[\d\s,，.．·'、+＋\-—–－/%％]*")
_FRACTION: Final = re.compile(r"\d+[/／]\d+")
_SHOWN: Final = 20  # characters shown of what stands in a cell
_ROWS_NAMED: Final = 4


@rule(
    "AR-T2-RULES",
    severity=Severity.WARNING,
    source=_RULES_SOURCE,
    title="设区的市以下机关的“规章”应为 0",
)
def no_rules_below_city_level(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Only State Council departments and governments of cities with districts and above make 规章 (rules)."""
    rank, own_word = standing(report)
    row = next(row for row in report.edition.t2_rows if row.label == "规章")
    filled = [cell for cell in row.cells if report.number(cell)]
    if rank is Level.UNKNOWN or not filled:
        return
    documents = next(row.label for row in report.edition.t2_rows if row.id.endswith(".normdocs"))
    body = report.organ or f"本机关（文中自称“{own_word}”）"
    heads = report.edition.table2[0].heads
    counts = "、".join(f"“{heads[row.cells.index(cell)]}”{report.value(cell)}" for cell in filled)
    yield Finding(
        rule="AR-T2-RULES",
        severity=Severity.WARNING,
        where=filled[0],
        place="表二“规章”行",
        problem=f"表二“规章”行填了{counts}，而{body}没有制定规章的权限，这一行应当都是 0。",
        remedy=f"请把这些文件改填到“{documents}”行（不是规范性文件的不填），“规章”行填 0。",
        source=_RULES_SOURCE,
        cells=tuple(filled),
        values={cell: report.value(cell) for cell in filled},
        doubt=doubt(report, filled),
    )


@rule(
    "AR-T2-INT",
    severity=Severity.ERROR,
    source=_FIGURES_SOURCE,
    title="件数是不小于 0 的整数，金额不小于 0 且至多 4 位小数",
)
def counts_are_whole(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Counts are whole and not negative; amounts are not negative and have at most four decimals.

    A figure that is no number (37万, 3,7, 37-) is neither, and no sum can be judged with it.
    """
    for cell, found in report.ordered_cells():
        wrong = _wrong_number(cell, found.value) or _no_number(cell, found.value)
        if not wrong:
            continue
        name = label(report, cell)
        printed = _shown(found.printed.strip() or str(found.value))
        yield Finding(
            rule="AR-T2-INT",
            severity=Severity.ERROR,
            where=cell,
            place=name,
            problem=f"{name}填的是 {printed}，{wrong}。",
            remedy="请按台账改成正确的数字。" if cell not in _AMOUNTS else "请按万元改正，小数保留 4 位以内。",
            source=_FIGURES_SOURCE,
            cells=(cell,),
            values={cell: found.value},
            doubt=doubt(report, [cell]),
        )


def _wrong_number(cell: str, value: Value) -> str:
    if not isinstance(value, int | Decimal):
        return ""
    if value < 0 and not cell.endswith(_SIGNED):
        return "不能是负数"
    if cell in _AMOUNTS:
        too_fine = cell == _FEES and isinstance(value, Decimal) and value.normalize().as_tuple().exponent < -_DECIMALS  # type: ignore[operator]
        return f"小数多于 {_DECIMALS} 位" if too_fine else ""
    return "件数应当是整数" if value != int(value) else ""


def _no_number(cell: str, value: Value) -> str:
    """Say why a text that begins as a figure is no number; "" for words, for dashes and for a figure with its unit."""
    if not isinstance(value, str) or value in DASHES or _unit(cell, value) is not None or not value[:1].isdecimal():
        return ""
    if _POWERS.search(value):
        return "不是写成阿拉伯数字的数，没有当作数字核对"
    if value.isdecimal():
        return f"多达 {len(value)} 位数，不会是件数，没有当作数字核对"
    return "不是一个写得完整的数，没有当作数字核对" if _digits_and_marks(value) else ""


def _digits_and_marks(value: str) -> bool:
    """Tell whether a text is nothing but digits and marks; a fraction (1/2) is words."""
    return bool(_MARKED.fullmatch(value)) and not _FRACTION.fullmatch(value)


def _unit(cell: str, value: str) -> str | None:
    """Return the unit printed behind a whole figure (31批次), None where the text is something else.

    Only the unit of an amount (万元) may hold a power of ten.
    """
    found = _WITH_UNIT.fullmatch(value)
    if not found or _digits_and_marks(value) or not _WELL_FORMED.match(value):
        return None
    powers = _POWERS.search(found["unit"]) and not _is_money(cell, found["unit"])
    return None if powers else found["unit"]


def _is_money(cell: str, unit: str) -> bool:
    """Tell whether a unit is one that an amount may stand in: fees in 元 are AR-T2-UNIT's, procurement in any."""
    return unit in {"元", "圆"} if cell == _FEES else cell in _AMOUNTS and unit.endswith(("元", "圆"))


def _shown(text: str) -> str:
    return f"{text[:_SHOWN]}……" if len(text) > _SHOWN else text


@rule(
    "AR-T2-UNIT",
    severity=Severity.WARNING,
    source=_UNIT_SOURCE,
    title="收费金额的单位是万元，不是元",
    editions=("2021",),
)
def fees_are_in_ten_thousands(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """A fee amount printed in 元, or far too large for the body, was not converted to 万元."""
    found = report.cells.get(_FEES)
    if found is None:
        return
    printed = found.printed.strip() or f"{found.value}"
    amount = report.number(_FEES)
    unit = _WITH_UNIT.fullmatch(printed)
    if unit and unit["unit"] in {"元", "圆"}:
        problem = f"表二行政事业性收费填的是“{printed}”，单位是元，而这一格的单位是万元。"
    elif amount is not None and amount >= _doubtful_from(report, context):
        body = report.organ or "乡镇、街道"
        problem = f"表二行政事业性收费填的是 {amount} 万元，对{body}来说偏大，可能是按元填的。"
    else:
        return
    yield Finding(
        rule="AR-T2-UNIT",
        severity=Severity.WARNING,
        where=_FEES,
        place=label(report, _FEES),
        problem=problem,
        remedy="请核对收费台账；按元填的，除以 10000 再填，只填数字。",
        source=_UNIT_SOURCE,
        cells=(_FEES,),
        values={_FEES: found.value},
        doubt=doubt(report, [_FEES]),
    )


def _doubtful_from(report: AnnualReport, context: Context) -> Decimal:
    """Return the amount in 万元 from which the unit is doubted; infinite where the body's level is not known."""
    limit = Decimal(context.settings.fee_large_wan)
    return {Level.TOWNSHIP: limit, Level.COUNTY: limit * _NEVER_TIMES}.get(standing(report)[0], Decimal("Infinity"))


@rule(
    "AR-BLANK",
    severity=Severity.WARNING,
    source=_BLANK_SOURCE,
    title="没有的填 0，不留空白、不画斜线、不写文字",
)
def figures_everywhere(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Blanks, slashes, words where a figure belongs; totals left blank over figures: one finding a kind and table."""
    totals = {cell for cell in blank_totals(report) if _stands_over_figures(report, cell)}
    for table in ("t2", "t3", "t4"):
        cells = [(cell, found.value) for cell, found in report.ordered_cells() if table_of(cell) == table]
        kinds = {
            "totals": [cell for cell, _ in cells if cell in totals],
            "blank": [cell for cell, value in cells if value is None and cell not in totals],
            "dash": [cell for cell, value in cells if value in DASHES and cell not in totals],
            "units": [cell for cell, value in cells if isinstance(value, str) and _is_of_another_unit(cell, value)],
            "words": [cell for cell, value in cells if isinstance(value, str) and _is_wording(cell, value)],
        }
        for kind, concerned in kinds.items():
            if concerned:
                yield _without_figure(report, table, kind, concerned)


_SAID: Final = {
    "totals": ("有 {n} 个总计没有填，而所在的行或列有数字", "这是漏填，不是算错。请把合计数填上。"),
    "blank": ("有 {n} 个格子是空白", "没有的请填 0，不要留空。"),
    "dash": ("有 {n} 个格子填的是斜线、横线或“无”", "没有的请填 0。"),
    "units": ("有 {n} 个格子的数字带着别的单位或者说明{words}，没有当作数字核对", "请换算成这一栏的单位，只填数字。"),
    "words": ("有 {n} 个格子填的是文字{words}，不是数字", "请改填数字，没有的填 0；需要说明的写进正文。"),
}


def _without_figure(report: AnnualReport, table: str, kind: str, cells: list[str]) -> Finding:
    said, remedy = _SAID[kind]
    words = "、".join(dict.fromkeys(f"“{str(report.value(cell))[:20]}”" for cell in cells[:2]))
    name = table_name(table)
    return Finding(
        rule="AR-BLANK",
        severity=Severity.WARNING,
        where=table,
        place=name,
        problem=f"{name}{said.format(n=len(cells), words=words)}：{_rows(report, cells)}。",
        remedy=remedy,
        source=_BLANK_SOURCE,
        cells=tuple(cells),
        values={cell: report.value(cell) for cell in cells},
        doubt=doubt(report, cells),
    )


def _rows(report: AnnualReport, cells: Iterable[str]) -> str:
    """Name the rows of the cells, at most four of them."""
    rows = {**report.t3_edition.row_by_id, **report.edition.row_by_id}
    ids = dict.fromkeys(cell.rpartition(".")[0] for cell in cells)
    groups = {group.id: f"{group.parent}{group.label}" for group in COMMON.t4_groups}
    named = [quoted(groups.get(row, short(rows[row].label))) for row in ids]
    more = f"等 {len(named)} 行" if len(named) > _ROWS_NAMED else ""
    return "、".join(named[:_ROWS_NAMED]) + more


def _stands_over_figures(report: AnnualReport, total: str) -> bool:
    row, _, column = total.rpartition(".")
    row_cells = (cell for cell in report.cells if cell.startswith(f"{row}.") and cell != total)
    leaves = (f"{leaf.id}.{column}" for leaf in report.t3_edition.leaf_rows) if row == "t3.r7_total" else ()
    across = row_cells if column == "total" else ()
    return any(report.count(cell) for cell in (*across, *leaves))


def _is_of_another_unit(cell: str, value: str) -> bool:
    """Tell whether a cell holds a figure with a unit that is not its column's, or with a remark."""
    unit = _unit(cell, value)
    return unit is not None and not _is_money(cell, unit)


def _is_wording(cell: str, value: str) -> bool:
    """Tell whether a cell's text is words: no dash, no figure with a unit, and not told as a figure gone wrong."""
    return value not in DASHES and _unit(cell, value) is None and not _no_number(cell, value)
