"""What the tests of publishing share."""

import pytest
from django.core.cache import cache

from tests.apps.bodies import factories


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # Wagtail remembers renditions by the numbers of their images


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处")
