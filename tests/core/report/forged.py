"""Reports as somebody may forge them: our JSON with anything put anywhere."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from gongkai.core.report.writers import write
from tests.core.report.factories import report

CELL = "t3.new.natural"
HONEST: Mapping[str, Any] = json.loads(write(report(cells={CELL: 3}), "json"))

NUMBERS = st.one_of(
    st.integers(),
    st.sampled_from([10**40, -(10**40), 10**59, 10**60, 10**4000, -(10**4000), 10**9, 9999, 10_000]),
    st.floats(),
)
# Half characters, controls, bidirectional marks, what begins a formula, what is nearly a number or a date.
TEXTS = st.one_of(
    st.text(st.characters(), max_size=20),
    st.sampled_from(
        ["\ud800", "x\udc80", "\0\a\x1b[2J", "\u202e", "=1+1", "9" * 5000, "1e99", "NaN", "٣", "9999-12-31"]
    ),
    st.sampled_from(
        ["2024-13-40", "20240120", "t3.new", "t3.new.no", "t9.a.b", "t4.", ".", "s1", "t3", "2021", "长" * 3000]
    ),
)
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)), max_leaves=6
)
NESTED = st.sampled_from([200, 900, 2_000]).map(lambda deep: f"{'[' * deep}1{']' * deep}")


@st.composite
def forged_reports(draw: st.DrawFn) -> str:
    """An honest report in JSON, changed in a few places; often the structure is kept, and only a value forged."""
    found = json.loads(json.dumps(HONEST))
    for _ in range(draw(st.integers(1, 3))):
        _forge(draw, found)
    text = json.dumps(found, ensure_ascii=draw(st.booleans()))
    return text.replace('"MARK"', draw(NESTED)) if "MARK" in text else text


def _forge(draw: st.DrawFn, found: dict[str, Any]) -> None:
    key = draw(st.sampled_from([*HONEST, "error", "cells", "notes", "places", "states", "printed", "tables"]))
    inside = found.get(key)
    if isinstance(inside, dict) and draw(st.booleans()):
        name = draw(st.one_of(st.sampled_from([CELL, "s1", "t3", "t2.fees.amount_wan"]), TEXTS))
        inside[name] = draw(st.one_of(ANYTHING, st.just("MARK")))
    elif key == "notes" and draw(st.booleans()):
        kind = st.sampled_from(["repaired", "ambiguous", "unreadable", "lossy"])
        found[key] = [{"cell": draw(TEXTS), "kind": draw(kind), "text": draw(TEXTS)}]
    else:
        found[key] = draw(st.one_of(ANYTHING, st.just("MARK")))
