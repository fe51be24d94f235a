"""The steps of review of a body on a day: its dated setting, or the usual three."""

from datetime import date
from typing import Final

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import setting_on

# The head of the office, the general office with the secrecy review, the leader in charge.
USUAL: Final = (Act.FIRST_REVIEW, Act.REVIEW_SECRECY, Act.APPROVE)


def steps_of(body: PublicBody, on: date) -> tuple[Act, ...]:
    """Return the steps of review in their order."""
    given = setting_on(body, Key.REVIEW_STEPS, on)
    return tuple(Act(step) for step in str(given).split(",")) if given else USUAL
