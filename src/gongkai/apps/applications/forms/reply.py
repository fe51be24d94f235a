"""The form of an answer: for every matter its outcome, then what the letter of that outcome asks for."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import KINDS_OF_FILES, DateInput, FilesField
from gongkai.apps.applications.models import Application, Item
from gongkai.apps.applications.services import ItemAnswer
from gongkai.apps.bodies.day_field import DayField
from gongkai.core.law.outcomes import outcomes
from gongkai.core.letters.facts import Withheld
from gongkai.core.letters.kinds import Detail, kind, letter_for

GROUPS: Final = {
    "t3.r1": "予以公开",
    "t3.r2": "部分公开",
    "t3.r3": "不予公开",
    "t3.r4": "无法提供",
    "t3.r5": "不予处理",
    "t3.r6": "其他处理",
}
# How a case ends without an answer: entered by acts of their own.
NOT_ANSWERED: Final = frozenset({"closed_no_supplement", "closed_unpaid", "closed_withdrawn"})
PARTS: Final = 3  # withheld parts a form has room for


def choices() -> list[Any]:
    """Return the outcomes in the groups of table 3."""
    found = [("", "请选择")]
    for start, label in GROUPS.items():
        of_group = [
            (one.code, one.label)
            for one in outcomes().values()
            if one.row.startswith(start) and one.code not in NOT_ANSWERED
        ]
        found.append((label, of_group))  # type: ignore[arg-type]
    return found


class Outcomes(forms.Form):
    """The outcome of every matter."""

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            label = f"{item.place}. {item.text[:60]}" if len(items) > 1 else "办理结果"
            self.fields[f"outcome{item.place}"] = forms.ChoiceField(label=label, choices=choices())
        if len(items) > 1:
            self.fields["main"] = forms.ChoiceField(
                label=_("各项结果不同又不构成部分公开时，计入哪一项"), choices=choices(), required=False
            )


class Draft(forms.Form):
    """What the letter needs, made from the kind of letter of each outcome."""

    on = DayField(label=_("拟稿日期"), widget=DateInput())
    dated_on = DayField(label=_("成文日期"), widget=DateInput(), help_text=_("印在答复书上的日期"))
    why_late = forms.CharField(label=_("补录的理由"), max_length=500, required=False)

    def __init__(
        self, *args: Any, application: Application, chosen: dict[int, str], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        self.initial.update(on=today, dated_on=today)
        for item in application.items.all():
            code = chosen[item.place]
            for detail in kind(letter_for(code)).details:
                self.fields[f"i{item.place}_{detail.key}"] = _field(detail, item.place if len(chosen) > 1 else 0)
            if code == "partial":
                self._withheld(item.place)
        self.fields["uploads"] = FilesField(label=_("随答复提供的文件"), help_text=KINDS_OF_FILES)
        self.fields["by_internet"] = forms.BooleanField(
            label=_("通过互联网送达"), required=False, initial=application.manner in {"online", "email"},
            help_text=_("答复书会写明在网上申请行政复议的渠道"),
        )  # fmt: skip

    def _withheld(self, place: int) -> None:
        grounds = [("", "请选择"), *((o.code, o.label) for o in outcomes().values() if o.code.startswith("refused_"))]
        for number in range(1, PARTS + 1):
            name = f"i{place}_part{number}"
            self.fields[f"{name}_what"] = forms.CharField(
                label=f"不予公开的部分（{number}）", max_length=500, required=number == 1
            )
            self.fields[f"{name}_reason"] = forms.CharField(
                label=f"部分（{number}）的理由", max_length=1000, required=number == 1
            )
            self.fields[f"{name}_ground"] = forms.ChoiceField(
                label=f"部分（{number}）的依据", choices=grounds, required=number == 1
            )

    def answers(self) -> dict[int, ItemAnswer]:
        """Return what becomes of every matter."""
        return {place: self._answer(place, code) for place, code in self.chosen.items()}

    def _answer(self, place: int, code: str) -> ItemAnswer:
        given = self.cleaned_data
        details = {detail.key: given.get(f"i{place}_{detail.key}", "") for detail in kind(letter_for(code)).details}
        parts = tuple(
            Withheld(what=given[f"{name}_what"], reason=given[f"{name}_reason"], ground=given[f"{name}_ground"])
            for number in range(1, PARTS + 1)
            if given.get(f"{(name := f'i{place}_part{number}')}_what")
        )
        return ItemAnswer(outcome=code, details={key: text for key, text in details.items() if text}, withheld=parts)


def _field(detail: Detail, place: int) -> forms.Field:
    label = f"第{place}项 {detail.place}" if place else detail.place
    if detail.choices:
        return forms.ChoiceField(
            label=label,
            help_text=detail.hint,
            required=detail.mandatory,
            choices=[(one, one) for one in detail.choices],
        )
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=detail.hint, required=detail.mandatory, max_length=4000, widget=widget
    )
