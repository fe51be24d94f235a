"""How the worker serves a screen: a record is delivered when the screen says that it showed it, and removed when no
device that answers has it in its list any more.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.states import Step
from gongkai.apps.screens.models import Device, Screen, Showing

LATER: Final = timedelta(minutes=5)  # the screen's own report makes it due at once


class LobbyScreen:
    """Looks at what the screen has reported; the list itself is read from the rows."""

    def send(self, job: Job) -> Outcome:
        """Wait for the screen, which asks for its list every few seconds."""
        showing = _showing(job)
        if showing is None:
            return Outcome(Step.HAND_OVER, told="这块电子屏还没有接入，请人工播放")
        if showing.plays.exists():
            return _shown(showing)
        return Outcome(Step.ACCEPT, told="已经列入播放单，等屏幕播放", again_in=LATER)

    def look(self, job: Job) -> Outcome:
        """Done when the screen has shown it; failed when its time is over and nobody saw it."""
        showing = _showing(job)
        if showing is None or job.delivery.done_at is not None:
            return Outcome(None)
        if showing.plays.exists():
            return _shown(showing)
        if showing.until_at and showing.until_at <= job.now:
            raise Refused("到期也没有播放过。", again=False)
        return Outcome(None, again_in=LATER)

    def remove(self, job: Job) -> Outcome:
        """Removed when every device that still answers has reported a list without it."""
        showing = _showing(job)
        if showing is None:
            return Outcome(Step.HAND_BACK)
        if not showing.plays.exists() and not any(showing.pk in one.holds for one in showing.screen.devices.all()):
            return Outcome(Step.REMOVE, told="没有播放过")
        live = live_devices(showing.screen, job)
        if not live:
            raise Refused("电子屏没有回应，不能确定是否还在播放。", again=True)
        if any(showing.pk in one.holds for one in live):
            raise Refused("电子屏的播放单里还有。", again=True)
        return Outcome(Step.REMOVE, told=removed_told(live))


def live_devices(screen: Screen, job: Job) -> list[Device]:
    """Return the devices that have answered lately."""
    limit = job.now - timedelta(minutes=max(1, screen.silent_minutes))
    return list(screen.devices.filter(last_seen_at__gte=limit))


def removed_told(live: list[Device]) -> str:
    """Say by which devices a removal is confirmed."""
    return f"屏幕回应：播放单里已经没有（{len(live)} 台）"


def _showing(job: Job) -> Showing | None:
    return Showing.objects.select_related("screen").filter(delivery=job.delivery).first()


def _shown(showing: Showing) -> Outcome:
    return Outcome(
        Step.FINISH, told="屏幕回应：已经播放", link=f"{settings.SITE_ADDRESS}{showing.screen.address}?preview"
    )
