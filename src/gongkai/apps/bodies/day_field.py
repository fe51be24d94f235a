"""The date field of every form of the house: dates that cannot be meant are told where they are typed."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from gongkai.core.law.possible_days import ImpossibleDay, possible


class DayField(forms.DateField):
    """A date that can be meant."""

    def validate(self, value: date | None) -> None:
        """Refuse what cannot be meant."""
        super().validate(value)
        check_day(value, str(self.label or "日期"))


def check_day(day: date | None, name: str, *, last: date | None = None) -> None:
    """Raise Django's ValidationError with one sentence for a date that cannot be meant; none is none."""
    try:
        if day is not None:
            possible(day, name, last=last)
    except ImpossibleDay as error:
        raise ValidationError(str(error)) from None
