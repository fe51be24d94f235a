"""A process that takes applications is killed at random moments: none acknowledged is lost, none is doubled."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PREPARE = """
import django; django.setup()
from django.utils import timezone
from gongkai.apps.bodies.models import Kind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import create_body
names = {"slug": "killed", "kind": Kind.DISTRICT, "name": "演示区", "short_name": "演示"}
create_body(by=SERVER, parent=None, now=timezone.now(), **names)
"""
COUNT = """
import django, json; django.setup()
from gongkai.apps.applications.models import Applicant, Application, CaseEvent, Item
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
print(json.dumps({
    "keys": {row.idempotency_key: row.number for row in Application.objects.all()},
    "rows": [model.objects.count() for model in (Application, Applicant, CaseEvent, Item)],
    "logged": Entry.objects.filter(act="submit").count(),
    "findings": [one.problem for one in verify()],
}))
"""


def run(code: str, environ: dict[str, str]) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def killed_again_and_again(address: str, folder: Path, times: int) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environ |= {
        "GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789",
        "GONGKAI_VAR_DIR": str(folder),
        "GONGKAI_DATABASE_URL": address,
        "GONGKAI_APPLICANT_KEYS": "for-tests-only-0123456789-abcdefghijklmnopqrst",
        "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
    }
    migrate = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", "migrate"]
    subprocess.run(migrate, env=environ, check=True, capture_output=True)
    run(PREPARE, environ)
    rng, acknowledged = random.Random(20), {}
    for _ in range(times):
        start = max(acknowledged, default=0)  # the last one again: its answer may have been lost on the way
        command = [sys.executable, str(HERE / "submit_many.py"), "killed", str(max(start, 1))]
        with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
            assert process.stdout is not None
            said = [process.stdout.readline()]  # it is at work
            time.sleep(rng.random() * 0.4)
            process.kill()
            said += process.stdout.read().splitlines()
        for line in said:
            number, _space, given = line.strip().partition(" ")
            if given:
                assert acknowledged.setdefault(int(number), given) == given
    found = json.loads(run(COUNT, environ))
    keys = {int(key.removeprefix("kill-")): number for key, number in found["keys"].items()}
    assert {number: keys.get(number) for number in acknowledged} == acknowledged  # none lost, none renumbered
    assert max(Counter(keys.values()).values()) == 1  # none doubled
    assert sorted(keys) == list(range(1, len(keys) + 1))
    assert len(set(found["rows"])) == 1  # none in part
    assert found["logged"] == found["rows"][0]
    assert found["findings"] == []
    assert len(acknowledged) >= times // 2


def test_twenty_kills_lose_nothing_and_double_nothing(empty_database, tmp_path):
    killed_again_and_again(empty_database, tmp_path, 20)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing_and_double_nothing(empty_database, tmp_path):
    killed_again_and_again(empty_database, tmp_path, 200)
