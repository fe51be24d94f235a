"""What the tests of annual reports share."""

import pytest

from tests.apps.bodies import factories


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def district():
    return factories.body(slug="qu", name="虚构区人民政府", short_name="虚构区")


@pytest.fixture
def body(district):
    return factories.body(district, slug="yi", name="乙街道办事处", short_name="乙街道")
