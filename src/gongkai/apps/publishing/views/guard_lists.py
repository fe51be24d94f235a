"""A body's own lists for the guard on the desk: leaders and their terms, words."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing import forms_of_settings as forms
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import GuardList, Leader
from gongkai.core.guard import read_words
from gongkai.core.guard.lists import national_words


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leaders(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the leaders of a body with their terms of office; enter one."""
    user, body = _asked(request, slug)
    form = forms.Term(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.add_leader(by=user, body=body, now=timezone.now(), **form.cleaned_data)
        return redirect("publishing:leaders", slug)
    context = {"body": body, "form": form, "leaders": Leader.objects.filter(public_body=body)}
    return render(request, "publishing/leaders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leader(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a leader's term of office."""
    user, body = _asked(request, slug)
    found = get_object_or_404(Leader, pk=pk, public_body=body)
    form = forms.Term(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.change_leader(by=user, leader=found, typed=form.cleaned_data, now=timezone.now())
        return redirect("publishing:leaders", slug)
    back = "publishing:leaders"
    context = {"form": form, "title": _("领导任职"), "told": body.name, "button": _("保存"), "body": body, "back": back}
    return render(request, "publishing/hand_in.html", context)


@require_POST
@login_required
def remove_leader(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a term of office off the list that was entered by mistake."""
    user, body = _asked(request, slug)
    services.remove_leader(by=user, leader=get_object_or_404(Leader, pk=pk, public_body=body), now=timezone.now())
    return redirect("publishing:leaders", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a body's own list of words; put one on it."""
    user, body = _asked(request, slug)
    form = forms.NewWord(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_word(by=user, body=body, word=form.cleaned_data["word"], now=timezone.now())
        except NotAllowed:
            raise
        except (RuleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            return redirect("publishing:words", slug)
    own = GuardList.objects.filter(public_body=body).first()
    listed = sorted(read_words(own.words), key=lambda one: (one.kind, one.text)) if own else []
    context = {"body": body, "form": form, "words": listed, "common": len(national_words())}
    return render(request, "publishing/words.html", context)


@require_POST
@login_required
def remove_word(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a word off a body's list."""
    user, body = _asked(request, slug)
    try:
        services.remove_word(by=user, body=body, text=request.POST.get("text", ""), now=timezone.now())
    except NotAllowed:
        raise
    except RuleError as error:
        messages.error(request, str(error))
    return redirect("publishing:words", slug)


def _asked(request: HttpRequest, slug: str) -> tuple[User, PublicBody]:
    user, body = cast("User", request.user), get_object_or_404(PublicBody, slug=slug)
    require(user, Act.EDIT_GUARD_LIST, body, on=timezone.localdate())
    return user, body
