"""Cases at every stage for the demonstration (演示申请), invented, counted back from today. Never on a real site."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from gongkai.apps.applications import services
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.sealing import have_keys
from gongkai.apps.applications.services import ItemAnswer, Service, Submission
from gongkai.apps.applications.services.deliveries import prove_delivery
from gongkai.apps.applications.services.resident import write_message
from gongkai.apps.applications.services.upkeep import follow_the_days
from gongkai.apps.applications.words import ApplicantKind, Carrier, Manner, MessageKind, PartyKind, ServiceKind
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import set_setting
from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.receipt import Channel
from gongkai.core.law.workdays import WorkCalendar
from gongkai.core.letters.facts import Withheld

BODY: Final = "xiguan"
BY_HAND: Final = Service(kind=ServiceKind.DIRECT)
ON_LINE: Final = Service(kind=ServiceKind.ELECTRONIC)
BY_POST: Final = Service(kind=ServiceKind.POST, carrier="中国邮政", tracking="YS000000000CN", address="演示路 99 号")
SETTINGS: Final = (
    (Key.REPLY_WORD, "西街公复"),
    (Key.NOTICE_WORD, "西街公告"),
    (Key.RECONSIDERATION_ADDRESS, "老城区演示大道 1 号"),
    (Key.RECONSIDERATION_WEBSITE, "https://fuyi.invalid"),
    (Key.APPLICANT_RETENTION, "60"),
)


@dataclass
class Stage:
    """A story of one case: its days are working days before today."""

    body: PublicBody
    calendar: WorkCalendar
    today: date
    application: Application | None = None
    told: list[str] = field(default_factory=list)

    def day(self, ago: int) -> date:
        """Return the working day so many working days ago."""
        day = self.today
        while ago > 0:
            day -= timedelta(days=1)
            ago -= self.calendar.is_working(day)
        return day

    def come(self, ago: int, wanted: str, *, number: int, channel: Channel = Channel.COUNTER, **given: Any) -> "Stage":
        """Let an application come in."""
        who = Particulars(
            name=f"演示人{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
            identity_kind="resident_id",
            identity_number=f"99{number:016d}",
            phone="00000000000",
            email=f"yanshi{number}@demo.invalid",
            address="不存在路 7 号",
        )
        plain = {"kind": ApplicantKind.NATURAL, "particulars": who, "wanted": wanted, "carrier": Carrier.ELECTRONIC}
        submission = Submission(**{**plain, "manner": Manner.ONLINE, **given})
        on = self.day(ago)
        if channel is Channel.INTERNET:
            self.application = services.submit(
                body=self.body, submission=submission, key=f"demonstration-{number}", now=_noon(on)
            )
        else:
            self.application = services.register(
                by=SERVER, body=self.body, submission=submission, channel=channel, arrived_on=on, now=_noon(on)
            )
        return self

    def do(self, run: Callable[..., object], ago: int, /, **given: Any) -> "Stage":
        """Do an act, so many working days ago."""
        on = self.day(ago)
        run(by=SERVER, application_id=self.pk, on=on, now=_noon(on), **given)
        return self

    @property
    def pk(self) -> int:
        """The number of the row."""
        if self.application is None:
            raise ValueError("nothing has come in yet")
        return int(self.application.pk)

    def answer(
        self, ago: int, code: str, *, withheld: tuple[Withheld, ...] = (), files: Any = (), **details: str
    ) -> "Stage":
        """Draft an answer."""
        given = {1: ItemAnswer(outcome=code, details=details, withheld=withheld)}
        return self.do(services.draft_reply, ago, answers=given, main="", dated_on=self.day(ago), files=files)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(4), tzinfo=UTC)


def make_demonstration(now: datetime) -> bool:
    """Make cases in 西关街道办事处; False where no body, no key, cases already, or a year without its calendar."""
    try:
        return _make(now)
    except CalendarGap:
        return False


@transaction.atomic
def _make(now: datetime) -> bool:
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or not have_keys() or Application.objects.filter(body=body).exists():
        return False
    for key, value in SETTINGS:
        set_setting(by=SERVER, body=body, key=key, value=value, from_on=date(2021, 1, 1), now=now)
    calendar, today = calendar_of(body), timezone.localdate(now)
    number = 0

    def come(ago: int, wanted: str, **given: Any) -> Stage:
        nonlocal number
        number += 1
        return Stage(body, calendar, today).come(ago, wanted, number=number, **given)

    _answered(come)
    _waiting(come)
    _in_hand(come)
    follow_the_days(body.pk, today)
    return True


Come = Callable[..., Stage]


def _answered(come: Come) -> None:
    pdf = Upload("演示合同.pdf", b"%PDF-1.4\n%demonstration\n")
    stage = come(40, "2025 年辖区背街小巷整治工程的施工合同").do(services.accept, 39)
    stage.answer(33, "granted_provided", files=(pdf,), way="随本告知书提供电子文件").do(
        services.approve_reply, 32, note=""
    )
    stage.do(services.send_reply, 31, service=BY_HAND).do(services.archive, 28, note="")
    stage = come(36, "历次党工委会议关于停车场选址的讨论记录").do(services.accept, 36)
    stage.answer(
        25,
        "refused_deliberative",
        sort="讨论记录",
        no_rule="没有法律、法规、规章规定该信息应当公开",
        reason="属于内部讨论过程中的记录",
    ).do(services.approve_reply, 24, note="").do(services.send_reply, 23, service=BY_HAND)
    stage = come(34, "临街店招改造补贴发放名册", kind=ApplicantKind.ENTERPRISE).do(services.accept, 33)
    part = Withheld(what="名册中的身份证号码和银行账号", reason="涉及个人隐私", ground="refused_third_party")
    stage.answer(20, "partial", withheld=(part,), files=(pdf,), way="随本告知书提供遮盖后的名册")
    stage.do(services.approve_reply, 19, note="").do(services.send_reply, 18, service=BY_POST)
    delivery = stage.application.deliveries.get(subject="reply") if stage.application else None
    if delivery is not None:
        on = stage.day(15)
        prove_delivery(by=SERVER, delivery_id=delivery.pk, signed_on=on, signer="本人", now=_noon(on))
    stage = come(30, "邻居房屋的产权登记资料").do(services.accept, 30)
    stage.answer(27, "refused_admin_query", law="《不动产登记暂行条例》第二十七条", where="老城区不动产登记中心")
    stage.do(services.approve_reply, 26, note="").do(services.send_reply, 12, service=BY_POST)  # no proof yet
    come(29, "要求查处楼上违章装修").do(services.enter_withdrawal, 28, note="申请人当面撤回")
    come(26, "有关拆迁的文件").do(
        services.ask_supplement, 24, points="写明项目名称", guidance="写明项目和年份", days=5, service=BY_HAND
    ).do(services.abandon, 12, note="", service=BY_HAND)


def _waiting(come: Come) -> None:
    notice = {"points": "写明项目名称和大致年份", "guidance": "例如写明道路名称、文件标题", "service": BY_HAND}
    come(12, "道路工程的材料", channel=Channel.INTERNET).do(services.confirm_receipt, 12).do(
        services.ask_supplement, 6, days=15, **notice
    )
    come(16, "社区的账目").do(services.ask_supplement, 13, days=5, **notice)  # its time is over
    come(14, "与演示保洁公司签订的保洁合同价款").do(services.accept, 13).do(
        services.consult,
        10,
        party=PartyKind.THIRD_PARTY,
        name="演示保洁有限公司",
        matter="保洁合同的单价和总价",
        right="商业秘密",
        service=BY_HAND,
    )
    fee = {"scale": "pages", "pages": 260, "matters": 1, "reason": "一次申请 260 页，数量明显超过合理范围"}
    come(13, "近五年全部信访办理台账的空白表样").do(services.accept, 12).do(services.propose_fee, 9, **fee).do(
        services.demand_fee, 8, decided_by="丁党政", way="到政务服务大厅非税窗口缴纳", service=BY_HAND
    )
    stage = come(9, "街道公共厕所的分布和开放时间", channel=Channel.INTERNET).do(services.confirm_receipt, 9)
    stage.do(services.accept, 8).answer(2, "granted_already_public", where="本机关网站“公共设施”栏目")
    come(8, "2024 年社区工作者招聘方案").do(services.accept, 8).answer(
        1,
        "unavailable_not_exist",
        search="检索了党建工作办公室 2023 至 2025 年档案和公文系统，关键词“招聘方案”，没有找到",
    ).do(services.approve_reply, 0, note="同意")


def _in_hand(come: Come) -> None:
    come(22, "垃圾分类督导员的考核办法").do(services.accept, 21)  # overdue
    come(19, "老旧小区加装电梯的补贴标准").do(services.accept, 18)  # due tomorrow
    come(18, "河滨社区养老服务站的租赁合同").do(services.accept, 17).do(
        services.extend, 3, days=15, reason="需要向档案馆调取历史合同", consented_by="丁党政", service=ON_LINE
    )
    come(7, "街道 2026 年应急预案").do(services.accept, 6)
    come(5, "政府采购的验收单", kind=ApplicantKind.LEGAL, channel=Channel.EMS)
    stage = come(2, "文昌社区停车泊位的划定依据", channel=Channel.ORAL, manner=Manner.PICK_UP)
    come(1, "街道的行政处罚裁量基准", channel=Channel.INTERNET)
    come(0, "西关街道 2026 年部门预算的说明", channel=Channel.INTERNET)
    write_message(
        application_id=stage.pk, kind=MessageKind.QUESTION, text="请问什么时候能够答复？", now=_noon(stage.day(1))
    )
