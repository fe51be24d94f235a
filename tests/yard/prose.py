"""Prose of our own making for the six sections: plain, with figures and statutory words that may mislead a reader."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Prose:
    """Paragraphs before section 1, of sections 1, 5 and 6, and a remark that may stand before a table."""

    title: str
    front: tuple[str, ...]
    s1: tuple[str, ...]
    s5: tuple[str, ...]
    s6: tuple[str, ...]
    remark: str = ""
    note: str = ""  # stands below a table


_PROACTIVE = (
    "（一）主动公开。全年通过门户网站公开信息{a}条，政务新媒体推送{b}条，举办开放日{c}次。",
    "（一）主动公开情况。本年公开各类政府信息{a}条，其中工作动态{b}条、通知公告{c}条。",
    "（一）主动公开方面。围绕民生保障公开信息{a}条，发布解读材料{c}篇，办理行政许可事项的指南{b}份。",
)
_REQUEST = (
    "（二）依申请公开。落实登记、审核、办理、答复各环节的要求，畅通当面、邮寄和网络渠道。",
    "（二）依申请公开情况。指定专人接收申请，按期答复，没有超期件。",
)
_MANAGEMENT = (
    "（三）政府信息管理。坚持先审查后公开，清理失效内容{c}处，更新公开目录{c}次。",
    "（三）信息管理情况。执行三级审核，规范性文件统一编号，全年核对栏目{b}个。",
)
_PLATFORM = (
    "（四）平台建设。维护政务公开专栏，改版栏目{c}个，公开专区接待群众{b}人次。",
    "（四）政府信息公开平台建设。加强网站和公众号日常巡查。",
)
_SUPERVISION = (
    "（五）监督保障。组织培训{c}次，参加{b}人次，未发生责任追究。",
    "（五）监督保障情况。将信息公开纳入年度考核，接受社会评议。",
)
_PROBLEMS = (
    "存在的主要问题：一是公开内容不够细；二是解读形式单一；三是业务培训不够。",
    "一年来，信息公开工作还有不足：更新不够及时，公开的深度不够，队伍力量薄弱。",
)
_MENDING = (
    "改进情况：一是梳理公开事项；二是增加图文解读；三是组织业务学习。",
    "下一步，将完善公开目录，加强审核把关，组织{c}期业务培训。",
)
_OTHER = (
    "无。",
    "本年度没有需要报告的其他事项。",
    "按照信息处理费管理办法，本年度发出收费通知0件，总金额0元，实际收取0元。",
)
_REMARKS = (
    "填报单位：{organ}    {year}年度    单位：件",
    "",
    "",
    "",
    "该部分以表格形式报告，表格如下：",
    "本年度行政处罚处理决定数量{b}件，不存在其他情况。",
    "本单位{year}年制发文件{c}件，具体情况见下表。",
)
_NOTES = ("",) * 8 + (
    "注：以上数据含上年度结转{c}件。",
    "（注：行政许可含延续、变更{b}件，下同）",
    "说明：数据截至{year}年12月31日。",
)


def write_prose(organ: str, year: int, rng: random.Random) -> Prose:
    """Return prose for one report."""
    numbers = {
        "a": rng.randint(12, 4000),
        "b": rng.randint(2, 99),
        "c": rng.randint(1, 9),
        "year": year,
        "organ": organ,
    }

    def one(sentences: tuple[str, ...]) -> str:
        return rng.choice(sentences).format(**numbers)

    title = rng.choice((f"{organ}{year}年政府信息公开工作年度报告", f"{year}年{organ}政府信息公开工作年度报告"))
    front = (  # one paragraph
        (
            "本报告按照《中华人民共和国政府信息公开条例》和年度报告格式的要求编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
            "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
            f"所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。"
        ),
    )
    opening = f"{year}年，{organ}认真落实上级部署，结合实际推进政府信息公开工作。"
    parts = (_PROACTIVE, _REQUEST, _MANAGEMENT, _PLATFORM, _SUPERVISION)
    return Prose(
        title=title,
        front=front if rng.random() < 0.8 else (),
        s1=(opening, *(one(part) for part in parts)),
        s5=(one(_PROBLEMS), one(_MENDING)),
        s6=(one(_OTHER),),
        remark=one(_REMARKS),
        note=one(_NOTES),
    )
