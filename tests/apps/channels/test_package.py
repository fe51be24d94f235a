"""The package to paste: whole files, texts within each channel's limits, the address always there."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from PIL import Image

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.channels.kinds import ChannelKind, Mode
from gongkai.apps.channels.package import LIMITS, address_of, long_picture, package_of, texts_of
from gongkai.apps.publishing import services as publishing
from gongkai.apps.publishing.selectors import public
from tests.apps.bodies import factories
from tests.apps.channels.conftest import of, opened
from tests.apps.publishing.factories import image, published

pytestmark = pytest.mark.django_db


def record(of_body, **given):
    picture = {"image": image(of_body), "text": "虚构的图片", "caption": "图一"}
    made = published(of_body, **{"body": [("text", "<p>虚构的正文。</p>"), ("picture", picture)], **given})
    return public.whole().get(pk=made.pk)


def test_a_package_holds_texts_html_word_pictures_a_long_picture_and_a_code(body):
    page = record(body)
    with zipfile.ZipFile(BytesIO(package_of(page, ChannelKind.GROUP))) as made:
        assert set(made.namelist()) == {
            "标题.txt", "正文.txt", "公众号正文.html", "稿件.docx", "长图.png", "二维码.png", "图片/01.png",
        }  # fmt: skip
        assert 'src="图片/01.png"' in made.read("公众号正文.html").decode()
        words = [one.text for one in Document(BytesIO(made.read("稿件.docx"))).paragraphs]
        assert words[:2] == [page.title, "虚构的正文。"]
        assert Image.open(BytesIO(made.read("长图.png"))).width == 750
        assert Image.open(BytesIO(made.read("二维码.png"))).width > 300


@pytest.mark.parametrize("kind", LIMITS)
@pytest.mark.parametrize("length", [1, 500, 5000])
def test_texts_keep_the_limits_of_each_channel_and_end_with_the_address(body, kind, length):
    page = record(body, title="题" * 100, body=[("text", f"<p>{'字😀' * length}</p>")])
    limit, made = LIMITS[kind], texts_of(page, kind)
    assert len(made.title) <= (limit.title or 255)
    assert len(made.text) <= (limit.characters or 10**6)
    assert len(made.text.encode()) <= (limit.size or 10**7)
    assert made.text.endswith(address_of(page))
    assert made.is_cut is (len(made.text) < length * 2 or len(made.title) < 100)


def test_a_long_record_makes_a_picture_that_ends(body):
    page = record(body, body=[("text", "".join(f"<p>{'字' * 80}#set {n} *强*</p>" for n in range(200)))])
    assert Image.open(BytesIO(long_picture(page))).height < 20_000


def test_there_is_no_package_of_what_was_withdrawn(body):
    channel = opened(body, ChannelKind.GROUP, Mode.PACKAGE)
    page = published(body)
    browser = Client()
    officer = factories.holder(Role.DISCLOSURE_OFFICER, body)
    browser.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    address = f"/desk/channels/deliveries/{of(channel).pk}/package/"
    assert "可以复制的文字" in browser.get(address).content.decode()

    publishing.withdraw(by=SERVER, disclosure=page, reason="虚构", now=timezone.now())

    assert browser.get(address).status_code == 404
    assert browser.get(address[:-1] + ".zip").status_code == 404
