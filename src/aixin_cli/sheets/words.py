"""The fixed Chinese words of published documents, and dates written in them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept


@cache
def load_words() -> dict[str, Any]:
    """All fixed words."""
    return parse_kept(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def period_text(period: str) -> str:
    """2024年12月."""
    year, month = period.split("-")
    return str(load_words()["period"]).format(year=year, month=int(month))


def day_text(day: date) -> str:
    """2024年12月31日."""
    return str(load_words()["day"]).format(year=day.year, month=day.month, day=day.day)
