"""The registry of a body's accounts, one account, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.channels import forms, services
from gongkai.apps.channels.kinds import SECRETS, ChannelKind
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.secrets import SecretsLost
from gongkai.apps.channels.selectors import figures, queue
from gongkai.apps.channels.services.accounts import FIELDS
from gongkai.apps.channels.views.asked import body_asked, channel_asked, shown


@require_safe
@never_cache
@login_required
def of_body(request: HttpRequest, slug: str) -> HttpResponse:
    """The accounts of a body, and what went out this year."""
    body, now = body_asked(request, slug), timezone.now()
    year = timezone.localdate(now).year
    channels = [(one, queue.is_silent(one, now)) for one in queue.channels_of(body)]
    given = shown(request, body, channels=channels, year=year, figures=[*figures.of_year(body, year)])
    given["submissions"] = figures.submissions_of_year(body, year)
    given["kinds"] = [(one.value, one.shown) for one in ChannelKind if one is not ChannelKind.WEBSITE]
    return render(request, "channels/body.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A new account."""
    body = body_asked(request, slug, Act.KEEP_CHANNELS)
    asked = next((one for one in ChannelKind if one.value == kind and one is not ChannelKind.WEBSITE), None)
    if asked is None:
        raise Http404
    form = forms.AccountForm(typed(request), kind=asked, initial={"silence_days": 14, "owner": body.name})
    made: list[Channel] = []

    def run() -> None:
        account = form.account_typed()
        made.append(
            services.open_channel(by=person(request), body=body, kind=asked, account=account, now=timezone.now())
        )

    if form.is_valid() and do(request, form, run):
        return redirect("channels:account", made[0].pk)
    title = _("登记{kind}").format(kind=asked.shown)
    return _form(request, body, form, title, _("登记"), reverse("channels:body", args=[slug]))


@require_safe
@never_cache
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: the registry's row, what must go to it, its last deliveries."""
    channel = channel_asked(request, pk, Act.DELIVER)
    last = queue.of_body(channel.public_body).filter(channel=channel)[:20]
    try:
        lacks = channel.lacks()
    except SecretsLost as lost:
        messages.error(request, str(lost))
        lacks = []
    callback = request.build_absolute_uri(reverse("channel-callback", args=[channel.pk]))
    given = shown(
        request, channel.public_body, channel=channel, deliveries=last, lacks=lacks, kind=ChannelKind(channel.kind),
        has_secrets=channel.kind in SECRETS, silent=queue.is_silent(channel, timezone.now()),
        callback=callback if channel.kind == ChannelKind.WECHAT else "",
        required=channel.required_for.select_related("column"),
    )  # fmt: skip
    return render(request, "channels/account.html", given)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What the registry says, changed."""
    channel = channel_asked(request, pk)
    initial = {name: getattr(channel, name) for name in FIELDS}
    form = forms.AccountForm(typed(request), kind=ChannelKind(channel.kind), initial=initial)

    def run() -> object:
        return services.change_channel(
            by=person(request), channel=channel, account=form.account_typed(), now=timezone.now()
        )

    return _act(request, channel, form, run, _("修改账号资料"), _("保存"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def secrets(request: HttpRequest, pk: int) -> HttpResponse:
    """New secrets of an account."""
    channel = channel_asked(request, pk)
    if channel.kind not in SECRETS:
        raise Http404
    try:
        held = channel.secrets()
    except SecretsLost:
        held = {}
    form = forms.SecretsForm(typed(request), channel=channel, held=held)

    def run() -> object:
        return services.set_secrets(by=person(request), channel=channel, secrets=form.typed(), now=timezone.now())

    return _act(request, channel, form, run, _("更换密钥"), _("保存"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def required(request: HttpRequest, pk: int) -> HttpResponse:
    """The columns and matters that must go to an account."""
    channel = channel_asked(request, pk)
    rows = channel.required_for.all()
    initial = {
        "columns": [row.column_id for row in rows if row.column_id],
        "matters": " ".join(row.matter for row in rows if row.matter),
    }
    form = forms.RequiredForm(typed(request), body=channel.public_body, initial=initial)

    def run() -> object:
        given = {"columns": form.cleaned_data["columns"], "matters": form.cleaned_data["matters"].split()}
        return services.require_for(by=person(request), channel=channel, now=timezone.now(), **given)

    return _act(request, channel, form, run, _("规定栏目"), _("保存"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """An account closed."""
    channel = channel_asked(request, pk)
    form = forms.ReasonForm(typed(request))

    def run() -> object:
        reason = form.cleaned_data["reason"]
        return services.close_channel(by=person(request), channel=channel, reason=reason, now=timezone.now())

    return _act(request, channel, form, run, _("注销账号"), _("注销"))


@require_POST
@login_required
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """All deliveries to an account paused, or let go on."""
    channel = channel_asked(request, pk)
    run = services.resume_channel if channel.paused_at else services.pause_channel
    do(request, None, lambda: run(by=person(request), channel=channel, now=timezone.now()))
    return redirect("channels:account", pk)


def _act(
    request: HttpRequest, channel: Channel, form: Any, run: Callable[[], object], title: str, button: str
) -> HttpResponse:
    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经保存。"))
        return redirect("channels:account", channel.pk)
    back = reverse("channels:account", args=[channel.pk])
    return _form(request, channel.public_body, form, f"{channel.name}：{title}", button, back)


def _form(request: HttpRequest, body: Any, form: Any, title: str, button: str, back: str) -> HttpResponse:
    return render(request, "channels/form.html", shown(request, body, form=form, title=title, button=button, back=back))
