"""T03: what helpers did, with openings, comparisons and the months that are missing."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import pandas as pd

from tests.truth.people import members
from tests.truth.places import AREAS, PARENT, ROWS
from tests.truth.world import Column, Definition, Table, World, quotient

PROGRAMME_START = pd.Period("2023-05", "M")
ITEMS = (
    ("主结对", "联系交流", "person_times", "联系交流"),
    ("主结对", "走访探视", "person_times", "走访探视"),
    ("主结对", "政策宣传落实", "matter_count", "政策宣传落实"),
    ("主结对", "解决实际困难", "matter_count", "解决实际困难"),
    ("主结对", "帮办实事", "matter_count", "帮办实事"),
    ("主结对", "资助资金", "amount_yuan", "资助资金"),
    ("辅助结对", "帮助群众", "person_times", "帮助群众"),
    ("辅助结对", "资助资金", "amount_yuan", ""),
    ("未匹配", "未匹配", "person_times", ""),
)
"""Block, item, what is summed, and the measure of its opening."""
Values = dict[str, Any]
"""One number a unit; a unit without one isn't in it."""


def _records(world: World, block: str, item: str) -> pd.DataFrame:
    records = world.frames["activities"]
    if block == "未匹配":
        return records[(records["fate"] == "kept") & (records["match"] == "unmatched")]
    mine = records[records["is_counted"] & (records["pair_kind"] == block)]
    every_kind = item in {"资助资金", "帮助群众"}
    return mine if every_kind else mine[mine["activity_kind"] == item]


def _loaded(world: World) -> dict[str, set[pd.Period]]:
    """The months for which each unit has sent its activities."""
    sent = world.counts[world.counts["form"] == "AX02"]
    return {str(unit): {pd.Period(month, "M") for month in months} for unit, months in sent.groupby("unit")["period"]}


def _openings(world: World, measure: str, scope: str) -> dict[str, tuple[int, pd.Period]]:
    """Value of each unit's opening, and the first month that it doesn't hold."""
    said = world.frames["openings"]
    said = said[(said["measure"] == measure) & (said["scope"] == scope)]
    day = datetime.timedelta(days=1)
    return {
        row.unit: (row.value, pd.Period(row.as_of + day, "M")) for row in said.itertuples() if row.as_of is not None
    }


def _sums(records: pd.DataFrame, value: str) -> dict[str, dict[pd.Period, int]]:
    """A unit's sums by month."""
    out: dict[str, dict[pd.Period, int]] = {}
    for (unit, period), amount in records.groupby(["unit", "period"])[value].sum().items():
        out.setdefault(str(unit), {})[pd.Period(period, "M")] = int(amount)
    return out


class _Item:
    """All numbers of one item by unit."""

    def __init__(self, world: World, item: tuple[str, str, str, str]) -> None:
        block, name, value, measure = item
        self.world, self.now = world, pd.Period(world.period, "M")
        self.loaded = _loaded(world)
        records = _records(world, block, name)
        self.sums = _sums(records, value)
        earlier = _sums(records[records["is_earlier"]], value)
        self.is_in_persons = block == "主结对" and value == "person_times"
        self.has_opening = bool(measure)
        self.is_told_by_months = block == "辅助结对" and not measure
        self.total_opening = _openings(world, measure, "启动以来累计") if measure else {}
        self.year_opening = _openings(world, measure, "本年累计") if measure else {}
        self.month = self.of_month(self.now, self.sums)
        self.earlier = self.of_month(self.now, earlier)

    def of_month(self, month: pd.Period, sums: dict[str, dict[pd.Period, int]]) -> Values:
        return {unit: sums.get(unit, {}).get(month, 0) for unit, months in self.loaded.items() if month in months}

    def total(self) -> Values:
        """Opening and all loaded months after it; None where only months could tell and not all are there."""
        out: Values = {}
        programme = set(pd.period_range(PROGRAMME_START, self.now, freq="M"))
        for unit in {*self.total_opening, *self.loaded}:
            opening, first = self.total_opening.get(unit, (0, PROGRAMME_START))
            if self.is_told_by_months and not programme <= self.loaded.get(unit, set()):
                out[unit] = None
                continue
            out[unit] = opening + sum(amount for month, amount in self.sums.get(unit, {}).items() if month >= first)
        return out

    def year(self) -> Values:
        """The same for the year; None where neither an opening nor every month is known."""
        out: Values = {}
        for unit in {*self.total_opening, *self.year_opening, *self.loaded}:
            first = max(pd.Period(f"{self.now.year}-01", "M"), PROGRAMME_START)
            opening, first = self.year_opening.get(unit, (None, first))
            months = pd.period_range(first, self.now, freq="M")
            if opening is None and not set(months) <= self.loaded.get(unit, set()):
                out[unit] = None
            else:
                flows = sum(amount for month, amount in self.sums.get(unit, {}).items() if month >= first)
                out[unit] = (opening or 0) + flows
        return out

    def missing(self) -> Values:
        """Months after the opening (or the programme's start) that were owed and not sent."""
        out = {}
        for unit in AREAS.index:
            first = self.total_opening.get(unit, (0, PROGRAMME_START))[1]
            out[unit] = len(set(pd.period_range(first, self.now, freq="M")) - self.loaded.get(unit, set()))
        return out

    def growth(self, then: pd.Period) -> Column:
        """Change against another month, of the units that sent both."""
        before = self.of_month(then, self.sums)
        both = before.keys() & self.month.keys()
        base, now = roll(before, both), roll(self.month, both)
        return {row: quotient(None if now[row] is None else now[row] - base[row], base[row]) for row in base}

    def per_person(self) -> Column:
        """This month's person-times a member of the units that reported."""
        if not self.is_in_persons:
            return dict.fromkeys(ROWS)
        count = members(self.world).groupby("unit").size().to_dict()
        units = self.month.keys() & self.world.senders("AX01")
        base, now = roll({unit: count.get(unit, 0) for unit in units}), roll(self.month)
        return {row: quotient(now[row], base[row]) for row in base}


def roll(values: Values, units: set[str] | None = None) -> Column:
    """Sums a row: blank where no unit has a number, a dash where a unit's number can't be told."""
    out: Column = dict.fromkeys(ROWS)
    unknown: set[str] = set()
    for unit in values if units is None else units:
        row: str | None = unit
        while row is not None:
            if values[unit] is None:
                unknown.add(row)
            else:
                out[row] = (out[row] or 0) + values[unit]
            row = PARENT.get(row)
    return {row: None if row in unknown else value for row, value in out.items()}


@cache
def t03(world: World) -> Table:
    out: Table = {}
    for number, definition in enumerate(ITEMS, 1):
        for name, column in _columns(_Item(world, definition)).items():
            out.setdefault(name, {}).update({(row, number): value for row, value in column.items()})
    return out


def _columns(item: _Item) -> Table:
    month, total = roll(item.month), roll(item.total())
    last_year = item.now - 12
    nothing = dict.fromkeys(ROWS)
    return {
        "previous_total_value": {row: None if total[row] is None else total[row] - (month[row] or 0) for row in ROWS},
        "month_value": month,
        "earlier_value": roll(item.earlier),
        "adjustment_value": nothing,
        "year_value": roll(item.year()),
        "total_value": total,
        "previous_value": roll(item.of_month(item.now - 1, item.sums)),
        "growth_rate": item.growth(item.now - 1),
        "last_year_value": roll(item.of_month(last_year, item.sums)),
        "yearly_growth_rate": item.growth(last_year),
        "per_person_rate": item.per_person(),
        "missing_months": roll(item.missing()) if item.has_opening else nothing,
    }


TABLES = {"T03": Definition(t03, "item_no", frozenset({"block", "item", "item_unit"}))}
