"""Letters of a case (文书) out of its facts: drafted by `core.letters`, numbered, checked, kept as PDF and Word."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.apps.applications.check_words import printed
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.law import law_for, law_settings, settings_of
from gongkai.apps.applications.models import Application, FeeNotice, Letter, Paper
from gongkai.apps.applications.selectors.cases import Case, case
from gongkai.apps.applications.services.acting import RESIDENT, Doer, day_of, locked, log, require_right
from gongkai.apps.applications.services.numbers import next_number
from gongkai.apps.applications.services.papers import put
from gongkai.apps.applications.services.seals import seal_of
from gongkai.apps.applications.services.wordings import wordings_of
from gongkai.apps.applications.words import Carrier, Deed, LetterState, PaperKind
from gongkai.apps.bodies.body_settings import YES, Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.fees import Fee, item_fee, pages_fee
from gongkai.core.law.receipt import Channel
from gongkai.core.law.remedies import RemedyPlaces
from gongkai.core.letters import facts as pure
from gongkai.core.letters.drafting import blank, draft
from gongkai.core.letters.kinds import Series, kind
from gongkai.core.letters.letter import Letter as Text
from gongkai.core.letters.settings import LetterSettings
from gongkai.core.letters.steps import steps_of
from gongkai.core.letters.writers import render

UNIT: Final = "政府信息公开工作机构"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a person adds to the facts of the case for one letter."""

    details: Mapping[str, str] = field(default_factory=dict)
    addressee: str = ""
    by_internet: bool = False
    items: tuple[pure.Item, ...] = ()
    withheld: tuple[pure.Withheld, ...] = ()
    annexes: tuple[pure.Annex, ...] = ()
    outcome: str = ""
    tells_check_word: bool = True


NOTHING: Final = Content()


def letter_settings(body: PublicBody, on: date, series: Series = Series.NOTICE) -> LetterSettings:
    """Return what a body sets for its letters on a day."""
    given = settings_of(body, on)
    word = given.get(Key.REPLY_WORD if series is Series.REPLY else Key.NOTICE_WORD) or body.short_name
    remedies = RemedyPlaces(
        organ=str(given.get(Key.RECONSIDERATION_ORGAN, "")),
        organ_address=str(given.get(Key.RECONSIDERATION_ADDRESS, "")),
        court=str(given.get(Key.COURT, "")),
        organ_website=str(given.get(Key.RECONSIDERATION_WEBSITE, "")),
    )
    return LetterSettings(
        organ=body.name,
        word=str(word),
        unit=f"{body.name}{UNIT}",
        address=body.address,
        postcode=body.postcode,
        phone=body.phone,
        hours=body.hours,
        remedies=remedies,
        law=law_settings(given),
        wordings=wordings_of(body),
    )


def facts_of(found: Case, content: Content, *, dated_on: date | None, serial: int | None) -> pure.Facts:
    """Return what a letter is made of, as the case stands."""
    application, who = found.application, found.application.applicant.particulars()
    receipt = found.clock.receipt
    due = found.answer
    reason = due.sentence
    due_on = due.due_on
    if due_on is None and found.strict is not None and receipt.received_on is None:
        due_on, reason = found.strict.due_on, f"按提交之日从严计算：{found.strict.derivation.sentence()}"
    return pure.Facts(
        applicant=pure.Applicant(name=who.name, kind=pure.ApplicantKind(application.kind), address=who.address),
        application=pure.Application(
            number=application.number,
            channel=Channel(application.channel),
            submitted_on=timezone.localdate(application.submitted_at),
            received_on=receipt.received_on,
            content=application.wanted,
            received_rule=f"{receipt.rule}（{receipt.basis}）",
            form_wanted=Carrier(application.carrier).label,
        ),
        dated_on=dated_on,
        serial=serial,
        addressee=content.addressee,
        details=content.details,
        steps=steps_of(found.events),
        outcome=content.outcome,
        items=content.items,
        withheld=content.withheld,
        annexes=content.annexes,
        fee=_fee(application),
        due_on=due_on,
        due_count=due.due.certain if due_on is None and due.due is not None else "",
        due_reason=reason,
        by_internet=content.by_internet,
        tracking=pure.Tracking(
            address=f"{settings.SITE_ADDRESS}/{application.body.slug}/apply/track/", check_word=printed(who.check_word)
        )
        if content.tells_check_word
        else None,
    )


def _fee(application: Application) -> Fee | None:
    row = FeeNotice.objects.filter(application=application).first()
    if row is None:
        return None
    on = application.received_on
    return item_fee(row.rank, matters=row.matters, on=on) if row.scale == "items" else pages_fee(row.pages, on=on)


def _before(steps: pure.Steps, kind_id: str) -> pure.Steps:
    """Return the course up to a letter, which does not tell of itself that it was sent."""
    match kind_id:
        case "letter_supplement":
            return replace(steps, supplement_asked_on=None)
        case "letter_ask_reasons":
            return replace(steps, reasons_asked_on=None)
        case "letter_extension":
            return replace(steps, extended_on=None)
        case "letter_fee_notice":
            return replace(steps, fee_demanded_on=None)
        case _:
            return steps


def compose(
    application: Application, kind_id: str, content: Content, *, dated_on: date, today: date, serial: int | None = None
) -> Text:
    """Return a letter as it would be now; without a number while it is a draft."""
    found = case(application, today)
    series = kind(kind_id).series
    facts = facts_of(found, content, dated_on=dated_on, serial=serial)
    facts = replace(facts, steps=_before(facts.steps, kind_id))
    return draft(kind_id, facts, letter_settings(application.body, dated_on, series))


def issue(
    application: Application, kind_id: str, content: Content, *, dated_on: date, by: Doer, now: datetime
) -> Letter:
    """Make a letter final (定稿): it takes its number. Raises IncompleteLetter for one that lacks anything."""
    actor, found = by.as_actor(), kind(kind_id)
    row = Letter(
        application=application,
        kind=kind_id,
        title=found.title,
        dated_on=dated_on,
        drafted_by=actor.name,
        drafted_by_id=actor.id,
        approved_by=actor.name,
        approved_at=now,
        state=LetterState.SENT,
        sent_on=day_of(now),
    )
    row.keep(**content.details)
    sealed = settings_of(application.body, day_of(now)).get(Key.SEAL_NOTICES) == YES
    make_final(application, row, content, by=by, now=now, for_applicant=found.to_applicant, sealed=sealed)
    return row


def make_final(
    application: Application,
    row: Letter,
    content: Content,
    *,
    by: Doer,
    now: datetime,
    for_applicant: bool,
    sealed: bool,
) -> None:
    """Number a letter, write it as PDF and Word, keep both, save the row. Raises IncompleteLetter, SealLost.

    `sealed`: it was approved, and bears the picture of the body's seal where there is one.
    """
    series = kind(row.kind).series
    serial = None
    if series is not Series.NONE:
        serial = next_number(application.body, f"letter:{series.value}", row.dated_on.year)
    text = compose(application, row.kind, content, dated_on=row.dated_on, today=day_of(now), serial=serial)
    row.number = text.number
    picture = seal_of(application.body) if sealed and text.sealed else None
    files: dict[str, Paper] = {}
    for form in ("pdf", "docx"):
        upload = Upload(f"{row.title}{text.number}.{form}", render(text, form, final=True, seal=picture))
        files[form] = put(application, PaperKind.LETTER, upload, by=by, now=now, for_applicant=for_applicant)
    row.pdf, row.docx = files["pdf"], files["docx"]
    row.save()


def receipt_pdf(application: Application, today: date, *, check_word: bool = True) -> bytes:
    """Return the receipt (登记回执) as PDF, as the case stands; `check_word` says whether it tells the check word."""
    content = Content(tells_check_word=check_word)
    text = compose(application, "letter_receipt", content, dated_on=today, today=today)
    return render(text, "pdf", final=not text.gaps)


@transaction.atomic
def print_receipt(*, by: Doer, application_id: int, now: datetime) -> bytes:
    """Print the receipt at the desk, which the log tells; the check word once only, and of those registered there.

    Whoever has the check word acts as the applicant, so staff read it when they hand it over and at no other time.
    """
    application = locked(application_id)
    require_right(by, Right.REGISTER_APPLICATION, application, now)
    made_here = application.entries.get(number=1).actor_name != RESIDENT.as_actor().name
    handed = made_here and application.check_word_handed_at is None
    if handed:
        application.check_word_handed_at = now
        application.save(update_fields=["check_word_handed_at"])
    told = f"{Deed.PRINT_RECEIPT.label}（{'含' if handed else '不含'}查询码）"
    log(Deed.PRINT_RECEIPT, application, by=by, now=now, told=told)
    return receipt_pdf(application, day_of(now), check_word=handed)


def form_file(body: PublicBody, kind_id: str, form: str, on: date) -> bytes:
    """Return an empty form, such as the application (申请表), to be filled in by hand."""
    return render(blank(kind_id, letter_settings(body, on)), form)


def period_words(application: Application, days: int) -> str:
    """Return the period for a supplement as a letter says it."""
    return f"收到本告知书之日起{days or law_for(application).settings.supplement_days}个工作日"


def dates(value: Any) -> str:
    """Return a day as letters write it."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""
