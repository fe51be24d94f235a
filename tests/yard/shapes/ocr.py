"""Markdown made by OCR: one small table a row, invented column heads, wrong heads after a page break (e)."""

import random
import re

from tests.yard.forms import blocks2
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish
from tests.yard.shapes.markdown import row_of, rule
from tests.yard.truth import T4_COLUMNS, Truth

_INVENTED = (
    ["类别", "数据1", "数据2", "数据3", "数据4", "数据5", "数据6", "总计"],
    ["项目", "自然人", "企业1", "企业2", "企业3", "企业4", "企业5", "合计"],
    ["序号及名称", "列1", "列2", "列3", "列4", "列5", "列6", "列7"],
)
_WRONG = ["项目", "本年新收件数", "上年结转件数", "予以公开", "部分公开", "不予公开", "结转下年度", "总计"]


def _block(lines: list[list[str]], head: list[str]) -> str:
    return row_of(head) + rule(len(head)) + "".join(row_of(line) for line in lines) + "\n"


def _table3(truth: Truth, words: Wording, rng: random.Random) -> str:
    head = list(rng.choice(_INVENTED))
    out = [words.note() + "\n\n"]
    for title, names in (
        ("自然人", ["(数据项目)", "数量"]),
        ("法人或其他组织", ["商业企业", "科研机构", "社会公益", "法律服务机构", "其他"]),
    ):
        out.append(f"### 申请人情况 ({title})\n" + _block([["-"] * len(names)], names))
    bare = rng.random() < 0.6  # the row's own label loses its number, the heading above keeps it
    break_at = rng.choice(truth.t3.children("t3.r5")).id
    for row in truth.t3.table3:
        line = [words.row(row.id, row.label), *(truth.text(cell) for cell in row.cells)]
        if row.parent not in {"", "t3.results"}:
            continue
        if row.id == "t3.r1_granted":
            out.append(f"### {words.group('t3.results')}\n\n")
        if row.id in {"t3.r7_total", "t3.r6_other_2019"}:
            groups = (
                ("t3.r3", "t3.r4", "t3.r5", "t3.r6") if row.id == "t3.r6_other_2019" or truth.t3_form == "2021" else ()
            )
            out += [_group(truth, words, group, break_at, head) for group in groups if truth.t3.children(group)]
        if row.id not in {"t3.r7_total", "t3.carried_out"} or rng.random() < 0.5:
            out.append(f"### {line[0]}\n")
        if bare and row.id != "t3.r7_total":
            line[0] = re.sub(r"^(（.）|\(.\)|[一二四]、)\s*", "", line[0])
        out.append(_block([line], head))
    return "".join(out)


def _group(truth: Truth, words: Wording, group: str, break_at: str, head: list[str]) -> str:
    """The rows of a group as one table, or as two where a page ends and the heads after it are wrong."""
    lines = {row.id: [words.row(row.id, row.label), *(map(truth.text, row.cells))] for row in truth.t3.children(group)}
    title = f"### {words.group(group)}\n"
    if break_at not in lines:
        return title + _block(list(lines.values()), head)
    at = list(lines).index(break_at)
    before, after = list(lines.values())[:at], list(lines.values())[at:]
    return title + (_block(before, head) if before else "") + _block(after, _WRONG)


def _table4(truth: Truth) -> str:
    out = []
    for name, row in zip(
        ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"), truth.t3.table4, strict=True
    ):
        values = [truth.text(f"{row.id}.{column}") for column in T4_COLUMNS]
        out.append(f"### {name}\n" + _block([values], ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]))
    return "".join(out)


def _ocr(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))

    def table(kind: str) -> str:
        if kind == "t2":
            return "".join(
                f"### {rows[0][0].text}\n"
                + _block([[box.text for box in row] for row in rows[2:]], [box.text for box in rows[1]])
                for rows in blocks2(truth, words)
            )
        return _table3(truth, words, rng) if kind == "t3" else _table4(truth)

    def prose(kind: str, text: str) -> str:
        return {"title": f"# {text}\n\n", "h": f"## {text}\n\n"}.get(kind, f"{text}\n\n")

    return finish(written(truth, words, rng, table, prose), truth)


SHAPES = {"markdown-ocr": _ocr}
