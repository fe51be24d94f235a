"""A balance of the form (勾稽关系) in words, for people who do not know its number."""

from gongkai.core.report.checks.mend import Balance
from gongkai.core.report.form import COMMON, Edition
from gongkai.core.report.model import short


def sentence(edition: Edition, balance: Balance) -> str:
    """Return what a balance says, such as “表三“自然人”列：本年新收＋上年结转＝（七）总计＋结转下年度”."""
    heads = {column.id: column.label for column in COMMON.t3_columns}
    groups = {group.id: f"{group.parent}{group.label}" for group in COMMON.t4_groups}
    match balance.rule:
        case "AR-T3-ID":
            return f"表三“{heads[balance.where]}”列：本年新收＋上年结转＝（七）总计＋结转下年度"
        case "AR-T3-SUM":
            return f"表三“{heads[balance.where]}”列：（七）总计＝各项办理结果之和"
        case "AR-T3-ROW":
            return f"表三“{short(edition.row_by_id[balance.where].label)}”行：总计＝六类申请人之和"
        case _:
            return f"表四“{groups[balance.where]}”：总计＝四种结果之和"
