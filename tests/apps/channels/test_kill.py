"""The worker is killed at random moments while it delivers to the stand-ins: no delivery is lost, none is doubled."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from standins.server import running

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PREPARE = """
import django, sys; django.setup()
from django.utils import timezone
from gongkai.apps.bodies.models import Kind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import create_body
from gongkai.apps.channels import services
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services import hand_in, publish, home_of
from gongkai.apps.publishing.services.writing import Writing
now = timezone.now()
names = {"slug": "killed", "kind": Kind.DISTRICT, "name": "演示区", "short_name": "演示"}
body = create_body(by=SERVER, parent=None, now=now, **names)
column = home_of(body).columns.get(slug="notices")
for kind, account, secret, value in (
    (ChannelKind.WECHAT, sys.argv[1], Secret.APP_SECRET, sys.argv[2]),
    (ChannelKind.WECOM, "", Secret.ROBOT_KEY, sys.argv[3]),
):
    given = services.Account(kind.label, Mode.API, account=account, publishes=True)
    channel = services.open_channel(by=SERVER, body=body, kind=kind, account=given, now=now)
    services.set_secrets(by=SERVER, channel=channel, secrets={secret: value}, now=now)
    services.require_for(by=SERVER, channel=channel, columns=[column], now=now)
for number in range(int(sys.argv[4])):
    writing = Writing(fields={"title": f"虚构的第{number:04}件", "body": [("text", "<p>虚构的正文。</p>")]})
    page = hand_in(body=body, writing=writing, by=SERVER, column=column, now=now)
    Disclosure.objects.filter(pk=page.pk).update(stage="approved")
    publish(by=SERVER, disclosure=Disclosure.objects.get(pk=page.pk), now=now)
"""
COUNT = """
import django, json; django.setup()
from gongkai.apps.audit.selectors import verify
from gongkai.apps.channels.models import Attempt, Delivery
rows = Delivery.objects.exclude(channel__kind="website").values_list("channel__kind", "disclosure__title", "state")
print(json.dumps({
    "rows": [*rows], "cut": Attempt.objects.filter(told__startswith="办理中断").count(),
    "findings": [one.problem for one in verify()],
}))
"""


def run(code: str, environ: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def worker(environ, ahead):
    command = [sys.executable, str(HERE / "deliver_many.py"), str(ahead)]
    env = {**environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")


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
        migrate = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", "migrate"]
        subprocess.run(migrate, env=environ, check=True, capture_output=True)
        key = next(iter(world.wecom.keys))
        run(PREPARE, environ, world.wechat.app_id, world.wechat.secret, key, str(records))
        rng, ahead = random.Random(6), 0
        for turn in range(times):
            assert len(world.wechat.published) < records, f"all was done after {turn} kills: give it more records"
            before = len(world.calls)
            with worker(environ, ahead) as process:
                while len(world.calls) == before and process.poll() is None:
                    time.sleep(0.01)  # until it is at work
                time.sleep(rng.random() * 0.25)
                process.kill()
                said = process.stdout.read().splitlines()
            ahead = max([ahead, *(int(line.split()[0]) for line in said if " " in line)]) + 180
        with worker(environ, ahead) as process:  # one that is left alone
            for line in process.stdout:
                if line.endswith(" 0\n"):
                    break
            process.kill()
        found = json.loads(run(COUNT, environ))
        judge(world, found, records, times)


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


def test_twenty_kills_lose_no_delivery_and_double_none(empty_database, tmp_path):
    killed_again_and_again(empty_database, tmp_path, 20, 30)


@pytest.mark.soak
def test_two_hundred_kills_lose_no_delivery_and_double_none(empty_database, tmp_path):
    killed_again_and_again(empty_database, tmp_path, 200, 300)
