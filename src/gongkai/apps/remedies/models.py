"""One reconsideration or one lawsuit, linked to an application or to none."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.remedies.words import Kind, Procedure, Result
from gongkai.core.law.deadlines import Due, term_due
from gongkai.core.law.workdays import WorkCalendar


class Remedy(models.Model):
    """One case (复议或者诉讼案件): one row of table 4, however many instances it goes through."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="remedies")
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="remedies",
        verbose_name=_("有关的申请"),
    )
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices())
    subject = models.CharField(_("被复议或者被诉的行为"), max_length=300)
    forum = models.CharField(_("复议机关或者法院"), max_length=100)
    number = models.CharField(_("案号"), max_length=60, blank=True)
    came_on = models.DateField(_("受理或者立案日期"))
    copy_on = models.DateField(_("收到申请书或者起诉状副本的日期"), null=True, blank=True)
    procedure = models.CharField(_("程序"), max_length=20, choices=Procedure.choices(), default=Procedure.ORDINARY)
    answered_on = models.DateField(_("提交答复或者答辩的日期"), null=True, blank=True)
    hearing_on = models.DateField(_("听证或者开庭日期"), null=True, blank=True)
    result = models.CharField(_("结果"), max_length=30, choices=Result.choices(), blank=True)
    decided_on = models.DateField(_("决定或者裁判日期"), null=True, blank=True)
    served_on = models.DateField(_("收到决定或者裁判的日期"), null=True, blank=True)
    duty_until = models.DateField(_("履行期限"), null=True, blank=True)
    opinion_on = models.DateField(_("收到行政复议意见书的日期"), null=True, blank=True)
    reported_on = models.DateField(_("反馈意见书办理情况的日期"), null=True, blank=True)

    class Meta:
        """Newest first; the counts ask for days."""

        ordering: ClassVar = ["-came_on", "-pk"]
        verbose_name = _("复议或者诉讼")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("came_on")), name="remedies_days"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, result="") | Q(decided_on__isnull=False) & ~Q(result=""),
                name="remedies_result_with_its_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "came_on", "decided_on"], name="remedies_of_body")]

    def __str__(self) -> str:
        return f"{Kind(self.kind).label} {self.number or self.came_on}"

    def answer_due(self, calendar: WorkCalendar) -> Due | None:
        """Return the last day for the answer with evidence (行政复议答复、答辩); None before the copy came."""
        if self.copy_on is None:
            return None
        if not Kind(self.kind).is_review:
            return term_due("COURT_DEFENCE_15D", self.copy_on, calendar)
        simplified = self.procedure == Procedure.SIMPLIFIED
        return term_due("RECONSIDERATION_REPLY_5" if simplified else "RECONSIDERATION_REPLY_10", self.copy_on, calendar)

    def report_due(self, calendar: WorkCalendar) -> Due | None:
        """Return the last day to report what was done about an opinion letter (行政复议意见书)."""
        return None if self.opinion_on is None else term_due("RECON_OPINION_REPORT", self.opinion_on, calendar)

    def late(self, today: date, calendar: WorkCalendar) -> bool:
        """Whether the answer is overdue on a day."""
        due = self.answer_due(calendar)
        last = due.due_on if due else None
        return last is not None and self.answered_on is None and self.decided_on is None and today > last
