"""No body takes a name in addresses that the site itself answers at."""

import pytest
from django.urls import get_resolver

from gongkai.apps.bodies.addresses import is_reserved
from gongkai.apps.bodies.errors import RuleError
from tests.apps.bodies import factories

NAMES = ["check", "desk", "files", "search", "feed", "api", "data", "static", "hant", "screen", "board", "sitemap"]


@pytest.mark.parametrize("slug", [*NAMES, "robots", "hooks", "Desk"])
def test_an_address_of_the_site_is_no_name_of_a_body(slug):
    assert is_reserved(slug)


@pytest.mark.parametrize("slug", ["xiguan", "desk-2", "laocheng", "documents"])
def test_any_other_name_is_free(slug):
    assert not is_reserved(slug)


def test_every_address_of_the_site_is_known():
    words = [
        str(one.pattern).removeprefix("^").partition("/")[0].partition(".")[0] for one in get_resolver().url_patterns
    ]
    assert [word for word in words if word and "<" not in word and "(" not in word and not is_reserved(word)] == []


@pytest.mark.django_db
def test_the_refusal_says_what_to_do():
    with pytest.raises(RuleError, match=r"是网站自己要用的网址.*请换一个网址名"):
        factories.body(slug="search")
