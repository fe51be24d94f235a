"""Personal data left in a report: identity numbers, mobile phones of private persons, names of applicants.

What a finding shows is masked: an identity number keeps its first six and last two characters, a phone its first three
and last four, a name its first character.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.doubt import label, table_of
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport

_SOURCE: Final = (
    "《中华人民共和国个人信息保护法》第二十五条、第三十四条；《中华人民共和国政府信息公开条例》第十五条；遮盖方式为约定"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643: ISO 7064 MOD 11-2
_CHECKS: Final = "10X98765432"
_LONG_ID: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_SHORT_ID: Final = re.compile(r"(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d(?:[- ]?\d{4}){2}(?![0-9A-Za-z])")
# Numbers of fifteen digits that are no identity numbers, by what stands before them.
_OTHER_NUMBER: Final = re.compile(
    r"(?:注册号|信用代码|[账帐]号|登记号|许可证|编号|流水号|订单|备案|文号|批次)[^。；]{0,8}$"
)
_PRIVATE: Final = re.compile(
    r"(?:申请人|当事人|投诉人|举报人|信访人|来电人|居民|村民|业主|户主|家属|本人|先生|女士).{0,24}$"
)
_OFFICIAL: Final = re.compile(
    r"(?:联系|办公|咨询|监督|举报|服务|值班|受理|公开|投诉|热线|传真|报名)(?:电话|热线|方式)?(?:号码)?|电话|热线|传真"
)
_CLAUSE: Final = re.compile(r"[。；;\n]")
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚欧殷樊葛岳齐俞"
)
# Words that begin with a surname and are no names.
_WORDS: Final = re.compile(
    r"高度|高兴|高效|马上|何时|何种|何地|何人|许可|程序|程度|周边|周围|任何|任意|白天|田间|曾经|曾多|曾于|曾向|易于|江边|"
    r"石料|余下|余额|钱款|齐全|武断|龙头|康复|顾虑|黄色|林地|林业|毛病|史料|钟情|段落|雷同|贺信|赖以|唐突|夏季|丁字|范围|"
    r"侯审|欧元|白条|方便|高达|高于|高龄|何况|田地|田里|马路|易燃|易受|史上|任职|任期|黄河|金钱|家属|江河|武装|白领|龙门|何提|何不|何故|何要|何以|"
    r"高校|高中|高新|江苏|江西|武汉|韩国|石家|田园|林场|史志"
)
_WHO: Final = r"(?:申请人|原告|上诉人|当事人|投诉人|举报人|信访人)"
_GIVEN: Final = rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
# After a mark (申请人：) any end of a word will do; without one only what follows a person's name.
_MARKED: Final = re.compile(
    rf"{_WHO}(?:姓名|名字)?(?:[：:]|姓名为|为|是|名叫|叫)\s*{_GIVEN}"
    r"(?=[，,。、；;（(\s)）]|\d{11}|$|先生|女士|同志|身份证|联系|电话|向|于|就|提出|申请|要求|不服|认为|因|对|的|在)"
)
_UNMARKED: Final = re.compile(
    rf"{_WHO}{_GIVEN}(?=[，,、（(]|\d{{11}}|先生|女士|同志|身份证|联系电话|向|于\d|就|提出|申请|要求|不服|认为)"
)
_MASKED_NAME: Final = re.compile(r"[某×xX*＊]")
_SHOWN_AROUND: Final = 20  # characters of the passage shown on either side


class Personal(NamedTuple):
    """A piece of personal data in a text: its kind for people, where it stands and how it is shown."""

    kind: str
    start: int
    end: int
    shown: str


@rule("AR-PII", severity=Severity.ERROR, source=_SOURCE, title="正文和表格里没有身份证号、私人手机号和申请人姓名")
def no_personal_data(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Identity numbers, phone numbers of private persons, names of applicants, each with a masked passage."""
    for where, place, text in _texts(report):
        shown = masked(text)  # first the whole, then the piece: what is cut from its context would not be recognised
        for found in personal_data(text):
            yield Finding(
                rule="AR-PII",
                severity=Severity.ERROR,
                where=where,
                place=place,
                problem=f"{place}里有{found.kind}（{found.shown}），属于个人信息，不应公开。",
                remedy="请删去或者遮盖后重新发布，并检查网页、附件和搜索引擎快照里的旧版本。",
                source=_SOURCE,
                cells=(where,) if table_of(where) else (),
                passage=shown[max(0, found.start - _SHOWN_AROUND) : found.end + _SHOWN_AROUND],
            )


def personal_data(text: str) -> list[Personal]:
    """Return the personal data in a text, in order."""
    numbers = [*_identity_numbers(text), *_mobiles(text)]
    return sorted([*numbers, *_names(text)], key=lambda found: found.start)


def masked(text: str) -> str:
    """Return the text with every piece of personal data in it masked; its length stays the same."""
    for found in reversed(personal_data(text)):
        text = text[: found.start] + found.shown + text[found.end :]
    return text


def valid_identity_number(number: str) -> bool:
    """Tell whether a number is one of GB 11643: a birth date that exists and, of 18 characters, the right check."""
    if len(number) == 15:
        return _is_day(f"19{number[6:12]}")
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _is_day(number[6:14]) and number[17].upper() == _CHECKS[total % 11]


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return day.year >= 1900


def _identity_numbers(text: str) -> Iterator[Personal]:
    for found in _LONG_ID.finditer(text):
        if valid_identity_number(found[0]):
            yield _identity(found)
    for found in _SHORT_ID.finditer(text):
        if valid_identity_number(found[0]) and not _OTHER_NUMBER.search(text[: found.start()]):
            yield _identity(found)


def _identity(found: re.Match[str]) -> Personal:
    number = found[0]
    return Personal("身份证号", found.start(), found.end(), f"{number[:6]}{'*' * (len(number) - 8)}{number[-2:]}")


def _mobiles(text: str) -> Iterator[Personal]:
    for found in _MOBILE.finditer(text):
        if not _published_by_office(text, found.start()):
            middle = re.sub(r"\d", "*", found[0][3:-4])
            yield Personal("手机号码", found.start(), found.end(), f"{found[0][:3]}{middle}{found[0][-4:]}")


def _published_by_office(text: str, start: int) -> bool:
    """Tell whether the words before a number in its sentence make it the office's own published number."""
    before = _CLAUSE.split(text[:start])[-1]
    return bool(_OFFICIAL.search(before)) and not _PRIVATE.search(before)


def _names(text: str) -> Iterator[Personal]:
    for found in (*_MARKED.finditer(text), *_UNMARKED.finditer(text)):
        name = found["name"]
        if not _WORDS.match(name) and not _MASKED_NAME.search(name):
            kind = "申请人等个人的姓名"
            yield Personal(kind, found.start("name"), found.end("name"), f"{name[0]}{'某' * (len(name) - 1)}")


def _texts(report: AnnualReport) -> Iterator[tuple[str, str, str]]:
    """Yield (where, place, text) for everything a report says in words."""
    yield "", "标题", report.title
    for passage in report.front:
        yield "", "开头", passage.text
    for section in COMMON.sections:
        if section.id in report.sections:
            for passage in report.sections[section.id].passages:
                yield section.id, section.label, passage.text
    for cell, found in report.ordered_cells():
        if isinstance(found.value, str):
            yield cell, label(report, cell), found.value
