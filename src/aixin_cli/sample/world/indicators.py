"""AX07: indicators that agree with the ledgers where the ledgers know, and are plausible where not."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np

from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, Frame, length, texts
from aixin_cli.sample.world.social import UNDER_WAY
from aixin_cli.sample.world.totals import MEASURES, SCOPES, is_member, measured
from aixin_cli.sample.world.world import AUXILIARY_PAIR, KEPT, MAIN, ON, World

BLANK = -1
Columns = dict[str, tuple[Array, Array, Array]]
"""Of each indicator the month's values, this year's sums and those since the start, one a unit."""
# Indicator of the ledger → measure of the openings.
FROM_FLOWS = {"K402": "募集资金", "K407": "帮助群众", "K503": "联系交流", "K504": "走访探视", "K505": "帮办实事"}
WHOLE_AND_PART = (("K210", "K211"), ("K106", "K107"), ("K106", "K108"), ("K305", "K306"))


@cache
def definitions() -> tuple[dict[str, str | bool], ...]:
    """Code, name, unit, kind and whether there is a total, of each indicator."""
    data = tomllib.loads((files("aixin_cli.forms") / "indicator_codes.toml").read_text(encoding="utf-8"))
    return tuple(data["indicator"])


def make_indicators(world: World) -> None:
    """One row a unit and indicator; −1 stands for a blank cell.

    Values are drawn for December 2024; other months' vary about them, and the sums go on from there.
    """
    random = world.stream("indicators")
    members = world.plan.members
    columns: Columns = {}
    for definition in definitions():
        code, is_money = str(definition["code"]), definition["unit"] == "元"
        base = random.random(len(members)) * np.sqrt(members) * (300 if is_money else 1)
        month = np.floor(base).astype(np.int64)
        none = np.full(len(members), BLANK)
        if definition["kind"] == "stock" or not definition.get("has_total", True):
            columns[code] = (month, none, none)
        else:
            year = month * 9 + random.integers(0, 30, len(members))
            columns[code] = (month, year, year * 2 + random.integers(0, 30, len(members)))
    _keep_parts_below(columns)
    columns = _in_month(world, columns)
    columns |= _from_ledger(world) | _from_flows(world)
    _write(world, columns)


def _in_month(world: World, columns: Columns) -> Columns:
    """The same indicators in the month reported."""
    dates = world.plan.dates
    if dates.offset == 0:
        return columns
    between = range(1, dates.offset + 1) if dates.offset > 0 else range(dates.offset + 1, 1)
    apart = {code: np.zeros_like(values[0]) for code, values in columns.items()}
    this_year = {code: np.zeros_like(values[0]) for code, values in columns.items()}
    for offset in between:
        is_this_year = str(np.datetime64("2024-12", "M") + offset)[:4] == dates.period[:4]
        for code, month in _month_values(world, columns, offset).items():
            apart[code] += month
            this_year[code] += month * is_this_year
    now = _month_values(world, columns, dates.offset)
    moved: Columns = {}
    for code, (_month, year, total) in columns.items():
        if year[0] == BLANK:
            moved[code] = (now[code], year, total)
        elif dates.offset > 0:
            moved[code] = (now[code], this_year[code], total + apart[code])
        else:
            sums = year if dates.period >= "2024" else total
            before = np.maximum(sums - apart[code], now[code])
            moved[code] = (now[code], before, np.maximum(total - apart[code], before))
    return moved


def _month_values(world: World, columns: Columns, offset: int) -> dict[str, Array]:
    """Each indicator's month values so many months after December 2024: a stock hardly moves."""
    random = world.stream(f"indicators {offset}")
    values: dict[str, Array] = {}
    for code, (month, year, _total) in columns.items():
        swing = 0.02 if year[0] == BLANK else 0.25
        factor = random.uniform(1 - swing, 1 + swing, len(month)) if offset else 1
        values[code] = np.floor(month * factor).astype(np.int64)
    for whole, part in WHOLE_AND_PART:
        values[part] = np.minimum(values[part], values[whole])
    return values


def _keep_parts_below(columns: Columns) -> None:
    for whole, part in WHOLE_AND_PART:
        columns[part] = (
            np.minimum(columns[part][0], columns[whole][0]),
            np.minimum(columns[part][1], columns[whole][1]),
            np.minimum(columns[part][2], columns[whole][2]),
        )


def _from_ledger(world: World) -> dict[str, tuple[Array, Array, Array]]:
    recipients, ledger = world.recipients, world.ledger
    units = len(world.plan.units)
    due = is_member(world) | (recipients["state"] == people.WAITING)
    on = (ledger["fate"] == KEPT) & (ledger["status"] == ON)
    area = on & (ledger["unit"] < units)

    def people_in(mask: Array) -> Array:
        return np.bincount(recipients["unit"][mask], minlength=units)

    def distinct(column: str, mask: Array) -> Array:
        pairs = np.unique(ledger["unit"][mask] * 10**7 + ledger[column][mask])
        return np.bincount(pairs // 10**7, minlength=units)

    def belongs(category: int) -> Array:
        return np.asarray(due & ((recipients["category"] == category) | (recipients["other"] == category)))

    counts = {
        "K101": people_in(belongs(people.ORPHAN)) + 1,
        "K102": people_in(belongs(people.DE_FACTO)) + 1,
        "K201": people_in(belongs(people.DISABLED)) + 2,
        "K301": people_in(belongs(people.DESTITUTE)) + 2,
        "K302": people_in(due & recipients["lives_alone"]),
        "K401": _rows_of(world, "organization", world.tables["organization"]["kind"] < 3),
        "K403": _rows_of(world, "project", world.tables["project"]["status"] >= UNDER_WAY),
        "K404": _volunteers(world),
        "K405": _rows_of(world, "site", world.tables["site"]["kind"] < 3),
        "K406": distinct("recipient", area & (ledger["kind"] == AUXILIARY_PAIR)),
        "K501": distinct("helper", area & (ledger["kind"] == MAIN)),
        "K502": people_in(is_member(world)),
    }
    none = np.full(units, BLANK)
    return {code: (values, none, none) for code, values in counts.items()}


def _rows_of(world: World, layout: str, mask: Array) -> Array:
    table = world.tables[layout]
    units = len(world.plan.units)
    return np.bincount(table["unit"][mask & (table["fate"] == KEPT)], minlength=units)[:units]


def _volunteers(world: World) -> Array:
    table = world.tables["site"]
    units = len(world.plan.units)
    sound = table["fate"] == KEPT
    return np.bincount(table["unit"][sound], table["volunteers"][sound], minlength=units)[:units].astype(np.int64)


def _from_flows(world: World) -> dict[str, tuple[Array, Array, Array]]:
    units = len(world.plan.units)
    month, every = measured(world, month_only=True), measured(world)
    found: dict[str, tuple[Array, Array, Array]] = {}
    for code, measure in FROM_FLOWS.items():
        place = MEASURES.index(measure)
        sums = []
        for scope in range(len(SCOPES)):
            mine = (world.openings["measure"] == place) & (world.openings["scope"] == scope)
            mine &= world.openings["unit"] < units
            opening = np.zeros(units, dtype=np.int64)
            opening[world.openings["unit"][mine]] = world.openings["value"][mine]
            sums.append(opening + every[:units, place])
        found[code] = (month[:units, place], sums[1], sums[0])
    return found


def _write(world: World, columns: dict[str, tuple[Array, Array, Array]]) -> None:
    units, count = len(world.plan.units), len(columns)
    order = [str(definition["code"]) for definition in definitions()]
    frame: Frame = {
        "unit": np.repeat(np.arange(units), count),
        "code": texts(order * units),
        "name": texts([str(definition["name"]) for definition in definitions()] * units),
        "measure_unit": texts([str(definition["unit"]) for definition in definitions()] * units),
    }
    for place, name in enumerate(("month", "year", "total")):
        frame[name] = np.stack([columns[code][place] for code in order], axis=1).ravel()
    rows = length(frame)
    world.tables["indicator"] = frame | {"fate": np.full(rows, KEPT), "place": np.arange(rows) * 1.0}
    opening = world.openings
    world.tables["opening"] = opening | {
        "fate": np.full(length(opening), KEPT),
        "place": np.arange(length(opening)) * 1.0,
    }
