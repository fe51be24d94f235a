"""Labels of the form: what a cell or a line of text says it is, however cut, shifted or worded.

`match` is the one question asked of every short text of a document. It is answered from a cache, then from a
dictionary of official labels and wordings seen, then by words that belong to one row alone, then by likeness.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from gongkai.core.report.form import COMMON, EDITIONS
from gongkai.core.report.reading.script import form_words, simplified

_PUNCTUATION: Final = {
    ord(mark): None for mark in "“”‘’\"'《》〈〉<>【】[]{}、，。,.．：:；;·・*#|＊　 \t\r\n\u00a0\u200b\ufeff_～~—–-"
}
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９（）﹙﹚／", "0123456789()()/")
_NUMBERING: Final = re.compile(
    r"\s*(?:[(（]\s*(?P<bracket>[一二三四五六七八九十]|\d{1,2})\s*[)）]|(?P<chinese>[一二三四五六七八九十])\s*[、.．:：]|(?P<figure>\d{1,2})\s*[、.．)）]"
    r"|第(?P<part>[一二三四五六])(?:部分|章))\s*[、.．]?\s*"
)
_YEAR: Final = re.compile(r"\(?20\d\d年?度?\)?")  # a year put into a label
_LONGEST: Final = 150  # characters a label may have with an explanation inside


class Label(NamedTuple):
    """What a text is of the form.

    `part`: "t2", "t3", "t4" for rows; "head" for column heads and captions (`id` tells which table: "t2.head", …);
    "group" for group heads; "section"; "skip" for rows the form does not have. `number` is the numbering in front as
    printed, brackets included. `sure` is 3 for an official wording or one seen, 2 for words that belong to one row
    alone, 1 for likeness.
    """

    part: str
    id: str
    sure: int
    number: str = ""


NOTHING: Final = Label("", "", 0)


def core(text: str) -> str:
    """Return a label without numbering, punctuation, blanks and script differences."""
    return squeeze(_NUMBERING.sub("", text, count=1))


def squeeze(text: str) -> str:
    """Return a text without punctuation and blanks, half-width and in simplified script."""
    return form_words(simplified(text.translate(_FULL_WIDTH)).translate(_PUNCTUATION))


def numbering(text: str) -> str:
    """Return the numbering in front of a text: “(三)” for bracketed, “三、” for Chinese, “3.” for figures, or ""."""
    found = _NUMBERING.match(text.translate(_FULL_WIDTH))
    if not found:
        return ""
    if found["bracket"]:
        return f"({found['bracket']})"
    if found["chinese"]:
        return f"{found['chinese']}、"
    return f"{found['part']}、" if found["part"] else f"{found['figure']}."


def _t2_id(row_id: str) -> str:
    return row_id.split(".", 1)[1]


@cache
def _dictionary() -> dict[str, Label]:
    found: dict[str, Label] = {}

    def put(texts: Iterable[str], part: str, name: str) -> None:
        for text in texts:
            found.setdefault(core(text), Label(part, name, 3))

    for form in EDITIONS.values():
        for block in form.table2:
            put([block.caption], "head", "t2.caption")
            put(block.heads, "head", "t2.head")
            for row in block.rows:
                put([row.label, *row.also], "t2", _t2_id(row.id))
        for row in form.table3:
            if row.id != "t3.r6_other_2019":
                put([row.label, *row.also], "t3", row.id)
    put(["信息内容"], "head", "t2.head")
    put(["其他主动公开文件"], "skip", "t2.other_files")
    for group in COMMON.t3_groups:
        put([group.label, *group.also], "group", group.id)
    put([COMMON.note, "申请人情况", "法人或其他组织"], "head", "t3.head")
    for column in COMMON.t3_columns:
        if column.id not in {"total", "other_org"}:
            put([column.label], "head", f"t3.col.{column.id}")
    put(["行政诉讼"], "head", "t4.suits")
    for group in COMMON.t4_groups:
        put([group.label, *group.also], "head", f"t4.group.{group.id}")
    for column in COMMON.t4_columns:
        if column.id != "total":
            put([column.label], "head", f"t4.col.{column.id}")
    return found


# Words that belong to one row, group or head alone, whatever stands around them, tried in this order.
_KEYS: Final[tuple[tuple[re.Pattern[str], Label], ...]] = tuple(
    (re.compile(pattern), Label(part, name, 2))
    for pattern, part, name in (
        (r"勾稽关系|第一项加第二项|等于第三项加", "head", "t3.head"),
        (r"^第?二十条第?\(?[一五六八九1-9]\)?项", "head", "t2.caption"),
        (r"^(?:本年)?度?(?:新?制作数量|新?公开数量|新?制发件?数?量?|废止件?数?|处理决定数量|处理绝对数量|增/?减?|收费金额)", "head", "t2.head"),
        (r"^(?:现行有效件?数?|对外公开总?数量|上一年项目数量|处理(?:决定|绝对)数量|采购项目数量|采购总金额)", "head", "t2.head"),
        (r"^本年(?:新|度)?$", "head", "t2.head"),
        (r"国家秘密", "t3", "t3.r3_1_state_secret"),
        (r"其他法律|法规禁止|律行政法规|律法规禁", "t3", "t3.r3_2_law_forbids"),
        (r"三安全|一稳定", "t3", "t3.r3_3_security_stability"),
        (r"第三方合法|第三方权益", "t3", "t3.r3_4_third_party"),
        (r"内部事务", "t3", "t3.r3_5_internal_affairs"),
        (r"过程性信息|四类过程", "t3", "t3.r3_6_deliberative"),
        (r"执法案卷", "t3", "t3.r3_7_enforcement_file"),
        (r"行政查询", "t3", "t3.r3_8_admin_query"),
        (r"不掌握", "t3", "t3.r4_1_not_held"),
        (r"现成信息|另行制作", "t3", "t3.r4_2_needs_creation"),
        (r"仍不明确|补正后申请", "t3", "t3.r4_3_still_unclear"),
        (r"信访.{0,6}(?:类申请|$)|举报投诉类", "t3", "t3.r5_1_petition"),
        (r"^重复(?:性)?申请", "t3", "t3.r5_2_repeated"),
        (r"公开出版物", "t3", "t3.r5_3_publication"),
        (r"大量反复|反复申请", "t3", "t3.r5_4_excessive"),
        (r"确认或重新|重新出具|已获取信息", "t3", "t3.r5_5_confirm_again"),
        (r"逾期不补正|不补正", "t3", "t3.r6_1_no_supplement"),
        (r"收费通知|缴纳费用|逾期不缴费|逾期未缴|未按收费", "t3", "t3.r6_2_unpaid"),
        (r"新收.{0,12}申请|本年新收", "t3", "t3.new"),
        (r"上年(?:度)?结转|上一年(?:度)?结转", "t3", "t3.carried_in"),
        (r"结转下(?:一)?年|结转至?下年", "t3", "t3.carried_out"),
        (r"本年度?办理结果|办理结果$", "group", "t3.results"),
        (r"^不予公开", "group", "t3.r3"),
        (r"^无法提供", "group", "t3.r4"),
        (r"^不予处理", "group", "t3.r5"),
        (r"^其他处理", "group", "t3.r6"),
        (r"^部分公开", "t3", "t3.r2_partial"),
        (r"区分处理的", "t3", "t3.r2_partial"),
        (r"^(?:予以|同意)公开", "t3", "t3.r1_granted"),
        (r"^(?:自然人)", "head", "t3.col.natural"),
        (r"^(?:行政)?规范性文件", "t2", "normdocs"),
        (r"^(?:政府)?规章(?:\(|$)", "t2", "rules"),
        (r"^行政许可", "t2", "permits"),
        (r"^其他对外管理", "t2", "other_services"),
        (r"^行政处罚", "t2", "penalties"),
        (r"^行政强制", "t2", "coercion"),
        (r"^行政事业性收费", "t2", "fees"),
        (r"^政府集中采购", "t2", "procurement"),
        (r"^其他主动公开文件", "skip", "t2.other_files"),
        (r"未经复议", "head", "t4.group.t4.suit_direct"),
        (r"复议后(?:再)?(?:起诉|提起)", "head", "t4.group.t4.suit_after_review"),
    )
)

_NUMBERED: Final = {"(一)": "t3.r1_granted", "(二)": "t3.r2_partial", "(七)": "t3.r7_total"}


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


@cache
def _likenesses() -> tuple[tuple[set[str], Label], ...]:
    return tuple(
        (_bigrams(text), Label(label.part, label.id, 1)) for text, label in _dictionary().items() if len(text) >= 5
    )


def _alike(text: str) -> Label:
    pairs = _bigrams(text)
    best, second, found = 0.0, 0.0, NOTHING
    for other, label in _likenesses():
        shared = len(pairs & other)
        if not shared:
            continue
        score = 2 * shared / (len(pairs) + len(other))
        if score > best:
            best, second, found = score, best if label.id != found.id else second, label
        elif score > second and label.id != found.id:
            second = score
    return found if best >= 0.62 and best - second >= 0.1 else NOTHING


def _find(text: str) -> Label:
    if not text or len(text) > _LONGEST:
        return NOTHING
    number = numbering(text)
    bare = core(text)
    if not bare:
        return NOTHING
    exact = _dictionary().get(bare)
    if exact is None and "(" in bare and "复议" not in bare:
        exact = _dictionary().get(bare.split("(", 1)[0])
    if bare in {"总计", "合计"}:
        return Label("t3", "t3.r7_total", 3 if number else 2, number)
    if bare == "其他":
        return Label("group", "t3.r6", 3, number) if number == "(六)" else Label("t3", "t3.r6_3_other", 3 if number else 2, number)
    if exact is not None:
        return exact._replace(number=number)
    plain = _YEAR.sub("", bare)
    for pattern, label in _KEYS:
        if pattern.search(plain):
            return label._replace(number=number)
    if len(bare) >= 5:
        return _alike(bare)._replace(number=number)
    return NOTHING


_SEEN: Final[dict[str, Label]] = {}


def match(text: str) -> Label:
    """Tell what a short text is of the form; `NOTHING` where it is nothing known."""
    found = _SEEN.get(text)
    if found is None:
        if len(_SEEN) > 20_000:
            _SEEN.clear()
        found = _SEEN[text] = _find(text)
    return found
