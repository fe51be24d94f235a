"""The queue, one delivery with every attempt, and what a person does with it."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.channels import forms, services
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.package import package_of, texts_of
from gongkai.apps.channels.selectors import queue
from gongkai.apps.channels.states import TRANSITIONS, WORKED, State, Step
from gongkai.apps.channels.views.asked import body_asked, delivery_asked, shown
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.permissions import bodies_where
from gongkai.apps.publishing.words import Standing

ROWS: Final = 100


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for a person and what waits for the worker, over all bodies of the person."""
    bodies = bodies_where(person(request), Act.DELIVER, timezone.localdate())
    mine, machine = queue.for_a_person(bodies), queue.for_the_worker(bodies)
    given = {
        "bodies": bodies,
        "mine": mine[:ROWS],
        "mine_count": mine.count(),
        "submitted": queue.submitted(bodies)[:ROWS],
        "machine": machine[:ROWS],
        "machine_count": machine.count(),
        "silent": queue.silent(bodies, timezone.now()),
    }
    return render(request, "channels/home.html", given)


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: where it stands, what may be done, every attempt."""
    row = delivery_asked(request, pk)
    state = State(row.state)
    given = shown(
        request, row.channel.public_body, delivery=row, channel=row.channel, state=state, attempts=row.attempts.all(),
        may_prove=_may_prove(row, state),
        may_answer=row.channel.kind == ChannelKind.SUPERIOR and bool(services.answers_possible(state)),
        may_resend=(state, Step.RESEND) in TRANSITIONS,
        may_cancel=(state, Step.CANCEL) in TRANSITIONS,
        may_pause=state in WORKED,
        kind=ChannelKind(row.channel.kind),
        may_package=row.channel.kind != ChannelKind.WEBSITE and row.disclosure.standing == Standing.PUBLISHED,
    )  # fmt: skip
    return render(request, "channels/delivery.html", given)


def _may_prove(row: Delivery, state: State) -> bool:
    """Tell whether a proof is wanted; that of a submission is noted with the superior's answer."""
    out = (state, Step.FINISH) in TRANSITIONS and row.channel.kind != ChannelKind.SUPERIOR
    return out or (state, Step.REMOVE) in TRANSITIONS


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def prove(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of a delivery or a removal."""
    row = delivery_asked(request, pk)
    form = forms.ProofForm(typed(request), request.FILES or None)

    def run() -> object:
        return services.prove(by=person(request), delivery=row, proof=form.proof(), now=timezone.now())

    return _act(request, row, form, run, _("登记凭证"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What a superior site did with a submission."""
    row = delivery_asked(request, pk)
    if row.channel.kind != ChannelKind.SUPERIOR:
        raise Http404
    form = forms.AnswerForm(typed(request), request.FILES or None, state=State(row.state))

    def run() -> object:
        return services.note_answer(by=person(request), delivery=row, noted=form.noted(), now=timezone.now())

    return _act(request, row, form, run, _("登记报送结果"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """A delivery given up."""
    row = delivery_asked(request, pk)
    form = forms.ReasonForm(typed(request))

    def run() -> object:
        reason = form.cleaned_data["reason"]
        return services.cancel(by=person(request), delivery=row, reason=reason, now=timezone.now())

    return _act(request, row, form, run, _("取消投送"))


@require_POST
@login_required
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """A delivery paused, or let go on."""
    row = delivery_asked(request, pk)
    run = services.resume if row.paused_at else services.pause
    do(request, None, lambda: run(by=person(request), delivery=row, now=timezone.now()))
    return redirect("channels:delivery", pk)


@require_POST
@login_required
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """A delivery sent once more."""
    row = delivery_asked(request, pk)
    do(request, None, lambda: services.resend(by=person(request), delivery=row, now=timezone.now()))
    return redirect("channels:delivery", pk)


@require_safe
@never_cache
@login_required
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo that proves a delivery."""
    row = delivery_asked(request, pk)
    if not row.photo:
        raise Http404
    with row.photo.open("rb") as file:
        return HttpResponse(file.read(), content_type="image/jpeg")


@require_safe
@never_cache
@login_required
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person copies into the platform."""
    row = _public(request, pk)
    kind = ChannelKind(row.channel.kind)
    given = shown(request, row.channel.public_body, delivery=row, channel=row.channel, kind=kind)
    return render(request, "channels/package.html", {**given, "texts": texts_of(row.disclosure, kind)})


@require_safe
@never_cache
@login_required
def package_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole package as a file."""
    row = _public(request, pk)
    answer = HttpResponse(package_of(row.disclosure, ChannelKind(row.channel.kind)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{row.disclosure.public_id}.zip"'
    return answer


def _public(request: HttpRequest, pk: int) -> Delivery:
    """Return a delivery whose version is public; there is no package of what was withdrawn or corrected."""
    row = delivery_asked(request, pk)
    if row.disclosure.standing != Standing.PUBLISHED or row.release != row.disclosure.releases.last():
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def of_disclosure(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The deliveries of one record, and the channels it may go to besides."""
    body = body_asked(request, slug)
    page = get_object_or_404(Disclosure, public_id=public_id, public_body=body)
    rows = queue.of_body(body).filter(disclosure=page)
    there = rows.filter(release=page.releases.last()).values("channel")
    others = Channel.objects.filter(public_body=body, closed_on=None).exclude(pk__in=there).exclude(kind="website")
    if request.method == "POST":
        channel = get_object_or_404(others, pk=request.POST.get("channel") or 0)

        def run() -> object:
            return services.add_delivery(by=person(request), disclosure=page, channel=channel, now=timezone.now())

        do(request, None, run)
        return redirect("channels:disclosure", slug, public_id)
    return render(request, "channels/disclosure.html", shown(request, body, page=page, deliveries=rows, others=others))


def _act(request: HttpRequest, row: Delivery, form: Any, run: Callable[[], object], title: str) -> HttpResponse:
    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经办理。"))
        return redirect("channels:delivery", row.pk)
    back = reverse("channels:delivery", args=[row.pk])
    given = shown(request, row.channel.public_body, form=form, title=title, button=title, told=str(row), back=back)
    given["multipart"] = isinstance(form, forms.ProofForm)
    return render(request, "channels/form.html", given)
