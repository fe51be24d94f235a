"""The page of one case, and every act on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.applications import access
from gongkai.apps.applications.doings import BY_ACT, DOINGS, ELSEWHERE
from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.models import Application, LateEntry, OutgoingMail, Paper
from gongkai.apps.applications.selectors.cases import Case, case, same_matter, same_person
from gongkai.apps.applications.services.acting import log, may_do
from gongkai.apps.applications.services.fees import choices_for
from gongkai.apps.applications.services.publicity import OPENED
from gongkai.apps.applications.views.late import or_ask, proof_of, tell
from gongkai.apps.applications.words import Deed
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.permissions import may, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act
from gongkai.core.law.next_acts import NextAct


def user_of(request: HttpRequest) -> User:
    """Return who is logged in."""
    return cast("User", request.user)


@dataclass(frozen=True, slots=True)
class Offered:
    """One act as the page offers it: lawful or not, allowed to this person or not, and where it is done."""

    next: NextAct
    name: str
    mine: bool
    where: str


def offered(found: Case, by: User) -> list[Offered]:
    """Return the acts of the law with what is to be said of each."""
    result = []
    for one in found.next_acts:
        name = "reply" if one.act is Act.DRAFT else BY_ACT.get(one.act, "")
        mine = may_do(by, one.act, found.application, found.today)
        result.append(Offered(one, name, mine, ELSEWHERE.get(one.act, "")))
    return result


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case."""
    application = access.seen_case(user_of(request), pk, timezone.localdate())
    return render(request, "applications/case.html", case_context(request, application))


def case_context(request: HttpRequest, application: Application, *, opened: bool = False) -> dict[str, Any]:
    """Return what the page of a case shows; `opened` with the applicant's own words and data."""
    today, by = timezone.localdate(), user_of(request)
    found = case(application, today)
    acts = offered(found, by)
    who = application.applicant.particulars()
    notes = {
        row.number: note.text(application)
        for row in application.entries.select_related("note")
        if (note := getattr(row, "note", None)) is not None and (opened or row.actor_name != "申请人")
    }
    cancelled = {row.cancels for row in found.entries if row.cancels}
    handles = may(by, Right.HANDLE_APPLICATION, application.body, on=today)
    return {
        "body": application.body,
        "application": application,
        "case": found,
        "who": who if opened else who.masked(),
        "opened": opened,
        "lawful": [one for one in acts if one.next.allowed and one.name and one.mine],
        "others": [one for one in acts if one.next.allowed and one.name and not one.mine],
        "elsewhere": [one for one in acts if one.next.allowed and one.where],
        "refused": [one for one in acts if not one.next.allowed],
        "entries": [(row, notes.get(row.number, ""), row.number in cancelled) for row in found.entries],
        "waiting": found.clock.waiting(today, found.law.calendar, found.law.settings),
        "overdue": found.clock.overdue(today, found.law.calendar, found.law.settings),
        "consultations": [(row, row.told()) for row in application.consultations.select_related("office")],
        "deliveries": [(row, row.told()) for row in application.deliveries.select_related("letter", "proof")],
        "letters": application.letters.select_related("pdf", "docx"),
        "papers": application.papers.all(),
        "items": application.items.all(),
        "texts": [(row, row.told()) for row in application.messages.all()] if opened else application.messages.all(),
        "same_person": same_person(application)[:20],
        "same_matter": same_matter(application)[:10],
        "handles": handles,
        "known": _known(application),
        "published": application.published.select_related("disclosure"),
        "may_disclose": handles and application.outcome.startswith(OPENED),
        "late_entries": [(row, row.told()) for row in application.late_entries.select_related("asked_by", "proof")],
        "supplemented": any(row.act == Act.SUPPLEMENT and row.number not in cancelled for row in found.entries),
        "settles": may(by, Right.APPROVE_REPLY, application.body, on=today),
        "lost_mails": OutgoingMail.lost().filter(application=application),
    }


def _known(application: Application) -> list[tuple[str, str]] | None:
    """Return what is already public on the matter; None where the search is down."""
    known: Callable[[str, str], list[tuple[str, str]] | None] = import_string(settings.KNOWN_PUBLIC)
    return known(application.wanted, application.body.slug) if application.wanted else []


@require_POST
@never_cache
@login_required
def open_applicant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page with the applicant's data; each look is written into the log."""
    now, by = timezone.now(), user_of(request)
    application = access.seen_case(by, pk, timezone.localdate())
    with transaction.atomic():
        log(Deed.SEE_APPLICANT, application, by=by, now=now, told=Deed.SEE_APPLICANT.label)
    return render(request, "applications/case.html", case_context(request, application, opened=True))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of one act, and do it."""
    if name not in DOINGS:
        raise Http404
    today, by, doing = timezone.localdate(), user_of(request), DOINGS[name]
    application = access.seen_case(by, pk, today)
    if doing.act is None:
        require(by, Right.HANDLE_APPLICATION, application.body, on=today)
    elif not may_do(by, doing.act, application, today):
        raise Http404
    form, proof = doing.form(application=application, today=today), proof_of(request)
    if request.method == "POST":
        form = doing.form(request.POST, request.FILES, application=application, today=today)
        waits: list[LateEntry | None] = []

        def run() -> None:
            given = form.given()
            at_once = partial(doing.do, by=by, application_id=pk, now=timezone.now(), given=given)
            on = given.get("on", today)
            waits.append(or_ask(request, at_once, by=by, application=application, doing=name, on=on, proof=proof))

        if submitted(request, form, run):
            if waits[0] is not None:
                tell(request, waits[0])
                return redirect("applications:case", pk)
            told = application.entries.last()
            messages.success(request, f"已办理：{doing.label}。{told.told if told else ''}")
            return redirect("applications:case", pk)
    found = case(application, today)
    context = {
        "body": application.body,
        "application": application,
        "case": found,
        "form": form,
        "doing": doing,
        "proof": proof if "on" in form.fields else None,
        "proof_open": request.method == "POST",
        "next": next((one for one in found.next_acts if one.act is doing.act), None),
        "fee": _fee(application) if name == "propose_fee" else None,
    }
    return render(request, "applications/act.html", context)


def _fee(application: Application) -> Any:
    """Return both scales for the first page, to be looked at before anybody decides."""
    try:
        return choices_for(application, pages=31, matters=1)
    except REFUSALS:
        return None


def submitted(request: HttpRequest, form: Any, run: Callable[[], object]) -> bool:
    """Call a service for a form that is right; tell above it what the rules say against it."""
    if not form.is_valid():
        return False
    try:
        run()
    except NotAllowed:
        raise
    except REFUSALS as error:
        form.add_error(None, str(error))
        return False
    return True


@require_safe
@never_cache
@login_required
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Hand out a file of a case; the log keeps who looked."""
    by, now = user_of(request), timezone.now()
    application = access.seen_case(by, pk, timezone.localdate())
    found = get_object_or_404(Paper, pk=paper, application=application, erased_on=None)
    with transaction.atomic():
        log(Deed.SEE_PAPER, application, by=by, now=now, told=found.get_kind_display(), after={"paper": found.pk})
    return as_file(found.name, found.data())


def as_file(name: str, data: bytes) -> HttpResponse:
    """Return a file to be saved, never to be shown as a page of this site."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def today_of(request: HttpRequest, pk: int) -> tuple[User, Application, date]:
    """Return who acts, on which case, on which day; refuse those who do not handle cases there."""
    by, today = user_of(request), timezone.localdate()
    application = access.seen_case(by, pk, today)
    require(by, Right.HANDLE_APPLICATION, application.body, on=today)
    return by, application, today
