"""Settings are read loudly: a wrong name or value says what is allowed."""

import pytest

from gongkai.site.environment import SETTINGS, SettingsError, read_settings

KEY = "k3y-" * 20 + "0123456789"
NEEDED = {"GONGKAI_SECRET_KEY": KEY}


def test_only_the_key_must_be_given():
    values = read_settings(NEEDED)
    assert set(values) == {setting.name for setting in SETTINGS}
    assert values["GONGKAI_DEBUG"] is False
    assert values["GONGKAI_UPLOAD_LIMIT_MB"] == 20
    assert values["GONGKAI_ALLOWED_HOSTS"] == ("127.0.0.1", "localhost", "[::1]")


def test_a_missing_key_is_told_by_name():
    with pytest.raises(SettingsError, match="缺少环境变量 GONGKAI_SECRET_KEY"):
        read_settings({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("GONGKAI_DEBUG", "maybe", id="truth"),
        pytest.param("GONGKAI_DEBUG", "", id="empty-truth"),
        pytest.param("GONGKAI_HTTPS", "2", id="number-for-truth"),
        pytest.param("GONGKAI_UPLOAD_LIMIT_MB", "0", id="below-the-range"),
        pytest.param("GONGKAI_UPLOAD_LIMIT_MB", "201", id="above-the-range"),
        pytest.param("GONGKAI_UPLOAD_LIMIT_MB", "20MB", id="with-a-unit"),
        pytest.param("GONGKAI_UPLOAD_LIMIT_MB", "²", id="a-digit-that-is-no-figure"),
        pytest.param("GONGKAI_ALLOWED_HOSTS", "a.example, ", id="trailing-comma"),
        pytest.param("GONGKAI_ALLOWED_HOSTS", "http://a.example", id="an-address-for-a-host"),
        pytest.param("GONGKAI_LOG_LEVEL", "info", id="unknown-word"),
        pytest.param("GONGKAI_VAR_DIR", " ", id="blank-folder"),
    ],
)
def test_a_value_of_the_wrong_type_stops_the_start_and_names_what_is_allowed(name, value):
    takes = next(setting.kind.takes for setting in SETTINGS if setting.name == name)
    with pytest.raises(SettingsError) as caught:
        read_settings({**NEEDED, name: value})
    assert f"环境变量 {name} 的值“{value}”不能用。应为{takes}：" in str(caught.value)


def test_an_unknown_name_is_refused_with_the_name_that_was_meant():
    with pytest.raises(
        SettingsError, match="不认识环境变量 GONGKAI_ALOWED_HOSTS。您想写的可能是 GONGKAI_ALLOWED_HOSTS"
    ):
        read_settings({**NEEDED, "GONGKAI_ALOWED_HOSTS": "a.example"})


def test_what_the_tests_say_to_each_other_is_no_setting():
    assert read_settings({**NEEDED, "GONGKAI_TEST_POSTGRES": "x"})


def test_every_fault_is_told_at_once():
    with pytest.raises(SettingsError) as caught:
        read_settings({"GONGKAI_DEBUG": "maybe", "GONGKAI_FOO": "1"})
    assert len(str(caught.value).splitlines()) == 3


def test_a_secret_is_read_from_its_file_without_the_line_end(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    assert read_settings({"GONGKAI_SECRET_KEY_FILE": str(file)})["GONGKAI_SECRET_KEY"] == KEY


def test_a_secret_given_twice_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="只能给出一个"):
        read_settings({**NEEDED, "GONGKAI_SECRET_KEY_FILE": str(tmp_path / "key")})


def test_a_secret_file_that_cannot_be_read_is_told_by_its_path(tmp_path):
    with pytest.raises(SettingsError, match=f"{tmp_path}/key”。请确认"):
        read_settings({"GONGKAI_SECRET_KEY_FILE": str(tmp_path / "key")})


def test_what_is_no_secret_has_no_file():
    with pytest.raises(SettingsError, match="不认识环境变量 GONGKAI_DEBUG_FILE"):
        read_settings({**NEEDED, "GONGKAI_DEBUG_FILE": "x"})


def test_a_short_key_is_refused_without_being_repeated():
    with pytest.raises(SettingsError) as caught:
        read_settings({"GONGKAI_SECRET_KEY": "hunter2"})
    assert "GONGKAI_SECRET_KEY" in str(caught.value)
    assert "hunter2" not in str(caught.value)
