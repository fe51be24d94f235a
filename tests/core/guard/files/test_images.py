"""Pictures, made with Pillow and opened for real."""

import io

import pytest
from PIL import Image, PngImagePlugin

from tests.core.guard.files.looking import NUMBER, looked, one, told


def picture(
    form: str = "JPEG", exif: dict | None = None, inner: dict | None = None, gps: dict | None = None, **more
) -> bytes:
    data = Image.Exif()
    data.update({0x0110: "EOS"} | (exif or {}))
    if inner:
        data.get_ifd(0x8769).update(inner)
    if gps:
        data.get_ifd(0x8825).update(gps)
        if form == "TIFF":
            data[0x8825] = gps  # Pillow writes the folder of a TIFF from here
    stream = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(stream, form, exif=data, **more)
    return stream.getvalue()


GPS = {1: "N", 2: (34.0, 10.0, 0.0), 3: "E", 4: (108.0, 50.0, 0.0)}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_place_of_a_picture_is_told_and_not_repeated(form):
    finding = one(picture(form, gps=GPS), "FILE-GPS")
    assert finding.blocks
    assert "34" not in finding.problem


def test_the_place_in_an_adobe_packet_is_told():
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="34,10N"/></x:xmpmeta>'
    assert one(picture(xmp=packet), "FILE-GPS")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP"])
def test_a_plain_picture_and_the_name_of_a_camera_are_nothing(form):
    more = {"exif": {0x010F: "Canon", 0x0110: "EOS"}} if form in ("JPEG", "PNG") else {}
    assert looked(picture(form, **more)).findings == ()


def test_owner_author_and_serial_number_are_told_masked():
    data = picture(exif={0x013B: "王小明".encode()}, inner={0xA430: "李小红".encode("gb18030"), 0xA431: "0123456"})
    assert one(data, "FILE-OWNER").shown == "作者“王**”、机主“李**”、机身序列号“0123456”"


def test_words_in_a_picture_are_inspected():
    assert told(picture(exif={0x010E: f"户主{NUMBER}".encode()})) == [("PII-ID", "图片说明")]
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", f"户主{NUMBER}")
    assert told(picture("PNG", pnginfo=text)) == [("PII-ID", "图片里的文字（Comment）")]


def test_a_picture_of_a_phone_that_cannot_be_opened_is_searched_for_its_place():
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(GPS)
    box = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x08mdat" + exif.tobytes()
    assert [kind for kind, _ in told(box)] == ["FILE-GPS"]


def test_a_phone_picture_without_data_is_told_as_unseen():
    assert told(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)) == [("FILE-UNSEEN", "")]


def test_a_damaged_picture_is_told():
    inspection = looked(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    assert [one.kind.id for one in inspection.findings] in (["FILE-DAMAGED"], ["FILE-UNSEEN"])


def test_a_picture_of_a_vast_size_is_not_decoded_but_told_as_unseen():
    stream = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(stream, "PNG")
    assert told(stream.getvalue()) == [("FILE-UNSEEN", "")]
