"""What stands beside a number: the words on its left and right, its bracket, and what its sentence said before it.

Only so many characters are looked at on either side, so that a text without full stops costs no more than another.
"""

import re
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.reading.prose.numerals import Number
from gongkai.core.report.reading.prose.sentences import Prose, Sentence

FAR: Final = 300  # characters of the sentence before a number that are looked at
_NEAR: Final = 80  # characters beside a number among which its own words stand
_BOUNDARIES: Final = "。；，：！？\n（）"
_ENDS: Final = re.compile(f"[{_BOUNDARIES}、]")
_BY_CHANNEL: Final = re.compile(
    r"(?:线上|线下|网上|网络|信函|当面|现场|邮寄|来信|窗口|书面|纸质)[^，。；]{0,8}(?:申请|公开)"
)
_COUNT_BEFORE: Final = re.compile(r"^.*\d[\d.%]*[件条宗次起项个份篇]?")
_WITH_CARRIED: Final = re.compile(
    r"(?:含|包括|包含|加上|连同)[^，。；）]{0,10}?(?:[上去前]一?年|20\d\d年)[^，。；）]{0,6}?(?:结转|转|遗留)"
)
_SCOPE: Final = re.compile(
    r"全(?:市|县|区|州|省|旗|镇|乡|街道|街|局|系统)|市本级|县本级|区本级|本级|(?:省|市|县|区|州)(?:人民)?政府(?:办公厅|办公室|办)?|"
    r"各(?:部门|单位|镇街|乡镇|县区|区县|职能部门)|我(?:局|办|委|镇|乡|街道|街)"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The surroundings of a number, in simplified script without blanks; `around` is its sentence, cut to size."""

    left: str
    right: str
    around: str
    with_carried: bool  # the sentence says 含上年结转
    scope: str  # 全市, 市本级 …
    in_bracket: bool
    remedy: str  # "review" or "suit", whichever the sentence named last before the number
    by_channel: bool  # the sentence spoke of one way of applying: 线上, 当面, 信函 …

    def around_with_sentence_before(self, ready: Prose, number: Number) -> str:
        """The sentence and the one before it."""
        index = ready.sentence_index(number.start)
        if not index:
            return self.around
        before = ready.sentences[index - 1]
        return f"{ready.text[max(before.start, before.end - FAR) : before.end]}。{self.around}"


def beside_of(text: str, number: Number, sentence: Sentence, *, before: int, after: int) -> Beside:
    """Return what stands beside a number, between the end of the one before it and the start of the next (`after`)."""
    start = max(sentence.start, number.start - FAR)
    earlier = text[start : number.start]
    around = text[start : min(sentence.end, number.end + FAR)]
    review, suit = earlier.rfind("复议"), earlier.rfind("诉讼")
    return Beside(
        left=_left(text, number, max(before, sentence.start)),
        right=_right(text, number, after),
        around=around,
        with_carried=_with_carried(text, number, earlier),
        scope=scope_of(earlier),
        in_bracket=earlier.count("（") > earlier.count("）"),
        remedy="" if review < 0 and suit < 0 else "review" if review > suit else "suit",
        by_channel=bool(_BY_CHANNEL.search(earlier)),
    )


def scope_of(earlier: str) -> str:
    """Return whose figure a sentence speaks of, by the last such words in it: 全市, 市政府办公室, 我局; "" for none."""
    found = _SCOPE.findall(earlier)
    return str(found[-1]) if found else ""


def _left(text: str, number: Number, before: int) -> str:
    """The words in front of a number, back to a mark or the number before; a bracket in between is stepped over."""
    start = max(before, number.start - _NEAR)
    start = max(start, *(text.rfind(mark, start, number.start) + 1 for mark in _BOUNDARIES))
    words = text[start : number.start]
    if start and not words.strip("共计有为约近") and text[start - 1] == "）":
        opening = text.rfind("（", max(start - _NEAR, 0), start)
        edge = max(text.rfind(mark, max(opening - _NEAR, 0), opening) for mark in _BOUNDARIES + "、") + 1
        if opening >= 0:
            words = _COUNT_BEFORE.sub("", text[max(edge, opening - _NEAR) : opening]) + words
    return words.lstrip("、")


def _right(text: str, number: Number, after: int) -> str:
    words = text[number.end : min(after, number.end + _NEAR)]
    end = _ENDS.search(words)
    return words[: end.start()] if end else words


def _with_carried(text: str, number: Number, earlier: str) -> bool:
    """Tell whether the sentence says that the number holds those carried in: 受理12件（含上年结转2件）."""
    if _WITH_CARRIED.match(text, number.end) or _WITH_CARRIED.match(text, number.end + 1):
        return True
    return bool(_WITH_CARRIED.search(earlier) and re.search(r"共计?$|合计$", earlier))
