"""The matters of the catalogue that a disclosure may belong to: asked by signal, as the catalogue stands above.

`catalogue.answering` answers with pairs of code and name. A row keeps the code alone.
"""

from datetime import date
from typing import Any, Final

from django.dispatch import Signal

from gongkai.apps.bodies.models import PublicBody

# `of`: a body, `on`: a day. Answered with the matters in force, as pairs of code and name.
matters_asked: Final = Signal()


def matters_of(body: PublicBody, on: date) -> list[tuple[str, str]]:
    """Return code and name of the matters of a body on a day; none where it keeps no catalogue."""
    answers: list[Any] = [answer for _receiver, answer in matters_asked.send(sender=PublicBody, of=body, on=on)]
    return [pair for answer in answers for pair in answer or ()]


def choices(body: PublicBody, on: date, kept: str = "") -> list[tuple[str, str]]:
    """Return the matters as choices of a form; a code that is no longer in force stays one where it is kept."""
    found = matters_of(body, on)
    if kept and kept not in dict(found):
        found = [*found, (kept, f"{kept}（目录里现在没有这个代码）")]
    return [("", "不属于目录中的事项"), *found] if found else []
