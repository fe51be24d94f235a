"""An answer as a disclosure: the prepared draft, changed by the officer, handed in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.applications.errors import REFUSALS
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.services import publicity
from gongkai.apps.applications.views.cases import submitted, today_of
from gongkai.apps.publishing.forms import columns
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.selectors.public import columns_of


class Disclose(forms.Form):
    """The draft of the disclosure."""

    column = forms.TypedChoiceField(label=_("栏目"), coerce=int)
    title = forms.CharField(label=_("标题"), max_length=200)
    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea({"rows": 14}),
        help_text=_("申请人的信息已经去掉。请核对，删去不必公开的内容。"),
    )
    chosen = forms.TypedMultipleChoiceField(
        label=_("一并公开的文件"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只能选随答复提供的文件，需要区分处理的请先遮盖。"),
    )

    def __init__(self, *args: Any, application: Application, prepared: publicity.Prepared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *columns(columns_of(application.body))]
        self.fields["column"].choices = choices  # type: ignore[attr-defined]
        if prepared.files:
            self.fields["chosen"].choices = [(one.pk, one.name) for one in prepared.files]  # type: ignore[attr-defined]
        else:
            del self.fields["chosen"]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def disclose(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of a disclosure out of an answer."""
    by, application, today = today_of(request, pk)
    try:
        prepared = publicity.prepare(application)
    except REFUSALS as error:
        messages.error(request, str(error))
        return redirect("applications:case", pk)
    initial = {"title": prepared.title, "text": prepared.text}
    form = Disclose(request.POST or None, application=application, prepared=prepared, initial=initial)
    made: list[Any] = []

    def run() -> object:
        given = form.cleaned_data
        column = Column.objects.get(pk=given["column"])
        files = tuple(given.get("chosen") or ())
        made.append(
            publicity.publish_answer(
                by=by,
                application_id=pk,
                column=column,
                title=given["title"],
                text=given["text"],
                files=files,
                made_on=application.answered_on or today,
                now=timezone.now(),
            )
        )
        return made

    try:
        done = request.method == "POST" and submitted(request, form, run)
    except ValidationError as error:  # a title or a file that no disclosure takes
        done = False
        form.add_error(None, error.messages)
    if done:
        messages.success(request, "已报送为主动公开的稿件。请核对检查结果，再送审。")
        return redirect("publishing:one", made[0].public_id)
    context = {"body": application.body, "application": application, "form": form, "title": "转为主动公开"}
    told = "答复有共性的信息，可以转为主动公开（《条例》第四十四条）"
    return render(request, "applications/detail.html", {**context, "told": told})
