"""`gongkai audit`: an untouched log, a spoilt one, and heads that were exported before."""

import json
import os
import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.nursery import Nursery
from tests.template_database import sqlite_template

KEY = "k3y-" * 20 + "0123456789"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a site with a log of a few acts, made once."""
    folder = tmp_path_factory.mktemp("made")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    env = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "gongkai.site.settings"}
    shutil.copyfile(sqlite_template(), folder / "gongkai.sqlite3")
    with Nursery({**environ, **env}) as nursery:
        nursery.run("tests.apps.audit.factories:log", 5)
    return folder


@pytest.fixture
def log(made, tmp_path):
    """The settings of a site with a log of a few acts, and its database file, for one test to spoil."""
    files = [folder / "gongkai.sqlite3" for folder in (made, tmp_path)]
    with closing(sqlite3.connect(files[0])) as source, closing(sqlite3.connect(files[1])) as copy:
        source.backup(copy)
    return {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(tmp_path)}, files[1]


def spoil(file, *statements):
    with sqlite3.connect(file) as connection:
        for name in ("audit_entry_no_update", "audit_entry_no_delete", "audit_head_no_delete", "audit_head_forward"):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_an_untouched_log_ends_with_0(log, run_gongkai):
    done = run_gongkai("audit", "verify", env=log[0])
    assert (done.returncode, done.stdout) == (0, "核对了 5 条操作记录，没有发现问题。\n")


def test_a_spoilt_log_ends_with_1_and_names_the_row(log, run_gongkai):
    env, file = log
    spoil(file, "UPDATE audit_entry SET actor_name = 'x' WHERE number = 3")
    done = run_gongkai("audit", "verify", env=env)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "第 3 条的内容与它的杂凑值不符，被改动过。"
    assert "共发现 1 处问题" in done.stdout


def test_heads_kept_elsewhere_find_a_log_cut_short(log, run_gongkai, tmp_path):
    env, file = log
    heads = tmp_path / "heads.jsonl"
    heads.write_text(run_gongkai("audit", "head", env=env).stdout)
    assert run_gongkai("audit", "verify", "--heads-file", str(heads), env=env).returncode == 0
    spoil(
        file,
        "DELETE FROM audit_entry WHERE number = 5",
        "UPDATE audit_head SET number = 4, digest = (SELECT digest FROM audit_entry WHERE number = 4)",
    )
    assert run_gongkai("audit", "verify", env=env).returncode == 0
    done = run_gongkai("audit", "verify", "--heads-file", str(heads), env=env)
    assert done.returncode == 1
    assert "以前导出的链头是第 5 条" in done.stdout
    head = json.loads(heads.read_text())
    assert run_gongkai("audit", "verify", "--head", f"5:{head['digest']}", env=env).returncode == 1


def test_a_head_that_is_gone_is_no_head(log, run_gongkai):
    env, file = log
    spoil(file, "DELETE FROM audit_head")
    done = run_gongkai("audit", "head", env=env)
    assert done.returncode == 1
    assert "链头被删除" in done.stderr


@pytest.mark.parametrize("text", ["5", "x:y", f"5:{'F' * 64}"])
def test_what_is_no_head_is_wrong_use(log, run_gongkai, text):
    done = run_gongkai("audit", "verify", "--head", text, env=log[0])
    assert done.returncode == 2
    assert "不是链头" in done.stderr


def test_a_file_of_something_else_is_wrong_use(log, run_gongkai, tmp_path):
    (tmp_path / "x").write_text("[1]\n")
    done = run_gongkai("audit", "verify", "--heads-file", str(tmp_path / "x"), env=log[0])
    assert done.returncode == 2
    assert "不是导出的链头" in done.stderr


def export(env, folder, run_gongkai):
    return run_gongkai("audit", "export-head", str(folder), env=env)


def test_the_head_is_written_into_the_file_of_the_day_a_line_an_export(log, run_gongkai, tmp_path):
    folder = tmp_path / "heads" / "here"
    for number in (1, 2):
        done = export(log[0], folder, run_gongkai)
        assert done.returncode == 0, done.stderr
        (path,) = folder.iterdir()
        assert done.stdout.strip() == str(path)
        assert re.fullmatch(r"audit-head-\d{4}-\d\d-\d\d\.jsonl", path.name)
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        assert [line["number"] for line in lines] == [5] * number
    assert run_gongkai("audit", "verify", "--heads-folder", str(folder), env=log[0]).returncode == 0
    assert run_gongkai("audit", "verify", "--heads-file", str(path), env=log[0]).returncode == 0


def test_a_log_that_was_cut_or_rewritten_is_found_at_the_next_export(log, run_gongkai, tmp_path):
    env, file = log
    folder = tmp_path / "heads"
    export(env, folder, run_gongkai)
    (path,) = folder.iterdir()
    before = path.read_text()
    spoil(
        file,
        "DELETE FROM audit_entry WHERE number = 5",
        "UPDATE audit_head SET number = 4, digest = (SELECT digest FROM audit_entry WHERE number = 4)",
    )
    done = export(env, folder, run_gongkai)
    assert done.returncode == 1
    assert "第 5 条在日志里已经不是原样" in done.stderr
    assert path.read_text() == before
    assert list(folder.iterdir()) == [path]
    assert run_gongkai("audit", "verify", "--heads-folder", str(folder), env=env).returncode == 1


def test_a_file_of_heads_that_was_tampered_with_is_told(log, run_gongkai, tmp_path):
    folder = tmp_path / "heads"
    export(log[0], folder, run_gongkai)
    (path,) = folder.iterdir()
    path.write_text("x\n")
    done = export(log[0], folder, run_gongkai)
    assert (done.returncode, path.read_text()) == (1, "x\n")
    assert "不是导出的链头" in done.stderr
    assert run_gongkai("audit", "verify", "--heads-folder", str(folder), env=log[0]).returncode == 2


def test_a_folder_that_cannot_be_written_is_told(log, run_gongkai, tmp_path):
    (tmp_path / "file").write_text("")
    done = export(log[0], tmp_path / "file" / "below", run_gongkai)
    assert done.returncode == 1
    assert "不能写进" in done.stderr
