"""What the tests of the public pages share: two bodies and a folder of baked pages of their own."""

import pytest
from django.core.cache import cache

from tests.apps.bodies import factories


@pytest.fixture(autouse=True)
def folders_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    settings.SITE_ADDRESS = "http://testserver"
    cache.clear()


@pytest.fixture
def district():
    return factories.body(slug="jia", name="甲区人民政府", short_name="甲区")


@pytest.fixture
def body(district):
    made = factories.body(district, slug="yi", name="乙街道办事处", short_name="乙街道")
    made.site_code = "0000000000"
    made.save()
    return made
