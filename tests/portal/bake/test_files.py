"""Files of baked pages: whole, with twins, inside their folder, gone when removed."""

import gzip
import subprocess
import sys
import time

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal.bake.files import Files, UnusableAddress

PAGE = "政府信息公开".encode() * 100


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_page_is_written_with_its_twins(tmp_path):
    Files(tmp_path).put("/qingshi/documents/", PAGE)

    assert names(tmp_path) == [f"qingshi/documents/index.html{end}" for end in ("", ".br", ".gz")]
    assert brotli.decompress((tmp_path / "qingshi/documents/index.html.br").read_bytes()) == PAGE
    assert gzip.decompress((tmp_path / "qingshi/documents/index.html.gz").read_bytes()) == PAGE


def test_a_small_page_loses_the_twins_of_the_large_one_before(tmp_path):
    files = Files(tmp_path)
    files.put("/a.xml", PAGE)

    files.put("/a.xml", b"short")

    assert names(tmp_path) == ["a.xml"]


def test_what_is_removed_is_gone_with_twins_and_empty_folders(tmp_path):
    files = Files(tmp_path)
    files.put("/qingshi/documents/1/", PAGE)
    files.put("/qingshi/", PAGE)

    files.remove("/qingshi/documents/1/")
    files.remove("/qingshi/documents/1/")

    assert list(files.addresses()) == ["/qingshi/"]
    assert not (tmp_path / "qingshi/documents").exists()


@pytest.mark.parametrize(
    "address", ["", "a", "a/b", "/../a", "/a/../../b", "//a", "/a//b", "/.hidden", "/a/.git/", "/a\\b", "/a\0", "/a.gz"]
)
def test_an_address_that_no_file_can_stand_for_is_refused(tmp_path, address):
    with pytest.raises(UnusableAddress, match="不能生成文件"):
        Files(tmp_path).put(address, PAGE)


@given(st.text(st.sampled_from("/.a\\\0%~"), max_size=12))
def test_no_address_leads_out_of_the_folder(tmp_path_factory, address):
    folder = tmp_path_factory.getbasetemp() / "baked"
    try:
        path = Files(folder).path(address)
    except UnusableAddress:
        return
    assert path.resolve().is_relative_to(folder.resolve())


WRITER = """
import sys
from pathlib import Path
from gongkai.portal.bake.files import Files
files = Files(Path(sys.argv[1]))
print("ready", flush=True)
n = 0
while True:
    n += 1
    files.put("/page/", str(n % 10).encode() * 200_000)
"""


def test_a_writer_killed_at_any_moment_leaves_whole_pages(tmp_path):
    files = Files(tmp_path)
    for turn in range(8):
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(0.02 * turn)
            writer.kill()
        path = files.path("/page/")
        for suffix, opened in (("", bytes), (".br", brotli.decompress), (".gz", gzip.decompress)):
            variant = path.with_name(path.name + suffix)
            if variant.exists():
                content = opened(variant.read_bytes())
                assert len(content) == 200_000
                assert len(set(content)) == 1

    files.sweep()

    assert all(name.startswith("page/index.html") for name in names(tmp_path))
