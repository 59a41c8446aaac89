"""Months as 'YYYY-MM': how far apart they are, and which one lies so many further."""

from __future__ import annotations


def count_months(period: str) -> int:
    """How many months a period is from the beginning of the calendar: the difference of two is their distance."""
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1


def move_period(period: str, months: int) -> str:
    """The period so many months later."""
    year, month = divmod(count_months(period) + months, 12)
    return f"{year:04}-{month + 1:02}"
