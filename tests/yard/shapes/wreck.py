"""PDF made into Markdown and wrecked (f): figures apart from labels, half labels, rows as tables of their own."""

import random

from tests.yard.forms import blocks2
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish, rows_with_blanks
from tests.yard.shapes.layout import wrap
from tests.yard.shapes.markdown import row_of, rule
from tests.yard.truth import T4_COLUMNS, Truth


def _alone(cells: list[str]) -> str:
    return row_of(cells) + rule(len(cells))


def _table2(truth: Truth, words: Wording, rng: random.Random) -> str:
    blocks = blocks2(truth, words)
    late = rng.random() < 0.7  # the first block comes last, as a table with an invented heading
    out = [blocks[0][0][0].text + "\n"]
    first = "## 表二：主动公开政府信息情况\n" + _alone([b.text.replace("\n", "") for b in blocks[0][1]])
    first += "".join(row_of([box.text for box in row]) for row in blocks[0][2:])
    if not late:
        out.append(first)
    for rows in blocks[1:]:
        out.append(rows[0][0].text + "\n")
        out.append("".join(box.text.replace("\n", "") for box in rows[1]) + "\n")
        out += [" ".join(box.text for box in row) + "\n" for row in rows[2:]]
    return "".join(out) + (first if late else "") + "\n"


def _head(words: Wording) -> str:
    note = words.note()
    return (
        f"申请人情况\n{note[:18]}法人或其他组织\n{note[18:]}\n自然人总计\n商业企科研机社会公法律服\n其他\n本年\n"
        "## 表三：收到和处理政府信息公开申请情况\n| 业 | 构 | 益组织 | 务机构 |  |  |  |  |  |\n" + rule(9)
    )


def _table3(truth: Truth, words: Wording, rng: random.Random) -> str:
    """Each row whole, with half of its group in front, or as figures alone with its label among loose lines nearby."""
    out = [_head(words)]
    loose: list[str] = []
    open_table = True
    for number, row in enumerate(truth.t3.table3):
        values = [truth.text(cell) for cell in row.cells]
        label = words.row(row.id, row.label)
        inside = row.parent not in {"", "t3.results"}
        kind = rng.choices(
            ("whole", "filler", "half", "alone"), (50, 10, 10 if inside else 0, 30 if 1 < number < 23 else 0)
        )[0]
        if row.id in {"t3.new", "t3.carried_in", "t3.r7_total", "t3.carried_out"}:
            kind = "whole"
        if inside and row is truth.t3.children(row.parent)[0]:
            loose += wrap(words.group(row.parent), 4)
        if loose and rng.random() < 0.5:
            out.append("\n" + "\n".join(loose) + "\n")
            loose, open_table = [], False
        if kind == "alone":
            loose += wrap(label, rng.randint(9, 18))
            out.append(_alone(values))
            open_table = False
            continue
        cells = [label, *values]
        if kind == "filler":
            cells.append("")
        elif kind == "half":
            cells = [wrap(words.group(row.parent), 4)[rng.choice((0, -1))], *cells]
        out.append(row_of(cells) if open_table else _alone(cells))
        open_table = True
    tail = "\n".join(loose)
    return "".join(out) + (f"\n{tail}\n" if tail else "") + "\n"


def _table4(truth: Truth) -> str:
    values = [truth.text(f"{row.id}.{c}") for row in truth.t3.table4 for c in T4_COLUMNS]
    return (
        "行政复议行政诉讼\n未经复议直接起诉复议后起诉\n结果结果其他尚未\n总计\n总计总计\n维持纠正结果审结维持纠正结果审结\n"
        + _alone(["维持", "纠正", "结果", "审结", *["结果", "结果", "其他", "尚未"] * 2])
        + _alone(values)
        + "\n"
    )


def _wreck(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.1, 0.3)))
    words.explained = words.breaks = False

    def table(kind: str) -> str:
        return (
            _table2(truth, words, rng)
            if kind == "t2"
            else _table3(truth, words, rng)
            if kind == "t3"
            else _table4(truth)
        )

    def prose(kind: str, text: str) -> str:
        mark = f"— {rng.randint(1, 7)} —\n" if rng.random() < 0.1 else ""
        return "\n".join(wrap(text, 29)) + "\n" + mark

    text = "正文\n" + written(truth, words, rng, table, prose)
    return finish(text, truth, may=rows_with_blanks(truth))


SHAPES = {"wreck": _wreck}
