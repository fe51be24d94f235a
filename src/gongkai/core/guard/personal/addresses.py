"""Home addresses (家庭住址), down to the door: kept to the community, in the strict form to the sub-district.

An office's address (地址, 办公地址) is public. Only a word for dwelling before an address, or an address down to a room
of a housing estate, makes it a home.
"""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.context import is_private
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SOURCE
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

ADDRESS: Final = kind(
    Kind(
        "PII-ADDRESS", "家庭住址", Group.PERSONAL, Severity.BLOCK, SOURCE,
        "请只写到社区、村或小区，不写门牌。", Action.MASK, rank=60,
    )
)  # fmt: skip
_HAN: Final = r"[\u4e00-\u9fff]"
_NUMBER: Final = r"(?:\d{1,5}|[一二三四五六七八九十]{1,3}|[A-Za-z甲乙丙丁东西南北]\d{0,3})"
_DOOR: Final = (
    rf"(?:{_NUMBER}(?:号楼|号院|号|栋|幢|座|单元|楼|层|室|户|组|弄|社|队|门)(?:附\d+号)?[-、 ]?"
    r"|\d{1,4}(?:-\d{1,5}){1,3}(?:号|室)?|\d{3,4}(?!\d))"
)
_AREA: Final = (
    r"(?:社区|小区|居委会|村委会|村民组|新村|花园|家园|公寓|苑|城|庭|园|里|坊|村|寨|屯|庄|街道|镇|乡"
    r"|大道|路|街|巷|胡同|弄|段)"
)
_DWELLING: Final = re.compile(
    r"(?:家庭住址|家庭地址|现住址|现住地|居住地址?|常住地址|住址|户籍地址|户籍所在地|户籍地|户口所在地|家住"
    r"|现?居住[在于]|住在|租住[在于]?|暂住|"
    rf"住(?!建|宅|户|院|宿|房|所|址)(?={_HAN}{{2,20}}\d))"
    rf"(?:为|是|在|于)?[: ]{{0,3}}(?P<area>{_HAN}[\u4e00-\u9fff0-9]{{0,28}}?{_AREA})(?P<door>{_DOOR}{{1,6}})"
)
_ROOM: Final = re.compile(
    rf"(?P<area>{_HAN}{{2,16}}(?:社区|小区|花园|家园|公寓|苑|新村|里|坊|庭|城|巷|路|街))"
    rf"(?P<door>{_NUMBER}(?:号楼|栋|幢|座"
    rf"|号)[-、 ]?(?:{_NUMBER}单元[-、 ]?)?(?:{_NUMBER}[楼层][-、 ]?)?\d{{2,4}}(?:室|户)"
    rf"|{_NUMBER}(?:号楼|栋|幢|号)[-、 ]?{_NUMBER}单元[-、 ]?\d{{2,5}}(?:室|户|号)?)"
)
_OFFICE: Final = re.compile(
    r"办公|地址|地点|大厦|大楼|写字楼|政府|公司|中心|机构|店|厂|会议|窗口|站|所|局|经营场所|标的|拍卖|招租|出租"
    r"|竞买|项目名称|工程|供应商|门市|商铺"
)


@recogniser(ADDRESS)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the doors of home addresses: what comes after the community."""
    ends: set[int] = set()
    for found in _DWELLING.finditer(reading.plain):
        ends.add(found.end("door"))
        yield Hit(ADDRESS, *found.span("door"))
    for found in _ROOM.finditer(reading.plain):
        before = reading.before(found.start("door"))
        private = is_private(before)
        if found.end("door") not in ends and (private or not _OFFICE.search(before)):
            yield Hit(ADDRESS, *found.span("door"), severity=Severity.BLOCK if private else Severity.WARN)
