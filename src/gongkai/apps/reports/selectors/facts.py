"""The facts of a year for the narrative: what was published and delivered, each item once; the platforms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.selectors.plans import done_in, tasks_of
from gongkai.apps.channels.kinds import NEW_MEDIA, ChannelKind
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.states import State
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Section, Standing
from gongkai.apps.reports.numbers import Number

BEIJING: Final = timezone(timedelta(hours=8))
TARGET: Final = 12  # publications a month, a convention of the indicators
_EXPLAINER: Final = Q(column__slug="explainers") | Q(explains__isnull=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is counted over disclosures: its rule and its condition."""

    rule: str
    where: Q


FACTS: Final[Mapping[str, Fact]] = {
    "主动公开.总数": Fact("发布日期在统计期限内、没有撤下的政府信息，不同渠道发布的同一条只计一条", Q()),
    "主动公开.法定主动公开内容": Fact("其中“法定主动公开内容”各栏目的", Q(column__section=Section.CATALOGUE)),
    "主动公开.政策文件": Fact(
        "其中“政策文件”各栏目的，不含政策解读", Q(column__section=Section.DOCUMENTS) & ~_EXPLAINER
    ),
    "主动公开.政策解读": Fact("其中“政策解读”栏目的，或者写明解读某件文件的", _EXPLAINER),
    "主动公开.工作动态": Fact("其中“工作动态”栏目的", Q(column__slug="news")),
    "主动公开.通知公告": Fact("其中“通知公告”栏目的", Q(column__slug="notices")),
    "主动公开.科室供稿": Fact("其中由科室报送的", Q(office__isnull=False)),
    "主动公开.社区供稿": Fact("其中由社区报送的", Q(community__isnull=False)),
    "主动公开.更正": Fact("其中在发布后更正过的", Q(corrected_at__isnull=False)),
}
_DELIVERED: Final = "渠道."
_SENDINGS: Final = "投送."  # the same record over several channels is one record and several sendings
SUBMISSIONS: Final[Mapping[str, tuple[str, str]]] = {
    "报送.上级网站": ("submitted_at", "在统计期限内报送上级网站的，每次计一次"),
    "报送.采用": ("done_at", "在统计期限内被上级网站采用的，以前年度报送的也算"),
}


def _days(year: int) -> tuple[datetime, datetime]:
    first, after = (datetime(one, 1, 1, tzinfo=BEIJING).astimezone(UTC) for one in (year, year + 1))
    return first, after


def published(body: PublicBody, year: int) -> QuerySet[Disclosure]:
    """Return what a body published in a year and did not withdraw."""
    first, after = _days(year)
    found: QuerySet[Disclosure] = Disclosure.objects.filter(
        public_body=body, standing=Standing.PUBLISHED, published_at__gte=first, published_at__lt=after
    )
    return found


def facts(body: PublicBody, year: int) -> list[Number]:
    """Return the facts of a year as live numbers."""
    asked: dict[str, Any] = {
        f"n{place}": Count("pk", filter=fact.where, distinct=True) for place, fact in enumerate(FACTS.values())
    }
    found = published(body, year).aggregate(**asked)
    counted = [Number(name, found[f"n{place}"] or 0, fact.rule) for place, (name, fact) in enumerate(FACTS.items())]
    return [*counted, *_channels(body, year), *_platforms(body, year), *_work(body, year)]


def _channels(body: PublicBody, year: int) -> list[Number]:
    first, after = _days(year)
    sent = Delivery.objects.filter(
        channel__public_body=body, state=State.DONE, done_at__gte=first, done_at__lt=after
    ).order_by()
    by_kind = dict(sent.values_list("channel__kind").annotate(Count("disclosure", distinct=True)))
    sendings = dict(sent.values_list("channel__kind").annotate(Count("pk")))
    return [
        Number(
            f"{_DELIVERED}{kind.label}", by_kind.get(kind.value, 0), f"在统计期限内由{kind.label}发出的，每条只计一次"
        )
        for kind in ChannelKind
    ] + [
        Number(f"{_SENDINGS}总数", sum(sendings.values()), "在统计期限内各渠道发出的次数，同一条发到几个渠道计几次"),
        *(
            Number(f"{_SENDINGS}{kind.label}", sendings.get(kind.value, 0), f"在统计期限内由{kind.label}发出的次数")
            for kind in ChannelKind
        ),
        *(Number(name, _submissions(body, year, name).count(), rule) for name, (_, rule) in SUBMISSIONS.items()),
    ]


def _submissions(body: PublicBody, year: int, name: str) -> QuerySet[Delivery]:
    """Return what was submitted to superior sites in a year, or adopted in it."""
    (first, after), (field, _rule) = _days(year), SUBMISSIONS[name]
    within = {f"{field}__gte": first, f"{field}__lt": after}
    return Delivery.objects.filter(channel__public_body=body, channel__kind=ChannelKind.SUPERIOR, **within)


def _platforms(body: PublicBody, year: int) -> list[Number]:
    _first, after = _days(year)
    last = (after - timedelta(days=1)).astimezone(BEIJING).date()
    open_then = Channel.objects.filter(public_body=body, opened_on__lte=last).filter(
        Q(closed_on=None) | Q(closed_on__gt=last)
    )
    return [
        Number("平台.渠道数", open_then.count(), "年末启用的渠道账号，包括网站、新媒体、公示栏和电子屏"),
        Number("平台.新媒体数", open_then.filter(kind__in=NEW_MEDIA).count(), "年末启用的政务新媒体账号"),
    ]


def rows_of(body: PublicBody, year: int, name: str) -> QuerySet[Disclosure] | None:
    """Return the disclosures behind a fact; None for a number that is not counted over disclosures."""
    if name in FACTS:
        found = published(body, year).filter(FACTS[name].where)
    elif name.startswith(_DELIVERED):
        first, after = _days(year)
        kinds = [kind.value for kind in ChannelKind if kind.label == name.removeprefix(_DELIVERED)]
        sent = Delivery.objects.filter(
            channel__public_body=body, channel__kind__in=kinds, state=State.DONE, done_at__gte=first, done_at__lt=after
        )
        found = Disclosure.objects.filter(pk__in=sent.values("disclosure"))
    elif name in SUBMISSIONS:
        found = Disclosure.objects.filter(pk__in=_submissions(body, year, name).values("disclosure"))
    else:
        return None
    rows: QuerySet[Disclosure] = found.distinct().select_related("public_body", "column").order_by("-published_at")
    return rows


def by_month(body: PublicBody, year: int) -> list[int]:
    """Return how many items were published in each month."""
    months = [0] * 12
    for at in published(body, year).values_list("published_at", flat=True):
        months[at.astimezone(BEIJING).month - 1] += 1
    return months


def _work(body: PublicBody, year: int) -> list[Number]:
    return [
        Number("工作方案.任务数", tasks_of(body, year).count(), "本年度政务公开工作方案的任务"),
        Number("工作方案.已完成", done_in(body, year).count(), "其中已完成的"),
    ]


def improvements(body: PublicBody, year: int) -> list[str]:
    """Return what the done tasks of the year's plan reached, those from last year's problems first."""
    return [task.closed_why.rstrip("。；;") for task in done_in(body, year)]
