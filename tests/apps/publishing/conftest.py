"""What the tests of publishing share."""

import pytest
from django.core.cache import cache

from tests.apps.bodies import factories


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # Wagtail remembers renditions by the numbers of their images


@pytest.fixture
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处")


@pytest.fixture
def listen():
    """`listen(signal, call)`: call with the disclosure each time the signal is sent, until the test ends."""
    connected = []

    def begin(signal, call):
        def hears(sender, disclosure, **kwargs):
            call(disclosure)

        signal.connect(hears)
        connected.append((signal, hears))

    yield begin
    for signal, hears in connected:
        signal.disconnect(hears)
