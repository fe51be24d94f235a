"""One disclosure: a Wagtail page with the header of a public document, its body and its attachments."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.forms import DateInput
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from gongkai.apps.bodies.day_field import check_day
from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.publishing.blocks import BodyBlock
from gongkai.apps.publishing.identifiers import new_public_id
from gongkai.apps.publishing.models.tree import Column, Ours
from gongkai.apps.publishing.pictures import picture_of
from gongkai.apps.publishing.rendering import html_of
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Publicity, Standing, Validity

# What an editor may change. It is kept in revisions, reviewed, and published.
CONTENT: Final = (
    "title", "document_number", "issuing_body", "made_on", "theme", "form", "keywords", "publicity",
    "withheld_article", "withheld_reason", "matter", "source", "summary", "body",
)  # fmt: skip
# What only services change. It belongs to the page, not to a revision, and no revision brings an older one back.
KEPT: Final = (
    "public_id", "public_body", "column", "index_number", "published_at", "corrected_at", "validity", "effective_on",
    "expires_on", "ended_on", "successor", "office", "community", "original", "stage", "standing", "step",
    "step_since", "handed_in_at", "correction_note", "go_live_at", "html", "plain_text", "fingerprint",
)  # fmt: skip


DATE: Final = DateInput({"type": "date"}, format="%Y-%m-%d")


class Disclosure(Ours):
    """One item of government information (政府信息) with one public page; the channels deliver it."""

    public_id = models.CharField(_("公开编号"), max_length=12, unique=True, default=new_public_id, editable=False)
    public_body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="disclosures", editable=False)
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="disclosures", editable=False)
    index_number = models.CharField(_("索引号"), max_length=60, unique=True, null=True, blank=True, editable=False)
    document_number = models.CharField(_("文号"), max_length=60, blank=True, help_text=_("如：某街办发〔2026〕1号"))
    issuing_body = models.CharField(_("发文机关"), max_length=200, blank=True)
    made_on = models.DateField(_("成文日期"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True, editable=False)
    corrected_at = models.DateTimeField(_("最近更正时间"), null=True, blank=True, editable=False)
    theme = models.CharField(_("主题分类"), max_length=60, blank=True, help_text=_("如：综合政务、政务公开"))
    form = models.CharField(_("体裁分类"), max_length=30, blank=True, help_text=_("如：通知、公告、意见"))
    keywords = models.CharField(_("关键词"), max_length=200, blank=True, help_text=_("用空格隔开"))
    validity = models.CharField(
        _("有效性"), max_length=20, choices=Validity.choices(), default=Validity.IN_FORCE, editable=False
    )
    effective_on = models.DateField(_("施行日期"), null=True, blank=True, editable=False)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("废止、失效或修改日期"), null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self", verbose_name=_("替代文件"), on_delete=models.PROTECT, null=True, blank=True, related_name="replaced",
        editable=False,
    )  # fmt: skip
    publicity = models.CharField(_("公开属性"), max_length=20, choices=Publicity.choices(), default=Publicity.OPEN)
    withheld_article = models.CharField(
        _("不予公开的依据"), max_length=100, blank=True, help_text=_("如：《条例》第十六条第一款")
    )
    withheld_reason = models.TextField(_("不予公开的理由"), blank=True)
    matter = models.CharField(_("公开事项"), max_length=60, blank=True, help_text=_("公开事项目录中的代码"))
    source = models.CharField(_("来源"), max_length=100, blank=True)
    summary = models.TextField(_("内容概述"), blank=True, max_length=1000)
    body = StreamField(BodyBlock(), verbose_name=_("正文"), blank=True)
    office = models.ForeignKey(
        Office, verbose_name=_("来稿科室"), on_delete=models.PROTECT, null=True, blank=True, editable=False
    )
    community = models.ForeignKey(
        Community, verbose_name=_("来稿社区"), on_delete=models.PROTECT, null=True, blank=True, editable=False
    )
    original = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("原件"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+", editable=False,
    )  # fmt: skip
    stage = models.CharField(_("办理阶段"), max_length=20, choices=Stage.choices(), default=Stage.DRAFT, editable=False)
    standing = models.CharField(
        _("公开状态"), max_length=20, choices=Standing.choices(), default=Standing.UNPUBLISHED, editable=False
    )
    step = models.CharField(_("审核步骤"), max_length=30, blank=True, editable=False)
    step_since = models.DateTimeField(_("到达本步骤的时间"), null=True, blank=True, editable=False)
    handed_in_at = models.DateTimeField(_("报送时间"), editable=False)
    correction_note = models.TextField(_("更正说明"), blank=True, editable=False)
    html = models.TextField(_("公开的正文"), blank=True, editable=False)
    plain_text = models.TextField(_("公开的文字"), blank=True, editable=False)
    fingerprint = models.BigIntegerField(_("指纹"), null=True, blank=True, editable=False)

    # attachments are chosen on the desk, where they are judged; the browser's own date field needs no script
    content_panels: ClassVar = [FieldPanel(name, widget=DATE if name == "made_on" else None) for name in CONTENT]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []  # publication, its time and withdrawal are acts of the desk

    parent_page_types: ClassVar = ["publishing.Column"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """Lists of the public side and of the desk, newest first."""

        verbose_name = _("稿件")
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at", "-page_ptr"], condition=Q(standing="published"), name="publishing_public"
            ),
            models.Index(
                fields=["public_body", "-published_at", "-page_ptr"],
                condition=Q(standing="published"),
                name="publishing_public_of_body",
            ),
            models.Index(
                fields=["column", "-published_at", "-page_ptr"],
                condition=Q(standing="published"),
                name="publishing_public_of_column",
            ),
            models.Index(fields=["public_body", "stage", "step"], name="publishing_at_work"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """A date that cannot be meant is told in every editor."""
        super().clean()
        check_day(self.made_on, "成文日期")

    @property
    def address(self) -> str:
        """The canonical path on the public site; it names no column, and so survives a move."""
        return f"/{self.public_body.slug}/documents/{self.public_id}/"

    @property
    def unit(self) -> Office | Community | None:
        """The office or community it came from."""
        return self.office or self.community

    def validity_on(self, day: date) -> Validity:
        """Return whether it is in force on a day: a term that has run out ends it without anybody's act."""
        stored = Validity(self.validity)
        run_out = self.expires_on is not None and self.expires_on < day
        return Validity.EXPIRED if stored is Validity.IN_FORCE and run_out else stored

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps: the content, without what belongs to the page as a whole."""
        data: dict[str, Any] = super().serializable_data()
        return {name: value for name, value in data.items() if name not in KEPT}

    def with_content_json(self, content: Mapping[str, Any]) -> "Disclosure":
        """Return this page with the content of a revision."""
        made: Disclosure = super().with_content_json(dict(content))
        for name in KEPT:
            attname = self._meta.get_field(name).attname
            setattr(made, attname, getattr(self, attname))
        return made

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page as it is in the editor now."""
        html = html_of(self.body, picture_of)
        return TemplateResponse(request, "publishing/preview.html", {"page": self, "html": html})

    def get_workflow(self) -> Any:
        """Return no workflow that the editor could start: handing in for review is an act of the desk."""
        return None

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: only `services.publish` numbers, logs and tells the channels."""
        raise PermissionDenied(_("请在工作台发布。"))

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: only `services.withdraw` leaves a notice behind."""
        raise PermissionDenied(_("请在工作台撤下。"))


class Attachment(Orderable):
    """A file published with a disclosure (附件)."""

    page = ParentalKey(Disclosure, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey("wagtaildocs.Document", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("附件名称"), max_length=200)

    class Meta(Orderable.Meta):
        """In the order given."""

        verbose_name = _("附件")

    def __str__(self) -> str:
        return str(self.title)


class Explanation(Orderable):
    """That a disclosure explains another (政策解读); both pages show the link."""

    page = ParentalKey(Disclosure, on_delete=models.CASCADE, related_name="explains")
    explained = models.ForeignKey(
        Disclosure, verbose_name=_("被解读的文件"), on_delete=models.PROTECT, related_name="explained_by"
    )

    class Meta(Orderable.Meta):
        """In the order given."""

        verbose_name = _("政策解读")

    def __str__(self) -> str:
        return f"{self.page} → {self.explained}"
