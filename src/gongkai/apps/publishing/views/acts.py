"""The forms of the desk about a disclosure: each asks for one act and calls its service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import Community, Office, PublicBody, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.publishing import forms, matters, plain_body, services
from gongkai.apps.publishing.arriving import Typed, arrive
from gongkai.apps.publishing.guarding import Guarded
from gongkai.apps.publishing.models import Column, Disclosure, GuardList
from gongkai.apps.publishing.offers import OFFERS, is_offered
from gongkai.apps.publishing.permissions import require_do
from gongkai.apps.publishing.pictures import picture_of
from gongkai.apps.publishing.rendering import html_of
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.services.standing import Force
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.uploads import judged, keep
from gongkai.apps.publishing.views.desk import seen_by

Given = Mapping[str, Any]
Run = Callable[[User, Disclosure, datetime, Given], object]


@dataclass(frozen=True, slots=True)
class Action:
    """One form: what is typed, and the service called."""

    form: type[django_forms.Form]
    run: Run
    told: str | Promise = ""


def _sign(by: User, page: Disclosure, now: datetime, typed: Given) -> object:
    return services.review(by=by, disclosure=page, now=now, **typed)


def _validity(by: User, page: Disclosure, now: datetime, typed: Given) -> object:
    successor = _named(str(typed["successor"]), page) if typed["successor"] else None
    return services.change_validity(by=by, disclosure=page, force=Force(**{**typed, "successor": successor}), now=now)


def _move(by: User, page: Disclosure, now: datetime, typed: Given) -> object:
    column = get_object_or_404(Column, pk=typed["column"])
    return services.move(by=by, disclosure=page, column=column, now=now)


def _correct(by: User, page: Disclosure, now: datetime, typed: Given) -> object:
    writing = Writing({"title": typed["title"]})
    return services.correct(by=by, disclosure=page, writing=writing, note=typed["note"], now=now)


ACTIONS: Final[Mapping[str, Action]] = {
    "submit": Action(
        forms.Send,
        lambda by, page, now, typed: services.submit(by=by, disclosure=page, now=now, **typed),
        gettext_lazy("送审前会自动检查个人信息、密级标志、错别字和附件里看不见的内容。"),
    ),
    "sign": Action(forms.Note, _sign),
    "send-back": Action(
        forms.Reason, lambda by, page, now, typed: services.send_back(by=by, disclosure=page, now=now, **typed)
    ),
    "take-back": Action(
        forms.Nothing, lambda by, page, now, _typed: services.take_back(by=by, disclosure=page, now=now)
    ),
    "publish": Action(
        forms.Nothing,
        lambda by, page, now, _typed: services.publish(by=by, disclosure=page, now=now),
        gettext_lazy("发布后任何人都可以看到正文和附件。"),
    ),
    "schedule": Action(
        forms.When, lambda by, page, now, typed: services.schedule(by=by, disclosure=page, now=now, **typed)
    ),
    "correct": Action(forms.Correction, _correct, gettext_lazy("已公开的内容保持不变，更正审核通过并发布后才替换。")),
    "withdraw": Action(
        forms.Reason,
        lambda by, page, now, typed: services.withdraw(by=by, disclosure=page, now=now, **typed),
        gettext_lazy("撤下后，原网址只显示标题、索引号、撤下的日期和原因，附件不能再下载。"),
    ),
    "validity": Action(forms.InForce, _validity),
    "move": Action(forms.Place, _move, gettext_lazy("网址不变，原栏目的链接会转到新的位置。")),
    "discard": Action(
        forms.Nothing,
        lambda by, page, now, _typed: services.discard(by=by, disclosure=page, now=now),
        gettext_lazy("稿件不再办理，各版本留存；已公开的内容不受影响。"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Show the form of one act on a disclosure, and do it."""
    if name not in ACTIONS:
        raise Http404
    user, page, action = cast("User", request.user), seen_by(request, public_id), ACTIONS[name]
    offer, today = OFFERS[name], timezone.localdate()
    if not is_offered(user, page, offer, today):
        if offer.when(page):
            require_do(user, offer.act(page), page, on=today)
        told = _("稿件现在是“%(stage)s”，不能%(act)s。")
        messages.error(request, told % {"stage": page.get_stage_display(), "act": _(offer.label)})
        return redirect("publishing:one", public_id)
    form = _form(action, name, page, request.POST if request.method == "POST" else None)
    guarded = None
    if request.method == "POST" and form.is_valid():
        try:
            action.run(user, page, timezone.now(), form.cleaned_data)
        except NotAllowed:
            raise
        except Guarded as error:
            guarded = error
            form.add_error(None, str(error))
        except (RuleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, _("已办理：%(act)s。") % {"act": _(offer.label)})
            return redirect("publishing:one", public_id)
    context = {
        "form": form,
        "page": page,
        "title": _title(name, page),
        "button": _button(name, page),
        "told": action.told,
        "guarded": guarded,
        **(_under_review(page) if name == "sign" else {}),
    }
    return render(request, "publishing/act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand in a new disclosure for a body."""
    user, body, today = cast("User", request.user), get_object_or_404(PublicBody, slug=slug), timezone.localdate()
    require(user, Act.HAND_IN, body, on=today)
    services.home_of(body)
    units = _units(user, body)
    sent = request.POST if request.method == "POST" else None
    form = forms.HandIn(
        sent,
        request.FILES or None,
        of=public.open_columns_of(body),
        units=list(units),
        today=today,
        matters=matters.choices(body, today),
    )
    if sent is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            made, notes = arrive(
                by=user,
                column=get_object_or_404(Column, pk=typed["column"], home__public_body=body),
                typed=Typed(typed["title"], typed["text"], typed["made_on"], typed["attach"], typed.get("matter", "")),
                files=typed["chosen"],
                unit=_chosen(units, typed["unit"]),
                now=timezone.now(),
            )
        except NotAllowed:
            raise
        except (RuleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            for note in notes:
                messages.info(request, note)
            return redirect("publishing:one", made.public_id)
    context = {"form": form, "title": _("报送稿件"), "told": body.name, "button": _("报送"), "body": body}
    return render(request, "publishing/hand_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the header of a draft, its body where it is plain text, its attachments."""
    user, page = cast("User", request.user), seen_by(request, public_id)
    require_do(user, Act.EDIT_DRAFT, page, on=timezone.localdate())
    draft: Disclosure = page.get_latest_revision_as_object()
    plain = plain_body.to_text(draft.body)
    sent = request.POST if request.method == "POST" else None
    choices = matters.choices(page.public_body, timezone.localdate(), draft.matter)
    form = forms.Edit(sent, request.FILES or None, instance=draft, plain=plain, matters=choices)
    if sent is not None and form.is_valid():
        try:
            services.edit(
                by=user,
                disclosure=page,
                writing=_writing(form.cleaned_data, draft, page),
                seen=form.cleaned_data["seen"],
                now=timezone.now(),
            )
        except NotAllowed:
            raise
        except (RuleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            return redirect("publishing:one", public_id)
    context = {
        "form": form,
        "page": page,
        "title": _("编辑稿件"),
        "button": _("保存"),
        "told": page.draft_title,
        "whole": plain is None and draft.permissions_for_user(user).can_edit(),
    }
    return render(request, "publishing/edit.html", context)


@require_POST
@login_required
def mask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put the masks of one finding, or of all, into a draft."""
    user, page = cast("User", request.user), seen_by(request, public_id)
    require_do(user, Act.EDIT_DRAFT, page, on=timezone.localdate())
    key = request.POST.get("key", "")
    try:
        services.mask_findings(by=user, disclosure=page, keys=frozenset({key}) if key else None, now=timezone.now())
    except NotAllowed:
        raise
    except RuleError as error:
        messages.error(request, str(error))
    return redirect("publishing:findings", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def lists(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a body's own lists for the guard."""
    user, body = cast("User", request.user), get_object_or_404(PublicBody, slug=slug)
    require(user, Act.EDIT_GUARD_LIST, body, on=timezone.localdate())
    kept = GuardList.objects.filter(public_body=body).first() or GuardList(public_body=body)
    form = forms.Lists(request.POST if request.method == "POST" else None, instance=kept)
    if request.method == "POST" and form.is_valid():
        services.set_guard_list(by=user, body=body, lists=form.cleaned_data, now=timezone.now())
        return redirect("publishing:of-body", slug)
    context = {
        "form": form,
        "title": _("检查用的词表和名单"),
        "told": body.name,
        "button": _("保存"),
        "body": body,
        "lists": True,
    }
    return render(request, "publishing/hand_in.html", context)


def _form(action: Action, name: str, page: Disclosure, sent: Any) -> django_forms.Form:
    kind = action.form
    initial: dict[str, Any] = {}
    if name == "sign":
        kind = forms.SecrecyNote if page.step == Act.REVIEW_SECRECY else forms.Note
        initial = {"seen": page.latest_revision_id}
    elif name == "validity":
        initial = {one: getattr(page, one) for one in ("validity", "effective_on", "expires_on", "ended_on")}
        initial["successor"] = page.successor.index_number if page.successor else ""
    elif name == "correct":
        initial = {"title": page.title}
    form = kind(sent, initial=initial)
    if name == "move":
        others = public.open_columns_of(page.public_body).exclude(pk=page.column_id)
        form.fields["column"].choices = [("", "—"), *forms.columns(others)]  # type: ignore[attr-defined]
        form.fields["column"].help_text = _("现在的栏目：%(name)s") % {"name": page.column.name}
    return form


def _title(name: str, page: Disclosure) -> str:
    return Act(page.step).label if name == "sign" else OFFERS[name].label


def _button(name: str, page: Disclosure) -> str:
    if name == "sign" and page.step == Act.REVIEW_SECRECY:
        return _("签署保密审查结论")
    return OFFERS[name].label


def _under_review(page: Disclosure) -> dict[str, Any]:
    """Return the version that is to be signed, so that it is read where it is signed."""
    draft: Disclosure = page.get_latest_revision_as_object()
    return {"draft": draft, "html": html_of(draft.body, picture_of)}


def _units(user: User, body: PublicBody) -> dict[tuple[str, str], Office | Community | None]:
    """Return the units for which a person hands in: their own, or any of the body and none."""
    grants = [
        grant
        for grant in held_by(user, timezone.localdate())
        if grant.body_id == body.pk and Act.HAND_IN in ALLOWED[Role(grant.role)]
    ]
    own = [grant.office or grant.community for grant in grants]
    if own and all(own):
        found: list[Office | Community | None] = list(dict.fromkeys(own))
    else:
        found = [None, *body.offices.all(), *body.communities.all()]
    return {(_key(one), one.name if one else "—"): one for one in found}


def _key(unit: Office | Community | None) -> str:
    return f"{unit._meta.model_name}-{unit.pk}" if unit else ""  # noqa: SLF001 Django's own documented name


def _chosen(units: Mapping[tuple[str, str], Office | Community | None], key: str) -> Office | Community | None:
    """Return the unit chosen; where there is only one, it need not be chosen."""
    if len(units) == 1:
        return next(iter(units.values()))
    return next((unit for (one, _label), unit in units.items() if one == key), None)


def _writing(typed: Given, draft: Disclosure, page: Disclosure) -> Writing:
    fields = {name: typed[name] for name in forms.HEADER}
    if "text" in typed:
        fields["body"] = plain_body.to_body(typed["text"])
    kept = set(typed.get("keep") or ())
    attachments = [(one.document, one.title) for one in draft.attachments.all() if str(one.document_id) in kept]
    attachments += [(keep(one, page.public_body), one.name) for one in map(judged, typed["chosen"])]
    explains = [_named(word, page) for word in str(typed["explains"]).split()]
    return Writing(fields, attachments=attachments, explains=explains)


def _named(word: str, page: Disclosure) -> Disclosure:
    """Return the public disclosure that an index number or a public id names."""
    found: Disclosure | None = public.named(word)
    if found is None or found.pk == page.pk:
        raise RuleError(f"没有找到已公开的“{word}”。", "请核对索引号或公开编号。")
    return found
