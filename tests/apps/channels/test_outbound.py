"""Calls go to the hosts of the channels and nowhere else."""

import socket

import pytest

from gongkai.apps.channels import outbound
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.outbound import Call, Forbidden, NotReached
from gongkai.site.environment import SettingsError, read_settings

CALL = Call(ChannelKind.WECOM, "/cgi-bin/webhook/send", data={})
KEY = {"GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789"}


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "100.64.0.1"])
def test_a_platform_whose_name_leads_to_a_private_address_is_not_called(address, settings, monkeypatch):
    settings.STAND_INS = ""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(family, 1, 6, "", (address, 443))])
    with pytest.raises(Forbidden, match="内部地址"):
        outbound.ask(CALL)


@pytest.mark.parametrize("base", ["http://site.example", "https://localhost", "https://u:p@site.example", "https://["])
def test_the_interface_of_a_superior_site_is_called_by_https_and_name_alone(base, settings):
    settings.STAND_INS = ""
    with pytest.raises(Forbidden, match="https"):
        outbound.ask(Call(ChannelKind.SUPERIOR, "/submissions", data={}, base=base))


def test_a_superior_site_within_the_own_network_is_not_called(settings, monkeypatch):
    settings.STAND_INS = ""
    found = [(socket.AF_INET, 1, 6, "", ("192.168.1.9", 8443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Forbidden, match="内部地址"):
        outbound.ask(Call(ChannelKind.SUPERIOR, "/submissions", data={}, base="https://site.example:8443/v1"))


def test_a_platform_of_its_own_is_not_called_elsewhere(settings, monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: asked.append(host) or [])
    monkeypatch.setattr(outbound, "_session", lambda: pytest.fail("nothing is to be called"))
    settings.STAND_INS = ""
    with pytest.raises(pytest.fail.Exception):
        outbound.ask(Call(ChannelKind.DOUYIN, "/x", data={}, base="https://elsewhere.example"))
    assert asked == ["open.douyin.com"]


def test_a_name_that_cannot_be_found_is_no_answer(settings, monkeypatch):
    def fails(*_, **__):
        raise socket.gaierror

    settings.STAND_INS = ""
    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(NotReached):
        outbound.ask(CALL)


@pytest.mark.parametrize("address", ["http://10.0.0.1", "http://example.invalid"])
def test_stand_ins_are_on_this_machine_or_nowhere(address, settings):
    settings.STAND_INS = address
    with pytest.raises(Forbidden, match="本机"):
        outbound.ask(CALL)


@pytest.mark.parametrize(
    "value", ["http://10.0.0.1:80", "https://127.0.0.1", "127.0.0.1", "http://localhost:1", "http://127.0.0.1/x"]
)
def test_the_setting_takes_only_an_address_of_this_machine(value):
    with pytest.raises(SettingsError, match="GONGKAI_STAND_INS"):
        read_settings({**KEY, "GONGKAI_STAND_INS": value})


def test_the_setting_is_empty_or_an_address_of_this_machine():
    assert read_settings(KEY)["GONGKAI_STAND_INS"] == ""
    assert (
        read_settings({**KEY, "GONGKAI_STAND_INS": "http://127.0.0.1:8010/"})["GONGKAI_STAND_INS"]
        == "http://127.0.0.1:8010"
    )
