"""The desk of disclosures in English: every message, label and button has its English."""

import importlib.util
import re
from pathlib import Path

import pytest

from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing.offers import OFFERS
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Publicity, Secrecy, Section, Standing, Validity
from gongkai.core.guard import WordKind
from tests.apps.bodies import factories as bodies
from tests.apps.publishing import factories

ROOT = Path(__file__).resolve().parents[3]
spec = importlib.util.spec_from_file_location("messages_of_scripts", ROOT / "scripts" / "messages.py")
messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(messages)
CHINESE = re.compile("[一-鿿]")
PLACES = re.compile(r"%\(\w+\)s")
STEPS = {"办理中", "通过", "退回", "跳过", "撤回"}


def catalogue():
    text = (messages.CODE / "apps/publishing/locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    return {source: said for source, said in messages.entries(text) if source}


def test_every_message_has_its_english_and_no_other_stands_there():
    asked = {one for one in messages.asked(messages.CODE / "apps/publishing") if CHINESE.search(one)}
    asked |= {word.label for kind in (Stage, Standing, Validity, Publicity, Secrecy, Section) for word in kind}
    asked |= {offer.label for offer in OFFERS.values()} | {kind.label for kind in WordKind} | STEPS
    said = catalogue()
    assert asked - set(said) == set(), "say these in locale/en/LC_MESSAGES/django.po, then run `make docs`"
    assert set(said) - asked == set(), "nobody asks for these any more"


def test_the_places_of_a_message_are_those_of_its_english():
    assert [one for one, said in catalogue().items() if set(PLACES.findall(one)) != set(PLACES.findall(said))] == []


@pytest.mark.django_db
def test_a_page_is_english_by_the_switch(body, client):
    page = factories.draft(body)
    client.force_login(
        bodies.holder(Role.DISCLOSURE_OFFICER, body), backend="gongkai.apps.bodies.accounts.StaffBackend"
    )
    client.post("/desk/language/", {"language": "en", "next": "/desk/"})
    shown = client.get(f"/desk/disclosures/{page.public_id}/").content.decode()
    assert "Edit the whole page" in shown
    assert "Course of the review" in shown
    assert "审核经过" not in shown
