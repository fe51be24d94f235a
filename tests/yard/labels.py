"""Labels as bodies and extractors really print them: official ones, and the changes seen in published reports."""

import random
import re
from collections.abc import Callable

from gongkai.core.report.form import COMMON
from tests.yard.truth import Truth

Edit = Callable[[str], str]
SPAM = ("云海体育官网登录", "wb777开户_注册送金", "线上娱乐城")

_HALF = str.maketrans("（）：，", "():,")
_SHORT = {"t3.r6_1_no_supplement": "1.逾期不补正", "t3.r6_2_unpaid": "2.逾期不缴费", "t3.r2_partial": "（二）部分公开"}
_HEADS = {
    "本年处理决定数量": ("本年处理绝对数量", "处理决定数量", "本年处理决定数"),
    "现行有效件数": ("现行有效件", "现行有效数"),
    "本年制发件数": ("本年制作数量", "本年({year})制发件数", "本年 制发件数", "本年制发数"),
    "本年废止件数": ("本年废止数", "本年 废止件数"),
    "本年收费金额（单位：万元）": ("本年收费金额（单位：万元，保留4位小数）", "本年收费金额(万元)", "本年收费金额"),
    "本年新制作数量": ("本年新\n制作数量", "本年新制作数量（{year}年制作）", "本年新"),
    "本年新公开数量": ("本年新\n公开数量", "本年新制作数量", "本年新"),
    "上一年项目数量": ("上一年项目数量\n（指上一年事项数）", "上年项目数量"),
    "本年增/减": ("本年增减", "本年增/减\n（指增加或减少的事项数，减用负值表示，如-8）", "本年增/"),
    "处理决定数量": ("处理决定数量\n（指办件量）", "处理决定数"),
    "采购总金额": ("采购总金额（万元）", "采购总金额（元）"),
}
_EXPLAINED = {
    "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
    "规范性文件": "规范性文件（行政机关制定发布的决定、公告、通告、意见，以及标题采用“规定”“办法”“细则”等字样的公文）",
    "其他对外管理服务事项": "其他对外管理服务事项（指行政许可以外的政务服务事项，含行政确认、行政处罚、行政强制等）",
}
_BREAKS = {
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构",
    "自然人": "自然 人",
    "总计": "总 计",
}


class Wording:
    """The labels of one document. `strange` from 0 (official) to 1 (everything that was seen)."""

    def __init__(self, truth: Truth, rng: random.Random, strange: float = 0.5) -> None:
        self.truth = truth
        self.rng = rng
        self.strange = strange
        self.half = self._often(0.5)
        self.edits: list[Edit] = self._document_edits()
        self.short = self._often(0.12)
        self.breaks = self._often(0.25)
        self.explained = truth.form == "2019" and self._often(0.2)
        self.plain_normdocs = self._often(0.2)
        self.heads = {head: self._head(head) for head in _HEADS}
        self.spam = rng.choice(SPAM) if self._often(0.06) else ""
        self.misnumbered = self._often(0.1)
        self.unnumbered = self._often(0.06)
        self.merged_blanks = self._often(0.06)  # six blank cells of a row drawn as one

    def _often(self, share: float) -> bool:
        return self.rng.random() < share * self.strange * 2

    def _head(self, head: str) -> str:
        if not self._often(0.15):
            return head
        return self.rng.choice(_HEADS[head]).format(year=self.truth.year)

    def _document_edits(self) -> list[Edit]:
        numbers = self.rng.choice(("、", "．", ". "))
        edits: list[tuple[float, Edit]] = [
            (0.12, lambda text: re.sub(r"^(\d)\.", rf"\1{numbers}", text)),
            (0.12, lambda text: text.replace("计这一情形", "计这一情况")),
            (0.10, lambda text: text.replace("法律行政法规", "法律法规")),
            (0.08, lambda text: re.sub(r"^（(.)）", r"（\1） ", text)),
            (0.08, lambda text: text.replace("“", '"').replace("”", '"')),
            (0.03, lambda text: re.sub("[“”]", "", text)),
            (0.06, lambda text: text.replace("政府信息公开申请数量", "政府信息公开数量")),
            (0.05, lambda text: text.replace("本年度办理结果", "本年度办理 结果")),
            (0.04, lambda text: text.replace("不补正、", "不补正,")),
        ]
        return [edit for share, edit in edits if self._often(share)]

    def _dress(self, text: str) -> str:
        for edit in self.edits:
            text = edit(text)
        return text.translate(_HALF) if self.half else text

    def row(self, row_id: str, label: str) -> str:
        """Return the label of a row of figures."""
        if self.short and row_id in _SHORT:
            label = _SHORT[row_id]
        if row_id == "t2.normdocs" and self.plain_normdocs:
            label = "规范性文件"
        if self.explained and label in _EXPLAINED:
            label = _EXPLAINED[label]
        if self.spam and row_id in {"t2.rules", "old2.rules"}:
            label = f"{label}（设区的市、自治州{self.spam}应提供相关数据）"
        return self._dress(label)

    def group(self, group_id: str) -> str:
        """Return the label of a group of table 3."""
        label = next(group.label for group in COMMON.t3_groups if group.id == group_id)
        if group_id == "t3.r6" and self.half and self.strange > 0.6:
            label = "（六）其他"
        return self._dress(label)

    def head(self, head: str) -> str:
        """Return a column head of table 2."""
        return self._dress(self.heads.get(head, head))

    def column(self, label: str) -> str:
        """Return a column head of table 3 or 4."""
        return self._dress(_BREAKS.get(label, label) if self.breaks else label)

    def caption(self, label: str) -> str:
        """Return the caption of a block of table 2."""
        return self._dress(label)

    def note(self) -> str:
        """Return the note in the corner of table 3."""
        return self._dress(COMMON.note)

    def section(self, section_id: str) -> str:
        """Return the heading of a section, at times worded, numbered otherwise or not numbered."""
        head = next(section for section in COMMON.sections if section.id == section_id)
        number, label = head.label[0], head.label[2:]
        if head.also and self._often(0.15):
            label = self.rng.choice([text for text in head.also if len(text) > 5] or [label])
        if self.misnumbered and section_id != "s1":
            number = "一二三四五六"[max(0, "一二三四五六".index(number) - 1)]
        return label if self.unnumbered and section_id in {"s2", "s3", "s4"} else f"{number}、{label}"
