"""Seals: bound to what they are about, opened with any key in use, sealed anew when keys change."""

import pytest

from gongkai.apps.applications import sealing
from gongkai.apps.applications.errors import NoKeys, UnknownKey
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Applicant
from gongkai.apps.applications.services.resident import write_message
from gongkai.apps.applications.services.upkeep import rotate_keys
from gongkai.apps.applications.words import MessageKind
from tests.apps.applications import factories
from tests.apps.applications.factories import at

OLD, NEW = "o" * 8 + "-01234567-abcdefghijklmnopqrstuvwxyz", "n" * 8 + "-01234567-abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def old_key(settings):
    settings.APPLICANT_KEYS = (OLD,)


def test_what_is_sealed_is_opened_and_two_seals_differ():
    one, two = (sealing.seal(b"geheim", "a") for _ in range(2))
    assert one != two
    assert b"geheim" not in one
    assert sealing.opened(one, "a") == sealing.opened(two, "a") == b"geheim"


@pytest.mark.parametrize("place", [0, 3, 12, 25, -1])
def test_a_changed_byte_is_noticed(place):
    sealed = bytearray(sealing.seal(b"geheim", "a"))
    sealed[place] ^= 1
    with pytest.raises(UnknownKey):
        sealing.opened(bytes(sealed), "a")


def test_a_seal_opens_only_for_what_it_is_about():
    with pytest.raises(UnknownKey):
        sealing.opened(sealing.seal(b"geheim", "applicant:1"), "applicant:2")


def test_without_keys_nothing_is_sealed_and_a_lost_key_opens_nothing(settings):
    sealed = sealing.seal(b"geheim", "a")
    settings.APPLICANT_KEYS = (NEW,)
    with pytest.raises(UnknownKey):
        sealing.opened(sealed, "a")
    settings.APPLICANT_KEYS = ()
    with pytest.raises(NoKeys):
        sealing.seal(b"geheim", "a")


def test_a_blind_index_is_the_same_for_the_same_person_only(settings):
    assert sealing.blind_index("name", "张 三") == sealing.blind_index("name", "张三")
    assert sealing.blind_index("name", "张三") != sealing.blind_index("person", "张三")
    assert sealing.blind_index("name", "") == ""
    before = sealing.blind_index("name", "张三")
    settings.APPLICANT_KEYS = (NEW,)
    assert sealing.blind_index("name", "张三") != before


@pytest.mark.django_db
def test_after_a_rotation_the_old_key_is_needed_no_more(settings):
    body = factories.ready_body()
    who = factories.person(name="某甲", email="a@demo.invalid")
    files = (Upload("a.txt", b"a"),)
    application = factories.in_hand(body, particulars=who, files=files)
    write_message(application_id=application.pk, kind=MessageKind.QUESTION, text="请问", now=at("2026-03-03"))
    settings.APPLICANT_KEYS = (NEW, OLD)
    assert rotate_keys(at("2026-03-04")) >= 5
    assert rotate_keys(at("2026-03-04")) == 0  # may be run again
    settings.APPLICANT_KEYS = (NEW,)
    held = Applicant.objects.get(application=application)
    assert held.particulars().name == "某甲"
    assert held.name_index == sealing.blind_index("name", "某甲")
    assert application.papers.get().data() == b"a"
    assert application.papers.get().name == "a.txt"
    assert application.messages.get().told()["text"] == "请问"
    assert application.mails.get().told()["to"] == "a@demo.invalid"
