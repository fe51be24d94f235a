"""A process that takes applications is killed at random moments: none acknowledged is lost, none is doubled."""

import json
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.nursery import Nursery

MANY = "tests.apps.applications.submit_many"


def killed_again_and_again(address: str, folder: Path, times: int) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environ |= {
        "GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789",
        "GONGKAI_VAR_DIR": str(folder),
        "GONGKAI_DATABASE_URL": address,
        "GONGKAI_APPLICANT_KEYS": "for-tests-only-0123456789-abcdefghijklmnopqrst",
        "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
    }
    rng, acknowledged = random.Random(20), {}
    with Nursery(environ) as nursery:
        nursery.run(f"{MANY}:prepare", "killed")
        for _ in range(times):
            start = max(acknowledged, default=1)  # the last one again: its answer may have been lost on the way
            with nursery.start(f"{MANY}:submit_many", "killed", start) as process:
                said = [process.stdout.readline()]  # it is at work
                time.sleep(rng.random() * 0.4)
                process.kill()
                said += process.stdout.read().splitlines()
            for line in said:
                number, _space, given = line.strip().partition(" ")
                if given:
                    assert acknowledged.setdefault(int(number), given) == given
        found = json.loads(nursery.run(f"{MANY}:count"))
    keys = {int(key.removeprefix("kill-")): number for key, number in found["keys"].items()}
    assert {number: keys.get(number) for number in acknowledged} == acknowledged  # none lost, none renumbered
    assert max(Counter(keys.values()).values()) == 1  # none doubled
    assert sorted(keys) == list(range(1, len(keys) + 1))
    assert len(set(found["rows"])) == 1  # none in part
    assert found["logged"] == found["rows"][0]
    assert found["findings"] == []
    assert len(acknowledged) >= times // 2


def test_twenty_kills_lose_nothing_and_double_nothing(migrated_database, tmp_path):
    killed_again_and_again(migrated_database, tmp_path, 20)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing_and_double_nothing(migrated_database, tmp_path):
    killed_again_and_again(migrated_database, tmp_path, 200)
