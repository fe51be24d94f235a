"""A body's own wording of its letters (改写措辞): checked before it is kept, in versions, looked at as a letter."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import LetterWording
from gongkai.apps.applications.services.acting import day_of
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.fees import item_fee
from gongkai.core.law.receipt import Channel
from gongkai.core.letters import facts as pure
from gongkai.core.letters.drafting import blank, draft
from gongkai.core.letters.editing import check, check_passage
from gongkai.core.letters.kinds import LetterKind, Passage, Stage, kinds, passages
from gongkai.core.letters.settings import LetterSettings
from gongkai.core.letters.writers import render

EXAMPLE: Final = "（示例）"


def editable() -> dict[str, LetterKind | Passage]:
    """Return what a body may word itself, by id: the letters but not the forms, and the passages they share."""
    letters: dict[str, LetterKind | Passage] = {
        id_: kind for id_, kind in kinds().items() if kind.stage is not Stage.FORM and kind.text
    }
    return {**{each.id: each for each in passages().values()}, **letters}


def wordings_of(body: PublicBody) -> dict[str, str]:
    """Return the wordings in force in a body by id: its own, else those of the nearest body above."""
    asked = [*body.above(), body.pk]
    rows = LetterWording.objects.filter(body_id__in=asked).order_by("version")
    latest = {(row.body_id, row.kind): row.text for row in rows}
    found: dict[str, str] = {}
    for number in asked:  # from the top down, so that the nearer one is written last
        found |= {kind: text for (holder, kind), text in latest.items() if holder == number and text}
    return found


def standard(id_: str) -> str:
    """Return the wording that comes with the system."""
    return _known(id_).text


def _known(id_: str) -> LetterKind | Passage:
    found = editable().get(id_)
    if found is None:
        raise RuleError("没有这一种文书。", "请从文书列表中选择。")
    return found


def checked(id_: str, text: str) -> str:
    """Return a wording that holds. Raises RuleError, LetterError: what is missing or unknown."""
    found, plain = _known(id_), text.replace("\r\n", "\n").strip()
    if isinstance(found, Passage):
        check_passage(found, plain)
    else:
        check(found, plain)
    return plain


@transaction.atomic
def set_wording(*, by: By, body: PublicBody, kind: str, text: str, now: datetime) -> LetterWording:
    """Keep another version of a wording; an empty one goes back to the standard. Raises RuleError, LetterError."""
    require(by, Right.EDIT_WORDING, body, on=day_of(now))
    PublicBody.objects.select_for_update().get(pk=body.pk)  # versions one after the other
    plain = checked(kind, text) if text.strip() else ""
    plain = "" if plain == standard(kind) else plain
    last = LetterWording.objects.filter(body=body, kind=kind).order_by("version").last()
    if plain == (last.text if last else ""):
        raise RuleError("措辞没有改动。", "请修改后再保存。")
    version = last.version + 1 if last else 1
    row = LetterWording.objects.create(
        body=body, kind=kind, version=version, text=plain, at=now, actor_name=by.as_actor().name
    )
    append(
        by=by.as_actor(),
        at=now,
        act=Deed.SET_WORDING,
        change=Change(
            f"applications.letterwording:{row.pk}",
            {"text": last.text if last else ""},
            {"kind": kind, "version": version, "text": plain},
        ),
        summary=f"{body.short_name}：{Deed.SET_WORDING.label}，{name_of(kind)}第{version}版",
        body_id=body.pk,
    )
    return row


def name_of(id_: str) -> str:
    """Return the name of a letter or a passage."""
    found = _known(id_)
    return f"通用段落：{found.place}" if isinstance(found, Passage) else found.name


def preview(settings: LetterSettings, id_: str, on: date) -> bytes:
    """Return a letter with example facts in the wording of some settings, as PDF, marked as a draft."""
    found = _known(id_)
    shown = "letter_supplement" if isinstance(found, Passage) else found.id
    details = {detail.key: detail.choices[0] if detail.choices else detail.hint for detail in kinds()[shown].details}
    facts = pure.Facts(
        applicant=pure.Applicant(name="某甲", kind=pure.ApplicantKind.NATURAL, address=f"演示路 1 号{EXAMPLE}"),
        application=pure.Application(
            number=f"{on.year}-0001",
            channel=Channel.COUNTER,
            submitted_on=on,
            received_on=on,
            content=f"演示路改造工程的施工许可文件{EXAMPLE}",
            received_rule="当面提交之日",
            form_wanted="纸质文件",
        ),
        dated_on=on,
        serial=1,
        addressee=f"某单位{EXAMPLE}" if not kinds()[shown].to_applicant else "",
        details=details,
        outcome=kinds()[shown].outcome,
        fee=item_fee(31, on=on),
        due_on=on,
        due_reason=EXAMPLE,
    )
    text = blank(shown, settings) if kinds()[shown].stage is Stage.FORM else draft(shown, facts, settings)
    return render(text, "pdf")
