"""Importing a catalogue: first read and shown, then taken over as a whole, and undone as a whole."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.catalogue.errors import WrongMatter
from gongkai.apps.catalogue.models import Matter, MatterImport
from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.catalogue.services.matters import Said, next_position, prefix_of, wrongs
from gongkai.apps.catalogue.sheets.reading import ReadMatter, read_catalogue
from gongkai.apps.catalogue.signals import catalogue_changed
from gongkai.apps.catalogue.words import ImportState
from gongkai.core.sheets.errors import SheetError

BATCH: Final = 500
_SAID: Final = (
    "field", "first_level", "second_level", "content", "basis", "limit", "owner", "carriers", "audience",
    "audience_note", "manner", "level",
)  # fmt: skip
Name = tuple[str, str, str]


@dataclass(slots=True)
class Known:
    """What a body's catalogue holds while a sheet is judged against it, and what the sheet itself has named so far."""

    units: dict[str, Office | Community]
    by_code: dict[str, Matter]
    by_name: dict[Name, Matter]
    used: set[str]
    codes: set[str] = field(default_factory=set)
    names: set[Name] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)

    def next_code(self, of: str) -> str:
        """Return the next free code of a field, and take it."""
        prefix = prefix_of(of)
        number = self.numbers.get(prefix, 1)
        while f"{prefix}-{number:03}" in self.used:
            number += 1
        self.numbers[prefix] = number + 1
        return f"{prefix}-{number:03}"


@transaction.atomic
def preview(*, by: By, body: PublicBody, name: str, data: bytes, from_on: date, now: datetime) -> MatterImport:
    """Read a sheet and keep what it holds, with the reason for each row that cannot be taken. Nothing is changed."""
    require(by, Act.KEEP_CATALOGUE, body, on=day_of(now))
    try:
        read, remarks = read_catalogue(data)
    except SheetError as error:
        raise WrongMatter(error.problem, error.remedy) from error
    known = _known(body)
    rows: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for row in read:
        said = _said({name: getattr(row, name) for name in _SAID}, known.units.get(row.unit))
        reasons = row.reasons or _reasons(row, said, known, from_on)
        place = {"sheet": row.sheet, "line": row.line}
        if reasons:
            refused.append({**place, "shown": row.shown, "reasons": reasons})
        else:
            rows.append({**place, **_kept(row, said, known)})
    digest = hashlib.sha256(data).hexdigest()
    return MatterImport.objects.create(
        public_body=body, file_name=name[:200], digest=digest, from_on=from_on, rows=rows, refused=refused,
        remarks=[*_again(body, digest), *remarks], made_at=now, made_by=by.as_actor().name,
    )  # fmt: skip


@transaction.atomic
def carry_out(*, by: By, made: MatterImport, now: datetime) -> int:
    """Take the rows that were shown into the catalogue, all of them or none; return how many."""
    body = lock_open(made.public_body, by, Act.KEEP_CATALOGUE, now)
    made = MatterImport.objects.select_for_update().get(pk=made.pk)
    if made.state != ImportState.PREVIEWED:
        raise WrongMatter(f"这次导入{ImportState(made.state).label}。", "需要时请重新读取表格。")
    codes = [row["code"] for row in made.rows]
    replaced = {row["replaces"] for row in made.rows if row["replaces"]}
    still = set(matters.standing([body]).filter(pk__in=replaced, until_on=None).values_list("pk", flat=True))
    new = [row["code"] for row in made.rows if not row["replaces"]]
    meanwhile = Matter.objects.filter(public_body=body, code__in=new).exists()
    if still != replaced or meanwhile:
        raise WrongMatter("读取表格以后，目录有了变动。", "请重新读取表格。")
    Matter.objects.filter(pk__in=replaced).update(until_on=made.from_on)
    units = _units(body)
    places = {one.code: one.position for one in Matter.objects.filter(pk__in=replaced)}
    position = next_position(body)
    said = [(row, _said({name: row[name] for name in _SAID}, units.get(row["unit"]))) for row in made.rows]
    Matter.objects.bulk_create(
        (
            Matter(
                public_body=body, code=row["code"], position=places.get(row["code"], position + number), imported=made,
                from_on=made.from_on, made_at=now, made_by=by.as_actor().name, **one.columns(),
            )
            for number, (row, one) in enumerate(said)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    made.state, made.done_at, made.closed = ImportState.DONE, now, sorted(replaced)
    made.save(update_fields=["state", "done_at", "closed"])
    told = f"从“{made.file_name}”导入 {len(codes)} 项，自 {made.from_on} 起"
    after = {"digest": made.digest, "count": len(codes), "codes": codes}
    log(Act.IMPORT_CATALOGUE, made, by=by, now=now, body=body, told=told, after=after)
    catalogue_changed.send(sender=PublicBody, body=body)
    return len(codes)


@transaction.atomic
def undo(*, by: By, made: MatterImport, reason: str, now: datetime) -> int:
    """Take an import back as a whole: its matters are voided, those it had replaced stand again; return how many."""
    body = lock_open(made.public_body, by, Act.KEEP_CATALOGUE, now)
    made = MatterImport.objects.select_for_update().get(pk=made.pk)
    if made.state != ImportState.DONE:
        raise WrongMatter(f"这次导入{ImportState(made.state).label}。", "只有已导入的可以撤销。")
    if not reason.strip():
        raise WrongMatter("没有填写撤销的原因。", "请填写原因。")
    own = made.matters.filter(voided_at=None)
    later = [one.title for one in own.exclude(until_on=None)]
    if later:
        raise WrongMatter(
            f"这次导入的{'、'.join(f'“{one}”' for one in later[:3])}等 {len(later)} 项后来又改过或停用。",
            "请先逐项处理这些事项，不再整批撤销。",
        )
    number = own.update(voided_at=now)
    Matter.objects.filter(pk__in=made.closed, public_body=body).update(until_on=None)
    made.state, made.undone_at = ImportState.UNDONE, now
    made.save(update_fields=["state", "undone_at"])
    told = f"撤销“{made.file_name}”的导入，作废 {number} 项：{reason.strip()}"
    log(Act.IMPORT_CATALOGUE, made, by=by, now=now, body=body, told=told, after={"count": number})
    catalogue_changed.send(sender=PublicBody, body=body)
    return number


def _known(body: PublicBody) -> Known:
    open_now = list(matters.standing([body]).filter(until_on=None))
    return Known(
        _units(body),
        {one.code: one for one in open_now},
        {(one.field, one.first_level, one.second_level): one for one in open_now},
        set(Matter.objects.filter(public_body=body).values_list("code", flat=True)),
    )


def _units(body: PublicBody) -> dict[str, Office | Community]:
    units: list[Office | Community] = [
        *body.communities.filter(closed_on=None), *body.offices.filter(closed_on=None),
    ]  # fmt: skip
    return {one.name: one for one in units}


def _said(row: dict[str, Any], unit: Office | Community | None) -> Said:
    return Said(**row, unit=unit)


def _name(said: Said) -> Name:
    return said.field.strip(), said.first_level.strip(), said.second_level.strip()


def _standing(row: ReadMatter, said: Said, known: Known) -> Matter | None:
    return known.by_code.get(row.code) if row.code else known.by_name.get(_name(said))


def _reasons(row: ReadMatter, said: Said, known: Known, from_on: date) -> list[str]:
    found = [f"{problem}{remedy}" for problem, remedy in wrongs(said)]
    if row.code and row.code in known.codes:
        found.append(f"代码“{row.code}”在表格中重复。每一项用自己的代码。")
    if _name(said) in known.names:
        found.append("同一领域、同一事项在表格中重复。请合并成一行。")
    if row.unit and row.unit not in known.units:
        found.append(f"没有科室或社区“{row.unit}”。请改成本机关科室、社区的名称，或者留空。")
    found += _against(row, said, known, from_on)
    if not found:
        known.codes.add(row.code)
        known.names.add(_name(said))
    return found


def _against(row: ReadMatter, said: Said, known: Known, from_on: date) -> Iterable[str]:
    """Yield what the catalogue as it stands says against a row."""
    standing = _standing(row, said, known)
    if standing is None:
        if row.code and row.code in known.used:
            yield f"代码“{row.code}”属于已经停用的事项。请换一个代码。"
        twin = known.by_name.get(_name(said))
        if row.code and twin is not None:
            yield f"目录里已经有这一项，代码是“{twin.code}”。请用原来的代码，或者留空。"
    elif all(getattr(standing, name) == value for name, value in said.columns().items()):
        yield "与目录里现行的一项相同，不需要导入。"
    elif standing.from_on >= from_on:
        yield f"目录里的这一项自 {standing.from_on} 起。请把导入的起始日期定在这一天以后。"


def _kept(row: ReadMatter, said: Said, known: Known) -> dict[str, Any]:
    standing = _standing(row, said, known)
    limit = said.time_limit
    return {
        **{name: getattr(row, name) for name in _SAID},
        "code": standing.code if standing else (row.code or known.next_code(said.field)),
        "unit": row.unit,
        "replaces": standing.pk if standing else None,
        "read_as": {"days": limit.days, "working": limit.working, "rhythm": limit.rhythm.label},
        "remarks": row.remarks,
    }


def _again(body: PublicBody, digest: str) -> list[str]:
    before = MatterImport.objects.filter(public_body=body, digest=digest, state=ImportState.DONE).first()
    done_at = timezone.localtime(before.done_at) if before and before.done_at else None
    return [f"这个文件在 {done_at:%Y-%m-%d} 已经导入过一次。"] if done_at else []
