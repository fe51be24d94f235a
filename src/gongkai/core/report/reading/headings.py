"""Headings of the six sections, however numbered or worded."""

import re
from functools import cache
from typing import Final

from gongkai.core.report.reading.tables.labels import core, numbering

_LONGEST: Final = 48
_REMARK: Final = re.compile(r"\s*[（(][^（）()]{1,12}[)）]$")  # a remark of a tool behind a heading: (重复率: 40%)
_SECTIONS: Final = (
    ("s2", re.compile(r"^(?:关于|行政机关|本?机关|本?单位)*主动公开政府信息(?:的?情况)?$")),
    ("s3", re.compile(r"^(?:关于|行政机关|本?机关|本?单位)*收到和处理政府信息公开申请(?:的?情况)?$")),
    (
        "s4",
        re.compile(
            r"^(?:因)?政府信息公开(?:工作|申请)?(?:被)?(?:申请|提起|引起|的)*行政(?:复议|覆议)(?:情况)?[和与及]?(?:被)?(?:提起)?(?:行政)?诉讼(?:的?情况)?$"
        ),
    ),
    (
        "s5",
        re.compile(
            r"^(?:政府信息公开|政务公开)?(?:工作)?(?:中)?存在的?(?:主要)?(?:问题|困难)(?:和不足)?(?:及|和|与|以及)?(?:下一步)?(?:改进|整改)?(?:的)?(?:情况|措施)?(?:情况)?$|^主要问题(?:及|和|与)改进(?:情况|措施)$"
        ),
    ),
    ("s6", re.compile(r"^(?:其他|其它)?需要?(?:报告|说明)的?(?:其他|其它)?(?:重要)?(?:事项|情况)?$")),
    (
        "s1",
        re.compile(
            r"^(?:工作)?(?:总体情况|总体概述|概述|总体工作情况|工作总体情况|基本情况)$|^\d{4}年?度?(?:政府信息公开工作的?)?总体情况$|^政府信息公开工作(?:的)?总体情况$"
        ),
    ),
)


# Shortened headings that only their number tells from a sub-heading of section 1.
_SHORTENED: Final = {"政府信息公开申请情况": ("三、", "s3")}


_MAY_BE: Final = re.compile(
    "情[况況]|[问問]题?題?|事[项項]|概述|困[难難]|申[请請]|政府信息"
)  # words of which every heading has one


@cache
def _known(bare: str) -> str:
    return next((section for section, pattern in _SECTIONS if pattern.match(bare)), "")


def heading(text: str) -> str:
    """Return the section (s1 … s6) whose heading a line of text is, or "".

    A number in brackets marks a sub-heading of section 1 (（一）主动公开政府信息情况), never a section.
    """
    if len(text) > 2 * _LONGEST or not _MAY_BE.search(text):
        return ""
    stripped = _REMARK.sub("", text.strip())
    if not 2 <= len(stripped) <= _LONGEST:
        return ""
    number = numbering(stripped.lstrip("# *"))
    if number.startswith("("):
        return ""
    bare = core(stripped.lstrip("# *"))
    if bare in _SHORTENED and number == _SHORTENED[bare][0]:
        return _SHORTENED[bare][1]
    return _known(bare)
