"""The acts on a report, each with its page: sign, send back, seal, publish, correct, submit, return, accept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.bodies.asking import person
from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do, typed
from gongkai.apps.reports import services
from gongkai.apps.reports.forms import ReasonForm
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.selectors.reports import in_force, latest
from gongkai.apps.reports.states import Filing, State
from gongkai.apps.reports.views.asked import body_asked

_Run = Callable[..., object]


@dataclass(frozen=True, slots=True)
class ReportAct:
    """An act: who may do it, when it is open, what it asks for, and the service that does it."""

    name: str
    label: Any
    right: Act
    run: _Run
    states: frozenset[State]
    filings: frozenset[Filing] | None = None
    words: Any = ""
    required: bool = False
    argument: str = ""
    told: Any = ""

    def is_open(self, draft: ReportDraft) -> bool:
        """Whether the act may follow on where the report stands."""
        return draft.state in self.states and (self.filings is None or draft.filing in self.filings)


_OUT: Final = frozenset({State.SEALED, State.PUBLISHED})


def _sign(name: str, label: Any, right: Act, state: State) -> ReportAct:
    told = gettext_lazy("签字以后数据或者正文再有变化，要退回重新签字。")
    return ReportAct(
        name, label, right, services.sign, frozenset({state}), words=gettext_lazy("意见"), argument="note", told=told
    )


ACTS: Final[Mapping[str, ReportAct]] = {
    act.name: act
    for act in (
        _sign("sign-as-officer", gettext_lazy("签字并送党政办审核"), Act.DRAFT_REPORT, State.DRAFTING),
        _sign("sign-as-office", gettext_lazy("审核签字，送领导签发"), Act.REVIEW_REPORT, State.OFFICER_SIGNED),
        _sign("sign-as-leader", gettext_lazy("签发"), Act.SIGN_REPORT, State.OFFICE_SIGNED),
        ReportAct(
            "send-back", gettext_lazy("退回编制"), Act.REVIEW_REPORT, services.send_back,
            frozenset({State.OFFICER_SIGNED, State.LEADER_SIGNED}),
            words=gettext_lazy("哪里要改"), required=True, argument="reason",
        ),
        ReportAct(
            "leader-send-back", gettext_lazy("退回编制"), Act.SIGN_REPORT, services.send_back,
            frozenset({State.OFFICE_SIGNED}), words=gettext_lazy("哪里要改"), required=True, argument="reason",
        ),
        ReportAct(
            "seal", gettext_lazy("封存"), Act.DRAFT_REPORT, services.seal, frozenset({State.LEADER_SIGNED}),
            words=gettext_lazy("检查还有错误时，写明仍然封存的理由"), argument="reason",
            told=gettext_lazy("封存以后数据和正文不再变化；台账以后的变化会列为提醒。"),
        ),
        ReportAct(
            "publish", gettext_lazy("公布"), Act.PUBLISH, services.publish, frozenset({State.SEALED}),
            words=gettext_lazy("发布前检查发现问题时，写明放行的理由"), argument="override",
            told=gettext_lazy("网页和 Word、PDF、Excel、JSON 文件会一起发布在“政府信息公开年报”栏目。"),
        ),
        ReportAct(
            "correct", gettext_lazy("更正"), Act.DRAFT_REPORT, services.begin_version, _OUT,
            words=gettext_lazy("更正说明（公布后显示在页面上）"), required=True, argument="note",
            told=gettext_lazy("更正另编一个新版本，重新签字、公布；公布以前，网站上仍是现在的版本。"),
        ),
        ReportAct(
            "submit", gettext_lazy("报送区里"), Act.DRAFT_REPORT, services.submit, _OUT,
            frozenset({Filing.NOT_SUBMITTED}),
        ),
        ReportAct(
            "return", gettext_lazy("退回机关"), Act.OVERSEE, services.return_to_body, _OUT,
            frozenset({Filing.SUBMITTED, Filing.ACCEPTED}),
            words=gettext_lazy("发现的问题和修改要求"), required=True, argument="reason",
        ),
        ReportAct(
            "accept", gettext_lazy("接收"), Act.OVERSEE, services.accept, _OUT, frozenset({Filing.SUBMITTED})
        ),
    )
}  # fmt: skip


def open_acts(request: HttpRequest, draft: ReportDraft) -> list[ReportAct]:
    """Return the acts that a person may do with a report now."""
    today = timezone.localdate()
    return [
        act
        for act in ACTS.values()
        if act.is_open(draft) and may(person(request), act.right, draft.public_body, on=today)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def act(request: HttpRequest, slug: str, year: int, name: str) -> HttpResponse:
    """The page of an act, and the act."""
    if name not in ACTS:
        raise Http404
    asked = ACTS[name]
    body = body_asked(request, slug, year, (asked.right,))
    draft = in_force(body, year) if asked.right is Act.OVERSEE else latest(body, year)
    if draft is None:
        raise Http404
    form = ReasonForm(typed(request), label=asked.words, required=asked.required)

    def run() -> object:
        words = {asked.argument: form.cleaned_data["words"]} if asked.argument else {}
        return asked.run(by=person(request), draft=draft, now=timezone.now(), **words)

    if form.is_valid() and do(request, form, run):
        messages.success(request, _("已经办理：{act}。").format(act=asked.label))
        return redirect("reports:report", slug, year)
    given = {"body": body, "year": year, "draft": draft, "act": asked, "form": form, "is_open": asked.is_open(draft)}
    return render(request, "reports/act.html", given)
