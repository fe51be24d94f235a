"""The settings of the identity provider: all of them or none, and no address in the clear."""

import pytest

from gongkai.site.environment import SettingsError, read_settings
from gongkai.site.oidc import provider

KEY = "k3y-" * 20 + "0123456789"
WHOLE = {
    "GONGKAI_OIDC_ISSUER": "https://login.example.gov.cn/realms/qu",
    "GONGKAI_OIDC_CLIENT_ID": "gongkai",
    "GONGKAI_OIDC_CLIENT_SECRET": "s3cret",
}


def read(**given):
    return provider(read_settings({"GONGKAI_SECRET_KEY": KEY, **given}))


def test_it_is_off_by_default():
    assert read() is None


def test_the_three_together_turn_it_on():
    found = read(**WHOLE, GONGKAI_OIDC_NAME="区统一认证")
    assert (found.issuer, found.client_id, found.client_secret, found.name) == (*WHOLE.values(), "区统一认证")
    assert read(**WHOLE).name == "统一身份认证"


@pytest.mark.parametrize("missing", WHOLE)
def test_one_of_three_that_is_missing_is_named_and_the_secret_is_not_shown(missing):
    with pytest.raises(SettingsError, match=f"还缺少 {missing}") as caught:
        read(**{name: value for name, value in WHOLE.items() if name != missing})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "issuer", ["http://login.example.gov.cn", "login.example.gov.cn", "ftp://127.0.0.1", "https://"]
)
def test_an_issuer_that_is_not_https_is_refused(issuer):
    with pytest.raises(SettingsError, match="https://"):
        read(**{**WHOLE, "GONGKAI_OIDC_ISSUER": issuer})


@pytest.mark.parametrize(("name", "value"), [("GONGKAI_OIDC_CLIENT_ID", "a b"), ("GONGKAI_OIDC_NAME", " ")])
def test_a_value_of_the_wrong_kind_is_refused(name, value):
    with pytest.raises(SettingsError, match=name):
        read(**{**WHOLE, name: value})


def test_the_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("s3cret\n")
    given = {name: value for name, value in WHOLE.items() if "SECRET" not in name}
    assert read(**given, GONGKAI_OIDC_CLIENT_SECRET_FILE=str(tmp_path / "secret")).client_secret == "s3cret"
