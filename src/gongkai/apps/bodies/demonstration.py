"""The demonstration district (演示数据): bodies and one account a role, all of them invented. Never on a real site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import Kind, PublicBody, RoleGrant, Unit, User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import (
    add_community,
    add_document_word,
    add_office,
    create_body,
    edit_body,
    grant_role,
    set_setting,
)

PASSWORD: Final = "Demo-laocheng-2026"  # noqa: S105 printed on the cards, refused outside a demonstration
TOP: Final = "laocheng"
NEIGHBOURS: Final = (("dongguan", "东关街道办事处", "东关街道"), ("nanguan", "南关街道办事处", "南关街道"))
OFFICES: Final = ("党政办公室", "党建工作办公室", "经济发展办公室", "社会事务办公室", "综合行政执法队")
COMMUNITIES: Final = ("河滨社区", "文昌社区", "槐树社区")
PEOPLE: Final = (
    ("gongshe", "甲供稿", Role.CONTRIBUTOR, "xiguan", "社会事务办公室"),
    ("shequ", "乙社区", Role.CONTRIBUTOR, "xiguan", "河滨社区"),
    ("fuze", "壬负责", Role.OFFICE_HEAD, "xiguan", "社会事务办公室"),
    ("xinxi", "丙信息", Role.DISCLOSURE_OFFICER, "xiguan", ""),
    ("dangzheng", "丁党政", Role.GENERAL_OFFICE, "xiguan", ""),
    ("baomi", "戊保密", Role.SECRECY_REVIEWER, "xiguan", ""),
    ("lingdao", "己领导", Role.APPROVING_LEADER, "xiguan", ""),
    ("qu", "庚区办", Role.DISTRICT_OVERSEER, TOP, ""),
    ("pingtai", "辛平台", Role.PLATFORM_ADMINISTRATOR, TOP, ""),
)


DOES: Final[Mapping[Role, str]] = {
    Role.CONTRIBUTOR: _("报送本科室、本社区的稿件"),
    Role.OFFICE_HEAD: _("初审本科室、本社区的稿件"),
    Role.DISCLOSURE_OFFICER: _("编辑、发布信息，办理依申请公开"),
    Role.GENERAL_OFFICE: _("审核稿件，管理科室、社区和供稿人"),
    Role.SECRECY_REVIEWER: _("发布前的保密审查"),
    Role.APPROVING_LEADER: _("审签稿件、答复和年度报告"),
    Role.DISTRICT_OVERSEER: _("查看全区各机关的公开情况"),
    Role.PLATFORM_ADMINISTRATOR: _("管理机关、人员、岗位和设置"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a login card."""

    username: str
    password: str
    name: str
    body: str
    role: str
    does: str


def cards() -> Iterator[Card]:
    """Yield a card for each account of the demonstration."""
    found = RoleGrant.objects.filter(user__is_demonstration=True, until_on__isnull=True)
    for grant in found.select_related("user", "body", "office", "community"):
        yield Card(
            grant.user.username,
            PASSWORD,
            grant.user.name,
            grant.body.name,
            grant.shown_role,
            gettext(DOES[Role(grant.role)]),
        )


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Make the district 老城区 with 西关 and two neighbours; False where any body is there already."""
    if PublicBody.objects.exists():
        return False
    top = create_body(
        by=SERVER, parent=None, slug=TOP, kind=Kind.DISTRICT, name="老城区人民政府", short_name="老城区", now=now
    )
    start = date(2021, 1, 1)
    for key, value in (
        (Key.RECONSIDERATION_ORGAN, "老城区人民政府"),
        (Key.COURT, "老城区人民法院"),
        (Key.PROACTIVE_TERM, "20"),
    ):
        set_setting(by=SERVER, body=top, key=key, value=value, from_on=start, now=now)
    xiguan = _subdistrict(top, "xiguan", "西关街道办事处", "西关街道", now)
    units: dict[str, Unit] = {name: add_office(by=SERVER, body=xiguan, name=name, now=now) for name in OFFICES}
    units |= {name: add_community(by=SERVER, body=xiguan, name=name, now=now) for name in COMMUNITIES}
    add_document_word(by=SERVER, body=xiguan, word="西街办发", now=now)
    for neighbour in NEIGHBOURS:
        _subdistrict(top, *neighbour, now)
    encoded = make_password(PASSWORD)
    for username, name, role, slug, unit in PEOPLE:
        user = User.objects.create(
            username=username, name=name, email=f"{username}@demo.invalid", password=encoded, is_demonstration=True
        )
        body = top if slug == TOP else xiguan
        grant_role(by=SERVER, user=user, body=body, role=role, unit=units.get(unit), now=now)
    return True


def _subdistrict(top: PublicBody, slug: str, name: str, short_name: str, now: datetime) -> PublicBody:
    body = create_body(
        by=SERVER, parent=top, slug=slug, kind=Kind.SUBDISTRICT_OFFICE, name=name, short_name=short_name, now=now
    )
    profile = {
        "address": f"老城区{short_name}演示路 1 号",
        "hours": "工作日 8:30—12:00、14:30—18:00",
        "phone": "0000-0000000",
    }
    return edit_body(by=SERVER, body=body, profile=profile, now=now)
