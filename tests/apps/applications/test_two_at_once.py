"""Two officers close one case at once, each in a process of its own: one succeeds, the other is told why not."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PREPARE = """
import django; django.setup()
from django.utils import timezone
from gongkai.apps.applications import services
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.words import ApplicantKind
from gongkai.apps.bodies.models import Kind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import create_body
from gongkai.core.law.receipt import Channel
now, names = timezone.now(), {"slug": "two", "kind": Kind.DISTRICT, "name": "演示区", "short_name": "演示"}
body = create_body(by=SERVER, parent=None, now=now, **names)
who = Particulars(name="某甲", identity_number="990000000000000011", phone="0")
given = services.Submission(kind=ApplicantKind.NATURAL, particulars=who, wanted="演示")
day = timezone.localdate(now)
services.register(by=SERVER, body=body, submission=given, channel=Channel.COUNTER, arrived_on=day, now=now)
"""
CLOSE = """
import sys, django; django.setup()
from django.utils import timezone
from gongkai.apps.applications import services
from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.permissions import SERVER
from gongkai.core.law.errors import ActNotAllowed
now, pk = timezone.now(), Application.objects.get().pk
sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.readline()
try:
    services.close(by=SERVER, application_id=pk, on=timezone.localdate(now), reason="演示", now=now)
    sys.stdout.write("done\\n")
except ActNotAllowed:
    sys.stdout.write("refused\\n")
"""
COUNT = """
import json, django; django.setup()
from gongkai.apps.applications.models import CaseEvent
from gongkai.apps.audit.selectors import verify
print(json.dumps([CaseEvent.objects.filter(act="close").count(), [one.problem for one in verify()]]))
"""


def test_of_two_officers_who_close_at_once_one_succeeds(empty_database, tmp_path):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environ |= {
        "GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789",
        "GONGKAI_VAR_DIR": str(tmp_path),
        "GONGKAI_DATABASE_URL": empty_database,
        "GONGKAI_APPLICANT_KEYS": "for-tests-only-0123456789-abcdefghijklmnopqrst",
        "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
    }
    common = {"env": environ, "cwd": ROOT, "encoding": "utf-8"}
    migrate = "from gongkai.cli.main import main; main()"
    subprocess.run([sys.executable, "-c", migrate, "site", "migrate"], check=True, capture_output=True, **common)
    subprocess.run([sys.executable, "-c", PREPARE], check=True, **common)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with (
        subprocess.Popen([sys.executable, "-c", CLOSE], **pipes, **common) as one,
        subprocess.Popen([sys.executable, "-c", CLOSE], **pipes, **common) as other,
    ):
        for officer in (one, other):
            assert officer.stdout.readline() == "ready\n"
        for officer in (one, other):
            officer.stdin.write("\n")
            officer.stdin.flush()
        said = sorted(officer.communicate()[0].strip() for officer in (one, other))
    assert said == ["done", "refused"]
    counted = subprocess.run([sys.executable, "-c", COUNT], check=True, capture_output=True, **common)
    assert json.loads(counted.stdout) == [1, []]
