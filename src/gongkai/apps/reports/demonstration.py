"""The report of 2021 for the demonstration, begun and written with live numbers. Never on a real site."""

from datetime import datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.services import begin, write

BODY: Final = "xiguan"
YEAR: Final = 2021
TEXTS: Final = {
    "s1.a_proactive": "（演示）全年主动公开政府信息{{主动公开.总数}}条。作出行政许可决定{{行政许可.数量}}件、"
    "行政处罚决定{{行政处罚.数量}}件、行政强制决定{{行政强制.数量}}件，依法应当公开的均已公开。",
    "s1.b_on_request": "本年度没有收到政府信息公开申请，也没有上年结转的申请。",
    "s1.c_management": "制发行政规范性文件{{规范性文件.制发}}件，废止{{规范性文件.废止}}件，"
    "现行有效{{规范性文件.现行有效}}件。",
    "s1.d_platform": "（演示）在区政府网站的专栏公开信息，社区公示栏同步张贴。",
    "s1.e_supervision": "（演示）由党政办负责日常检查，没有发生责任追究。",
    "s5": "存在的主要问题：（演示）各科室报送信息不够均衡，政策解读的形式比较单一。\n"
    "改进情况：（演示）已经按科室列出公开事项，每季度通报一次报送情况，解读改用问答和图表。",
    "s6": "按照《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，总金额0元，实际收取0元。",
}


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Begin and write the report of 2021 of 西关街道办事处; False where there is one, or no such body."""
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or ReportDraft.objects.filter(public_body=body).exists():
        return False
    write(by=SERVER, draft=begin(by=SERVER, body=body, year=YEAR, now=now), texts=TEXTS, now=now)
    return True
