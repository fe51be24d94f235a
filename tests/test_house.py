"""The house rules that no linter knows."""

import ast
import re
import socket
import subprocess
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# Written in pieces, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "deb." + "debian", "files." + "python"]
PATHS = [r"(?<![\w.])/" + folder + "/" for folder in ("work", "root", "home/[a-z]+", "Users", "opt/wheels")]

# No clock and no network in the core, by any name that the import contract cannot see.
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today"), ("time", "time")}


def tracked_texts() -> list[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    found = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file():  # removed, not yet committed
            continue
        try:
            found.append((name, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture or a document
    return found


def test_no_file_names_a_registry_host_or_a_place_on_somebodys_machine():
    pattern = re.compile("|".join([*map(re.escape, HOSTS), *PATHS]))
    texts = tracked_texts()
    assert len(texts) > 50
    found = [f"{name}: {hit[0]}" for name, text in texts for hit in [pattern.search(text)] if hit]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_pin_of_a_lock_file_has_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[A-Za-z])", text.strip())
    bare = [pin.splitlines()[0] for pin in pins if not re.match(r"\S+==\S+[^\n]*\\\n +--hash=sha256:[0-9a-f]{64}", pin)]
    assert bare == []
    assert not re.search(r"^ *-(?!-hash)|://", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_pin_of_the_request_stands_in_the_lock_file(lock):
    asked = re.findall(r"^([A-Za-z][\w.-]*)(?:\[[^]]*\])?==(\S+)", lock.with_suffix(".in").read_text(), re.MULTILINE)
    locked = dict(re.findall(r"^([A-Za-z][\w.-]*)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
    wanted = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in asked}
    assert wanted
    assert {name: locked.get(name) for name in wanted} == wanted, "run `make lock`"


def test_every_dependency_of_the_package_is_pinned():
    declared = re.search(r"\ndependencies = \[(.*?)\n\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL)
    assert declared is not None
    names = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r'"([A-Za-z][\w.-]*)', declared[1])}
    pinned = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / "requirements" / "runtime.in").read_text(), re.MULTILINE)
    assert names == {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}


def uses(tree: ast.AST) -> set[str]:
    calls = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCK
    }
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    return calls | (imported & {"urllib.request", "time"})


def test_the_core_looks_at_no_clock_and_fetches_nothing():
    files = sorted((ROOT / "src" / "gongkai" / "core").rglob("*.py"))
    assert len(files) > 10
    found = {str(path.relative_to(ROOT)): used for path in files if (used := uses(ast.parse(path.read_text())))}
    assert found == {}


@pytest.mark.parametrize("code", ["import time", "from urllib.request import urlopen", "x = date.today()"])
def test_the_watch_over_the_core_sees_a_clock_and_a_fetch(code):
    assert uses(ast.parse(code))


def test_a_test_cannot_reach_another_machine():
    with pytest.warns(UserWarning, match=r"127\.0\.0\.2"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("127.0.0.2", 9), timeout=1)


def test_every_script_is_executable():
    names = [*sorted(ROOT.glob("scripts/*.sh")), ROOT / ".ci" / "run"]
    assert [path.name for path in names if not path.stat().st_mode & 0o111] == []
