"""`gongkai law`: due dates, fees and working days, each with the way it comes about."""

import json
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import click

from gongkai.cli.days import Day
from gongkai.core.law.deadlines import Due, Exclusion, ReplyClock
from gongkai.core.law.errors import CalendarGap, RuleError
from gongkai.core.law.fees import Fee, items_fee, pages_fee
from gongkai.core.law.notices import parse_notice
from gongkai.core.law.receipt import Channel, Receipt, needs_confirmation, receipt
from gongkai.core.law.settings import DEFAULTS
from gongkai.core.law.words import chinese_date
from gongkai.core.law.workdays import WorkCalendar, national

LONGEST_RANGE: Final = 3660  # days of one call of `workdays`


class Consultation(click.ParamType[Exclusion]):
    """A consultation as FROM:TO."""

    name = "起:止"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Exclusion:
        """Return the consultation; fail in Chinese."""
        sent, colon, closed = str(value).partition(":")
        if not colon:
            self.fail(f"“{value}”不是一段日期，应当写成 2026-03-02:2026-03-16 的样子。", param, ctx)
        try:
            return Exclusion(Day().convert(sent, param, ctx), Day().convert(closed, param, ctx))
        except RuleError as error:
            self.fail(str(error), param, ctx)


FORMAT: Final = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text：给人看的说明；json：一个对象，供程序使用。",
)
NOTICES: Final = click.option(
    "--notice",
    "notices",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件",
    help="另外录入的年度放假安排（TOML 文件），可以写多次；同一年度的代替自带的。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The case that `due` was asked about: its options."""

    channel: str
    received: date
    arrived: date | None
    extend: int
    consultations: tuple[Exclusion, ...]
    supplemented: date | None
    paid: date | None
    conservative: bool


@click.group()
def law() -> None:
    """计算答复期限、信息处理费和工作日，并说明是怎样算出来的。

    放假安排自带 2019 至 2026 年。没有录入放假安排的年份不会猜测，结果是“未知”，并说明原因。

    \b
    例：gongkai law due --channel counter --received 2026-02-05
    """


@law.command()
@click.option("--channel", type=click.Choice([each.value for each in Channel]), required=True, help="申请的渠道。")
@click.option("--received", type=Day(), required=True, help="收到申请之日（《条例》第三十一条）。")
@click.option("--arrived", type=Day(), help="来件之日；需要确认的渠道写上这一项，另外算出从严的期限，并提醒迟延确认。")
@click.option("--extend", type=click.IntRange(0, 20), default=0, metavar="工作日数", help="延长答复的工作日数。")
@click.option(
    "--consult", "consultations", type=Consultation(), multiple=True, help="征求意见的发出日和结束日；可以写多次。"
)
@click.option("--supplemented", type=Day(), help="收到补正之日；期限从这一天起重新计算。")
@click.option("--paid", type=Day(), help="缴费完毕之日；期限从这一天起重新计算。")
@click.option("--conservative", is_flag=True, help="从严计算：征求意见结束当日也计入。")
@NOTICES
@FORMAT
def due(*, form: str, notices: tuple[Path, ...], **asked: Any) -> None:
    """算出答复期限，逐日说明哪天计入、哪天不计、依据是什么。

    不能确定的日子不会猜测：json 中 status 是 unknown，due_on 是 null，reason 是原因。

    \b
    例：gongkai law due --channel internet --received 2025-03-03 --consult 2025-03-06:2025-03-20
        gongkai law due --channel counter --received 2025-03-03 --extend 20 --format json
    """
    calendar, case = _calendar(notices), Asked(**asked)
    taken = _receipt(case, calendar)
    starts_on, term_id = _start(case)
    clock = ReplyClock(starts_on, case.extend, case.consultations, term_id)
    found = clock.due(calendar, replace(DEFAULTS, consultation_conservative=case.conservative))
    beside = {"formal_on": clock.formal(calendar), "conservative_on": clock.strict(calendar)}
    if taken.conservative_on != taken.received_on and starts_on == case.received:
        beside["from_arrival_on"] = replace(clock, starts_on=taken.conservative_on).due(calendar)
    warnings = (*taken.warnings, *found.warnings)
    click.echo(_due_json(found, beside, warnings, taken) if form == "json" else _due_text(found, beside, warnings))


def _receipt(case: Asked, calendar: WorkCalendar) -> Receipt:
    """Judge the receipt; the day of receipt itself is the one given."""
    channel = Channel(case.channel)
    if case.arrived is None or not needs_confirmation(channel):
        return receipt(channel, case.received, case.received, calendar=calendar)
    try:
        return receipt(channel, case.arrived, case.received, calendar=calendar)
    except RuleError as error:
        raise click.BadParameter(str(error), param_hint="--arrived") from None


def _start(case: Asked) -> tuple[date, str]:
    """Return the day on which the count started last, and the term."""
    given = [
        ("--supplemented", case.supplemented, "ANSWER_AFTER_SUPPLEMENT"),
        ("--paid", case.paid, "ANSWER_AFTER_PAYMENT"),
    ]
    start = (case.received, "ANSWER_20")
    for option, day, term_id in given:
        if day is None:
            continue
        if day < case.received:
            raise click.BadParameter(f"{chinese_date(day)}早于收到申请之日。请核对这两个日期。", param_hint=option)
        start = max(start, (day, term_id), key=lambda each: each[0])
    return start


BESIDE: Final = {
    "formal_on": "不扣除征求意见时间的期限",
    "conservative_on": "征求意见结束当日也计入的期限",
    "from_arrival_on": "从来件之日起算的期限",
}


def _due_json(found: Due, beside: dict[str, Due], warnings: tuple[str, ...], taken: Receipt) -> str:
    return _dump(
        {
            "due_on": _iso(found.due_on),
            "status": found.status.value,
            "reason": found.reason,
            "derivation": {
                "sentence": found.derivation.sentence(),
                "days": [
                    {
                        "date": day.on.isoformat(),
                        "counted": day.counted,
                        "number": day.number,
                        "why": day.why,
                        "basis": day.basis,
                    }
                    for day in found.derivation.days
                ],
            },
            "received_on": _iso(taken.received_on),
            "received_by": f"{taken.rule}（{taken.basis}）",
            **{key: _iso(each.due_on) for key, each in beside.items()},
            "warnings": list(warnings),
        }
    )


def _due_text(found: Due, beside: dict[str, Due], warnings: tuple[str, ...]) -> str:
    head = f"答复期限：{chinese_date(found.due_on) if found.due_on else '未知'}"
    others = [
        f"{BESIDE[key]}：{chinese_date(each.due_on)}"
        for key, each in beside.items()
        if each.due_on and each.due_on != found.due_on
    ]
    told = [f"提醒：{warning}" for warning in warnings]
    return "\n".join([head, found.derivation.sentence(), *others, *told, "", *found.derivation.lines()])


@law.command()
@click.option("--items", type=click.IntRange(0), metavar="件数", help="按件：同一申请人一个自然月的申请件数。")
@click.option("--pages", type=click.IntRange(0), metavar="页数", help="按量：一件申请的页数。")
@FORMAT
def fee(*, items: int | None, pages: int | None, form: str) -> None:
    """算出信息处理费，列出各档的数量、单价和金额。按件、按量只能选一种。

    \b
    例：gongkai law fee --items 35
        gongkai law fee --pages 120 --format json
    """
    if (items is None) == (pages is None):
        raise click.UsageError("请写 --items 或 --pages 中的一项：对一件申请只能用一种方式收费。")
    found = pages_fee(pages) if pages is not None else items_fee(items or 0)
    click.echo(_fee_json(found) if form == "json" else f"信息处理费：{found.yuan}元\n{found.sentence()}")


def _fee_json(found: Fee) -> str:
    tiers = [
        {"from": tier.first, "to": tier.last, "count": tier.count, "price_yuan": tier.price, "sum_yuan": tier.yuan}
        for tier in found.tiers
    ]
    return _dump({"fee_yuan": found.yuan, "tiers": tiers, "derivation": found.sentence(), "source": found.source})


@law.command()
@click.argument("first", metavar="起日", type=Day())
@click.argument("last", metavar="止日", type=Day())
@NOTICES
@FORMAT
def workdays(*, first: date, last: date, notices: tuple[Path, ...], form: str) -> None:
    """数出两个日期之间有几个工作日，首尾两日都计入，并逐日说明。

    \b
    例：gongkai law workdays 2026-02-09 2026-02-28
    """
    if last < first:
        raise click.UsageError("止日早于起日。请把较早的日期写在前面。")
    if (last - first).days > LONGEST_RANGE:
        raise click.UsageError("起止日期相隔十年以上。请分段计算。")
    calendar = _calendar(notices)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    try:
        kinds = [(day, calendar.kind(day)) for day in days]
        reason = ""
    except CalendarGap as gap:
        kinds, reason = [], str(gap)
    number = None if reason else sum(kind.working for _, kind in kinds)
    if form == "text":
        lines = [
            f"{chinese_date(day)}  {'工作日' if kind.working else '休息日'}  {_by(kind.why, kind.source)}".rstrip()
            for day, kind in kinds
        ]
        click.echo("\n".join([f"工作日：未知。{reason}" if reason else f"工作日：{number}天", "", *lines]).rstrip())
        return
    listed = [
        {"date": day.isoformat(), "working": kind.working, "why": kind.why, "source": kind.source}
        for day, kind in kinds
    ]
    click.echo(
        _dump(
            {
                "from": first.isoformat(),
                "to": last.isoformat(),
                "workdays": number,
                "status": "unknown" if reason else "firm",
                "reason": reason,
                "derivation": listed,
            }
        )
    )


def _by(why: str, source: str) -> str:
    return f"{why}（{source}）" if source else ""


def _calendar(notices: tuple[Path, ...]) -> WorkCalendar:
    calendar = national()
    for path in notices:
        try:
            calendar = calendar.with_notice(parse_notice(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            raise click.BadParameter(f"“{path}”不是 TOML 文件。", param_hint="--notice") from None
        except RuleError as error:
            raise click.BadParameter(f"{path.name}：{error}", param_hint="--notice") from None
    return calendar


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dump(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)
