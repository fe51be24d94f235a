"""Letters that ask: the applicant to supplement or give reasons, parties for their opinion, offices for help."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Application, Consultation, Letter
from gongkai.apps.applications.selectors.cases import case
from gongkai.apps.applications.services.acting import Doer, Particular, day_of, locked, log, record, require_right
from gongkai.apps.applications.services.deliveries import Service, send_paper
from gongkai.apps.applications.services.letters import Content, issue, period_words
from gongkai.apps.applications.services.mails import write_mail
from gongkai.apps.applications.services.papers import put_papers
from gongkai.apps.applications.words import Deed, Opinion, PaperKind, PartyKind, ServiceKind
from gongkai.apps.bodies.models import Office
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act, State
from gongkai.core.law.events import REASONS_LETTER, SUPPLEMENT_LETTER
from gongkai.core.law.words import chinese_date
from gongkai.core.letters.kinds import kind


@transaction.atomic
def ask_supplement(
    *,
    by: Doer,
    application_id: int,
    on: date,
    points: str,
    guidance: str,
    days: int,
    service: Service,
    now: datetime,
    why_late: str = "",
) -> Application:
    """Ask the applicant, once and in writing, to supplement the application (告知补正, art. 30)."""
    application = locked(application_id)
    particular = Particular(days=days)
    record(
        application, Act.ASK_SUPPLEMENT, by=by, on=on, now=now, particular=particular, note=points, why_late=why_late
    )
    details = {"points": points, "guidance": guidance, "period": period_words(application, days)}
    send_letter(application, SUPPLEMENT_LETTER, "letter_supplement", details, service, by=by, on=on, now=now)
    return application


@transaction.atomic
def ask_reasons(
    *, by: Doer, application_id: int, on: date, figures: str, period: str, service: Service, now: datetime
) -> Application:
    """Ask for the reasons of many or frequent applications (要求说明理由, art. 35), with the figures that show it."""
    application = locked(application_id)
    record(application, Act.ASK_REASONS, by=by, on=on, now=now, note=figures)
    details = {"figures": figures, "period": period}
    send_letter(application, REASONS_LETTER, "letter_ask_reasons", details, service, by=by, on=on, now=now)
    return application


def send_letter(
    application: Application,
    subject: str,
    kind_id: str,
    details: Mapping[str, str],
    service: Service,
    *,
    by: Doer,
    on: date,
    now: datetime,
    addressee: str = "",
) -> Letter | None:
    """Make an interim letter final and send it, in the transaction of its act. Raises IncompleteLetter.

    Of an act of an earlier day there is a letter on paper already (补录): none is made, its service is entered.
    """
    if on < day_of(now):
        send_paper(application, subject, kind(kind_id).title, service, by=by, on=on, now=now)
        return None
    content = Content(details=details, addressee=addressee, by_internet=service.kind is ServiceKind.ELECTRONIC)
    letter = issue(application, kind_id, content, dated_on=on, by=by, now=now)
    send_paper(application, subject, letter.title, service, by=by, on=on, now=now, letter=letter)
    if service.kind is ServiceKind.ELECTRONIC and not addressee:
        tell_of(application, letter.title, now)
    return letter


def tell_of(application: Application, title: str, now: datetime) -> None:
    """Tell the applicant by e-mail that a letter waits on the progress page; the letter itself is not mailed."""
    text = (
        f"您的政府信息公开申请（{application.number}）有新的文书：{title}。"
        "请凭登记编号和查询码，在“查询办理进度”页面查看。\n"
        f"{settings.SITE_ADDRESS}/{application.body.slug}/apply/track/\n"
    )
    who = application.applicant.particulars()
    write_mail(application, to=who.email, subject=f"政府信息公开申请 {application.number}：{title}", text=text, now=now)


@transaction.atomic
def consult(
    *,
    by: Doer,
    application_id: int,
    on: date,
    party: PartyKind,
    name: str,
    matter: str,
    right: str = "",
    service: Service,
    now: datetime,
    why_late: str = "",
) -> Consultation:
    """Ask a third party (art. 32) or a co-making body (art. 34) for its opinion (征求意见)."""
    application = locked(application_id)
    if party is PartyKind.OFFICE:
        raise RuleError("科室不是征求意见的对象。", "请用“请科室协助”。")
    key = f"c{application.consultations.count() + 1}"
    row = Consultation(application=application, body=application.body, key=key, party=party, sent_on=on)
    row.keep(name=name, address=service.address, matter=matter)
    row.save()
    particular = Particular(key=key, organ=party is PartyKind.ORGAN)
    record(application, Act.CONSULT, by=by, on=on, now=now, particular=particular, note=matter, why_late=why_late)
    kind_id = "letter_consult_coproducer" if party is PartyKind.ORGAN else "letter_consult_third_party"
    details = {"information": matter, "right": right}
    send_letter(application, key, kind_id, details, service, by=by, on=on, now=now, addressee=name)
    row.refresh_from_db()
    return row


@transaction.atomic
def receive_opinion(
    *,
    by: Doer,
    consultation_id: int,
    on: date,
    opinion: Opinion,
    said: str,
    now: datetime,
    files: tuple[Upload, ...] = (),
) -> Consultation:
    """Enter what a party answered (收到意见); with the last answer the consultation is over."""
    row = Consultation.objects.get(pk=consultation_id)
    application = locked(row.application_id)
    row = Consultation.objects.select_for_update().get(pk=consultation_id)
    put_papers(application, PaperKind.OPINION, files, by=by, now=now)
    row.replied_on, row.opinion = on, opinion
    row.keep(**{**row.told(), "said": said})
    if row.party == PartyKind.OFFICE:
        _inside(application, row, by=by, on=on, now=now)
        return row
    record(application, Act.RECEIVE_OPINION, by=by, on=on, now=now, particular=Particular(key=row.key), note=said)
    row.save()
    _end_if_over(application, by=by, on=on, now=now)
    return row


def _inside(application: Application, row: Consultation, *, by: Doer, on: date, now: datetime) -> None:
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if on > day_of(now):
        raise RuleError(f"日期{chinese_date(on)}还没有到。", "请填写实际回复的日期。")
    row.save()
    log(Act.RECEIVE_OPINION, application, by=by, now=now, told=f"{row.office}已回复", after={"consultation": row.pk})


def _end_if_over(application: Application, *, by: Doer, on: date, now: datetime) -> None:
    found = case(application, day_of(now))
    if found.state is State.CONSULTING and not found.clock.open_consultations(on, found.law.calendar):
        record(application, Act.END_CONSULTATION, by=by, on=on, now=now)


@transaction.atomic
def end_consultation(*, by: Doer, application_id: int, on: date, now: datetime, note: str = "") -> Application:
    """Go on after the time for opinions has lapsed (结束征求意见)."""
    application = locked(application_id)
    record(application, Act.END_CONSULTATION, by=by, on=on, now=now, note=note)
    return application


@transaction.atomic
def ask_office(
    *, by: Doer, application_id: int, on: date, office: Office, until: date, matter: str, now: datetime
) -> Consultation:
    """Ask an office inside for help by a day of its own (请科室协助); it moves no due date."""
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if office.body_id != application.body_id:
        raise RuleError(f"{office}不属于{application.body}。", f"请选择{application.body}的科室。")
    if not application.is_open:
        raise RuleError("这件申请已经办结。", "不必再请科室协助。")
    if until < on:
        raise RuleError("科室的回复期限早于发出日期。", "请核对这两个日期。")
    key = f"o{application.consultations.count() + 1}"
    row = Consultation(application=application, body=application.body, key=key, party=PartyKind.OFFICE, sent_on=on)
    row.office, row.until = office, until
    row.keep(name=office.name, matter=matter)
    row.save()
    log(Deed.ASK_OFFICE, application, by=by, now=now, told=f"请{office}在{until}前协助", after={"consultation": row.pk})
    return row
