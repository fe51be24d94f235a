"""An application comes in: on line from the applicant, or by counter, letter, fax, e-mail or word of mouth."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.apps.applications.check_words import new_check_word, printed
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.law import law_of
from gongkai.apps.applications.models import Applicant, Application, Item, Serial
from gongkai.apps.applications.models.application import NEVER
from gongkai.apps.applications.models.event import entry
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.projection import project
from gongkai.apps.applications.sealing import keys
from gongkai.apps.applications.services.acting import (
    RESIDENT,
    Doer,
    day_of,
    log,
    write_entry,
)
from gongkai.apps.applications.services.mails import write_mail
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import ApplicantKind, Carrier, Manner, PaperKind
from gongkai.apps.bodies.errors import BodyIsClosed
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.receipt import Channel
from gongkai.core.law.words import chinese_date

APPLICATIONS: Final = "application"  # the series of numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What an application holds (art. 29), and nothing that the law does not ask for."""

    kind: ApplicantKind
    particulars: Particulars
    wanted: str
    carrier: Carrier = Carrier.ELECTRONIC
    manner: Manner = Manner.ONLINE
    assistance: str = ""
    files: tuple[Upload, ...] = ()
    identity_files: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How and when an application came, and the law of that day."""

    channel: Channel
    on: date
    law: Law


def submit(*, body: PublicBody, submission: Submission, key: str, now: datetime) -> Application:
    """Take an application on line. The same key gives the application it gave before, however often it comes.

    What can be known beforehand is looked up before the transaction, for in it all others wait for their number.
    """
    law = law_of(body, day_of(now))
    with transaction.atomic():
        serial = _begin(body, day_of(now).year)
        known = Application.objects.filter(idempotency_key=key).select_related("body", "applicant").first()
        if known is not None:
            if known.body_id != body.pk:
                raise RuleError("这张表单是为另一个机关打开的。", "请重新打开申请页面。")
            return known
        arrival = Arrival(channel=Channel.INTERNET, on=day_of(now), law=law)
        return _make(body, submission, arrival, serial=serial, by=RESIDENT, now=now, key=key)


def register(
    *,
    by: By,
    body: PublicBody,
    submission: Submission,
    channel: Channel,
    arrived_on: date,
    now: datetime,
    key: str | None = None,
) -> Application:
    """Register what came otherwise than on line (登记); `key` makes a form sent twice one application."""
    require(by, Right.REGISTER_APPLICATION, body, on=day_of(now))
    if arrived_on > day_of(now):
        raise RuleError(f"日期{chinese_date(arrived_on)}还没有到。", "请填写实际收到的日期。")
    law = law_of(body, arrived_on)
    with transaction.atomic():
        serial = _begin(body, arrived_on.year)
        known = Application.objects.filter(idempotency_key=key).first() if key else None
        if known is not None:
            return known
        arrival = Arrival(channel=channel, on=arrived_on, law=law)
        return _make(body, submission, arrival, serial=serial, by=by, now=now, key=key)


def _begin(body: PublicBody, year: int) -> Serial:
    """Lock the series of numbers; raise for a body that takes no applications."""
    keys()
    if body.closed_on is not None:
        raise BodyIsClosed(body.name)
    row, _made = Serial.objects.select_for_update().get_or_create(body=body, series=APPLICATIONS, year=year)
    return row


def _make(
    body: PublicBody,
    submission: Submission,
    arrival: Arrival,
    *,
    serial: Serial,
    by: Doer,
    now: datetime,
    key: str | None,
) -> Application:
    channel, arrived_on = arrival.channel, arrival.on
    serial.last += 1
    serial.save(update_fields=["last"])
    at = now if arrived_on == day_of(now) else datetime.combine(arrived_on, time(4), tzinfo=UTC)  # noon in Beijing
    application = Application(
        body=body,
        year=serial.year,
        serial=serial.last,
        kind=submission.kind,
        channel=channel.value,
        submitted_at=at,
        filled_by_staff=channel is Channel.ORAL,
        idempotency_key=key,
        wanted=submission.wanted,
        carrier=submission.carrier,
        manner=submission.manner,
        assistance=submission.assistance,
        events=1,
    )
    law, first = arrival.law, entry(number=1, act=Act.SUBMIT, on=arrived_on, channel=channel)
    clock = fold((first,), law)
    found = project((first,), day_of(now), law, clock)
    for name, value in asdict(found).items():
        setattr(application, name, value)
    application.due_sort = found.due_on or NEVER
    application.save(force_insert=True)
    applicant = Applicant(application=application)
    who = replace(submission.particulars, check_word=new_check_word())
    applicant.keep(who)
    applicant.save(force_insert=True)
    Item.objects.create(application=application, place=1, text=submission.wanted)
    write_entry(application, first, by=by, now=now)
    put_papers(application, PaperKind.ATTACHMENT, submission.files, by=by, now=now)
    put_papers(application, PaperKind.IDENTITY, submission.identity_files, by=by, now=now)
    _tell(application, who, now)
    log(
        Act.SUBMIT,
        application,
        by=by,
        now=now,
        told=f"{Act.SUBMIT.label}（{channel.label}）",
        after={"state": found.state},
    )
    return application


def _tell(application: Application, who: Particulars, now: datetime) -> None:
    """Write the e-mail with number and check word."""
    at = timezone.localtime(application.submitted_at)
    due = f"答复期限：{chinese_date(application.due_on)}" if application.due_on else "答复期限：见进度页面"
    if application.due_is_strict:
        due += "（按提交之日从严计算，以本机关与您确认收到之日为准）"
    text = (
        f"{application.body.name}已收到您的政府信息公开申请。\n\n"
        f"登记编号：{application.number}\n查询码：{printed(who.check_word)}\n提交时间：{at:%Y-%m-%d %H:%M}\n{due}\n\n"
        f"查询办理进度：{settings.SITE_ADDRESS}/{application.body.slug}/apply/track/\n"
        "请妥善保管查询码，不要转发这封信。\n"
    )
    write_mail(application, to=who.email, subject=f"政府信息公开申请回执 {application.number}", text=text, now=now)
