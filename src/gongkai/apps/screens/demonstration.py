"""The lobby screen of the demonstration (演示电子屏): notices of 西关, one of its own, one that waits."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import outbox
from gongkai.apps.channels.services import require_for
from gongkai.apps.publishing.selectors import public
from gongkai.apps.screens import services
from gongkai.apps.screens.models import Screen
from gongkai.apps.screens.services import Screening, Wanted
from gongkai.apps.screens.states import Kind

BODY: Final = "xiguan"
COLUMNS: Final = ("notices", "news")
SENT: Final = 6
KEY: Final = "demo"  # its address is easy to open; a real one cannot be guessed
SCREENING: Final = Screening(
    "一楼办事大厅",
    opens_at=time(0),
    closes_at=time(23, 59, 59),
    record_days=400,
    numbers="办事大厅 0000-0000000\n值班电话 0000-0000001\n政务公开监督 0000-0000002",
)


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Set up the screen and let it play; False where a screen is there or the body is not."""
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or Screen.objects.exists():
        return False
    screen = services.open_screen(by=SERVER, body=body, name="办事大厅屏（演示）", screening=SCREENING, now=now)
    Screen.objects.filter(pk=screen.pk).update(key=KEY)
    columns = [one for one in public.columns_of(body) if one.slug in COLUMNS]
    require_for(by=SERVER, channel=screen.channel, columns=columns, now=now)
    for page in public.whole(body=body).filter(column__in=columns).order_by("-published_at")[:SENT]:
        outbox.make(page, [screen.channel], now)
    later = now + timedelta(days=7)
    hours = Wanted(
        Kind.NOTICE, "办事大厅延时服务", "本周三起，办事大厅午间不休息，周六上午照常办理。（演示）", now, later
    )
    made = services.request_showing(by=SERVER, screen=screen, wanted=hours, now=now)
    made = services.review(by=SERVER, showing=made, note="属实", now=now)
    services.approve(by=SERVER, showing=made, now=now)
    asks = User.objects.get(username="gongshe")
    checkup = Wanted(Kind.NOTICE, "老年人免费体检", "本月在社区卫生服务站进行，请带身份证。（演示）", now, later)
    services.request_showing(by=asks, screen=screen, wanted=checkup, now=now)
    return True
