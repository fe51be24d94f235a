"""Every error of applications that a user can mend: what is wrong (`problem`), how to mend it (`remedy`)."""

from typing import Final

from gongkai.apps.bodies import errors as bodies
from gongkai.core.law import errors as law
from gongkai.core.letters.errors import LetterError
from gongkai.core.redaction.errors import RedactionError


class RuleError(bodies.RuleError):
    """Something about a case that the rules do not allow as things stand."""


class NoKeys(RuleError):
    """The site has no key for what it must seal."""

    def __init__(self) -> None:
        super().__init__(
            "本网站还没有设置申请人信息的密钥，暂时不能在线提交申请。",
            "请用当面、邮寄等方式提交申请；网站管理员请设置环境变量 GONGKAI_APPLICANT_KEYS。",
        )


class UnknownKey(RuleError):
    """What was sealed cannot be opened with the keys that are set."""

    def __init__(self) -> None:
        super().__init__(
            "申请人信息用另一把密钥加密，现有的密钥打不开。", "请把当时的密钥加回环境变量 GONGKAI_APPLICANT_KEYS。"
        )


class NeedsProof(RuleError):
    """An act of an earlier day that would give the body time: it counts with proof and a second person only (补录)."""

    def __init__(self, act: str, on: str) -> None:
        super().__init__(
            f"{on}的“{act}”今天才录入，会影响答复期限，不能直接生效。",
            "现在才办的，日期请填今天；当天已经在纸面上办过的，请在下面“补录”一栏写明理由和凭据，"
            "由分管领导核对确认以后才影响期限，系统不再制作文书。",
        )


class WrongFile(RuleError):
    """An uploaded file that is not taken."""


class TooMany(RuleError):
    """One network address has tried too often."""

    def __init__(self, minutes: int) -> None:
        super().__init__("尝试的次数过多。", f"请在 {minutes} 分钟后再试。")


REFUSALS: Final = (
    law.RuleError,
    bodies.RuleError,
    LetterError,
    RedactionError,
)  # what a view tells the person instead of failing
