"""The canonical text of a row, and its digest."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives import hashes

from gongkai.apps.audit.chain import ALGORITHMS, Link, canonical
from tests.apps.audit.factories import Act


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param({"b": 1, "a": None}, '{"a":null,"b":1}', id="names-are-sorted"),
        pytest.param({"名": "甲 \n"}, '{"名":"甲 \\n"}', id="chinese-as-it-is"),
        pytest.param([True, Act.TRY], '[true,"try"]', id="an-enumeration-by-its-value"),
        pytest.param(date(2026, 3, 2), '"2026-03-02"', id="a-day"),
        pytest.param(Decimal("1.50"), '"1.50"', id="an-amount-as-typed"),
        pytest.param(
            datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=8))),
            '"2026-03-02T00:00:00.000000+00:00"',
            id="an-instant-in-utc",
        ),
    ],
)
def test_a_value_has_one_way_to_be_written(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize("value", [1.5, object(), {"a": {1, 2}}])
def test_what_has_no_one_way_is_refused(value):
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(value)


def test_sm3_is_that_of_the_standard():
    # GB/T 32905-2016, annex A.1: the digest of "abc"
    made = hashes.Hash(ALGORITHMS["sm3"]())
    made.update(b"abc")
    assert made.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


ROW = Link(1, datetime(2026, 3, 2, tzinfo=UTC), "7", "甲某", None, "try", "t:1", "试", "{}", "{}", "sm3", "0" * 64)


@pytest.mark.parametrize("algorithm", ["sm3", "sha256"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 2),
        ("at", datetime(2026, 3, 2, 0, 0, 0, 1, tzinfo=UTC)),
        ("actor_id", "8"),
        ("actor_name", "乙某"),
        ("body_id", 0),
        ("act", "tr"),
        ("subject", "t:2"),
        ("summary", ""),
        ("before", "{ }"),
        ("after", "{ }"),
        ("previous", "1" + "0" * 63),
    ],
)
def test_the_digest_covers_every_field(algorithm, field, value):
    from dataclasses import replace

    row = replace(ROW, algorithm=algorithm)
    assert replace(row, **{field: value}).digest() != row.digest()


def test_the_digest_covers_the_border_between_fields():
    from dataclasses import replace

    assert replace(ROW, act="tr", subject="yt:1").digest() != ROW.digest()
