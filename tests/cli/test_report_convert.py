"""`gongkai report convert`."""

import pytest

from gongkai.core.report.reading import read
from gongkai.core.report.writers import WRITERS, write
from tests.core.report.factories import ORGAN, report

STARTS = {
    "csv": b"\xef\xbb\xbfcell,",
    "docx": b"PK",
    "html": b"<!DOCTYPE html>",
    "json": b"{",
    "pdf": b"%PDF-",
    "xlsx": b"PK",
}


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "report.html"
    file.write_bytes(write(report(), "html"))
    return file


@pytest.mark.parametrize("form", list(WRITERS))
def test_every_form_is_written(run_gongkai, page, tmp_path, form):
    out = tmp_path / "out"
    done = run_gongkai("report", "convert", str(page), "--to", form, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(STARTS[form])


def test_the_form_is_that_of_the_suffix_unless_said(run_gongkai, page, tmp_path):
    out = tmp_path / "out.docx"
    assert run_gongkai("report", "convert", str(page), "-o", str(out)).returncode == 0
    assert read(out.read_bytes()).organ == ORGAN
    done = run_gongkai("report", "convert", str(page), "-o", str(tmp_path / "out.odt"))
    assert done.returncode == 2
    assert "请用 --to 写明" in done.stderr


def test_many_files_go_into_a_folder_and_a_bad_one_does_not_stop_them(run_gongkai, page, tmp_path):
    bad, other, folder = tmp_path / "bad.html", tmp_path / "other.html", tmp_path / "out"
    bad.write_bytes(b"")
    other.write_bytes(page.read_bytes())
    done = run_gongkai(
        "report", "convert", str(page), str(bad), str(other), "--to", "csv", "-o", str(folder), "-j", "2"
    )
    assert done.returncode == 2
    assert sorted(file.name for file in folder.iterdir()) == ["other.csv", "report.csv"]
    assert str(bad) in done.stderr


def test_two_files_never_go_to_one_place(run_gongkai, page, tmp_path):
    twin = tmp_path / "report.htm"
    twin.write_bytes(page.read_bytes())
    done = run_gongkai("report", "convert", str(page), str(twin), "--to", "csv", "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "report.csv" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_original_is_never_overwritten(run_gongkai, page):
    before = page.read_bytes()
    assert run_gongkai("report", "convert", str(page), "-o", str(page)).returncode == 2
    assert page.read_bytes() == before


def test_standard_output_takes_one_report(run_gongkai, page):
    done = run_gongkai("report", "convert", str(page), "--to", "json", "-o", "-")
    assert done.stdout.startswith("{")


def test_a_place_that_cannot_be_written_is_told(run_gongkai, page, tmp_path):
    done = run_gongkai("report", "convert", str(page), "-o", str(tmp_path / "absent" / "out.csv"))
    assert done.returncode == 2
    assert f"不能写到“{tmp_path}/absent/out.csv”：文件夹不存在。请" in done.stderr
    assert "Traceback" not in done.stderr


def test_many_files_whose_folder_cannot_be_made_are_told_of(run_gongkai, page, tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    done = run_gongkai("report", "convert", str(page), str(page), "--to", "csv", "-o", str(tmp_path / "taken" / "out"))
    assert done.returncode == 2
    assert "不是文件夹" in done.stderr or "会写成同一个文件" in done.stderr


def test_a_place_in_a_folder_that_cannot_be_written_is_no_fault_of_the_file(run_gongkai, page, tmp_path):
    other, folder = tmp_path / "other.html", tmp_path / "out"
    other.write_bytes(page.read_bytes())
    (folder / "report.csv").mkdir(parents=True)
    done = run_gongkai("report", "convert", str(page), str(other), "--to", "csv", "-o", str(folder))
    assert done.returncode == 2
    assert "report.csv”：这是一个文件夹。请写出文件名。" in done.stderr
    assert (folder / "other.csv").is_file()


@pytest.mark.parametrize(("form", "name"), [("pdf", "x.docx"), ("docx", "x.DOC"), ("csv", "x.xls"), ("html", "x.json")])
def test_a_suffix_of_another_form_is_refused(run_gongkai, page, tmp_path, form, name):
    done = run_gongkai("report", "convert", str(page), "--to", form, "-o", str(tmp_path / name))
    assert done.returncode == 2
    assert "请改其中一个" in done.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["2023.年报", "report", "a.b"])
def test_a_suffix_of_no_form_is_left_alone(run_gongkai, page, tmp_path, name):
    assert run_gongkai("report", "convert", str(page), "--to", "csv", "-o", str(tmp_path / name)).returncode == 0
    assert (tmp_path / name).is_file()


def test_a_name_as_long_as_a_name_may_be_is_written(run_gongkai, page, tmp_path):
    out = tmp_path / f"{'a' * 251}.csv"
    assert run_gongkai("report", "convert", str(page), "-o", str(out)).returncode == 0
    assert [file.name for file in tmp_path.iterdir() if file != page] == [out.name]


def test_links_in_a_circle_are_told(run_gongkai, page, tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    done = run_gongkai("report", "convert", str(page), "-o", str(tmp_path / "a.csv"))
    assert done.returncode == 2
    assert "绕成了圈" in done.stderr


def test_a_file_that_cannot_be_read_leaves_nothing_behind(run_gongkai, tmp_path):
    bad, out = tmp_path / "bad.html", tmp_path / "out.pdf"
    bad.write_bytes(b"")
    assert run_gongkai("report", "convert", str(bad), "-o", str(out)).returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["bad.html"]
