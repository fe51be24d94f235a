"""The day of publication that a visitor tells, for reports that do not print it."""

from datetime import date

from gongkai.core.report.errors import ReportError


class NoDay(ReportError):
    """What was given as the day of publication is none."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"没有“{given}”这一天，或者不是日期的写法。", "请把发布日期写成 2024-01-20 的样子，也可以不填。"
        )


def day_of(given: str) -> date | None:
    """Return the day; None where nothing was given. Raises NoDay."""
    if not given.strip():
        return None
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise NoDay(given.strip()[:20]) from None
