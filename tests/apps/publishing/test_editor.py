"""Wagtail's editor: every address below desk/editor/ as every role, in the own body and in another; what it saves."""

import json
import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services
from gongkai.apps.publishing.editor import HELPING, LEADING_BACK, OF_A_PAGE
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.stages import Stage
from tests.apps import doors
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db
WRITERS = {Role.CONTRIBUTOR, Role.OFFICE_HEAD, Role.DISCLOSURE_OFFICER, Role.GENERAL_OFFICE}
PREFIX = "desk/editor/"
# to the desk; by way of the editor's first page, which leads there too
LEADING = {"/desk/disclosures/", "/desk/login/", "/desk/editor/"}


def log_in(client, person):
    client.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return client


@pytest.fixture
def place(body):
    """A draft, an image and a document of a body, and every number the addresses may want."""
    page, image, document = factories.draft(body), factories.image(body), factories.document(body)
    return body, page, image, document


def addresses(page, image, document):
    """Every address below the editor, with the numbers of what is there put in."""
    usual = {"image_id": image.pk, "document_id": document.pk, "doc_id": document.pk}
    for route in sorted({one for one in doors.routes() if one.startswith(PREFIX)}):
        chosen = {"pk": image.pk if "/images/" in route else document.pk} if "/chooser/" in route else {}
        made = route
        for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route):
            number = {**usual, **chosen}.get(name, page.pk if kind in {"int", ""} else "x")
            made = re.sub(rf"<(?:\w+:)?{name}>", str(number), made)
        if not re.search(r"[\\^$(]", made):
            yield "/" + made


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [True, False], ids=["own-body", "another-body"])
def test_every_address_is_closed_but_for_the_few_that_the_role_opens(place, client, role, own):
    body, page, image, document = place
    person = bodies.holder(role, body if own else bodies.body(body.parent))
    log_in(client, person)
    opened = {}
    found = list(addresses(page, image, document))
    assert len(found) > 150
    for address in found:
        answer = client.get(address)
        status = answer.status_code
        if status == 302:
            assert answer.headers["Location"] in LEADING, address
        elif status not in {403, 404, 405}:
            opened[address] = status
    allowed = {reverse(name, args=args) for name, args in _openings(page, image, document) if role in WRITERS}
    allowed |= {f"/{PREFIX}jsi18n/", f"/{PREFIX}sprite/"} if role in WRITERS else set()
    mine = {f"/{PREFIX}pages/{page.pk}/edit/", f"/{PREFIX}pages/{page.pk}/edit/preview/"}
    mine |= {f"/{PREFIX}images/chooser/chosen/{image.pk}/"}
    assert set(opened) <= allowed
    assert (f"/{PREFIX}pages/{page.pk}/edit/" in opened) is (own and role in WRITERS)
    assert own or not mine & set(opened)


def _openings(page, image, document):
    for name in OF_A_PAGE | HELPING:
        for args in ([], [page.pk], [image.pk], [document.pk]):
            try:
                reverse(name, args=args)
            except NoReverseMatch:
                continue
            yield name, args


def test_the_list_names_addresses_that_there_are():
    known = set(_names(get_resolver()))
    assert known >= OF_A_PAGE | HELPING | LEADING_BACK


def _names(resolver, before=""):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from _names(one, f"{before}{one.namespace}:" if one.namespace else before)
        elif one.name:
            yield f"{before}{one.name}"


def test_without_login_the_editor_leads_to_the_login_page(place, client):
    answer = client.get(f"/{PREFIX}pages/{place[1].pk}/edit/")
    assert answer.headers["Location"].startswith("/desk/login/?next=/desk/editor/")


def test_a_superuser_without_a_role_gets_in_nowhere(place, client):
    person = bodies.user(is_superuser=True, is_staff=True)
    log_in(client, person)
    for address in addresses(*place[1:]):
        answer = client.get(address)
        assert answer.status_code in {302, 403, 404, 405}, address
    person.refresh_from_db()
    assert person.is_superuser


def test_files_and_links_are_those_of_the_own_body_or_public(place, client):
    body = place[0]
    other = bodies.body(body.parent)
    hidden = factories.draft(other, title="别的机关的草稿")
    shown = factories.published(other, title="别的机关公开的信息")
    factories.image(other, "bieren.png")
    log_in(client, bodies.holder(Role.DISCLOSURE_OFFICER, body))
    images = client.get(f"/{PREFIX}images/chooser/").content.decode()
    assert ("zhaopian.png" in images, "bieren.png" in images) == (True, False)
    parent = shown.column.pk
    pages = client.get(f"/{PREFIX}choose-page/{parent}/?page_type=wagtailcore.page").json()["html"]
    assert (shown.title in pages, hidden.title in pages) == (True, False)


def form_of(page, **changed):
    """What the form of a page sends."""
    value = [{"type": "text", "value": json.dumps(_draft_js("排版后的正文。"))}]
    body = {"body-count": len(value)}
    for number, block in enumerate(value):
        body |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": number,
            f"body-{number}-type": block["type"],
            f"body-{number}-id": "",
            f"body-{number}-value": block["value"],
        }
    fields = {"title": page.title, "publicity": "open", "made_on": "2026-02-27", "issuing_body": page.issuing_body}
    return {**fields, **body, **changed}


def _draft_js(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return {"blocks": [block], "entityMap": {}}


def test_what_the_editor_saves_is_an_act_and_the_lists_follow(place, client):
    body, page, *_ = place
    log_in(client, bodies.holder(Role.DISCLOSURE_OFFICER, body))
    attached = services.edit(
        by=SERVER, disclosure=page, writing=services.Writing(attachments=[(place[3], "附件一")]), now=NOON
    )
    answer = client.post(f"/{PREFIX}pages/{page.pk}/edit/", form_of(attached, title="排版后的标题"))
    assert answer.status_code == 302
    page = Disclosure.objects.get(pk=page.pk)
    assert (page.title, page.draft_title, page.stage, page.live) == ("排版后的标题", "排版后的标题", Stage.DRAFT, False)
    draft = page.get_latest_revision_as_object()
    assert draft.body[0].value.source.startswith("<p")
    assert [one.title for one in draft.attachments.all()] == ["附件一"]
    row = Entry.objects.order_by("number").last()
    assert (row.act, "排版后的标题" in row.after, page.public_id) == ("edit_draft", True, attached.public_id)


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_no_button_of_the_editor_publishes_or_sends_in(place, client, action):
    body, page, *_ = place
    log_in(client, bodies.holder(Role.GENERAL_OFFICE, body))
    client.post(f"/{PREFIX}pages/{page.pk}/edit/", form_of(page, **{action: "1", "go_live_at": "2020-01-01 00:00"}))
    page = Disclosure.objects.get(pk=page.pk)
    assert (page.stage, page.live, page.index_number, page.go_live_at) == (Stage.DRAFT, False, None, None)


def test_what_is_in_review_or_public_is_not_edited(place, client):
    body, page, *_ = place
    log_in(client, bodies.holder(Role.GENERAL_OFFICE, body))
    services.submit(by=SERVER, disclosure=page, now=NOON)
    public = factories.published(body)
    for one in (page, public):
        assert client.get(f"/{PREFIX}pages/{one.pk}/edit/").status_code == 403
        assert client.post(f"/{PREFIX}pages/{one.pk}/edit/", form_of(one, title="x")).status_code == 403


def test_a_save_that_fails_in_the_log_is_not_kept(place, client, monkeypatch):
    body, page, *_ = place
    log_in(client, bodies.holder(Role.GENERAL_OFFICE, body))

    def fails(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("gongkai.apps.publishing.wagtail_hooks.note_edit", fails)
    with pytest.raises(RuntimeError):
        client.post(f"/{PREFIX}pages/{page.pk}/edit/", form_of(page, title="不该留下"))
    assert Disclosure.objects.get(pk=page.pk).get_latest_revision_as_object().title == page.title


def test_the_editor_is_framed_by_nobody_and_runs_no_script_of_its_pages(place, client):
    body, page, *_ = place
    log_in(client, bodies.holder(Role.GENERAL_OFFICE, body))
    answer = client.get(f"/{PREFIX}pages/{page.pk}/edit/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    inline = re.findall(r"<script(?![^>]*(?:src=|type=\"application/json\"))[^>]*>", answer.content.decode())
    assert inline == []
