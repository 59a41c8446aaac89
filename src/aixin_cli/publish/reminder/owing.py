"""Who owes what for a month: read from the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aixin_cli.forms.periods import count_months
from aixin_cli.store import Store


@dataclass(frozen=True)
class Due:
    """A return that is owed and didn't come, or came and is held."""

    form: str
    state: str
    used_period: str | None
    silent_months: int | None
    """For how many months in a row it hasn't come; None where the store never had it."""
    extended_until: date | None = None
    """The later day that it was granted."""
    reason: str = ""
    """Why it is held."""


@dataclass(frozen=True)
class Owing:
    """A unit, what it owes, and what of it isn't there."""

    code: str
    name: str
    prefecture: str
    expected: int
    received: int
    late: int
    held: int
    absent: int
    silent_months: int | None
    """For how many months in a row nothing came, as far back as the store knows; None where something did."""
    dues: tuple[Due, ...]

    def of_state(self, *, is_held: bool) -> tuple[Due, ...]:
        """Those that are held, or those that aren't there."""
        return tuple(due for due in self.dues if (due.state == "held") == is_held)


@dataclass(frozen=True)
class Month:
    """All that a reminder of one month says."""

    period: str
    deadline: date
    day: date
    """The day on which it is said."""
    total: Mapping[str, int]
    prefectures: Sequence[Mapping[str, Any]]
    units: Sequence[Owing]
    """Those that owe something, in the order of divisions."""
    first: str
    """The first month that the store knows of."""


def read_month(
    store: Store, period: str, day: date, units: Sequence[str] | None, reasons: Mapping[tuple[str, str], str]
) -> Month:
    """Read it; ent.return_state must be filled (link.read_states). `reasons`: why returns are held."""
    params = {**store.period_params(period), "units": units, "state": None}
    (total,) = _dicts(store, "lookup/status_total", params)
    prefectures = _dicts(store, "lookup/owing_prefecture", params)
    names = {unit: name for unit, name in store.rows("select unit_code, name from meta.unit")}
    dues: dict[str, list[Due]] = {}
    for item in _dicts(store, "lookup/owing_return", params):
        unit = item.pop("unit_code")
        dues.setdefault(unit, []).append(Due(**item, reason=reasons.get((unit, item["form"]), "")))
    ((first,),) = store.rows("select coalesce(min(period), $period) from meta.part", {"period": period})
    first = min(first, period)
    found = [
        Owing(
            item.pop("unit_code"),
            item.pop("unit_name"),
            names[item.pop("prefecture_code")],
            dues=tuple(dues.get(unit, ())),
            silent_months=_silence(item, first, period),
            **item,
        )
        for item in _dicts(store, "lookup/owing_unit", params)
        for unit in [item["unit_code"]]
    ]
    due = [item for item in found if item.dues]
    return Month(period, _deadline(store, period), day, total, prefectures, due, first)


def _silence(item: dict[str, Any], first: str, period: str) -> int | None:
    """For how many months nothing came; of a unit from which nothing ever did, all that the store knows."""
    is_silent, months = item.pop("is_silent"), item.pop("silent_months")
    if not is_silent:
        return None
    return int(months) if months is not None else count_months(period) - count_months(first) + 1


def _dicts(store: Store, name: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    answer = store.execute(*store.question(name, params))
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def _deadline(store: Store, period: str) -> date:
    """The day that the month's returns were judged by when they were loaded, else the one by today's settings."""
    kept = store.rows("select deadline from meta.period where period = ?", [period])
    return kept[0][0] if kept else store.settings.deadline(period)
