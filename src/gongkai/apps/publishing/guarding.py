"""The guard before sending and before approval: what `core.guard` finds, what blocks, who let it pass and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.acting import day_of, log
from gongkai.apps.publishing.duplicates import near_duplicate
from gongkai.apps.publishing.models import Disclosure, GuardList, GuardPass, Leader
from gongkai.apps.publishing.passages import Passage, Path, passages_of
from gongkai.apps.publishing.pictures import pictures_in
from gongkai.apps.publishing.versions import digest_of
from gongkai.core.guard import (
    Action,
    FieldRules,
    Fields,
    Finding,
    Settings,
    inspect_fields,
    inspect_file,
    inspect_text,
    mask,
    read_words,
)

RULES: Final = FieldRules(required=frozenset({"title", "issuer", "made_on", "column"}))
LINKED: Final = frozenset({"gov.cn"})  # a convention: links of a government site lead to such, and to those of its list


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in a draft: in a passage of the text, which can be masked here, or in a file, which cannot."""

    finding: Finding
    part: str
    path: Path = ()

    @property
    def key(self) -> str:
        """Name the finding within one version of the draft."""
        where = ".".join(str(one) for one in self.path) or self.part
        return f"{where}:{self.finding.start}:{self.finding.end}:{self.finding.kind.id}"

    @property
    def maskable(self) -> bool:
        """Tell whether one click puts the mask into the text."""
        return bool(self.path) and self.path[0] != "attachments" and self.finding.action is Action.MASK

    @property
    def problem(self) -> str:
        """Return where it is and what is wrong."""
        return f"{self.part}：{self.finding.problem}"


class Guarded(RuleError):
    """Findings stand in the way; `report` holds them all."""

    def __init__(self, report: "Report") -> None:
        count = len(report.blocking)
        refused = any(not one.finding.kind.may_be_overridden for one in report.blocking)
        remedy = "请逐处遮盖、改正或更换附件，再办理。" if not refused else "涉密材料不得进入本系统，请立即停止办理。"
        super().__init__(f"发布前检查发现 {count} 处不得发布的内容。", remedy)
        self.report = report


@dataclass(frozen=True, slots=True)
class Report:
    """All that the guard found in one version of a draft."""

    found: tuple[Found, ...]

    @property
    def blocking(self) -> list[Found]:
        """What must be mended, or passed for a reason, before anything goes on."""
        return [one for one in self.found if one.finding.blocks]

    @property
    def warnings(self) -> list[Found]:
        """What a person should look at."""
        return [one for one in self.found if not one.finding.blocks]

    @property
    def may_be_overridden(self) -> bool:
        """Tell whether a reason is enough for all that blocks."""
        return all(one.finding.kind.may_be_overridden for one in self.blocking)


def inspect(draft: Disclosure, now: datetime) -> Report:
    """Return what must not go out of a draft: its fields, its body, its attachments, the data within its pictures."""
    settings = _settings(draft, now)
    texts = [found for passage in passages_of(draft) for found in _of_passage(passage, settings)]
    files = [found for name, data in _files(draft) for found in _of_file(name, data, settings)]
    header = [Found(one, "信息要素") for one in inspect_fields(_header(draft), RULES)]
    return Report((*header, *texts, *files, *(Found(one, "全文") for one in near_duplicate(draft))))


def let_through(draft: Disclosure, *, by: By, reason: str, now: datetime) -> None:
    """Raise Guarded unless nothing in a draft blocks, or all that blocks may pass for a reason.

    What was let pass once stays so for this version of the content.
    """
    report = inspect(draft, now)
    if not report.blocking:
        return
    digest = digest_of(draft)
    passed = report.may_be_overridden and draft.guard_passes.filter(digest=digest).exists()
    if passed:
        return
    if not reason.strip() or not report.may_be_overridden:
        raise Guarded(report)
    require(by, Act.OVERRIDE_GUARD, draft.public_body, on=day_of(now))
    rows: list[dict[str, Any]] = [{"kind": one.finding.kind.id, "place": one.problem} for one in report.blocking]
    made = GuardPass.objects.create(
        disclosure_id=draft.pk, digest=digest, reason=reason.strip(), findings=rows, at=now, by=by.as_actor().name
    )
    log(Act.OVERRIDE_GUARD, draft, by=by, now=now, told=made.reason, after={"reason": made.reason, "findings": rows})


def masked(draft: Disclosure, keys: frozenset[str] | None, now: datetime) -> dict[Path, str]:
    """Return the passages of a draft with the masks in them: of all findings, or of those named."""
    settings, texts = _settings(draft, now), {}
    for passage in passages_of(draft):
        chosen = [one for one in _of_passage(passage, settings) if one.maskable and (keys is None or one.key in keys)]
        if chosen:
            texts[passage.path] = mask(passage.text, [one.finding for one in chosen])
    return texts


def _of_passage(passage: Passage, settings: Settings) -> Iterator[Found]:
    if passage.text:
        for finding in inspect_text(passage.text, settings, lead=passage.lead):
            yield Found(finding, passage.part, passage.path)


def _of_file(name: str, data: bytes, settings: Settings) -> Iterator[Found]:
    for finding in inspect_file(data, name, settings).findings:
        yield Found(finding, name)


def _files(draft: Disclosure) -> Iterator[tuple[str, bytes]]:
    for one in draft.attachments.all():
        with one.document.open_file() as opened:
            yield f"附件“{one.title}”", opened.read()
    for image in pictures_in(draft.body):
        with image.open_file() as opened:
            yield f"图片“{image.title}”", opened.read()


def _header(draft: Disclosure) -> Fields:
    return Fields(
        title=draft.title,
        issuer=draft.issuing_body,
        made_on=draft.made_on,
        summary=draft.summary,
        document_number=draft.document_number,
        matter=draft.matter,
        column=draft.column.name,
    )


def _settings(draft: Disclosure, now: datetime) -> Settings:
    body = draft.public_body
    own = GuardList.objects.filter(public_body=body).first()
    units = [*body.offices.all(), *body.communities.all()]
    phones = {body.phone, body.fax, *(unit.phone for unit in units), *(own.phones.split("\n") if own else ())}
    return Settings(
        words=read_words(own.words) if own else (),
        on=day_of(now),
        office_phones=frozenset(phone.strip() for phone in phones if phone.strip()),
        office_mails=frozenset({body.email} - {""}),
        leaders=tuple(one.held() for one in Leader.objects.filter(public_body=body)),
        public_names=_lines(own.names) if own else frozenset(),
        hosts=LINKED | (_lines(own.hosts) if own else frozenset()),
    )


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("\n") if line.strip())
