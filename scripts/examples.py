"""Write the example reports of `examples/`: an invented body, two sound years and one with faults.

Run it again after a change of the writers: `.venv/bin/python scripts/examples.py`.
"""

from pathlib import Path

from gongkai.core.report.form import COMMON, edition
from gongkai.core.report.model import AnnualReport, Cell, Passage, Section, TableSeen, Value
from gongkai.core.report.writers import write
from gongkai.core.report.writers.layout import cell_text

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "examples"
COPIES = ROOT / "src" / "gongkai" / "portal" / "check" / "examples"  # what the page /check/ offers, in the package
ORGAN = "示例区青石街道办事处"

FRONT = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
    "数据统计期限为{year}年1月1日至{year}年12月31日。"
)

PROSE_2022 = {
    "s1": (
        "（一）主动公开。全年在区政府网站专栏发布信息96条，其中机构职能类8条、政策文件类12条、民生服务类76条，同一内容在不同渠道发布的只计1条。",
        "（二）依申请公开。全年新收政府信息公开申请5件，上年没有结转；办结4件，结转下年度1件。申请人查询的多是老旧小区改造和低保审核事项。",
        "（三）政府信息管理。制定公文公开属性审核单，拟稿时同步写明公开属性和理由。全年制发行政规范性文件1件，废止0件，现行有效3件。",
        "（四）政府信息公开平台建设。调整网站专栏的三级目录，删去空栏目5个；在七个社区设立公开查阅点，备有公开指南和申请表。",
        "（五）监督保障。确定一名党工委委员分管此项工作，党政办设专职人员一名；组织业务培训2次。全年没有发生因信息公开被追究责任的情形。",
    ),
    "s5": (
        "存在的主要问题：一是社区公开栏更新不及时，个别公示到期后没有撤下；二是政策发布后解读跟进较慢。",
        "改进情况：针对上年提出的目录不清问题，已重新编排专栏目录。下一步将社区公开栏纳入每月巡查，重要文件与解读同步起草、同步发布。",
    ),
    "s6": ("本年度没有收取政府信息公开信息处理费，发出收费通知0件，总金额0元。除上述情况外，没有其他需要报告的事项。",),
}
PROSE_2023 = {
    "s1": (
        "（一）主动公开。围绕城市更新和养老服务，通过网站专栏公开信息124条，比上年增加28条；举办开放日活动3场，邀请居民代表60人到场查看审批流程。",
        "（二）依申请公开。全年新收政府信息公开申请7件，上年结转1件；办结8件，没有结转下年度的申请。答复书全部经法制人员审核，均在法定期限内寄出。",
        "（三）政府信息管理。对历年文件逐件清理，制发行政规范性文件2件，废止1件，现行有效4件，清理结果已在专栏公布。",
        "（四）政府信息公开平台建设。专栏增加按办事主题检索的入口，七个社区查阅点配备触摸屏，字号可以放大，方便老年人使用。",
        "（五）监督保障。把公开工作列入科室年度考核，占四分；邀请居民议事会评议一次，收到建议6条，均已采纳或者说明理由。没有责任追究情形。",
    ),
    "s5": (
        "存在的主要问题：一是答复书说理部分还比较简单；二是公开内容与居民关心的停车、物业问题结合不够。",
        "改进情况：上年提出的社区公开栏更新问题，已通过每月巡查解决，全年撤换到期公示31张。下一步将编印答复文书样例，并按季度征集居民想了解的事项。",
    ),
    "s6": ("按照信息处理费管理办法，本年度发出收费通知0件，总金额0元，实际收取0元。其他需要报告的事项：无。",),
}

CELLS_2022: dict[str, Value] = {
    "t2.normdocs.issued": 1, "t2.normdocs.in_force": 3, "t2.permits.decisions": 18, "t2.penalties.decisions": 42,
    "t3.new.natural": 4, "t3.new.legal": 1, "t3.new.total": 5,
    "t3.r1_granted.natural": 2, "t3.r1_granted.total": 2,
    "t3.r2_partial.natural": 1, "t3.r2_partial.total": 1,
    "t3.r4_1_not_held.legal": 1, "t3.r4_1_not_held.total": 1,
    "t3.r7_total.natural": 3, "t3.r7_total.legal": 1, "t3.r7_total.total": 4,
    "t3.carried_out.natural": 1, "t3.carried_out.total": 1,
    "t4.review.upheld": 1, "t4.review.total": 1,
}  # fmt: skip
CELLS_2023: dict[str, Value] = {
    "t2.normdocs.issued": 2, "t2.normdocs.repealed": 1, "t2.normdocs.in_force": 4,
    "t2.permits.decisions": 21, "t2.penalties.decisions": 37, "t2.coercion.decisions": 2,
    "t3.new.natural": 6, "t3.new.enterprise": 1, "t3.new.total": 7,
    "t3.carried_in.natural": 1, "t3.carried_in.total": 1,
    "t3.r1_granted.natural": 4, "t3.r1_granted.enterprise": 1, "t3.r1_granted.total": 5,
    "t3.r3_4_third_party.natural": 1, "t3.r3_4_third_party.total": 1,
    "t3.r4_1_not_held.natural": 1, "t3.r4_1_not_held.total": 1,
    "t3.r5_1_petition.natural": 1, "t3.r5_1_petition.total": 1,
    "t3.r7_total.natural": 7, "t3.r7_total.enterprise": 1, "t3.r7_total.total": 8,
}  # fmt: skip
# The broken one: a total one too many, a total of table 4 left at 0, a carried-in case lost, prose that says otherwise.
BROKEN: dict[str, Value] = {
    **CELLS_2023,
    "t3.carried_in.natural": 0, "t3.carried_in.total": 0, "t3.r7_total.total": 9, "t4.review.upheld": 1,
}  # fmt: skip


def main() -> None:
    """Write every example."""
    first = example(2022, CELLS_2022, PROSE_2022)
    second = example(2023, CELLS_2023, PROSE_2023)
    broken = example(2023, BROKEN, {**PROSE_2023, "s5": PROSE_2023["s5"][:1]})
    written = {
        "qingshi-2022.docx": write(first, "docx"),
        "qingshi-2023.html": write(second, "html"),
        "qingshi-2023.txt": text(second).encode(),
        "qingshi-2023-broken.md": markdown(broken).encode(),
    }
    for folder in (FOLDER, COPIES):
        folder.mkdir(exist_ok=True)
        for name, content in written.items():
            (folder / name).write_bytes(content)
            print(folder / name)


def example(year: int, cells: dict[str, Value], prose: dict[str, tuple[str, ...]]) -> AnnualReport:
    """Return a report in the 2021 edition; cells that are not named are 0."""
    values = {**dict.fromkeys(edition("2021").cells, 0), **cells}
    sections = {
        head.id: Section(head.id, head.label, tuple(Passage(text) for text in prose.get(head.id, ())))
        for head in COMMON.sections
    }
    report = AnnualReport(form="2021", t3_form="2021", organ=ORGAN, year=year, sections=sections)
    report.title = f"{ORGAN}{year}年政府信息公开工作年度报告"
    report.front = (Passage(FRONT.format(year=year)),)
    report.published_on = f"{year + 1}-01-16"
    report.cells = {cell: Cell(value, str(value)) for cell, value in values.items()}
    report.tables = {name: TableSeen(name, 1, 1) for name in ("t2", "t3", "t4")}
    return report


def markdown(report: AnnualReport) -> str:
    """Return a report in Markdown, its tables with a column for every column of the form."""
    parts = [f"# {report.title}", *(passage.text for passage in report.front)]
    for head in COMMON.sections:
        parts += [f"## {head.label}", *(passage.text for passage in report.sections[head.id].passages)]
        parts += [_table(rows) for rows in tables(report).get(head.id, [])]
    return "\n\n".join(parts) + "\n"


def text(report: AnnualReport) -> str:
    """Return a report as plain text, the cells of a row divided by bars."""
    parts = [report.title, "", *(passage.text for passage in report.front)]
    for head in COMMON.sections:
        parts += ["", head.label, *(passage.text for passage in report.sections[head.id].passages)]
        parts += ["".join(f"{cell} | " for cell in row) for rows in tables(report).get(head.id, []) for row in rows]
    return "\n".join(parts) + "\n"


def tables(report: AnnualReport) -> dict[str, list[list[list[str]]]]:
    """Return the tables as rows of plain texts, by the section they stand in."""
    blocks = [
        [
            [block.caption, *[""] * len(block.heads)],
            ["信息内容", *block.heads],
            *([row.label, *(cell_text(report, cell) for cell in row.cells)] for row in block.rows),
        ]
        for block in report.edition.table2
    ]
    third = [["", *(column.label for column in COMMON.t3_columns)]]
    groups = {group.id: group.label for group in COMMON.t3_groups}
    met = {""}
    for row in report.t3_edition.table3:
        for group in ("t3.results", row.parent) if row.parent else ():
            if group not in met:
                met.add(group)
                third.append([groups[group], *[""] * 7])
        third.append([row.label, *(cell_text(report, cell) for cell in row.cells)])
    fourth = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*[""] * 5, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [column.label for _ in COMMON.t4_groups for column in COMMON.t4_columns],
        [cell_text(report, cell) for row in report.t3_edition.table4 for cell in row.cells],
    ]
    return {"s2": blocks, "s3": [third], "s4": [fourth]}


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


if __name__ == "__main__":
    main()
