"""Uploads before a real clamd, where the package clamav-daemon is installed; its database here is one signature."""

import hashlib
import os
import shutil
import subprocess
import time

import pytest

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.publishing import viruses

CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
# The harmless file of EICAR, in parts, so that no scanner of a developer's machine takes this test away.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
pytestmark = pytest.mark.skipif(CLAMD is None, reason="clamd is missing (package clamav-daemon)")


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "database").mkdir()
    signature = f"{hashlib.md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Eicar-Test"
    (folder / "database" / "eicar.hdb").write_text(f"{signature}\n")
    lines = [f"LocalSocket {folder}/s", f"DatabaseDirectory {folder}/database", "Foreground yes", "StreamMaxLength 1M"]
    (folder / "clamd.conf").write_text("\n".join([*lines, f"TemporaryDirectory {folder}", ""]))
    with subprocess.Popen([CLAMD, "-c", folder / "clamd.conf"], stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while not (folder / "s").is_socket() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        yield str(folder / "s")
        process.terminate()


@pytest.fixture(autouse=True)
def scanner(daemon, monkeypatch):
    monkeypatch.setattr(viruses, "SOCKETS", (daemon,))


def test_the_file_of_eicar_is_named_and_another_passes():
    assert viruses.infected_by(EICAR).startswith("Eicar-Test")
    assert viruses.infected_by("虚构的材料".encode()) == ""


def test_what_is_too_large_for_the_scanner_is_not_taken_for_clean():
    with pytest.raises(RuleError, match="病毒检查没有完成"):
        viruses.infected_by(b"x" * 3_000_000)
