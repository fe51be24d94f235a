"""The worker: does what transactions left to be done, over and over (后台工作).

Each app that leaves work behind keeps it in rows of its own and has one function that carries out what is due. They are
named in the setting WORK. A worker that is killed loses nothing: what it had not finished is still a row that is due.
"""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.apps.audit.models import Entry

Job = Callable[..., int]  # called with now=…, returns how much was done

SET_BACK: Final = timedelta(minutes=2)  # less is a clock being put right
PAUSE: Final = 1.0  # seconds between two rounds in which nothing was due
FIRST_REST: Final = timedelta(seconds=5)  # doubled with each failure
LONGEST_REST: Final = timedelta(minutes=5)
_log = logging.getLogger(__name__)


class AlreadyAtWork(Exception):
    """Another worker has this data folder."""

    def __init__(self) -> None:
        super().__init__("这个数据文件夹已经有一个后台进程在工作，不需要第二个。")


def jobs() -> dict[str, Job]:
    """Return the functions that carry out what is due, by their dotted names."""
    return {name: import_string(name) for name in settings.WORK}


class Worker:
    """Carries out what is due, round by round. A job that fails rests before it is tried again, longer each time."""

    def __init__(self) -> None:
        self._jobs = jobs()
        self._failures: dict[str, int] = {}
        self._rests_until: dict[str, datetime] = {}

    def round(self, now: datetime) -> int:
        """Let each job carry out what is due; return how much was done. One that fails stops no other."""
        return sum(self._do(name, job, now) for name, job in self._jobs.items() if not self._rests(name, now))

    def _rests(self, name: str, now: datetime) -> bool:
        return name in self._rests_until and now < self._rests_until[name]

    def _do(self, name: str, job: Job, now: datetime) -> int:
        try:
            done = job(now=now)
        except Exception:  # noqa: BLE001 whatever one job does wrong, the others' work goes on
            _log.exception("%s failed", name)
            self._failures[name] = self._failures.get(name, 0) + 1
            self._rests_until[name] = now + min(FIRST_REST * 2 ** self._failures[name], LONGEST_REST)
            return 0
        self._failures.pop(name, None)
        return done


def work(*, goes_on: Callable[[], bool]) -> None:
    """Work until told to end, once the database is ready. Raises AlreadyAtWork."""
    with _alone(Path(settings.VAR_DIR) / "worker.lock"):
        if not _wait_for_database(goes_on):
            return
        worker, latest = Worker(), last_act()
        while goes_on():
            close_old_connections()
            now = timezone.now()
            if latest is not None and now < latest - SET_BACK:
                _log.warning(clock_set_back(now, latest))
                latest = now  # said once
            latest = now if latest is None else max(latest, now)
            if not worker.round(now):
                time.sleep(PAUSE)


def last_act() -> datetime | None:
    """Return when the last act of the log was done: no clock that is right is before it."""
    found = Entry.objects.order_by("pk").last()
    return found.at if found is not None else None


def clock_set_back(now: datetime, latest: datetime) -> str:
    """Return what is wrong with the clock, in a sentence for whoever runs the site."""
    was, is_now = (timezone.localtime(one).strftime("%Y-%m-%d %H:%M") for one in (latest, now))
    return (
        f"服务器的时钟被拨回：现在是 {is_now}，而 {was} 已经有记录。数据没有损失，但新的记录会排在旧的之前，"
        "定时发布和期限会推迟。请校准服务器的时间。"
    )


def _wait_for_database(goes_on: Callable[[], bool]) -> bool:
    """Wait until the database can be worked with, saying once what is missing; False when told to end before."""
    told = ""
    while goes_on():
        close_old_connections()
        missing = obstacle()
        if not missing:
            return True
        if missing != told:
            _log.warning(missing)
            told = missing
        time.sleep(PAUSE)
    return False


def obstacle() -> str:
    """Return what keeps the worker from its database, in a sentence for whoever runs the site; "" for nothing."""
    try:
        there = set(connection.introspection.table_names())
    except OperationalError as error:
        return f"后台进程连不上数据库，正在等待。请检查数据库是否启动、GONGKAI_DATABASE_URL 是否正确。（{error}）"
    needed = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}  # noqa: SLF001 Django's own documented name
    if needed <= there:
        return ""
    return "数据库里还没有这一版程序的表，后台进程正在等待。请运行 gongkai site migrate，随后会自动开始工作。"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyAtWork from None
        yield
