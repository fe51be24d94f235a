"""Tables that bodies changed by hand: columns moved or beside the form's, last year's figures, notes, another unit."""

import random
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from gongkai.core.report.form import COMMON
from tests.yard.forms import Box, Rows, body3, head3, table2, table4
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish
from tests.yard.shapes.html import table_html
from tests.yard.shapes.markdown import plain_table
from tests.yard.truth import Truth, marked

Write = Callable[[Rows], str]
_FEE = "t2.fees.amount_wan"
_BESIDE = ("上年总计", "上年数", "备注", "同比增减")


def _writer(rng: random.Random) -> tuple[Write, Callable[[str, str], str]]:
    """HTML or Markdown, and how prose is written in it."""
    if rng.random() < 0.6:
        return lambda rows: table_html(
            rows, lambda box: box.text.replace("\n", "<br>")
        ), lambda kind, text: f"<h2>{text}</h2>\n" if kind != "p" else f"<p>{text}</p>\n"
    return lambda rows: plain_table(rows) + "\n", lambda kind, text: f"{'' if kind == 'p' else '## '}{text}\n\n"


def _moved3(rows: Rows, rng: random.Random) -> Rows:
    """Table 3 with two kinds of legal persons exchanged, heads and figures alike."""
    one, other = rng.sample(range(1, 6), 2)
    head = [*rows[0:2], list(rows[2])]
    head[2][one - 1], head[2][other - 1] = head[2][other - 1], head[2][one - 1]
    return [*head, *(_exchanged(row, one, other) for row in rows[3:])]


def _exchanged(row: list[Box], one: int, other: int) -> list[Box]:
    found = list(row)
    first = len(row) - len(COMMON.t3_columns)
    found[first + one], found[first + other] = found[first + other], found[first + one]
    return found


def _moved2(rows: Rows) -> Rows:
    """Table 2 with the columns of each item the other way round."""
    return [[row[0], *row[:0:-1]] if len({box.colspan for box in row[1:]}) < 2 else row for row in rows]


def _beside3(rows: Rows, rng: random.Random) -> Rows:
    head = rng.choice(_BESIDE)
    beside = [Box(rng.choice(("0", "3", "", "17")) if head != "备注" else rng.choice(("", "无"))) for _ in rows[3:]]
    first = [rows[0][0], rows[0][1]._replace(colspan=8)]
    return [
        first,
        [*rows[1], Box(head, 1, 2)],
        rows[2],
        *([*row, box] for row, box in zip(rows[3:], beside, strict=True)),
    ]


def _last_year(rows: Rows, rng: random.Random) -> Rows:
    """The same table with the figures of the year before."""
    return [[_other(box, rng) if box.cell else box for box in row] for row in rows]


def _other(box: Box, rng: random.Random) -> Box:
    text = box.bare
    return Box(str(int(text) + rng.choice((0, 0, 1, 4))) if text.isascii() and text.isdigit() else text, *box[1:3])


def _noted(rows: Rows, rng: random.Random, *, html: bool) -> Rows:
    """Some figures with the mark of a footnote, or with a struck figure before them."""
    return [[_with_mark(box, rng, html=html) if rng.random() < 0.06 else box for box in row] for row in rows]


def _with_mark(box: Box, rng: random.Random, *, html: bool) -> Box:
    text = box.bare
    if not box.cell or not (text.isascii() and text.isdigit()):
        return box
    mark = "".join(char for char in box.text if marked(char))
    ways = ["{}<sup>1</sup>", "<s>9</s>{}", "{}①"] if html else ["{}¹", "~~9~~{}", "{}[1]"]
    return box._replace(text=rng.choice(ways).format(text) + mark)


def _render(truth: Truth, rng: random.Random, style: str) -> Rendered:
    words = Wording(truth, rng, strange=0.0)
    write, prose = _writer(rng)
    html = prose("p", "").startswith("<")

    def table(kind: str) -> str:
        rows = {"t2": table2, "t4": table4}[kind](truth, words) if kind != "t3" else _whole3(truth, words)
        if style == "moved" and kind != "t4":
            rows = _moved3(rows, rng) if kind == "t3" else _moved2(rows)
        elif style == "beside" and kind == "t3":
            rows = _beside3(rows, rng)
        elif style == "notes":
            rows = _noted(rows, rng, html=html)
        elif style == "yuan" and kind == "t2":
            rows = [[_in_yuan(box) for box in row] for row in rows]
        if style == "twice" and kind == "t3":
            said = rng.choice((f"附：{truth.year - 1}年（上年）数据", "附：上年数据", "去年同期数据："))
            return write(rows) + prose("p", said) + write(_last_year(rows, rng))
        return write(rows)

    return finish(written(truth, words, rng, table, prose), truth)


def _whole3(truth: Truth, words: Wording) -> Rows:
    return [*head3(words), *body3(truth, words)]


def _in_yuan(box: Box) -> Box:
    """The head of the fees with 元 for 万元, and their amount in 元; an amount with a unit of its own stays."""
    if box.cell != _FEE:
        return box if box.cell else box._replace(text=box.text.replace("万元", "元"))
    try:
        amount = format((Decimal(box.bare.replace(",", "")) * 10000).normalize(), "f")
    except InvalidOperation:
        return box
    return box._replace(text=amount + box.text[len(box.bare) :])


def _shape(style: str) -> Callable[[Truth, random.Random], Rendered]:
    return lambda truth, rng: _render(truth, rng, style)


SHAPES = {f"edited-{style}": _shape(style) for style in ("moved", "beside", "twice", "notes", "yuan")}
