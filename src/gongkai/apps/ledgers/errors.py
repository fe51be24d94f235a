"""What stands against an entry of a ledger, in words for who keeps it."""

from gongkai.apps.bodies.errors import RuleError


class MonthIsClosed(RuleError):
    """The month of an entry was closed (已结账)."""

    def __init__(self, year: int, month: int) -> None:
        super().__init__(
            f"{year}年{month}月的台账已经结账。",
            "确需补记或更正的，请先由党政办说明理由重新打开这个月，再登记。",
        )


class AlreadyEntered(RuleError):
    """The number stands in the ledger already."""

    def __init__(self, ledger: str, number: str) -> None:
        super().__init__(f"{ledger}台账里已经有“{number}”。", "同一件只登记一次；如果是另一件，请核对文号。")


class WrongEntry(RuleError):
    """An entry lacks something, or contradicts itself."""
