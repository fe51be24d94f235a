"""What the law leaves open, or what nobody has read in the original: settings with a default, never hard facts.

Each field's metadata holds `label` (Chinese), `mark` ("convention" 惯例, "unverified" 待核实) and `basis`.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final

from gongkai.core.law.errors import WrongEntry

CONVENTION: Final = "惯例"
UNVERIFIED: Final = "待核实"
IN_FORCE_2024: Final = date(2024, 1, 1)  # 行政复议法, revised 2023-09-01


def _open(default: Any, label: str, mark: str, basis: str) -> Any:
    return field(default=default, metadata={"label": label, "mark": mark, "basis": basis})


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSettings:
    """The choices of one body (本机关的规则设置)."""

    email_counts_on_arrival: bool = _open(
        default=False,
        label="电子邮件申请以邮件系统收到之日为收到之日；否则以双方确认之日为准",
        mark=CONVENTION,
        basis="《条例》第三十一条第三项；国办公开办函〔2015〕207号",
    )
    oral_counts_on_filling: bool = _open(
        default=True,
        label="口头申请以工作人员填好、申请人同意之日为收到之日；否则以确认之日为准",
        mark=CONVENTION,
        basis="《条例》第二十九条、第三十一条第一项",
    )
    confirm_within: int = _open(
        default=1,
        label="来件后超过几个工作日才确认时提醒",
        mark=CONVENTION,
        basis="《条例》第三十一条",
    )
    supplement_days: int = _open(
        default=15, label="补正期限（工作日）", mark=CONVENTION, basis="《条例》第三十条只写“合理期限”"
    )
    supplement_days_least: int = _open(
        default=5, label="补正期限最短（工作日）", mark=CONVENTION, basis="《条例》第三十条"
    )
    supplement_days_most: int = _open(
        default=30, label="补正期限最长（工作日）", mark=CONVENTION, basis="《条例》第三十条"
    )
    consultation_conservative: bool = _open(
        default=False,
        label="征求意见结束当日计入答复期限（从严计算）",
        mark=CONVENTION,
        basis="《条例》第三十三条第三款",
    )
    reasons_stop_the_clock: bool = _open(
        default=False,
        label="要求说明理由至收到说明的时间不计入答复期限",
        mark=CONVENTION,
        basis="《条例》第三十五条没有规定",
    )
    roll_to_working_day: bool = _open(
        default=True,
        label="按日、按月计算的期限最后一天是休息日时顺延",
        mark=UNVERIFIED,
        basis="《最高人民法院关于适用〈行政诉讼法〉的解释》第四十八条；《行政复议法》第八十八条",
    )
    payment_restarts_the_clock: bool = _open(
        default=True,
        label="缴费完毕后重新计算答复期限",
        mark=UNVERIFIED,
        basis="国办函〔2020〕109号第六条",
    )
    reopened_days: int = _open(
        default=20,
        label="复议或诉讼要求重新答复而没有写明期限时的答复期限（工作日）",
        mark=CONVENTION,
        basis="《条例》第三十三条第二款",
    )
    reconsideration_first_from: date = _open(  # noqa: RUF009 - makes a field, as the others do
        default=IN_FORCE_2024,
        label="从哪一天起的不予公开决定须先申请行政复议",
        mark=UNVERIFIED,
        basis="《行政复议法》第二十三条第一款第四项",
    )
    admin_query_reconsideration_first: bool = _open(
        default=False,
        label="“属于行政查询事项”的答复须先申请行政复议",
        mark=CONVENTION,
        basis="《条例》第三十六条第七项；法释〔2025〕8号第一条",
    )
    partial_reconsideration_first_alone: bool = _open(
        default=True,
        label="部分公开的答复只写先申请行政复议；否则不公开的部分先复议，其余部分可以选择",
        mark=CONVENTION,
        basis="《行政复议法》第二十三条",
    )
    fee_counts_withdrawn: bool = _open(
        default=True,
        label="撤回的申请仍占当月的件数",
        mark=CONVENTION,
        basis="国办函〔2020〕109号第四条没有规定",
    )

    def __post_init__(self) -> None:
        """Raise WrongEntry for numbers that cannot be."""
        if not 1 <= self.supplement_days_least <= self.supplement_days <= self.supplement_days_most:
            raise WrongEntry("补正期限不在最短和最长之间。", "请先改好最短和最长的天数，再填补正期限。")
        if self.reopened_days < 1 or self.confirm_within < 0:
            raise WrongEntry("规则设置中的工作日数不对。", "重新答复的期限至少1个工作日，确认的宽限不能是负数。")


DEFAULTS: Final = LawSettings()


def described() -> tuple[tuple[str, str, str, str, Any], ...]:
    """Return name, label, mark, basis and default of every setting, for the reference and the settings page."""
    return tuple(
        (each.name, each.metadata["label"], each.metadata["mark"], each.metadata["basis"], each.default)
        for each in fields(LawSettings)
    )
