import io
import struct
import zipfile

import pytest

from gongkai.core.report.errors import DamagedFile, EncryptedFile, OversizedFile
from gongkai.core.report.readers import guard
from gongkai.core.report.readers.guard import open_zip, parse_xml


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_members_of_a_sound_zip_are_named_and_read():
    package = open_zip(zipped({"a.xml": b"<a/>", "b/c.xml": b"<c/>"}), "Word")
    assert package.names == ("a.xml", "b/c.xml")
    assert package.read("b/c.xml") == b"<c/>"
    assert package.size("a.xml") == 4
    assert "a.xml" in package
    assert "x.xml" not in package


def test_a_missing_member_is_a_damaged_file():
    with pytest.raises(DamagedFile, match="Word文件已经损坏"):
        open_zip(zipped({"a.xml": b"<a/>"}), "Word").read("b.xml")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(300), b"nothing of the kind"])
def test_what_is_no_zip_is_a_damaged_file(data):
    with pytest.raises(DamagedFile):
        open_zip(data, "ODT")


def test_a_zip_cut_short_is_a_damaged_file():
    whole = zipped({"a.xml": bytes(range(256)) * 40}, zipfile.ZIP_STORED)
    with pytest.raises(DamagedFile):
        open_zip(whole[:-30], "Word")


def test_a_broken_member_is_a_damaged_file():
    whole = bytearray(zipped({"a.xml": b"0123456789" * 40}, zipfile.ZIP_STORED))
    whole[60] ^= 0xFF
    with pytest.raises(DamagedFile):
        open_zip(bytes(whole), "Word").read("a.xml")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({f"{n}.xml": bytes(8 * guard.MEGABYTE) for n in range(9)})
    assert len(bomb) < guard.MEGABYTE
    with pytest.raises(OversizedFile, match="64 MB"):
        open_zip(bomb, "Word")


def test_a_small_bomb_is_refused_by_its_ratio():
    with pytest.raises(OversizedFile, match="压缩比"):
        open_zip(zipped({"a.xml": bytes(8 * guard.MEGABYTE)}), "Word")


def test_a_directory_that_lies_about_a_size_gives_no_more_than_it_says():
    bomb = bytearray(zipped({"a.xml": bytes(6 * guard.MEGABYTE)}))
    entry = bomb.rindex(b"PK\x01\x02")
    struct.pack_into("<L", bomb, entry + 24, 10)
    with pytest.raises(DamagedFile):
        open_zip(bytes(bomb), "Word").read("a.xml")


def test_too_many_members_are_refused():
    with pytest.raises(OversizedFile, match="2000 个部件"):
        open_zip(zipped({str(n): b"" for n in range(guard.MEMBER_LIMIT + 1)}), "Word")


def test_members_packed_in_ways_that_no_office_file_uses_are_refused():
    with pytest.raises(DamagedFile):
        open_zip(zipped({"a.xml": b"<a/>"}, zipfile.ZIP_LZMA), "Word")


def test_an_encrypted_zip_asks_for_the_password_to_be_removed():
    locked = bytearray(zipped({"a.xml": b"<a/>"}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile, match="设有密码"):
        open_zip(bytes(locked), "Word")


def test_one_encrypted_member_is_told_when_it_is_read():
    locked = bytearray(zipped({"a.xml": b"<a/>", "b.xml": b"<b/>"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    package = open_zip(bytes(locked), "Word")
    assert package.read("b.xml") == b"<b/>"
    with pytest.raises(EncryptedFile):
        package.read("a.xml")


def test_a_file_larger_than_any_report_is_refused():
    with pytest.raises(OversizedFile, match="20 MB"):
        guard.check_size(bytes(guard.FILE_LIMIT + 1))


def test_sound_xml_gives_its_root_without_comments():
    root = parse_xml("<?xml version='1.0'?><a><!-- no --><b>规章</b></a>".encode(), "Word")
    assert [child.tag for child in root] == ["b"]
    assert root[0].text == "规章"


ENTITY_BOMB = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><a>&i;</a>"
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ENTITY_BOMB.encode(), id="entity-bomb"),
        pytest.param(ENTITY_BOMB.encode("utf-16"), id="entity-bomb-in-utf-16"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', id="a-file-of-the-machine"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><a/>', id="an-address"),
        pytest.param(b"<a>" * 5000, id="nested-deep"),
        pytest.param(b"<a>" * 300 + b"</a>" * 300, id="nested-deep-and-closed"),
        pytest.param(b"<a><b></a>", id="ill-formed"),
        pytest.param(b"", id="empty"),
        pytest.param(bytes(range(256)), id="rubbish"),
    ],
)
def test_hostile_or_broken_xml_is_a_damaged_file(data):
    with pytest.raises(DamagedFile):
        parse_xml(data, "Word")


def test_huge_xml_is_refused_by_its_size():
    with pytest.raises(OversizedFile):
        parse_xml(b"<a>" + bytes(guard.XML_LIMIT) + b"</a>", "Word")
