"""What the tests of the desk share."""

import pytest
from django.test import Client

from gongkai.apps.bodies.models import User
from tests.apps.bodies.factories import PASSWORD


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def log_in():
    """`log_in(user)`: a browser in which that person has logged in by the form."""

    def begin(user: User, **headers: str) -> Client:
        user.set_password(PASSWORD)
        user.save()
        browser = Client(headers=headers)
        answer = browser.post("/desk/login/", {"username": user.username, "password": PASSWORD})
        assert answer.status_code == 302
        return browser

    return begin
