"""`pdftotext -raw` and text in reading order: a row's cells follow each other, labels may stand elsewhere (g)."""

import random

from tests.yard.forms import blocks2
from tests.yard.labels import Wording
from tests.yard.outline import outline
from tests.yard.rendered import Rendered, finish, rows_with_blanks
from tests.yard.shapes.layout import wrap
from tests.yard.shapes.lines import bare
from tests.yard.truth import T4_COLUMNS, Truth

_NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def _mark(rng: random.Random) -> list[str]:
    return [rng.choice(("- {} -", "-{}-", "— {} —")).format(rng.randint(2, 9))] if rng.random() < 0.04 else []


def _row(label: list[str], values: list[str]) -> list[str]:
    """A raw row: figures behind a label of one line, below a longer one."""
    figures = " ".join(value for value in values if bare(value))
    return [f"{label[0]} {figures}"] if len(label) == 1 else [*label, figures]


def _raw3(truth: Truth, words: Wording, rng: random.Random) -> list[str]:
    out = [*wrap(words.note(), 22), "申请人情况", "自然人", "法人或其他组织", "总计"]
    for name in ("商 业 企业", "科研机构", "社 会 公 益组织", "法 律 服 务机构", "其他"):
        out += wrap(name, 7)
    width = rng.randint(13, 19)
    for row in truth.t3.table3:
        out += _mark(rng)
        if row.id == "t3.r1_granted":
            out += ["三、", *words.group("t3.results").replace(" ", "")[2:]]
        if row.parent not in {"", "t3.results"} and row is truth.t3.children(row.parent)[0]:
            out += wrap(words.group(row.parent), 4)
        label = wrap(words.row(row.id, row.label), width if row.parent not in {"", "t3.results"} else width + 6)
        out += _row(label, [truth.text(cell) for cell in row.cells])
    return out


def _raw4(truth: Truth) -> list[str]:
    heads = [piece for name in _NAMES for piece in wrap(name, 2)]
    values = " ".join(truth.text(f"{row.id}.{c}") for row in truth.t3.table4 for c in T4_COLUMNS)
    return ["行政复议 行政诉讼", *heads, "未经复议直接起诉 复议后起诉", *heads, *heads, values]


def _raw(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.1, 0.3)))
    words.explained = words.breaks = False
    out: list[str] = []
    for kind, text in outline(truth, words, rng):
        if kind == "t2":
            for rows in blocks2(truth, words):
                out += [" ".join(box.text.replace("\n", "") for box in row) for row in rows]
        elif kind == "t3":
            out += _raw3(truth, words, rng)
        elif kind == "t4":
            out += _raw4(truth)
        else:
            out += wrap(text, 30) + _mark(rng)
    return finish("\n".join(out) + "\n", truth, may=rows_with_blanks(truth))


def _reading3(truth: Truth, words: Wording, rng: random.Random) -> list[str]:
    """Paragraphs of table 3: figures in the order of the form, labels of two lines and of groups some rows later."""
    out = [
        "申请人情况\n" + words.note(),
        "法人或其他组织\n自然人",
        "商业企\n业",
        "科研机\n构",
        "社会公益\n组织",
        "总计",
        "法律服务\n其他",
        "机构",
    ]
    late: list[str] = []
    width = rng.randint(13, 19)
    for number, row in enumerate(truth.t3.table3):
        if late and (rng.random() < 0.15 or row.id == "t3.r7_total"):
            out.append("\n".join(late))
            late = []
        if row.id == "t3.r1_granted":
            late.append("三、\n" + "\n".join(words.group("t3.results").replace(" ", "")[2:]))
        if row.parent not in {"", "t3.results"} and row is truth.t3.children(row.parent)[0]:
            late.append("\n".join(wrap(words.group(row.parent), 4)))
        label = words.row(row.id, row.label)
        displaced = len(label) > width or row.id in {"t3.r1_granted", "t3.r2_partial"}
        if displaced and 1 < number < len(truth.t3.table3) - 2:
            late.append("\n".join(wrap(label, width)))
        else:
            out.append(label)
        out += [truth.text(cell) for cell in row.cells if truth.printed[cell]]
        out += _mark(rng)
    return [*out, *late]


def _reading4(truth: Truth, rng: random.Random) -> tuple[list[str], bool]:
    review, direct, after = ([truth.text(f"{row.id}.{c}") for c in T4_COLUMNS] for row in truth.t3.table4)
    heads = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", *_NAMES]
    if rng.random() < 0.6:
        return [*heads, *review, *direct, *after], True
    # Two columns of the page are taken in turn, the totals behind: only the sums can tell.
    return [
        *heads[:2],
        *_NAMES[:4],
        *review[:4],
        *_NAMES[:4],
        "复议后起诉",
        *after[:4],
        "总计",
        review[4],
        "总计",
        *direct,
        "总计",
        after[4],
    ], False


def _reading(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.1, 0.3)))
    words.explained = words.breaks = False
    out: list[str] = []
    may = rows_with_blanks(truth)
    if any(cell.startswith("t3.") for cell in may):
        may |= truth.cells_of("t3")  # a figure less, and the rows behind it cannot be told by their order
    for kind, text in outline(truth, words, rng):
        if kind == "t2":
            out += [box.text.replace("\n", "") for rows in blocks2(truth, words) for row in rows for box in row]
        elif kind == "t3":
            out += _reading3(truth, words, rng)
        elif kind == "t4":
            pieces, plain = _reading4(truth, rng)
            out += pieces
            may |= set() if plain else truth.cells_of("t4")
        else:
            out.append("\n".join(wrap(text, 30)))
    return finish("\n\n".join(out) + "\n", truth, may=may)


SHAPES = {"raw": _raw, "reading-order": _reading}
