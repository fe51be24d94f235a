"""Numbers that count up in a body and a year, without a gap and without a double."""

from gongkai.apps.applications.models import Serial
from gongkai.apps.bodies.models import PublicBody


def next_number(body: PublicBody, series: str, year: int) -> int:
    """Return the next number of a series of a body in a year; others wait until the transaction ends."""
    row, _made = Serial.objects.select_for_update().get_or_create(body=body, series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
