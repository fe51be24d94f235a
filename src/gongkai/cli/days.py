"""A date as the commands take it."""

from datetime import date, datetime
from typing import Any

import click

from gongkai.core.law.errors import RuleError
from gongkai.core.law.possible_days import possible


class Day(click.ParamType[date]):
    """A date as 2026-03-02."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; fail in Chinese."""
        try:
            return possible(datetime.strptime(value, "%Y-%m-%d").date())  # noqa: DTZ007 - a date of the civil calendar
        except RuleError as error:
            self.fail(str(error), param, ctx)
        except ValueError:
            self.fail(f"没有“{value}”这一天，或不是日期的写法；应当写成 2026-03-02 的样子。", param, ctx)
