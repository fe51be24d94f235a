"""Cases, plainly invented; each call gives what the test does not speak of."""

import io
import itertools
from datetime import UTC, date, datetime, time
from typing import Any

from PIL import Image, ImageDraw

from gongkai.apps.applications import services
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.services import Service, Submission
from gongkai.apps.applications.words import ApplicantKind, ServiceKind
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import edit_body, set_setting
from gongkai.core.law.receipt import Channel
from tests.apps.bodies import factories as bodies

_numbers = itertools.count(1)
BY_HAND = Service(kind=ServiceKind.DIRECT)
ON_LINE = Service(kind=ServiceKind.ELECTRONIC)
BY_POST = Service(kind=ServiceKind.POST, carrier="中国邮政", tracking="000000000")


def at(day: str | date, hour: int = 12) -> datetime:
    """Return an instant of a Beijing day."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(day, time(hour - 8 if hour >= 8 else 0), tzinfo=UTC)


def ready_body(parent: Any = None) -> Any:
    """A body that has set what its letters need."""
    made = bodies.body(parent or bodies.body())
    profile = {"address": "演示路 1 号", "phone": "0000-0000000", "hours": "工作日"}
    edit_body(by=SERVER, body=made, profile=profile, now=bodies.NOON)
    for key, value in (
        (Key.RECONSIDERATION_ORGAN, "演示区人民政府"),
        (Key.RECONSIDERATION_ADDRESS, "演示路 2 号"),
        (Key.RECONSIDERATION_WEBSITE, "fuyi.invalid"),
        (Key.COURT, "演示区人民法院"),
        (Key.REPLY_WORD, "演街公复"),
        (Key.NOTICE_WORD, "演街公告"),
    ):
        set_setting(by=SERVER, body=made, key=key, value=value, from_on=date(2019, 1, 1), now=bodies.NOON)
    made.refresh_from_db()
    return made


def person(**given: str) -> Particulars:
    number = next(_numbers)
    plain = {"name": f"某甲{number}", "identity_kind": "resident_id", "identity_number": f"99{number:016d}"}
    return Particulars(**{**plain, "phone": "00000000000", **given})


def submission(**given: Any) -> Submission:
    plain = {"kind": ApplicantKind.NATURAL, "particulars": person(), "wanted": "演示路改造工程的施工许可文件"}
    return Submission(**{**plain, **given})


def on_line(body: Any, day: str = "2026-03-02", **given: Any) -> Application:
    """One that came through the web site."""
    return services.submit(body=body, submission=submission(**given), key=f"key-{next(_numbers)}", now=at(day))


def at_counter(body: Any, day: str = "2026-03-02", *, by: Any = SERVER, **given: Any) -> Application:
    """One handed in at the counter, received that day."""
    arrived = date.fromisoformat(day)
    return services.register(
        by=by, body=body, submission=submission(**given), channel=Channel.COUNTER, arrived_on=arrived, now=at(day)
    )


def in_hand(body: Any, day: str = "2026-03-02", **given: Any) -> Application:
    """One that is being handled."""
    made = at_counter(body, day, **given)
    return services.accept(by=SERVER, application_id=made.pk, on=date.fromisoformat(day), now=at(day))


def picture_of_a_seal() -> bytes:
    """A red ring on a clear ground, as PNG."""
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 190, 190), outline=(220, 0, 0, 255), width=8)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
