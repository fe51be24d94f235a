"""The fields that are shipped, and the lights of columns."""

from datetime import date, timedelta

import pytest

from gongkai.core.catalogue.columns import Light, freshness
from gongkai.core.catalogue.fields import fields, names

TODAY = date(2026, 6, 15)


def test_the_26_fields_are_shipped_each_once():
    assert len(names()) == len(set(names())) == 26
    assert [field.name for field in fields() if field.usual][:3] == ["重大建设项目", "公共资源交易", "财政预决算"]


@pytest.mark.parametrize(
    ("ago", "limit", "light"),
    [
        pytest.param(9, 14, Light.GREEN, id="fresh"),
        pytest.param(10, 14, Light.AMBER, id="over-seventy-percent"),
        pytest.param(14, 14, Light.AMBER, id="on-the-last-day"),
        pytest.param(15, 14, Light.RED, id="beyond"),
        pytest.param(900, None, Light.FREE, id="no-limit"),
        pytest.param(None, 14, Light.EMPTY, id="never-filled"),
    ],
)
def test_the_light_of_a_column(ago, limit, light):
    last = None if ago is None else TODAY - timedelta(days=ago)

    assert freshness(last, limit, TODAY).light is light
