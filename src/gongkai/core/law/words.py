"""How dates and weekdays are written in Chinese sentences."""

from datetime import date
from typing import Final

WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def weekday(day: date) -> str:
    """Return 周一 to 周日."""
    return WEEKDAYS[day.weekday()]


def chinese_date(day: date) -> str:
    """Return the date with its weekday: 2025年3月3日（周一）."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）"
