"""The three tables with a few figures, all balances sound, as rows to be changed and written as HTML or Markdown."""

from collections.abc import Callable, Mapping, Sequence

from gongkai.core.report.form import COMMON, EDITIONS
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read

FORM = EDITIONS["2021"]
HEADS3 = ("项目", *(column.label for column in COMMON.t3_columns))
SOUND = {
    "t3.new": "6 1 0 0 0 0 7",
    "t3.r1_granted": "4 1 0 0 0 0 5",
    "t3.r4_1_not_held": "2 0 0 0 0 0 2",
    "t3.r7_total": "6 1 0 0 0 0 7",
}
FIVE = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
Row = list[str]
Writer = Callable[[Sequence[Sequence[str]]], str]


def rows3(figures: Mapping[str, str] = SOUND) -> dict[str, Row]:
    """Return the rows of table 3 by their ids, label first; rows not named are zeros."""
    return {row.id: [row.label, *figures.get(row.id, "0 0 0 0 0 0 0").split()] for row in FORM.table3}


def blocks2(fee: str = "0", unit: str = "万元") -> list[list[Row]]:
    """Return table 2 as one grid for each item of article 20."""
    return [
        [
            ["第二十条第（一）项", "", "", ""],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", "3", "1", "20"],
        ],
        [["第二十条第（五）项", ""], ["信息内容", "本年处理决定数量"], ["行政许可", "97"]],
        [["第二十条第（六）项", ""], ["信息内容", "本年处理决定数量"], ["行政处罚", "12"], ["行政强制", "0"]],
        [["第二十条第（八）项", ""], ["信息内容", f"本年收费金额（单位：{unit}）"], ["行政事业性收费", fee]],
    ]


def rows4(figures: str = "1 0 0 0 1 0 2 0 0 2 0 0 0 3 3") -> list[Row]:
    """Return table 4 as a grid without spans."""
    return [
        ["行政复议", "", "", "", "", "行政诉讼", *[""] * 9],
        [*FIVE, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *FIVE, *FIVE],
        figures.split(),
    ]


def html(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as a table of a web page; what stands in a cell is mark-up."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table>{body}</table>\n"


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as a table in Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n\n"


def read_page(write: Writer, *parts: str | Sequence[Sequence[str]]) -> AnnualReport:
    """Read a document of paragraphs and tables, each table written by `write`."""
    paragraph = "<p>{}</p>\n" if write is html else "{}\n\n"
    text = "".join(paragraph.format(part) if isinstance(part, str) else write(part) for part in parts)
    return read(text.encode())


def read3(write: Writer, rows: Mapping[str, Row], heads: Sequence[str] = HEADS3, *behind: object) -> AnnualReport:
    """Read a document whose table 3 has these rows; `behind` are paragraphs and tables behind it."""
    parts = [
        "三、收到和处理政府信息公开申请情况",
        [heads, *rows.values()],
        *behind,
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    return read_page(write, *parts)  # type: ignore[arg-type]


def values(report: AnnualReport, row: str) -> list[object]:
    """Return what was read of a row, “left out” for a cell that was not."""
    return [report.cells[cell].value if cell in report.cells else "left out" for cell in FORM.row_by_id[row].cells]


def notes(report: AnnualReport, *places: str) -> list[str]:
    """Return the kinds of the notes on cells, rows or tables."""
    return [note.kind for note in report.notes if note.cell in places]
