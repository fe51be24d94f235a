"""What comes in by the form: a Word file becomes a body, a photo a picture without its data, a PDF an attachment."""

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import viruses
from gongkai.apps.publishing.arriving import Typed, arrive
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.rendering import html_of
from tests.apps.bodies.factories import NOON, TODAY
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


def arrived(body, *files, title="", text="", **typed):
    return arrive(
        by=SERVER,
        column=factories.column(body),
        typed=Typed(title, text, TODAY, **typed),
        files=[SimpleUploadedFile(name, data) for name, data in files],
        unit=None,
        now=NOON,
    )


def word():
    document = docx.Document()
    document.add_heading("关于发放补贴的通知", 0)
    document.add_paragraph("各社区：请按名单发放，见下表。")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "名单"
    table.cell(1, 0).text = "甲<b>"
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    document.add_picture(io.BytesIO(drawn.getvalue()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_becomes_a_clean_body_and_its_original_is_kept(body):
    page, notes = arrived(body, ("通知.docx", word()))
    assert (page.title, notes) == ("关于发放补贴的通知", [])
    assert [block.block_type for block in page.body] == ["text", "table", "picture"]
    assert html_of(page.body) == (
        "<p>各社区：请按名单发放，见下表。</p>"
        '<div class="table-frame" tabindex="0" role="region" aria-label="表格"><table><thead>'
        '<tr><th scope="col" colspan="2">名单</th></tr></thead>'
        "<tbody><tr><td>甲&lt;b&gt;</td><td></td></tr></tbody></table></div>"
    )
    assert page.summary == "各社区：请按名单发放，见下表。"
    assert page.original.title == "通知.docx"
    assert list(page.attachments.all()) == []


def test_the_original_is_published_only_where_it_is_asked_for(body):
    page, _ = arrived(body, ("通知.docx", word()), attach=True)
    assert [one.document for one in page.attachments.all()] == [page.original]


def test_a_photo_is_turned_upright_and_loses_its_data(body):
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "某作者"
    Image.new("RGB", (40, 20), "red").save(drawn, "JPEG", exif=exif)
    page, _ = arrived(body, ("IMG_1.JPG", drawn.getvalue()), title="现场照片")
    picture = page.body[0].value
    assert (picture["image"].width, picture["image"].height, picture["text"]) == (20, 40, "现场照片")
    with picture["image"].open_file() as opened, Image.open(opened) as kept:
        assert not kept.getexif()


def test_pasted_word_html_is_cleaned(body):
    pasted = '<p class=MsoNormal style="mso-x:1">第一段。<o:p></o:p></p><script>alert(1)</script><p>第二段。</p>'
    page, _ = arrived(body, title="通知", text=pasted)
    assert html_of(page.body) == "<p>第一段。</p><p>第二段。</p>"


def test_a_file_without_a_title_needs_one_typed(body):
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("这是一段很长的话，" * 10)
    document.core_properties.title = ""
    document.save(out)
    with pytest.raises(RuleError, match="没有标题"):
        arrived(body, ("a.docx", out.getvalue()))
    assert Disclosure.objects.count() == 0


def test_a_virus_is_refused_where_a_scanner_runs(body, tmp_path, monkeypatch):
    daemon = Daemon(tmp_path / "clamd", b"stream: Eicar-Signature FOUND\0")
    monkeypatch.setattr(viruses, "SOCKETS", (str(tmp_path / "clamd"),))
    with daemon, pytest.raises(RuleError, match="含有病毒（Eicar-Signature）"):
        arrived(body, ("a.txt", b"X5O!P%@AP"), title="x")
    assert daemon.received == b"X5O!P%@AP"
    assert Disclosure.objects.count() == 0


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_what_could_not_be_scanned_is_not_kept(body, tmp_path, monkeypatch, answer):
    monkeypatch.setattr(viruses, "SOCKETS", (str(tmp_path / "clamd"),))
    with Daemon(tmp_path / "clamd", answer), pytest.raises(RuleError, match="没有完成"):
        arrived(body, ("a.txt", b"x"), title="x")


def test_what_the_scanner_lets_pass_is_kept(body, tmp_path, monkeypatch):
    monkeypatch.setattr(viruses, "SOCKETS", (str(tmp_path / "clamd"),))
    with Daemon(tmp_path / "clamd", b"stream: OK\0"):
        page, _ = arrived(body, ("a.txt", b"x"), title="x")
    assert page.attachments.count() == 1


class Daemon:
    """Speaks clamd's INSTREAM on a socket, for one file."""

    def __init__(self, path, answer):
        import socket
        import threading

        self.answer, self.received = answer, b""
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()
        self.thread = threading.Thread(target=self.serve)

    def serve(self):
        connection, _ = self.listening.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(stream.read(4), "big"):
                self.received += stream.read(size)
            connection.sendall(self.answer)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.thread.join(10)
        self.listening.close()


@pytest.mark.parametrize(
    ("last", "made_on"),
    [
        pytest.param("2026年2月24日", date(2026, 2, 24), id="alone-at-the-end"),
        pytest.param("请于2026年2月24日前报名。", TODAY, id="within-a-sentence"),
        pytest.param("2026年2月31日", TODAY, id="no-such-day"),
        pytest.param("2126年2月24日", TODAY, id="not-come-yet"),
    ],
)
def test_the_date_of_a_document_is_read_from_its_end_where_today_stood(body, last, made_on):
    page, notes = arrived(body, title="虚构的通知", text=f"各社区、各单位：\n\n请查收名单。\n\n乙街道办事处\n\n{last}")
    assert page.made_on == made_on
    assert [note for note in notes if "成文日期" in note] == (
        [] if made_on == TODAY else ["成文日期取自正文末尾：2026年2月24日（周二），请核对。"]
    )
    assert page.summary.startswith("请查收名单。")
