"""Numbers of the disability card (残疾人证号): an identity number, one figure for the kind and one for the degree."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SENSITIVE_SOURCE
from gongkai.core.guard.personal.identity import valid_identity_number
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

DISABILITY: Final = kind(
    Kind(
        "PII-DISABILITY", "残疾人证号", Group.PERSONAL, Severity.BLOCK, SENSITIVE_SOURCE,
        "请只保留前6位；证号里含有身份证号和残疾类别、等级。", Action.MASK, rank=9,
    )
)  # fmt: skip
_NUMBER: Final = re.compile(r"(?<!\d)(?P<number>\d{17}[0-9Xx])[1-7][1-4](?:[Bb]\d)?(?![0-9A-Za-z])")


@recogniser(DISABILITY)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the numbers whose first eighteen characters are a valid identity number."""
    for found in _NUMBER.finditer(reading.plain):
        if valid_identity_number(found["number"]):
            yield Hit(DISABILITY, *found.span(), keep=(6, 0))
