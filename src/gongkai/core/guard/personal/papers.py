"""Passports (护照), travel permits (通行证), driving files (驾驶证), officers' cards (军官证), number plates (车牌).

Their numbers are short and look like many others: they count only where a word before says what they are; a plate has a
form of its own.
"""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.context import is_private
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SOURCE
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

_ENDS: Final = "请只保留首尾各1位。"


def _paper(kind_id: str, label: str, remedy: str = _ENDS, severity: Severity = Severity.BLOCK) -> Kind:
    return kind(Kind(kind_id, label, Group.PERSONAL, severity, SOURCE, remedy, Action.MASK, rank=40))


PASSPORT: Final = _paper("PII-PASSPORT", "护照号码")
PERMIT: Final = _paper("PII-PERMIT", "通行证号码")
OFFICER: Final = _paper("PII-OFFICER", "军官证、士兵证号码")
DRIVER: Final = _paper("PII-DRIVER", "驾驶证档案编号")
PLATE: Final = _paper("PII-PLATE", "车牌号", "如果是私人车辆，请只保留首尾各1位。", Severity.WARN)

_GAP: Final = r"(?:号码?|编号|证件号?)?[^0-9A-Za-z\u4e00-\u9fff。;\n]{0,4}"
_END: Final = r"(?![0-9A-Za-z])"
_PAPERS: Final = (
    (PASSPORT, re.compile(rf"(?:护照|[Pp]assport(?: [Nn]o\.?)?){_GAP}(?P<number>[A-Za-z]{{1,2}}\d{{7,8}}){_END}")),
    (PERMIT, re.compile(rf"(?:通行证|回乡证){_GAP}(?P<number>[A-Za-z]{{1,2}}\d{{7,10}}){_END}")),
    (PERMIT, re.compile(rf"(?:台胞证|台湾居民来往大陆通行证){_GAP}(?P<number>\d{{8}}|\d{{10}}){_END}")),
    (OFFICER, re.compile(rf"(?:军官证|士兵证|士官证|警官证"
        rf"|文职证){_GAP}(?P<number>[\u4e00-\u9fff]{{0,2}}字?第?\d{{5,9}}){_END}")),
    (DRIVER, re.compile(rf"(?:驾驶证|驾照)[^。;\n]{{0,8}}档案编号{_GAP}(?P<number>\d{{12}}){_END}")),
)  # fmt: skip
_PLATE: Final = re.compile(
    r"(?P<number>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. ]?"
    r"(?=[A-HJ-NP-Z0-9]*\d[A-HJ-NP-Z0-9]*\d)[A-HJ-NP-Z0-9]{5,6})(?![0-9A-Za-z])"
)
_OWNED: Final = re.compile(r"公车|公务用车|单位车辆|执法车|警车|环卫车|号牌为|报废|拍卖|处置")
_AIMS: Final = re.compile(r"车牌|牌照|号牌|车辆|车主|驾驶|轿车|货车|客车|机动车|摩托")


@recogniser(PASSPORT, PERMIT, OFFICER, DRIVER, PLATE)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the numbers of papers named as such, and plates of cars that are not called the body's."""
    for paper, pattern in _PAPERS:
        for found in pattern.finditer(reading.plain):
            yield Hit(paper, *found.span("number"), keep=(1, 1))
    for found in _PLATE.finditer(reading.plain):
        before = reading.before(found.start())
        if (_AIMS.search(before) or is_private(before)) and not _OWNED.search(before):
            yield Hit(PLATE, *found.span("number"), keep=(1, 1))
