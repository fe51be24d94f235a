"""The leader's brief of a month, of a body or of a district."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.selectors import held
from gongkai.apps.oversight import drawing
from gongkai.apps.oversight.models import Task
from gongkai.apps.oversight.selectors.counting import OPEN_STATE, facts_of
from gongkai.apps.oversight.selectors.dashboard import mean
from gongkai.apps.oversight.selectors.rules import district_of, rules
from gongkai.apps.oversight.states import UNDER_WAY
from gongkai.apps.oversight.templatetags.oversight import points
from gongkai.core.oversight import BodyFacts, Rule, Sheet, Unit, ranking, score
from gongkai.core.oversight.brief import Brief
from gongkai.core.oversight.measures.monthly import last_day
from gongkai.core.oversight.model import chinese

_REASONS = 2


def bodies_below(body: PublicBody) -> list[PublicBody]:
    """Return the open bodies below a body; none for one that watches over nobody."""
    return list(
        PublicBody.objects.filter(path__startswith=body.path, closed_on=None).exclude(pk=body.pk).order_by("path")
    )


def brief_of(body: PublicBody, year: int, month: int, today: date) -> Brief:
    """Return the brief of a month as of its last day, or of today where the month still runs."""
    on = min(today, last_day(year, month))
    below = bodies_below(body)
    facts = facts_of(below or [body], year, on)
    district = body if below else district_of(body)
    held_rules = rules(district, on)
    sheets = {number: score(one, held_rules, on) for number, one in facts.items()}
    names = {one.pk: one.short_name for one in below} or {body.pk: body.short_name}
    whole = drawing.together(list(facts.values()), year, on) if below else facts[body.pk]
    tasks = _tasks(body)
    heads: tuple[str, ...] = ("名次", "机关", "得分", "主要失分") if below else ("指标", "得分", "情况")
    rows = tuple(_ranks(sheets, names) if below else _marks(sheets[body.pk]))
    return Brief(
        body.name,
        f"政务公开工作月报（{year}年{month}月）",
        f"截至{chinese(on)}",
        tuple(_figures(whole, month, sheets, tasks)),
        heads,
        rows,
        tuple(_attention(facts, names, tasks, today, on)),
        tuple(_pictures(whole, facts, names, held_rules, on)),
    )


def leaders_of(body: PublicBody, on: date) -> list[User]:
    """Return the leaders of a body who have an address, for whom the brief is."""
    found = User.objects.filter(
        grants__in=body.grants.filter(held(on), role=Role.APPROVING_LEADER), is_active=True
    ).exclude(email="")
    return list(found.distinct().order_by("pk"))


def _tasks(body: PublicBody) -> list[Task]:
    found = Task.objects.filter(public_body__path__startswith=body.path, state__in=UNDER_WAY)
    return list(found.select_related("public_body").order_by("due_on"))


def _figures(whole: BodyFacts, month: int, sheets: dict[int, Sheet], tasks: list[Task]) -> Iterator[tuple[str, str]]:
    yield "本月发布", f"{whole.months[month - 1]} 条"
    yield "全年发布", f"{whole.published} 条"
    percents = [sheet.percent for sheet in sheets.values()]
    label = "平均得分" if len(sheets) > 1 else "得分"
    yield label, points(mean(percents))
    yield "在办申请", f"{dict(whole.states).get(OPEN_STATE, 0)} 件"
    yield "在办督办", f"{len(tasks)} 项"


def _ranks(sheets: dict[int, Sheet], names: dict[int, str]) -> Iterator[tuple[str, ...]]:
    for rank in ranking(sheets):
        reasons = "；".join(
            f"{mark.rule.name} −{points(mark.lost)}（{mark.reading.said}）" for mark in rank.sheet.losses[:_REASONS]
        )
        place = "—" if rank.place is None else str(rank.place)
        yield place, names[rank.of], points(rank.sheet.percent), reasons or "没有失分"


def _marks(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for mark in sheet.marks:
        won = "不计" if mark.won is None else f"{points(mark.won)}/{points(mark.rule.points)}"
        yield mark.rule.name, won, mark.reading.said


def _attention(
    facts: dict[int, BodyFacts], names: dict[int, str], tasks: list[Task], today: date, on: date
) -> Iterator[str]:
    for number, one in facts.items():
        late = [case for case in one.open_cases if case.due_on is not None and case.due_on < today]
        if late:
            yield f"{names[number]}有 {len(late)} 件申请超过期限没有答复。"
    for task in tasks:
        if task.is_late(today):
            days = (today - task.due_on).days
            yield f"{task.public_body.short_name}的督办事项“{task.title}”超过答复期限 {days} 天。"
    for number, one in facts.items():
        silent = [account.name for account in one.media if account.is_late(on)]
        if silent:
            yield f"{names[number]}的新媒体账号{'、'.join(f'“{name}”' for name in silent)}超过更新间隔。"
    for number, one in facts.items():
        soon = [
            case
            for case in one.open_cases
            if case.due_on is not None and today <= case.due_on <= today + timedelta(days=7)
        ]
        if soon:
            yield f"{names[number]}有 {len(soon)} 件申请在 7 天以内到期。"


def _pictures(
    whole: BodyFacts, facts: dict[int, BodyFacts], names: dict[int, str], held_rules: list[Rule], on: date
) -> Iterator[tuple[str, str]]:
    single = held_rules if len(facts) == 1 else []
    months = drawing.months(whole, single, on)
    yield months.title, months.alone()
    if len(facts) > 1:
        units = [Unit(number, names[number], one.published) for number, one in facts.items()]
        other = drawing.participation("bodies", f"{whole.year}年各机关发布的信息", units, None)
    else:
        other = drawing.waits(whole, held_rules)
    yield other.title, other.alone()
