"""What stands against an act on a report."""

from gongkai.apps.bodies.errors import RuleError


class ReportRefused(RuleError):
    """An act on a report that the rules do not allow as things stand."""


class ChangedSinceSigned(RuleError):
    """Figures or texts are not what was signed."""

    def __init__(self) -> None:
        super().__init__(
            "签字以后，台账、申请或者公开的数据有了变化，报告已经不是签字时的样子。",
            "请退回编制，核对变化的数据，再重新签字。",
        )
