"""Addresses of mail servers."""

import pytest

from gongkai.site.environment import SettingsError
from gongkai.site.mail import mail


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("smtp://h.example", ("h.example", 25, "", False, False), id="plain"),
        pytest.param("smtp+starttls://u:p%40w@h.example", ("h.example", 587, "u", True, False), id="starttls"),
        pytest.param("smtps://u:p%40w@h.example:1465", ("h.example", 1465, "u", False, True), id="tls"),
    ],
)
def test_an_address_is_taken_apart(address, expected):
    found = mail(address)
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert tuple(found[name] for name in names) == expected
    assert found["EMAIL_HOST_PASSWORD"] == ("p@w" if expected[2] else "")


def test_the_console_needs_no_server():
    assert mail("console:") == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize("address", ["http://u:secret@h", "smtp://u:secret@h:x", "smtps://", "console"])
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(address):
    with pytest.raises(SettingsError, match="GONGKAI_MAIL_URL") as caught:
        mail(address)
    assert "secret" not in str(caught.value)
