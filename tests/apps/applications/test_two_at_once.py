"""Two officers close one case at once, each in a process of its own: one succeeds, the other is told why not."""

import json
import os

from tests.nursery import Nursery

TASKS = "tests.apps.applications.at_once"


def test_of_two_officers_who_close_at_once_one_succeeds(migrated_database, tmp_path):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environ |= {
        "GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789",
        "GONGKAI_VAR_DIR": str(tmp_path),
        "GONGKAI_DATABASE_URL": migrated_database,
        "GONGKAI_APPLICANT_KEYS": "for-tests-only-0123456789-abcdefghijklmnopqrst",
        "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
    }
    with Nursery(environ) as nursery:
        nursery.run(f"{TASKS}:prepare")
        with nursery.start(f"{TASKS}:close") as one, nursery.start(f"{TASKS}:close") as other:
            for officer in (one, other):
                assert officer.stdout.readline() == "ready\n"
            for officer in (one, other):
                officer.stdin.write("\n")
                officer.stdin.flush()
            said = sorted(officer.stdout.read() for officer in (one, other))
        counted = json.loads(nursery.run(f"{TASKS}:count"))
    assert said == ["done\0", "refused\0"]
    assert counted == [1, []]
