"""Several processes append at once: one chain, no gap. The command checks it."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KEY = "k3y-" * 20 + "0123456789"
PROCESSES, EACH = 4, 15


def environment(address: str, folder: Path) -> dict[str, str]:
    return {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_DATABASE_URL": address, "GONGKAI_VAR_DIR": str(folder)}


def append_in(env: dict[str, str]) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.apps.audit.append_many", str(EACH)],
        cwd=ROOT,
        env={**environ, **env},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_processes_that_append_at_once_make_one_chain(empty_database, run_gongkai, tmp_path):
    env = environment(empty_database, tmp_path)
    assert run_gongkai("site", "migrate", env=env).returncode == 0
    running = [append_in(env) for _ in range(PROCESSES)]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert ends == [("", 0)] * PROCESSES
    checked = run_gongkai("audit", "verify", env=env)
    assert checked.stdout == f"核对了 {PROCESSES * EACH} 条操作记录，没有发现问题。\n"
    head = json.loads(run_gongkai("audit", "head", env=env).stdout)
    assert head["number"] == PROCESSES * EACH
