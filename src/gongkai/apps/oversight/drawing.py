"""The pictures of oversight out of facts: pure, the same for a body and for the sum over a district."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from gongkai.apps.channels.kinds import NEW_MEDIA, ChannelKind
from gongkai.apps.oversight.selectors.counting import OPEN_STATE, OUTCOMES
from gongkai.core.catalogue.duties import Duty, State
from gongkai.core.oversight import BodyFacts, Rule, Unit
from gongkai.core.pictures import Bar, Column, Picture, Square, Strip, bars, columns, grid, strips

_LEGAL_WAIT: Final = Decimal(20)  # working days, Regulation art. 26
_STEPS: Final = (0, 5, 10)  # working days that part the columns below the target
_AIMED: Final = frozenset({ChannelKind.WEBSITE, *NEW_MEDIA})  # the channels that the monthly target is promised for


def target_of(rules: Iterable[Rule], measure: str) -> Decimal | None:
    """Return the target of the indicator that is made of a measure; None where there is none."""
    return next((rule.target for rule in rules if rule.measure == measure), None)


def months(facts: BodyFacts, rules: Sequence[Rule], on: date) -> Picture:
    """Return publications month by month, all of them and those of each channel, against the target."""
    target = target_of(rules, "monthly")
    goal = None if target is None else float(target)
    until = 12 if on.year > facts.year else on.month if on.year == facts.year else 0
    rows = [Strip("全部（同一条只计一次）", facts.months, goal)]
    for kind, sent in facts.channels:
        channel = ChannelKind(kind)
        rows.append(Strip(channel.label, sent, goal if channel in _AIMED else None))
    return strips("months", f"{facts.year}年各月发布的信息", rows, unit="条", until=until)


def units(facts: BodyFacts, rules: Sequence[Rule]) -> Iterator[Picture]:
    """Yield what offices and communities contributed, against their targets."""
    for id_, name, measured, found in (
        ("offices", "各科室报送并发布的信息", "offices", facts.offices),
        ("communities", "各社区报送并发布的信息", "communities", facts.communities),
    ):
        if found:
            yield participation(id_, f"{facts.year}年{name}", found, target_of(rules, measured))


def participation(id_: str, title: str, found: Sequence[Unit], target: Decimal | None) -> Picture:
    """Return units as bars, the most active first; those below the target are hatched."""
    ordered = sorted(found, key=lambda unit: -unit.count)
    rows = [
        Bar(unit.name, unit.count, "met" if target is None or unit.count >= target else "missed") for unit in ordered
    ]
    return bars(id_, title, rows, unit="条", target=None if target is None else float(target))


def waits(facts: BodyFacts, rules: Sequence[Rule]) -> Picture:
    """Return how many working days passed from formation to publication; what is beyond the target is hatched."""
    target = int(target_of(rules, "timely") or _LEGAL_WAIT)
    bounds = [*(step for step in _STEPS if step < target), target]
    rows, before = [], -1
    for bound in bounds:
        number = sum(count for days, count in facts.waits if before < days <= bound)
        rows.append(Column("当日" if bound == 0 else f"{before + 1}–{bound}", number))
        before = bound
    late = sum(count for days, count in facts.waits if days > target)
    rows.append(Column(f"{target}以上", late, "missed"))
    title = f"{facts.year}年形成到发布的工作日数"
    return columns("waits", title, rows, unit="条", name_head="工作日")


def applications(facts: BodyFacts) -> Picture:
    """Return what became of the applications of the year; those that are open are dotted."""
    found = dict(facts.states)
    rows = [Bar(name, found.get(name, 0)) for name in OUTCOMES.values()]
    rows.append(Bar(OPEN_STATE, found.get(OPEN_STATE, 0), "open"))
    return bars("applications", f"{facts.year}年新收申请的办理情况", rows, unit="件")


_MARKS: Final = {
    State.MISSED: "missed", State.PARTLY: "missed", State.LATE: "met", State.MET: "met",
    State.PENDING: "open", State.UNKNOWN: "open",
}  # fmt: skip
MOST_MATTERS: Final = 40


def duties(owed: Sequence[Duty], year: int) -> Picture:
    """Return the map of duties: matters by months, those with something missed first."""
    rows: dict[str, list[str]] = {}
    for duty in owed:
        months_ = rows.setdefault(duty.title, [""] * 12)
        marks = ("missed", "open", "met", "")
        months_[duty.month - 1] = min(months_[duty.month - 1], _MARKS[duty.state], key=marks.index)
    ordered = sorted(rows.items(), key=lambda one: -one[1].count("missed"))
    more = f"，共 {len(ordered)} 项，列出前 {MOST_MATTERS} 项" if len(ordered) > MOST_MATTERS else ""
    squares = [Square(name, tuple(months_)) for name, months_ in ordered[:MOST_MATTERS]]
    return grid("duties", f"{year}年公开任务图{more}", squares)


def years(published: Mapping[int, int], percents: Mapping[int, Decimal | None]) -> Iterator[Picture]:
    """Yield publications and points of the years beside each other."""
    rows = [Column(str(year), number) for year, number in sorted(published.items())]
    yield columns("years", "历年发布的信息", rows, unit="条", name_head="年度")
    if any(percent is not None for percent in percents.values()):
        marks = [
            Column(str(year), None if percent is None else float(percent)) for year, percent in sorted(percents.items())
        ]
        yield columns("percents", "历年得分（百分制）", marks, unit="分", name_head="年度")


def together(found: Sequence[BodyFacts], year: int, until: date) -> BodyFacts:
    """Return the sum over bodies of what can be added."""
    waiting: dict[int, int] = {}
    states: dict[str, int] = {}
    sent: dict[str, list[int]] = {}
    for facts in found:
        for days, count in facts.waits:
            waiting[days] = waiting.get(days, 0) + count
        for name, count in facts.states:
            states[name] = states.get(name, 0) + count
        for kind, by_month in facts.channels:
            sent[kind] = [a + b for a, b in zip(sent.get(kind, [0] * 12), by_month, strict=True)]
    return BodyFacts(
        year,
        until,
        months=tuple(sum(facts.months[place] for facts in found) for place in range(12)),
        waits=tuple(sorted(waiting.items())),
        states=tuple(states.items()),
        channels=tuple((kind, tuple(by_month)) for kind, by_month in sorted(sent.items())),
        undated=sum(facts.undated for facts in found),
    )
