"""The folder of one body: every public page and file of it, linked among themselves, and nothing that is not public."""

import posixpath
import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services as publishing
from gongkai.portal.export.links import Scope
from gongkai.portal.export.services import MARK, export
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import document, draft, image, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    settings.SITE_ADDRESS = "http://testserver"


@pytest.fixture
def body():
    return factories.body(factories.body(slug="jia", name="甲区人民政府"), slug="yi", name="乙街道办事处")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "usb" / "yi"


def text(path):
    return path.read_text(encoding="utf-8")


def links(folder):
    """Yield each page with what it links to or shows."""
    for page in folder.rglob("*.html"):
        for address in re.findall(r' (?:href|src)="([^"]*)"', text(page)):
            yield page, unescape(address)


def test_every_link_leads_to_a_file_of_the_folder_or_to_the_site(body, folder):
    picture = {"image": image(body), "text": "虚构的图", "caption": ""}
    file = document(body, name="附件 一.txt")
    for n in range(25):
        given = {"attachments": [(file, "虚构的附件")], "body": [("picture", picture)]} if n == 3 else {}
        published(body, now=NOON + timedelta(minutes=n), **given)

    assert len(list(export(body, folder))) > 40

    beside, broken = 0, []
    for page, address in links(folder):
        if address.startswith(("http://testserver/", "#", "data:", "tel:", "mailto:")):
            continue
        target = unquote(address.partition("#")[0])
        beside += 1
        if target.startswith("/") or not (page.parent / target).is_file():
            broken.append((page.name, address))
    assert broken == []
    assert beside > 1000
    assert [path.read_bytes() for path in (folder / "files").rglob("*.txt")] == [b"invented"]
    assert list((folder / "files").rglob("*.png"))
    assert (folder / "static/site/mark.svg").is_file()


def test_each_disclosure_is_reached_by_the_pages_of_a_long_list(body, folder):
    made = [published(body, now=NOON + timedelta(minutes=n)) for n in range(45)]
    list(export(body, folder))
    reached, waiting = set(), ["yi/catalogue/notices/index.html"]
    while waiting:
        file = waiting.pop()
        for address in re.findall(r' href="([^"]*)"', text(folder / file)):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file), unescape(address)))
            if "before" in target and target not in reached:
                waiting.append(target)
            reached.add(target)
    assert {f"yi/documents/{one.public_id}/index.html" for one in made} <= reached


def test_what_is_not_public_is_not_there(body, folder, tmp_path):
    hidden, gone = draft(body, attachments=[(document(body, b"secret", "mi.txt"), "稿件的附件")]), published(body)
    published(body)
    publishing.withdraw(by=SERVER, disclosure=gone, reason="重复发布", now=NOON)
    other = factories.body(slug="bing", name="丙街道办事处")
    elsewhere = published(other)
    list(export(body, folder))

    whole = "".join(text(page) for page in folder.rglob("*.html"))
    assert hidden.title not in whole
    assert gone.title not in whole
    assert elsewhere.title not in whole
    assert not list(folder.rglob("mi.txt"))
    assert not (folder / "bing").exists()


def test_there_is_no_search_no_form_and_no_way_to_the_desk(body, folder):
    published(body)
    list(export(body, folder))
    for page in folder.rglob("*.html"):
        assert "<form" not in text(page), page
        assert "/desk/" not in text(page), page
    assert 'href="http://testserver/yi/apply/"' in text(folder / "yi/index.html")


def test_an_earlier_export_is_replaced_whole_and_anything_else_is_left(body, folder):
    one = published(body)
    list(export(body, folder))
    publishing.withdraw(by=SERVER, disclosure=one, reason="重复发布", now=NOON)
    list(export(body, folder))
    assert not (folder / "yi/documents" / one.public_id).exists()

    (folder / MARK).unlink()
    with pytest.raises(RuleError, match="里有别的文件"):
        list(export(body, folder))
    assert (folder / "yi/index.html").exists()


def test_a_body_without_anything_public_is_told_so(body, folder):
    with pytest.raises(RuleError, match="还没有公开专栏"):
        list(export(body, folder))
    assert not folder.exists()


def test_what_fails_in_between_leaves_nothing(body, folder, monkeypatch):
    published(body)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.portal.export.services._copy", fail)
    with pytest.raises(OSError, match="No space"):
        list(export(body, folder))
    assert list(folder.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/yi/", "yi/index.html"),
        ("/yi/catalogue/notices/?before=abcd2345", "yi/catalogue/notices/index-before-abcd2345.html"),
        ("/yi/documents/?validity=in_force", "yi/documents/index-validity-in_force.html"),
        ("/files/documents/%E9%99%84.txt", "files/documents/附.txt"),
        ("/files/../gongkai.sqlite3", ""),
        ("/static/%2e%2e/x", ""),
        ("/yi/catalogue/notices/?before=../../x", ""),
        ("/yi/catalogue/notices/?theme=a", ""),
        ("/yi/apply/", ""),
        ("/yi/mistake/", ""),
        ("/jia/", ""),
        ("/search/?body=yi", ""),
    ],
)
def test_which_address_is_which_file(address, file):
    assert Scope("yi").file_of(address) == file
