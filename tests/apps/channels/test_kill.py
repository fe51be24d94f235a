"""The worker is killed at random moments while it delivers to the stand-ins: no delivery is lost, none is doubled."""

import json
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from standins.server import running
from tests.nursery import Nursery

MANY = "tests.apps.channels.deliver_many"


def killed_again_and_again(address: str, folder: Path, times: int, records: int) -> None:
    with running() as world:
        world.wecom.limited, world.pause = False, 0.03
        environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
        environ |= {
            "GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789",
            "GONGKAI_VAR_DIR": str(folder),
            "GONGKAI_DATABASE_URL": address,
            "GONGKAI_STAND_INS": world.address,
            "GONGKAI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
        }
        with Nursery(environ) as nursery:
            found = worked(world, nursery, times, records)
        judge(world, found, records, times)


def worked(world, nursery, times, records):
    """Publish, kill the worker again and again, let one come to its end; return what the database holds."""
    key = next(iter(world.wecom.keys))
    nursery.run(f"{MANY}:prepare", world.wechat.app_id, world.wechat.secret, key, records)
    rng, ahead = random.Random(6), 0
    for turn in range(times):
        assert len(world.wechat.published) < records, f"all was done after {turn} kills: give it more records"
        before = len(world.calls)
        with nursery.start(f"{MANY}:deliver_many", ahead) as process:
            while len(world.calls) == before:
                time.sleep(0.01)  # until it is at work
            time.sleep(rng.random() * 0.25)
            process.kill()
            said = process.stdout.read().splitlines()
        ahead = max([ahead, *(int(line.split()[0]) for line in said if " " in line)]) + 180
    with nursery.start(f"{MANY}:deliver_many", ahead) as process:  # one that is left alone
        for line in process.stdout:
            if line.endswith(" 0\n"):
                break
    return json.loads(nursery.run(f"{MANY}:count"))


def judge(world, found, records, times):
    wanted = {f"虚构的第{number:04}件" for number in range(records)}
    states = Counter((kind, state) for kind, _title, state in found["rows"])
    assert states["wechat", "done"] == records, states
    assert states["wecom", "done"] + states["wecom", "unsure"] == records, states
    articles = Counter(job.article["title"] for job in world.wechat.published.values())
    drafts = Counter(one["title"] for one in world.wechat.added)
    assert articles == dict.fromkeys(wanted, 1)  # none lost, none doubled
    assert drafts == dict.fromkeys(wanted, 1)
    assert world.wechat.drafts == {}
    messages = Counter(one.split("**")[1] for one in world.wecom.messages)
    done = {title for kind, title, state in found["rows"] if (kind, state) == ("wecom", "done")}
    assert max(messages.values()) == 1
    assert done <= set(messages) <= wanted  # one that is unsure is out or not; a person looks
    assert states["wecom", "unsure"] <= times
    assert found["cut"] >= times // 4  # they were at it when they were killed
    assert found["findings"] == []


def test_twenty_kills_lose_no_delivery_and_double_none(migrated_database, tmp_path):
    killed_again_and_again(migrated_database, tmp_path, 20, 30)


@pytest.mark.soak
def test_two_hundred_kills_lose_no_delivery_and_double_none(migrated_database, tmp_path):
    killed_again_and_again(migrated_database, tmp_path, 200, 300)
