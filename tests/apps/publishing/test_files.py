"""先审查后公开: no file of a disclosure, and no rendition of its pictures, is public by any address before it is."""

import pytest
from django.conf import settings

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services
from gongkai.apps.publishing.selectors import files
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(body):
    """A disclosure with an attachment and a picture, approved but not published; every path its files have."""
    document, picture = factories.document(body), factories.image(body)
    page = factories.approved(
        body,
        body=[("picture", {"image": picture, "text": "红色", "caption": ""})],
        attachments=[(document, "附件一")],
    )
    shown = picture.get_rendition("max-1600x1600")
    return page, document.file.name, shown.file.name, picture.file.name


def reached(client, path):
    answer = client.get(f"/files/{path}")
    if answer.streaming:
        b"".join(answer)  # to the end: closing it by hand would close the connection to PostgreSQL too
    return answer.status_code


def test_no_guess_reaches_a_file_before_publication_nor_after_withdrawal(body, made, client):
    page, document, rendition, image = made
    stored = [str(one.relative_to(settings.MEDIA_ROOT)) for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert {document, rendition, image} == set(stored)
    assert [reached(client, path) for path in stored] == [404, 404, 404]
    services.publish(by=SERVER, disclosure=page, now=NOON)
    assert [reached(client, path) for path in (document, rendition, image)] == [200, 200, 404]
    assert sorted(files.of(page)) == sorted([document, rendition])
    services.withdraw(by=SERVER, disclosure=page, reason="有误", now=NOON)
    assert [reached(client, path) for path in stored] == [404, 404, 404]


@pytest.mark.parametrize(
    "path",
    ["../gongkai.sqlite3", "documents/../../gongkai.sqlite3", "documents/", "/etc/passwd", "%2e%2e/x", "documents/\0"],
)
def test_no_path_leads_out_of_the_store(client, path):
    assert reached(client, path) == 404


def test_a_file_nobody_entered_is_not_sent(client):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "stray.pdf").write_bytes(b"%PDF")
    assert reached(client, "stray.pdf") == 404


def test_what_is_sent_can_run_nothing(body, client):
    document = factories.document(body, b"<script>alert(1)</script>", "x.html")
    factories.published(body, attachments=[(document, "网页")])
    answer = client.get(f"/files/{document.file.name}")
    b"".join(answer)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("role", "own", "sees"),
    [
        (Role.DISCLOSURE_OFFICER, True, 200),
        (Role.APPROVING_LEADER, True, 200),
        (Role.DISCLOSURE_OFFICER, False, 404),
        (Role.PLATFORM_ADMINISTRATOR, True, 404),
        (Role.DISTRICT_OVERSEER, True, 404),
    ],
)
def test_staff_see_the_files_of_drafts_of_their_own_body(body, made, client, role, own, sees):
    person = bodies.holder(role, body if own else bodies.body(body.parent))
    client.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    assert [reached(client, path) for path in made[1:]] == [sees] * 3


def test_a_contributor_has_the_files_of_the_own_office_alone(body, client):
    from gongkai.apps.bodies.services import add_office

    mine, other = (add_office(by=SERVER, body=body, name=name, now=NOON) for name in ("甲科", "乙科"))
    person = bodies.user()
    bodies.grant(Role.CONTRIBUTOR, body, person, unit=mine)
    documents = [factories.document(body) for _ in range(2)]
    for unit, document in zip((mine, other), documents, strict=True):
        factories.draft(body, unit=unit, attachments=[(document, "附件")])
    pictures = [factories.image(body, f"zhao{number}.png") for number in range(2)]
    for unit, picture in zip((mine, other), pictures, strict=True):
        factories.draft(body, unit=unit, body=[("picture", {"image": picture, "text": "红色", "caption": ""})])
    client.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    assert [reached(client, one.file.name) for one in documents] == [200, 404]
    assert [reached(client, one.get_rendition("max-1600x1600").file.name) for one in pictures] == [200, 404]
