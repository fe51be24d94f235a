"""What annual reports answer to the questions of bodies: what waits for a person, what a body has made."""

from datetime import date
from typing import Any, Final

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, waiting
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.catalogue.selectors.plans import problems_asked
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.reports.due import current_year, report_due
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.selectors.reports import latest, previous
from gongkai.apps.reports.states import Filing, State

_URGENT: Final = 10  # days before the last one from which the desk shows it in red


@receiver(waiting)
def waiting_reports(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with the reports to be signed, and from December on with those that are not yet public."""
    acts: dict[PublicBody, set[Act]] = {}
    for grant in held_by(of, on):
        acts.setdefault(grant.body, set()).update(ALLOWED[Role(grant.role)])
    year = current_year(on)
    return [line for body, allowed in acts.items() for line in _lines(body, allowed, year, on)]


def _lines(body: PublicBody, allowed: set[Act], year: int, on: date) -> list[Counted]:
    if not allowed & {Act.DRAFT_REPORT, Act.REVIEW_REPORT, Act.SIGN_REPORT} or body.closed_on is not None:
        return []
    draft, address = latest(body, year), reverse("reports:report", args=[body.slug, year])
    state = State(draft.state) if draft else State.DRAFTING
    found = []
    if state is State.OFFICER_SIGNED and Act.REVIEW_REPORT in allowed:
        found.append(Counted(_("等我审核的年度报告"), 1, address))
    if state is State.OFFICE_SIGNED and Act.SIGN_REPORT in allowed:
        found.append(Counted(_("等我签发的年度报告"), 1, address))
    if Act.DRAFT_REPORT in allowed:
        found += _of_writer(body, draft, year, on)
    return found


def _of_writer(body: PublicBody, draft: ReportDraft | None, year: int, on: date) -> list[Counted]:
    address = reverse("reports:report", args=[body.slug, year])
    found = []
    if draft is not None and draft.filing == Filing.RETURNED:
        found.append(Counted(_("被区里退回的年度报告"), 1, address, urgent=True))
    is_public = ReportDraft.objects.filter(public_body=body, year=year, state=State.PUBLISHED).exists()
    if not is_public and (draft is not None or has_worked(body, year)):
        due = report_due(body, year)
        what = _("{year}年度报告还没有公布，期限是{month}月{day}日").format(
            year=year, month=due.on.month, day=due.on.day
        )
        found.append(Counted(what, 1, address, urgent=due.left(on) <= _URGENT))
    return found


def has_worked(body: PublicBody, year: int) -> bool:
    """Tell whether a body has anything of a year in this system; one that came later owes no report here."""
    entries = LedgerEntry.objects.filter(public_body=body, on__year=year)
    return entries.exists() or Disclosure.objects.filter(public_body=body, published_at__year=year).exists()


@receiver(problems_asked)
def problems_named(sender: type, of: PublicBody, year: int, **_more: Any) -> str:
    """Answer with the fifth part of the report of a year: sealed here, or handed in as a file."""
    known = previous(of, year + 1)
    section = known.report.sections.get("s5") if known is not None else None
    return section.text if section is not None else ""


@receiver(content)
def reports_of(sender: type, of: PublicBody, **_more: Any) -> list[Counted]:
    """Answer with the reports of a body."""
    return [Counted(_("年度报告"), ReportDraft.objects.filter(public_body=of.pk).count())]
