"""What the entries speak of: parties consulted, deliveries, the fee, and what the applicant wrote besides."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications import sealing
from gongkai.apps.applications.models.application import Application
from gongkai.apps.applications.models.paper import Paper
from gongkai.apps.applications.words import MessageKind, Opinion, PartyKind, ServiceKind
from gongkai.apps.bodies.models import Office, PublicBody
from gongkai.core.law.fees import SCALES


class OfBody(models.Model):
    """A row of a case that names the body as well, so that what is left to do in a body is found by an index."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    class Meta:
        """No table of its own."""

        abstract = True


class Sealed(models.Model):
    """A row with a mapping of personal data, sealed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed = models.BinaryField(blank=True)

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def about(self) -> str:
        """What the seal is bound to."""
        return f"{self._meta.model_name}:{self.uid}"

    def keep(self, **data: str) -> None:
        """Seal words into this row, which is not saved."""
        self.sealed = sealing.seal_data({name: value for name, value in data.items() if value}, self.about)

    def told(self) -> dict[str, str]:
        """Return the sealed words; none after erasure."""
        return sealing.opened_data(self.sealed, self.about)


class Consultation(Sealed, OfBody):
    """One party asked (征求意见, arts. 32 and 34), or an office inside asked for help by a day of its own.

    Sealed: `name`, `address`, `matter`, `said`.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="consultations")
    key = models.CharField(max_length=40)
    party = models.CharField(_("对象"), max_length=20, choices=PartyKind.choices())
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(_("发出日期"))
    delivered_on = models.DateField(_("送达日期"), null=True, blank=True)
    until = models.DateField(_("回复期限"), null=True, blank=True)
    replied_on = models.DateField(_("回复日期"), null=True, blank=True)
    opinion = models.CharField(_("意见"), max_length=20, choices=Opinion.choices(), blank=True)
    cancelled_on = models.DateField(_("取消日期"), null=True, blank=True)  # entered by mistake

    class Meta:
        """One row a party."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "key"], name="applications_consultation_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["body", "until"],
                name="applications_consultations",
                condition=models.Q(replied_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {PartyKind(self.party).label}"

    @property
    def term_id(self) -> str:
        """The term of the law for the reply of this party."""
        return "ORGAN_OPINION_15" if self.party == PartyKind.ORGAN else "THIRD_PARTY_OPINION_15"


class Delivery(Sealed, OfBody):
    """The service of one paper (送达, 国办公开办函〔2016〕235号). Sealed: `address`, `signer`, `return_reason`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="deliveries")
    subject = models.CharField(_("文书"), max_length=40)  # a key of core.law.events, a consultation's, or "reply"
    title = models.CharField(_("文书名称"), max_length=100)
    service = models.CharField(_("送达方式"), max_length=20, choices=ServiceKind.choices())
    carrier = models.CharField(_("承运机构"), max_length=60, blank=True)
    tracking = models.CharField(_("邮件号码"), max_length=60, blank=True)
    handed_over_on = models.DateField(_("交寄或发出日期"))
    signed_on = models.DateField(_("签收日期"), null=True, blank=True)
    returned_on = models.DateField(_("退回日期"), null=True, blank=True)
    letter = models.ForeignKey("applications.Letter", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proof = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """In their order; those without proof are looked for every day."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["body"], name="applications_unproven", condition=models.Q(signed_on__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.title} {ServiceKind(self.service).label}"


class FeeNotice(models.Model):
    """The processing fee of one application (信息处理费): proposed, decided, paid."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="fee")
    scale = models.CharField(_("计收方式"), max_length=10, choices=list(SCALES.items()))
    rank = models.PositiveIntegerField(_("当月第几件"))
    matters = models.PositiveIntegerField(_("拆分件数"), default=1)
    pages = models.PositiveIntegerField(_("页数"), default=0)
    yuan = models.PositiveIntegerField(_("金额（元）"))
    sentence = models.TextField(_("计算过程"))
    reason = models.TextField(_("数量、频次明显超过合理范围的理由"))
    proposed_by = models.CharField(_("提出人"), max_length=100)
    proposed_on = models.DateField(_("提出日期"))
    decided_by = models.CharField(_("决定人"), max_length=100, blank=True)
    decided_on = models.DateField(_("收费通知日期"), null=True, blank=True)
    paid_on = models.DateField(_("缴清日期"), null=True, blank=True)
    paid_yuan = models.PositiveIntegerField(_("实收（元）"), default=0)

    def __str__(self) -> str:
        return f"{self.yuan}元"


class Message(Sealed, OfBody):
    """What the applicant wrote besides: a complaint (投诉) or a question, and the answer. Sealed: `text`, `answer`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20, choices=MessageKind.choices())
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        """In their order; the unanswered ones are looked for every day."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["body"], name="applications_unanswered", condition=models.Q(answered_at__isnull=True))
        ]

    def __str__(self) -> str:
        return MessageKind(self.kind).label
