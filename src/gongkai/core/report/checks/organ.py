"""What the name of a body tells of its standing: township, county or higher, department or government.

Names tell this surely only for some bodies; for the others the answer is `Level.UNKNOWN`, never a guess.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.script import simplified


class Level(StrEnum):
    """How high a body stands, as far as its name tells."""

    TOWNSHIP = "township"  # 乡、镇、街道
    COUNTY = "county"  # 县、自治县、市辖区、旗 and their departments
    UNKNOWN = "unknown"  # higher, or not to be told from the name


_AUTONOMOUS: Final = re.compile(r"^(?:内蒙古|广西壮族|宁夏回族|新疆维吾尔|西藏)自治区")
# What may stand before the name of a county or district: province, then city, prefecture or league.
_ABOVE: Final = r"(?:[^省市县区]{2,7}省)?(?:[^省县区]{1,10}?(?:市|自治州|盟)|[^省市县区]{2,6}地区)?"
_COUNTY: Final = re.compile(rf"^{_ABOVE}(?P<name>[^省市县区]{{1,14}}?)(?P<kind>县|区)(?P<rest>.*)$")
_BANNER: Final = re.compile(r"旗人民政府(?:办公室)?$")
# Areas that are called 区 and are no administrative district (市辖区).
_NO_DISTRICT: Final = re.compile(
    r"(?:自治|地|社|景|园|库|保税|开发|示范|试验|实验|合作|保护|管理|服务|高新|高新技术产业|新|特|工业|自贸|贸易|"
    r"空港|临港|保税港|产业|旅游|度假|经开|灌|军|校|片|辖|行政|流域|功能|集聚|先导|战|小)$"
)
_ONE_CHARACTER_DISTRICTS: Final = frozenset({"城", "郊", "矿"})
# A name that lost its place, or leaves it out: 县退役军人事务局, 某区统计局.
_BARE_COUNTY: Final = re.compile(r"^[某本我]?[县区](?![级域间块]).*(?:局|委员会|委|办公室|办|中心|人民政府)$")
_SUBDISTRICT: Final = re.compile(r"街道(?:办事处)?(?:党政)?(?:综合)?(?:办公室|办)?$|街道办事处")
_TOWNSHIP: Final = re.compile(r"(?:[^市县区]镇|[^市县区]乡|苏木)(?:人民)?(?:政府)?(?:党政)?(?:综合)?(?:办公室|办)?$")
# How a body without a name in its report calls itself.
_OWN_TOWNSHIP: Final = re.compile(r"[我本](?:街道办事处|街道办|街道|街(?!区|[头面上边坊])|镇|乡(?!镇|村))")
_OWN_BUREAU: Final = re.compile(r"[我本](?:局|委(?!员)|厅|处|院|县|旗|州)")
_GOVERNMENT: Final = re.compile(r"人民政府(?:办公厅|办公室)?$|(?<!镇)(?<!乡)政府(?:办公厅|办公室)?$|[省市县区州盟旗]$")
_COMMITTEE: Final = re.compile(r"(?<!监督)管理委员会|管委会|行政公署|行署|(?:开发|高新|新|示范|试验|园)区$")


def plain(organ: str) -> str:
    """Return a body's name in simplified script without blanks and brackets' contents kept."""
    return re.sub(r"\s+", "", simplified(organ))


@lru_cache(maxsize=4096)
def level(organ: str) -> Level:
    """Return the standing that the name of a body shows beyond doubt."""
    name = _AUTONOMOUS.sub("", plain(organ))
    if _SUBDISTRICT.search(name) or _TOWNSHIP.search(name):
        return Level.TOWNSHIP
    if _BANNER.search(name) or _BARE_COUNTY.match(name) or _in_county(name):
        return Level.COUNTY
    return Level.UNKNOWN


def standing(report: AnnualReport) -> tuple[Level, str]:
    """Return how high the body of a report stands, and how it calls itself where only that tells (我镇), else "".

    The body's name decides where there is one. Words of a bureau beside those of a township leave it open.
    """
    if report.organ:
        return level(report.organ), ""
    passages = [*report.front, *(passage for section in report.sections.values() for passage in section.passages)]
    text = plain("\n".join(passage.text for passage in passages))
    own = _OWN_TOWNSHIP.search(text)
    if own is None or _OWN_BUREAU.search(text):
        return Level.UNKNOWN, ""
    return Level.TOWNSHIP, own[0]


def is_government(organ: str) -> bool | None:
    """Tell whether a body reports for a people's government of county level or above (条例第四十九条第二款).

    None where the name leaves it open: no name, or a committee that stands for a government (管理委员会、行政公署).
    """
    name = plain(organ)
    if not name or _COMMITTEE.search(name):
        return None
    if level(organ) is Level.TOWNSHIP:
        return False
    return bool(_GOVERNMENT.search(name))


def _in_county(name: str) -> bool:
    found = _COUNTY.match(name)
    if not found:
        return False
    place = found["name"]
    if found["kind"] == "县":
        return True
    if place.endswith("新"):  # 浦东新区 has a people's government, a development area called 新区 has none
        return found["rest"].startswith("人民政府")
    if _NO_DISTRICT.search(place):
        return False
    return len(place) >= 2 or place in _ONE_CHARACTER_DISTRICTS
