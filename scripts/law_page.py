"""The tables of docs/reference/law.md out of `core.law`; the words around them stand in pages/law.md."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from gongkai.core.law.casework import TRANSITIONS, Act, State
from gongkai.core.law.fees import Tier, scale
from gongkai.core.law.notices import shipped_notices
from gongkai.core.law.outcomes import Outcome, ReconsiderationFirst, outcomes
from gongkai.core.law.receipt import Channel, needs_confirmation, receipt
from gongkai.core.law.settings import CONVENTION, UNVERIFIED, described
from gongkai.core.law.terms import Term, Unit, terms
from gongkai.core.law.workdays import national
from gongkai.core.report.form import edition

PAGE: Final = Path(__file__).parent / "pages" / "law.md"
_MARKS: Final = {"unverified": UNVERIFIED, "convention": CONVENTION, "": ""}
_MONTHS: Final = {Unit.JANUARY: "1月", Unit.MARCH: "3月"}
_FIRST: Final = {
    ReconsiderationFirst.YES: "是",
    ReconsiderationFirst.NO: "否",
    ReconsiderationFirst.WITHHELD: "不予公开的部分",
    ReconsiderationFirst.DISPUTED: "按设置",
}


def page(note: str) -> str:
    """Return the page; `note` says where it comes from."""
    text = PAGE.read_text(encoding="utf-8").replace("{{note}}", note)
    for name, table in TABLES.items():
        text = text.replace(f"{{{{{name}}}}}", table())
    return text


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (heads, *rows)]
    return "\n".join([lines[0], f"|{'---|' * len(heads)}", *lines[1:]])


def _notices() -> str:
    return _table(("年份", "通知", "发文日期", "其后的调整", "工作日"), _notice_rows())


def _notice_rows() -> Iterator[list[str]]:
    for notice in shipped_notices():
        year = notice.year
        workdays = len(national().between(date(year, 1, 1), date(year, 12, 31)))
        later = dict.fromkeys(span.by for span in notice.spans if span.by)
        yield [str(year), notice.number, notice.issued_on.isoformat(), "、".join(later), str(workdays)]


def _channels() -> str:
    some_day = date(2025, 3, 3)
    found = [(each, receipt(each, some_day, calendar=national())) for each in Channel]
    rows = [[f"`{each.value}`", each.label, one.rule, _yes(needs_confirmation(each)), one.basis] for each, one in found]
    return _table(("渠道", "名称", "以哪一天为准", "需要确认", "依据"), rows)


def _terms() -> str:
    rows = [
        [f"`{one.id}`", one.label, _length(one), one.starts, one.basis, _MARKS[one.mark]]
        for editions in terms().values()
        for one in editions
    ]
    return _table(("编号", "期限", "长度", "从哪一天的次日起", "依据", "备注"), rows)


def _length(term: Term) -> str:
    if not term.amount:
        return "没有法定天数"
    return f"{_MONTHS.get(term.unit, '')}{term.amount}{term.unit.label}"


def _settings() -> str:
    rows = [[f"`{name}`", label, _said(default), mark, basis] for name, label, mark, basis, default in described()]
    return _table(("设置", "含义", "默认", "性质", "依据"), rows)


def _said(default: Any) -> str:
    return _yes(default) if isinstance(default, bool) else str(default)


def _yes(whether: bool) -> str:  # noqa: FBT001  # a word for a truth value
    return "是" if whether else "否"


def _acts() -> str:
    return _table(("办理事项", "名称", "从哪些状态", "到", "依据"), _act_rows())


def _act_rows() -> Iterator[list[str]]:
    """Yield a row for each act and where it leads; the states it leaves as they are have a row with no target."""
    for act in Act:
        known = [f"`{act.value}`", act.label]
        if act is Act.SUBMIT:
            yield [*known, "（开始）", f"{State.SUBMITTED.label}，或{State.RECEIVED.label}", act.basis]
        leads: dict[str, list[State]] = {}
        for (before, one), after in TRANSITIONS.items():
            if one is act:
                leads.setdefault("" if before is after else after.label, []).append(before)
        for after_label, states in leads.items():
            every = len(states) == len(State)
            yield [
                *known,
                "任何状态" if every else "、".join(s.label for s in State if s in states),
                after_label,
                act.basis,
            ]


def _outcomes() -> str:
    return _table(("编号", "结果", "年度报告表三", "依据", "文书", "先行复议"), map(_outcome, outcomes().values()))


def _outcome(one: Outcome) -> list[str]:
    row = edition("2021").row_by_id[one.row].label.partition("（区分处理")[0]
    title = one.title if one.letter else "自拟"
    return [f"`{one.code}`", one.label, row, "、".join(one.basis), title, _FIRST[one.reconsideration_first]]


def _fees() -> str:
    items, pages = list(_tiers("items", "件")), list(_tiers("pages", "页"))
    return _table(("按件", "每件", "按量", "每页"), [[*one, *other] for one, other in zip(items, pages, strict=True)])


def _tiers(name: str, unit: str) -> Iterator[list[str]]:
    for tier in scale(name):
        yield [_range(tier, unit), f"{tier.price}元" if tier.price else "免费"]
        if tier.growth:
            yield [f"此后每{tier.step}{unit}", f"再加{tier.growth}元"]


def _range(tier: Tier, unit: str) -> str:
    last = tier.last or (tier.first + tier.step - 1 if tier.step else None)
    return f"{tier.first}至{last}{unit}" if last else f"{tier.first}{unit}以上"


TABLES: Final[dict[str, Callable[[], str]]] = {
    "notices": _notices,
    "channels": _channels,
    "terms": _terms,
    "settings": _settings,
    "acts": _acts,
    "outcomes": _outcomes,
    "fees": _fees,
}
