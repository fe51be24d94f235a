"""Archives: files within files, and what hostile ones are answered."""

import io
import zipfile
from collections.abc import Mapping

import docx
import pytest

from gongkai.core.guard.files.budget import DEEPEST
from tests.core.guard.files.looking import NUMBER, looked, of, one, saved, told
from tests.core.guard.files.test_images import GPS, picture


def packed(members: Mapping[str, bytes], **how) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def letter(text: str) -> bytes:
    made = docx.Document()
    made.core_properties.author = ""
    made.add_paragraph(text)
    return saved(made.save)


def test_every_file_is_looked_into_and_told_by_its_name():
    data = packed({"公示.docx": letter(f"户主{NUMBER}"), "照片/1.jpg": picture(gps=GPS), "说明.txt": "无".encode()})
    assert told(data) == [("PII-ID", "“公示.docx”正文第1段"), ("FILE-GPS", "“照片/1.jpg”")]


def test_a_file_in_an_archive_in_an_archive_is_found():
    data = packed({"外.zip": packed({"内.zip": packed({"名单.docx": letter(f"户主{NUMBER}")})})})
    assert str(one(data, "PII-ID").place) == "“外.zip”里的“内.zip”里的“名单.docx”正文第1段"


def test_archives_nested_too_deep_are_told():
    data = letter("公示")
    for _ in range(DEEPEST + 2):
        data = packed({"a.zip": data})
    assert one(data, "FILE-TOO-LARGE").detail == f"文件套文件超过 {DEEPEST} 层。"


def test_names_are_inspected_those_of_old_chinese_programs_too():
    assert told(packed({"低保户王小红.txt": b"ok"})) == [("PII-WELFARE", "文件名")]
    name = "低保户王小红.txt".encode("gb18030")
    stand_in = b"a" * len(name)
    old = packed({stand_in.decode(): b"ok"}).replace(stand_in, name)
    assert told(old) == [("PII-WELFARE", "文件名")]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\名单.txt", "a/../../b.txt", "公示\u202etxt.exe"]
)
def test_names_that_lead_outside_are_told(name):
    assert [kind for kind, _ in told(packed({name: "无".encode()}))] == ["FILE-NAME"]


def test_what_systems_leave_behind_is_passed_over():
    assert told(packed({"__MACOSX/._a": b"\0\0\0", "Thumbs.db": b"\0\1", "a.txt": "公示".encode()})) == []


def test_a_bomb_is_told_and_the_rest_is_still_looked_into():
    inspection = looked(packed({"名单.txt": f"户主{NUMBER}".encode(), "bomb": bytes(90_000_000)}))
    assert {one.kind.id for one in inspection.findings} == {"PII-ID", "FILE-TOO-LARGE"}


def test_an_archive_with_too_many_files_is_told():
    inspection = looked(packed(dict.fromkeys((f"{number}.txt" for number in range(20_001)), b"")))
    assert [one.shown for one in inspection.findings] == ["压缩包里的文件超过 2 万个"]
    assert not inspection.readable


def test_a_password_is_told():
    data = bytearray(packed({"a.txt": b"x" * 30}))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flag] |= 1
    inspection = looked(bytes(data))
    assert ([one.kind.id for one in inspection.findings], inspection.readable) == (["FILE-ENCRYPTED"], False)


def test_a_broken_file_among_others_is_told_by_name():
    broken = letter("公示")[:2000]
    data = packed({"坏.docx": broken, "好.txt": f"户主{NUMBER}".encode()})
    inspection = looked(data)
    assert inspection.readable
    assert {(one.kind.id, one.place.inside) for one in inspection.findings} == {
        ("FILE-DAMAGED", ("坏.docx",)),
        ("PII-ID", ("好.txt",)),
    }


@pytest.mark.parametrize("name", ["a.rar", "a.7z"])
def test_archives_that_cannot_be_opened_are_told_as_unseen(name):
    start = {"a.rar": b"Rar!\x1a\x07\0", "a.7z": b"7z\xbc\xaf\x27\x1c"}[name]
    assert one(packed({name: start + bytes(40)}), "FILE-UNSEEN").place.inside == (name,)


def test_files_in_an_archive_share_one_budget():
    big = bytes(range(256)) * 400_000  # 100 MB that pack well
    data = packed({f"{number}.bin": big for number in range(5)})
    assert of(data, "FILE-TOO-LARGE")
