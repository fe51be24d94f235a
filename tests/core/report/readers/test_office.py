import shutil
import sys
import time
from pathlib import Path

import pytest

from gongkai.core.report.document import Grid
from gongkai.core.report.errors import ConverterMissing, DamagedFile
from gongkai.core.report.readers import office, read_document

RTF = (
    r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}"
    r"\pard\u35268?\u31456? 12\par"
    r"\trowd\cellx2000\cellx4000\intbl \u35268?\u31456?\cell 3\cell\row"
    r"\trowd\cellx2000\cellx4000\intbl \u35268?\cell 4\cell\row\pard\par}"
).encode("ascii")

needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)),
    reason="LibreOffice is not installed (apt-get install libreoffice-writer)",
)


def program(folder: Path, body: str) -> Path:
    """A stand-in for soffice: a Python script that is given the same arguments."""
    path = folder / "soffice"
    path.write_text(
        f"#!{sys.executable}\nimport sys, pathlib, time, subprocess\nargs = sys.argv\n{body}\n", encoding="utf-8"
    )
    path.chmod(0o755)
    return path


@pytest.fixture
def only_path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_libreoffice_the_user_is_told_what_to_save_as(only_path):
    with pytest.raises(ConverterMissing) as missing:
        read_document(RTF)
    assert "RTF" in missing.value.problem
    assert "另存为 docx" in missing.value.remedy


def test_what_the_converter_makes_is_read_in_turn(only_path):
    program(
        only_path,
        "out = pathlib.Path(args[args.index('--outdir') + 1])\n"
        "out.mkdir()\n"
        "(out / 'report.docx').write_text('<p>一</p>' * 5)",
    )
    document = read_document(RTF)
    assert document.kind == "rtf"
    assert [block.text for block in document.blocks] == ["一"] * 5


def test_the_converter_has_a_profile_of_its_own_with_macros_off_and_leaves_nothing(only_path):
    seen = only_path / "seen"
    program(
        only_path,
        f"profile = next(a for a in args if a.startswith('-env:UserInstallation=file://'))[len('-env:UserInstallation=file://'):]\n"
        f"settings = pathlib.Path(profile, 'user', 'registrymodifications.xcu').read_text()\n"
        f"pathlib.Path({str(seen)!r}).write_text(profile + '\\n' + settings)",
    )
    with pytest.raises(DamagedFile):
        read_document(RTF)
    profile, settings = seen.read_text(encoding="utf-8").split("\n", 1)
    assert "DisableMacrosExecution" in settings
    assert not Path(profile).exists()


def test_a_converter_that_hangs_is_ended_with_all_it_started(only_path, monkeypatch):
    monkeypatch.setattr(office, "TIME_LIMIT", 1.5)
    alive = only_path / "alive"
    child = only_path / "child.py"
    child.write_text(
        "import pathlib, time\n"
        f"while True: pathlib.Path({str(alive)!r}).write_text(str(time.time())); time.sleep(0.02)\n",
        encoding="utf-8",
    )
    program(only_path, f"subprocess.Popen([{sys.executable!r}, {str(child)!r}])\ntime.sleep(600)")
    with pytest.raises(DamagedFile):
        read_document(RTF)
    time.sleep(0.1)
    last = alive.read_text(encoding="utf-8")
    time.sleep(0.3)
    assert alive.read_text(encoding="utf-8") == last


@needs_libreoffice
def test_a_rich_text_file_is_read_through_libreoffice():
    document = read_document(RTF)
    assert document.kind == "rtf"
    assert document.blocks[0].text == "规章 12"
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["规章", "3"], ["规", "4"]]


@needs_libreoffice
def test_a_broken_word_97_file_is_a_damaged_file():
    broken = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(range(256)) * 8
    with pytest.raises(DamagedFile, match="DOC 或 WPS"):
        read_document(broken)
