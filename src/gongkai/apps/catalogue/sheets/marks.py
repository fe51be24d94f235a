"""What the cells of a catalogue mean: ticks, lists of carriers with boxes, audiences, manners, levels."""

import re
import unicodedata
from typing import Any, Final

from gongkai.apps.catalogue.words import Level
from gongkai.core.catalogue.words import Audience, Carrier, Manner
from gongkai.core.sheets.cells import text_of

_TICKED: Final = "■☑√✓✔●◆▲★☒⊙"
_EMPTY: Final = "□☐○◇△☆"
_ITEM: Final = re.compile(rf"([{_TICKED}{_EMPTY}])\s*([^{_TICKED}{_EMPTY}]+)")
_NO: Final = frozenset({"", "-", "—", "/", "否", "无", "×", "0", *_EMPTY})
_PLAIN: Final = re.compile(r"[\s（）()：:、/／,，;；]")
# Other words for the carriers that real catalogues use.
_ALSO: Final = {
    "门户网站": Carrier.WEBSITE, "政府门户": Carrier.WEBSITE, "政务微信": Carrier.MEDIA, "微信公众号": Carrier.MEDIA,
    "政务微博": Carrier.MEDIA, "政务新媒体": Carrier.MEDIA, "便民服务中心": Carrier.SERVICE_STATION,
    "公示栏": Carrier.BOARD, "公开栏": Carrier.BOARD, "电子屏": Carrier.SERVICE_HALL, "入户": Carrier.VISIT,
    "现场": Carrier.VISIT, "新闻发布会": Carrier.HEARING,
}  # fmt: skip


def is_ticked(value: Any) -> bool:
    """Tell whether a cell of a column of ticks is ticked."""
    return text_of(value) not in _NO


def carriers_of(value: Any) -> tuple[list[Carrier], list[str]]:
    """Return the carriers of a cell, and the words in it that name none. Boxes decide where there are any."""
    text = unicodedata.normalize("NFC", text_of(value))
    items = _ITEM.findall(text)
    words = [words for box, words in items if box in _TICKED] if items else re.split(r"[、，,；;\n]+", text)
    found: set[Carrier] = set()
    unknown = []
    for word in (one.strip() for one in words):
        named = _carriers_in(word)
        found |= named
        if word and not named:
            unknown.append(word[:30])
    return [one for one in Carrier if one in found], unknown


def _carriers_in(word: str) -> set[Carrier]:
    plain = _PLAIN.sub("", word)
    named: set[Carrier] = {one for one in Carrier if one is not Carrier.OTHER and _PLAIN.sub("", one.label) in plain}
    named |= {carrier for other, carrier in _ALSO.items() if other in plain}
    if "公示栏（电子屏" in word or "公示栏(电子屏" in word:  # the standard box of the board names its screen as well
        named.discard(Carrier.SERVICE_HALL)
    return named or ({Carrier.OTHER} if plain.startswith("其他") else set())


def audience_of(value: Any) -> tuple[Audience, str]:
    """Return the audience of a cell, and who the special group is."""
    text = text_of(value)
    if text and "全社会" not in text and "社会公众" not in text:
        return Audience.SOME, re.sub(r"^特定群[众体][：:（(]?|[）)]$", "", text)[:100]
    return Audience.EVERYBODY, ""


def manner_of(value: Any) -> Manner:
    """Return the manner of a cell; what says nothing of a request is proactive."""
    text = text_of(value)
    return Manner.ON_REQUEST if "依申请" in text and "主动" not in text else Manner.PROACTIVE


def level_of(value: Any) -> str:
    """Return the level of a cell, empty where it names none."""
    text = text_of(value)
    county, township = ("县" in text or "区级" in text), any(one in text for one in ("乡", "镇", "街道"))
    if county and township:
        return Level.BOTH.value
    return Level.COUNTY.value if county else Level.TOWNSHIP.value if township else ""
