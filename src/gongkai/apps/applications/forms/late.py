"""The proof of an act done on paper on an earlier day (补录)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import KINDS_OF_FILES, FilesField
from gongkai.apps.applications.services.late import Proof


class LateProof(forms.Form):
    """Why it comes late, and what shows that it was done on its day."""

    why = forms.CharField(label=_("为什么没有当天录入"), max_length=500, required=False)
    reference = forms.CharField(
        label=_("凭据"), max_length=300, required=False, help_text=_("例如文书的文号、邮件号码、签收单在案卷的位置")
    )
    uploads = FilesField(label=_("凭据的扫描件"), help_text=KINDS_OF_FILES)

    @property
    def filled(self) -> bool:
        """Whether anything was written."""
        return any(self.cleaned_data.values())

    def proof(self) -> Proof:
        """Return what was given."""
        given = self.cleaned_data
        return Proof(why=given["why"], reference=given["reference"], files=given["uploads"])
