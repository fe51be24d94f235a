"""One outcome out of many matters."""

import pytest

from gongkai.core.law.errors import UnknownCode, WrongEntry
from gongkai.core.law.items import overall


@pytest.mark.parametrize(
    ("codes", "chosen", "found"),
    [
        pytest.param(["granted_provided"], "", "granted_provided", id="one"),
        pytest.param(["granted_provided", "granted_provided"], "", "granted_provided", id="alike"),
        pytest.param(["granted_provided", "refused_third_party"], "", "partial", id="granted-and-refused"),
        pytest.param(["granted_already_public", "unavailable_not_exist"], "", "partial", id="granted-and-not-there"),
        pytest.param(["partial", "unprocessed_petition"], "", "partial", id="a-partial-one"),
        pytest.param(
            ["refused_law_forbids", "unavailable_not_exist"], "refused_law_forbids", "refused_law_forbids", id="chosen"
        ),
        pytest.param(
            ["granted_provided", "unprocessed_petition"], "granted_provided", "granted_provided", id="not-withheld"
        ),
    ],
)
def test_the_outcome_that_counts(codes, chosen, found):
    assert overall(codes, chosen) == found


@pytest.mark.parametrize(
    ("codes", "chosen"),
    [
        ([], ""),
        (["refused_law_forbids", "unavailable_not_exist"], ""),
        (["refused_law_forbids", "unprocessed_petition"], "partial"),
    ],
)
def test_what_the_matters_leave_open_must_be_chosen_among_them(codes, chosen):
    with pytest.raises(WrongEntry):
        overall(codes, chosen)


def test_an_outcome_that_is_not_there():
    with pytest.raises(UnknownCode):
        overall(["granted"])
