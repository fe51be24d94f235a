"""Every error of bodies and people that a user can mend: what is wrong (`problem`), how to mend it (`remedy`)."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gongkai.apps.bodies.roles import Act, Role


class RuleError(Exception):
    """An act that the rules do not allow as things stand."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class NotAllowed(RuleError, PermissionDenied):
    """The person holds no role for this act in this body; the remedy names the roles that do."""

    def __init__(self, act: Act, body: str, roles: Iterable[Role]) -> None:
        named = "、".join(role.shown for role in roles)
        super().__init__(
            _("您在{body}没有“{act}”的权限。").format(body=body, act=act.shown),
            _("可以办理的岗位是：{roles}。请由他们办理，或请平台管理员授予岗位。").format(roles=named)
            if named
            else _("请在服务器上用命令办理。"),
        )


class BodyIsClosed(RuleError):
    """The body was closed: what it left stays as it was."""

    def __init__(self, body: str) -> None:
        super().__init__(
            _("{body}已经撤销，资料只供查阅，不能再改。").format(body=body), _("请在承接其职能的机关办理。")
        )
