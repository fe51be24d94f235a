"""Phone numbers of private persons: mobile phones, and landlines where the sentence says whose they are.

What an office publishes (咨询电话, 值班电话 and the like) is no personal data, and neither are the numbers that the
body lists as its own.
"""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.context import is_named_phone, is_office, is_private
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SOURCE
from gongkai.core.guard.personal.identity import figures
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

MOBILE: Final = kind(
    Kind(
        "PII-PHONE", "手机号码", Group.PERSONAL, Severity.BLOCK, SOURCE,
        "请只保留前3位和后4位；如果是单位对外公布的电话，请写明是办公电话，"
        "或请管理员加入单位电话名单。", Action.MASK, rank=30,
    )
)  # fmt: skip
LANDLINE: Final = kind(
    Kind(
        "PII-LANDLINE", "个人固定电话", Group.PERSONAL, Severity.WARN, SOURCE,
        "请只保留区号；如果是单位对外公布的电话，请写明是办公电话。", Action.MASK, rank=35,
    )
)  # fmt: skip
_PART: Final = r"[ \-.·_]"
_BEFORE: Final = r"(?<![0-9A-Za-z])(?<!\d[.])(?<![¥$])"
_BEHIND: Final = r"(?![0-9A-Za-z])(?!\.\d)(?!\s?(?:[元万亿次人个件吨%号]|平方|公里))"
_PREFIX: Final = rf"(?:(?:(?<![0-9])\+|{_BEFORE}(?:00)?)86[- ]?|(?<![A-Za-z])(?:Tel|TEL|tel|Phone|phone)|{_BEFORE})"
_MOBILE: Final = re.compile(
    rf"{_PREFIX}(?P<number>1[3-9]\d(?:{_PART}?\d{{4}}){{2}}|1[3-9]\d{{2}}{_PART}\d{{3}}{_PART}\d{{4}}"
    rf"|1[3-9]\d{_PART}\d{{3}}{_PART}\d{{5}}|1{_PART}[3-9](?:{_PART}\d){{9}}){_BEHIND}"
)
_LOOSE: Final = re.compile(
    rf"{_BEFORE}(?P<number>1[3-9]\d(?:{_PART}\d{{2,6}}){{2}}){_BEHIND}"
)  # in any two other pieces
_LANDLINE: Final = re.compile(r"(?<![0-9A-Za-z-])(?P<number>\(?(0\d{2,3})\)?[- ]?[2-8]\d{6,7})(?![0-9A-Za-z])")
_OTHER: Final = re.compile(
    r"(?:编号|代码|订单号?|流水号|单号|票号|文号|批次号?|备案号?|许可证号?|证号|索引号|标识码|金额|[账帐]号|型号"
    r"|序列号|合同号|宗地号|图号)[^,;。]{0,4}$"
)


@recogniser(MOBILE, LANDLINE)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the private phone numbers; a mobile phone called only a phone (联系电话) is worth a look."""
    for found in _MOBILE.finditer(reading.plain):
        before = reading.before(found.start("number"))
        private = is_private(before)
        if not _is_own(found["number"], reading) and (private or not (is_office(before) or _OTHER.search(before))):
            severity = Severity.BLOCK if private or not is_named_phone(before) else Severity.WARN
            yield Hit(MOBILE, *found.span("number"), keep=(3, 4), severity=severity)
    for found in _LOOSE.finditer(reading.plain):
        if len(figures(found["number"])) == 11 and is_private(reading.before(found.start())):
            yield Hit(MOBILE, *found.span("number"), keep=(3, 4))
    for found in _LANDLINE.finditer(reading.plain):
        if is_private(reading.before(found.start())) and not _is_own(found["number"], reading):
            yield Hit(LANDLINE, *found.span("number"), keep=(len(found[2]), 0))


def _is_own(number: str, reading: Reading) -> bool:
    """Tell whether the body lists the number as its own."""
    own = reading.settings.office_phones
    return bool(own) and figures(number) in {figures(one) for one in own}
