"""Several processes append at once: one chain, no gap. The command checks it."""

import json
import os
from contextlib import ExitStack

from tests.nursery import Nursery

KEY = "k3y-" * 20 + "0123456789"
PROCESSES, EACH = 4, 15


def test_processes_that_append_at_once_make_one_chain(migrated_database, run_gongkai, tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    env = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_DATABASE_URL": migrated_database, "GONGKAI_VAR_DIR": str(tmp_path)}
    environ = {**clean, **env, "DJANGO_SETTINGS_MODULE": "gongkai.site.settings"}
    with Nursery(environ) as nursery, ExitStack() as stack:
        children = [nursery.start("tests.apps.audit.factories:log", EACH) for _ in range(PROCESSES)]
        running = [stack.enter_context(child) for child in children]
        assert [child.stdout.read() for child in running] == ["\0"] * PROCESSES
    checked = run_gongkai("audit", "verify", env=env)
    assert checked.stdout == f"核对了 {PROCESSES * EACH} 条操作记录，没有发现问题。\n"
    head = json.loads(run_gongkai("audit", "head", env=env).stdout)
    assert head["number"] == PROCESSES * EACH
