"""Indicators, tasks and counted years, plainly invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.oversight import services
from gongkai.apps.oversight.models import Indicator, Task
from gongkai.apps.oversight.services.indicators import Given
from gongkai.apps.oversight.services.tasks import Assignment
from tests.apps.bodies.factories import NOON

YEAR = 2026
TODAY = date(2026, 3, 2)


def given(**changed: Any) -> Given:
    plain = {
        "name": "每月一条", "measure": "monthly", "target": Decimal(1), "points": Decimal(10),
        "source": "虚构的考核办法（C）", "from_on": date(2026, 1, 1),
    }  # fmt: skip
    return Given(**{**plain, **changed})


def indicator(district: PublicBody, **changed: Any) -> Indicator:
    return services.keep(by=SERVER, district=district, given=given(**changed), now=NOON)


def task(district: PublicBody, body: PublicBody, **changed: Any) -> Task:
    plain = {"title": "补发公告", "wanted": "三月没有发布任何信息，请补发。", "due_on": date(2026, 3, 20)}
    made = Assignment(**{**plain, **changed})
    return services.assign(by=SERVER, district=district, body=body, given=made, now=NOON)
