"""Every error of publishing that a user can mend."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from gongkai.apps.bodies.errors import RuleError


class ActNotAllowed(RuleError):
    """The stage of work does not allow this act; the remedy names what is allowed."""

    def __init__(self, stage: str, act: str, allowed: Iterable[str]) -> None:
        named = "、".join(dict.fromkeys(allowed))
        super().__init__(
            f"稿件现在是“{stage}”，不能{act}。", f"现在可以：{named}。" if named else "现在没有可办的事项。"
        )


class ChangedMeanwhile(RuleError):
    """Somebody else saved after the form was opened: nothing of either is lost."""

    def __init__(self, who: str, when: datetime) -> None:
        at = timezone.localtime(when)  # Beijing time
        super().__init__(
            f"您打开稿件之后，{who or '另一位人员'}在 {at:%m-%d %H:%M} 保存了新的内容，您的修改没有保存。",
            "您填写的内容还在下面。请对照最新的稿件改好，再保存一次。",
        )
