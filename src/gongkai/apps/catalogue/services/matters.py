"""Putting a matter into the catalogue, changing it from a day on, ending it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.apps.bodies.models import Community, Office, PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.catalogue.errors import WrongMatter
from gongkai.apps.catalogue.models import Matter
from gongkai.apps.catalogue.models.matter import CONTENT
from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.catalogue.signals import catalogue_changed
from gongkai.core.catalogue.fields import names
from gongkai.core.catalogue.limits import MOST, TimeLimit, read_limit
from gongkai.core.catalogue.words import Audience, Carrier, Manner, Rhythm


@dataclass(frozen=True, slots=True)
class Said:
    """What the catalogue says of a matter. `days` and `rhythm` are read from the words of the limit where not given."""

    field: str
    first_level: str
    second_level: str = ""
    content: str = ""
    basis: str = ""
    limit: str = ""
    days: int | None = None
    working: bool = True
    rhythm: str = ""
    owner: str = ""
    unit: Office | Community | None = None
    carriers: Sequence[str] = (Carrier.WEBSITE,)
    audience: str = Audience.EVERYBODY
    audience_note: str = ""
    manner: str = Manner.PROACTIVE
    level: str = ""

    @property
    def time_limit(self) -> TimeLimit:
        """The limit: what was said of days and rhythm, else what its words say."""
        read = read_limit(self.limit)
        days, working = (self.days, self.working) if self.days else (read.days, read.working)
        rhythm = Rhythm(self.rhythm) if self.rhythm else read.rhythm
        return TimeLimit(self.limit, days, working, read.prompt, rhythm)

    def columns(self) -> dict[str, Any]:
        """Return the columns of a row."""
        limit = self.time_limit
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        kept = {name: said[name] for name in CONTENT if name in said}
        return {
            **{name: value.strip() if isinstance(value, str) else value for name, value in kept.items()},
            "limit_days": limit.days,
            "limit_working": limit.working,
            "rhythm": limit.rhythm.value,
            "carriers": [one.value for one in Carrier if one in self.carriers],
            "office": self.unit if isinstance(self.unit, Office) else None,
            "community": self.unit if isinstance(self.unit, Community) else None,
        }


@transaction.atomic
def add_matter(*, by: By, body: PublicBody, said: Said, from_on: date, code: str = "", now: datetime) -> Matter:
    """Put a matter into the catalogue from a day on (增加公开事项); without a code it is given the next one."""
    body = lock_open(body, by, Act.KEEP_CATALOGUE, now)
    check(said)
    code = code.strip() or next_code(body, said.field)
    if matters.versions(body, code).exists():
        raise WrongMatter(f"目录里已经有代码“{code}”。", "同一项请用“修改”；另一项请换一个代码。")
    twin = same(body, said)
    if twin is not None:
        raise WrongMatter(f"目录里已经有“{twin}”（{twin.code}）。", "同一事项只列一次；需要时请修改原来的一项。")
    made = Matter.objects.create(
        public_body=body, code=code, position=next_position(body), from_on=from_on, made_at=now,
        made_by=by.as_actor().name, **said.columns(),
    )  # fmt: skip
    log(Act.KEEP_CATALOGUE, made, by=by, now=now, body=body, told=f"增加“{made}”（{code}）", after=kept_of(made))
    catalogue_changed.send(sender=PublicBody, body=body)
    return made


@transaction.atomic
def change_matter(*, by: By, matter: Matter, said: Said, from_on: date, now: datetime) -> Matter:
    """Say a matter anew from a day on (修改公开事项); what it was before stays for the days before.

    From the day on which its version began, the version itself is put right: what it said is in the log.
    """
    body = lock_open(matter.public_body, by, Act.KEEP_CATALOGUE, now)
    row = _open(matter)
    check(said)
    if from_on < row.from_on:
        raise WrongMatter(f"这一项现在的内容自 {row.from_on} 起，不能从更早的日子改起。", "请填这一天或者以后的日期。")
    before = kept_of(row)
    columns = said.columns()
    if all(getattr(row, name) == value for name, value in columns.items()):
        raise WrongMatter("没有改动。", "请修改后再保存。")
    if from_on == row.from_on:
        changed = row
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=list(columns))
    else:
        row.until_on = from_on
        row.save(update_fields=["until_on"])
        changed = Matter.objects.create(
            public_body=body, code=row.code, position=row.position, from_on=from_on, made_at=now,
            made_by=by.as_actor().name, **columns,
        )  # fmt: skip
    told = f"修改“{changed}”（{changed.code}），自 {from_on} 起"
    log(Act.KEEP_CATALOGUE, changed, by=by, now=now, body=body, told=told, before=before, after=kept_of(changed))
    catalogue_changed.send(sender=PublicBody, body=body)
    return changed


@transaction.atomic
def end_matter(*, by: By, matter: Matter, until_on: date, reason: str, now: datetime) -> Matter:
    """End a matter before a day (停用公开事项): it owes nothing from that day on, and stays for the days before."""
    body = lock_open(matter.public_body, by, Act.KEEP_CATALOGUE, now)
    row = _open(matter)
    if not reason.strip():
        raise WrongMatter("没有填写停用的原因。", "请填写原因，例如依据哪次目录调整。")
    if until_on <= row.from_on:
        raise WrongMatter(f"这一项自 {row.from_on} 起才有。", "请填这一天以后的日期。")
    row.until_on, row.ended_why = until_on, reason.strip()[:200]
    row.save(update_fields=["until_on", "ended_why"])
    told = f"自 {until_on} 起停用“{row}”（{row.code}）：{row.ended_why}"
    log(Act.KEEP_CATALOGUE, row, by=by, now=now, body=body, told=told, after=snapshot(row, "until_on", "ended_why"))
    catalogue_changed.send(sender=PublicBody, body=body)
    return row


def check(said: Said) -> None:
    """Raise what stands against a matter by itself."""
    for problem, remedy in wrongs(said):
        raise WrongMatter(problem, remedy)


def wrongs(said: Said) -> list[tuple[str, str]]:
    """Return what is wrong with a matter by itself, each with how to mend it."""
    found = []
    if not said.first_level.strip():
        found.append(("没有填写一级事项。", "请填写。"))
    if not said.field.strip():
        found.append(("没有填写领域。", f"请从26个领域中选，例如“{names()[0]}”；都不是的填“其他”。"))
    if said.days is not None and not 0 < said.days <= MOST:
        found.append((f"时限 {said.days} 天不对。", f"请填 1 到 {MOST} 的整数。"))
    if not said.carriers and said.manner == Manner.PROACTIVE:
        found.append(("没有选公开渠道和载体。", "主动公开的事项至少选一个渠道。"))
    for field in Matter._meta.fields:  # noqa: SLF001 Django's own documented name
        value = getattr(said, field.name, None)
        if field.max_length is not None and isinstance(value, str) and len(value.strip()) > field.max_length:
            found.append((f"“{field.verbose_name}”超过 {field.max_length} 个字。", "请缩短。"))
    return found


def kept_of(matter: Matter) -> dict[str, Any]:
    """Return what the log keeps of a matter."""
    return snapshot(matter, "code", "from_on", *CONTENT)


def same(body: PublicBody, said: Said) -> Matter | None:
    """Return the matter in force that has the same names in the same field."""
    return (
        matters.standing([body])
        .filter(until_on=None, field=said.field.strip(), first_level=said.first_level.strip())
        .filter(second_level=said.second_level.strip())
        .first()
    )


def prefix_of(field: str) -> str:
    """Return how codes of a field begin: its number among the 26, 00 for any other."""
    return f"{names().index(field) + 1:02}" if field in names() else "00"


def next_code(body: PublicBody, field: str, taken: frozenset[str] = frozenset()) -> str:
    """Return the next free code of a field, such as 19-003; a code once used is not used again."""
    prefix = prefix_of(field.strip())
    used = {*Matter.objects.filter(public_body=body, code__startswith=f"{prefix}-").values_list("code", flat=True)}
    number = 1
    while f"{prefix}-{number:03}" in used | taken:
        number += 1
    return f"{prefix}-{number:03}"


def next_position(body: PublicBody) -> int:
    """Return the place after the last of the catalogue."""
    last = Matter.objects.filter(public_body=body).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def _open(matter: Matter) -> Matter:
    row = Matter.objects.select_for_update().get(pk=matter.pk)
    if not row.in_force():
        raise WrongMatter(f"“{row}”的这一版已经不是最新的。", "请打开目录里现行的一项再办理。")
    return row
