"""The five aspects of section 1 (总体情况), found by their sub-headings, however numbered or worded.

Source: 国办公开办函〔2021〕30号，第一部分：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from gongkai.core.report.form import COMMON
from gongkai.core.report.model import Aspect, Section
from gongkai.core.report.reading.script import simplified

_BREAK: Final = re.compile(r"[。：:；;\n]")
_LOOKED_AT: Final = 40  # characters after a number in which its sub-heading must end
_LONGEST: Final = 26  # characters of a sub-heading without its number
_LONGEST_BARE: Final = 16  # and of one without any number

# Ways of numbering, the more formal first. A sub-heading may stand in the middle of a passage when lines were lost.
# Each pattern begins with a set of characters, which is what makes the search quick.
_STYLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("bracket", re.compile(r"[（(]\s*[一二三四五六七八九]\s*[）)]\s*[、.]?\s*")),
    ("chinese", re.compile(r"[\n。；;]\s*[一二三四五六七八九][、.．]\s*")),
    ("figure", re.compile(r"[\n。；;：:]\s*[（(]?\d[）)、.．]\s*(?!\d)")),
    ("is", re.compile(r"[\n。；;：:]\s*[一二三四五六七八九]是\s*")),
    ("bare", re.compile(r"\n\s*")),
)
_WORDS: Final = (
    ("s1.b_on_request", re.compile(r"依法?申请|公开申请|申请公开|申请办理")),
    ("s1.d_platform", re.compile(r"平台|载体建设|渠道建设")),
    ("s1.e_supervision", re.compile(r"监督|保障|考核")),
    (
        "s1.c_management",
        re.compile(r"(?:政府|政务)?信息(?:公开)?(?:资源)?(?:的)?(?:规范化?)?管理|规范信息|管理(?:政府)?信息"),
    ),
    ("s1.a_proactive", re.compile(r"主动公开|主动发布|公开主动")),
)


class _Head(NamedTuple):
    aspect: str
    start: int
    body: int
    text: str


def aspects(section: Section) -> dict[str, Aspect]:
    """Return aspect id to aspect for those of the five that section 1 has a sub-heading for, in the order of the form.

    Of the ways of numbering the one with the most sub-headings is taken; what it lacks is looked for among the others.
    """
    printed = "\n" + section.text
    text = simplified(printed)
    chosen: dict[str, _Head] = {}
    for heads in _ranked(text):
        for name, head in heads.items():
            chosen.setdefault(name, head)
    marks = sorted(head.start for head in chosen.values())
    found = {}
    for aspect in COMMON.aspects:
        if aspect.id in chosen:
            here = chosen[aspect.id]
            end = next((mark for mark in marks if mark > here.start), len(printed))
            found[aspect.id] = Aspect(
                aspect.id, printed[here.start : here.body].strip(), printed[here.body : end].strip()
            )
    return found


def _ranked(text: str) -> Iterator[dict[str, _Head]]:
    """The sub-headings of each way of numbering, most first; a way that has all five is enough."""
    found = []
    for style in _STYLES:
        found.append(_heads(text, style))
        if len(found[-1]) == len(COMMON.aspects):
            break
    yield from sorted(found, key=len, reverse=True)


def aspect_of(heading: str) -> str:
    """Return the id of the aspect that a sub-heading without its number names, or ""."""
    bare = re.sub(r"\s", "", heading)
    known = _labels().get(bare.removesuffix("情况").removesuffix("方面"))
    return known or next((aspect for aspect, words in _WORDS if words.search(bare)), "")


def _heads(text: str, style: tuple[str, re.Pattern[str]]) -> dict[str, _Head]:
    name, numbering = style
    found: dict[str, _Head] = {}
    for mark in numbering.finditer(text):
        stop = _BREAK.search(text, mark.end(), mark.end() + _LOOKED_AT)
        end = stop.start() if stop else min(len(text), mark.end() + _LOOKED_AT)
        title = text[mark.end() : end].strip()
        if not 2 <= len(title) <= (_LONGEST_BARE if name == "bare" else _LONGEST):
            continue
        if name == "bare" and re.search(r"\d|[，,、]", title):
            continue
        aspect = aspect_of(title)
        if aspect and aspect not in found:
            body = end + 1 if end < len(text) and text[end] != "\n" else end
            start = mark.start() if name == "bracket" else mark.start() + 1  # not the mark before it
            found[aspect] = _Head(aspect, start, body, title)
    return found


@cache
def _labels() -> dict[str, str]:
    return {label: head.id for head in COMMON.aspects for label in (head.label, *head.also)}
