"""The first body and the first administrator (初始化): what no account can do, as there is none yet."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Kind, PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import create_body, invite_user
from gongkai.apps.bodies.services.invitations import Person


@transaction.atomic
def begin(*, body: str, short_name: str, slug: str, name: str, login: str, email: str, address: str) -> PublicBody:
    """Make the body at the top and invite its administrator; RuleError where a body is there already."""
    if PublicBody.objects.exists():
        raise RuleError(_("已经有机关了。"), _("请由平台管理员登录后新建机关、邀请人员。"))
    now = timezone.now()
    top = create_body(by=SERVER, parent=None, slug=slug, kind=Kind.DISTRICT, name=body, short_name=short_name, now=now)
    invite_user(
        by=SERVER,
        body=top,
        person=Person(name, login, email),
        role=Role.PLATFORM_ADMINISTRATOR,
        link=lambda token: f"{address.rstrip('/')}/desk/invitation/{token}/",
        now=now,
    )
    return top
