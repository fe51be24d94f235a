"""Annual reports in a body with ledgers and cases, plainly invented; the way to each state is the real one."""

from datetime import date, datetime
from typing import Any

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.ledgers.services import Entry, enter
from gongkai.apps.publishing.uploads import Upload
from gongkai.apps.reports import services
from gongkai.apps.reports.models import ReportDraft, ReportFile
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers import write as written
from tests.apps.bodies.factories import NOON

YEAR = 2025
NOW = NOON
TEXTS = {
    "s1.a_proactive": "通过网站公开政府信息{{主动公开.总数}}条，办理行政许可{{行政许可.数量}}件。",
    "s1.b_on_request": "新收政府信息公开申请{{依申请公开.新收}}件。",
    "s1.c_management": "落实信息发布审核制度，清理过期内容。",
    "s1.d_platform": "维护政务公开专栏。",
    "s1.e_supervision": "明确专人负责，没有发生责任追究。",
    "s5": "存在的主要问题：公开内容还不够细。\n改进情况：已经梳理公开事项，组织业务培训。",
    "s6": "本年度发出收费通知0件，总金额0元，实际收取0元。",
}


def entry(body: PublicBody, kind: LedgerKind, on: date, **given: Any) -> object:
    return enter(by=SERVER, body=body, kind=kind, entry=Entry("虚构的事项", on, **given), now=NOW)


def draft(body: PublicBody, year: int = YEAR, **texts: str) -> ReportDraft:
    made = services.begin(by=SERVER, body=body, year=year, now=NOW)
    return services.write(by=SERVER, draft=made, texts={**TEXTS, **texts}, now=NOW)


def signed(made: ReportDraft, now: datetime = NOW) -> ReportDraft:
    for _step in range(3):
        made = services.sign(by=SERVER, draft=made, now=now)
    return made


def sealed(made: ReportDraft, now: datetime = NOW, reason: str = "") -> ReportDraft:
    return services.seal(by=SERVER, draft=signed(made, now), reason=reason, now=now)


def file(keeper: PublicBody, report: AnnualReport, of: PublicBody | None = None, form: str = "docx") -> ReportFile:
    upload = Upload(written(report, form), f"baogao.{form}", form)
    return services.keep_file(
        by=SERVER, act=Act.DRAFT_REPORT, keeper=keeper, upload=upload, report=report, of=of,
        year=report.year or YEAR, now=NOW,
    )  # fmt: skip
