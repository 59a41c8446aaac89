"""Openings are given once for ever: one that can't be true beside what is known is held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.reading import reading_rules
from aixin_cli.stage.returns.releases import end_release
from aixin_cli.store import Store

FORM = "opening"
TOUCHING = (FORM, "activity", "fund_entry")
"""Forms on which it rests whether an opening can be true."""
REASON = "opening"
"""Why such a return is held (`meta.hold.reason`), or one of two parts of a month (`meta.part.state_reason`)."""
RULE = "R925"
FIELDS = (
    "part_id, file_id, unit_code, period, sheet, row, measure, scope, as_of, value, before_as_of, before_value"
    ", rival_id"
)


class Contradiction(NamedTuple):
    """A row of an opening, and the day and value that it can't stand beside."""

    part_id: int
    file_id: int
    unit_code: str
    period: str
    sheet: str | None
    row: int
    measure: str
    scope: str
    as_of: date
    value: Decimal
    before_as_of: date
    before_value: Decimal
    rival_id: int | None
    """The part of the same month that stands; without one the whole return waits."""


def hold_openings(store: Store, load_id: int) -> None:
    """Judge the openings that this load brought, and those of units of which it brought flows."""
    rows = store.rows("select unit_code, form, part_id from meta.part where load_id = ?", [load_id])
    touched = {unit for unit, form, _part in rows if form in TOUCHING}
    judge_openings(store, touched, [part for _unit, form, part in rows if form == FORM])


def judge_openings(store: Store, units: Collection[str], came: Sequence[int] = ()) -> None:
    """Hold the openings of some units where they contradict what is known, and no longer those that don't.

    A part that only came now is held against what was published too.
    """
    if not units:
        return
    again = _take_back(store, sorted(units))
    by_part: dict[int, dict[int, Contradiction]] = {}
    for found in _contradictions(store, sorted(units), [*came, *again]):
        by_part.setdefault(found.part_id, {}).setdefault(found.row, found)
    for rows in by_part.values():
        first = rows[min(rows)]
        if _hold(store, first, len(rows)):
            _note(store, first, len(rows))


def _take_back(store: Store, units: list[str]) -> list[int]:
    """Let go what is held, with what was said of it, and give those parts: what is still so is found again.

    A part that waits beside another one of its month waits on, as long as that one stands.
    """
    bound = {"units": units, "reason": REASON}
    held = store.ask("intake/opening_to_judge", bound)
    store.execute(
        "delete from meta.hold where list_contains($units, unit_code) and reason = $reason and released_reason is null",
        bound,
    )
    parts = [number for (number,) in held]
    free = "update meta.part set state = 'accepted', state_reason = null, superseded_by = null"
    store.execute(f"{free} where state = 'held' and list_contains($parts, part_id)", {"parts": parts})
    store.execute("delete from chk.notice where rule = ? and list_contains(?, part_id)", [RULE, parts])
    return parts


def _contradictions(store: Store, units: list[str], parts: list[int]) -> Iterable[Contradiction]:
    asked: dict[str, dict[str, Any]] = {"opening_contradicts": {"units": units}}
    if _has_published(store):
        asked["opening_below_published"] = {"parts": parts}
    for name, params in asked.items():
        statement = store.catalogue.get(name, "hold")
        sql = f"select {FIELDS} from ({statement.sql}) as q order by part_id, row"  # noqa: S608
        for row in store.rows(sql, params):
            yield Contradiction(*row)


def _has_published(store: Store) -> bool:
    tables = "select count(*) from duckdb_tables() where schema_name = 'out' and table_name in ('activity_item', 't05')"
    return bool(store.rows(tables)[0][0] == 2)


def _hold(store: Store, found: Contradiction, count: int) -> bool:
    """Beside another part of its month the part is held, else the return; whether it is not released already."""
    if found.rival_id is not None:
        store.execute(
            "update meta.part set state = 'held', state_reason = ?, superseded_by = ? where part_id = ?",
            [REASON, found.rival_id, found.part_id],
        )
        return True
    end_release(store, found.part_id, REASON)
    key = [found.unit_code, found.period, REASON]
    store.execute("insert or ignore into meta.hold values (?, 'opening', ?, ?, ?, 0, null, null)", [*key, count])
    is_open = "select 1 from meta.hold where unit_code = ? and period = ? and reason = ? and released_reason is null"
    return bool(store.rows(is_open, key))


def _note(store: Store, found: Contradiction, count: int) -> None:
    rule = reading_rules()[RULE]
    facts = {
        "measure": found.measure,
        "scope": found.scope,
        "as_of": found.as_of,
        "value": _plain(found.value),
        "before_as_of": found.before_as_of,
        "before_value": _plain(found.before_value),
        "item_count": count,
    }
    unit = load_divisions().by_code[found.unit_code].name
    release = (
        f'aixin returns release {unit} AX08 --period {found.period} --reason "..."'
        if found.rival_id is None
        else f'aixin returns reinstate {found.part_id} --reason "..."'
    )
    store.execute("delete from chk.notice where part_id = ? and rule = ?", [found.part_id, RULE])
    store.execute(
        "insert into chk.notice values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?)",
        [
            found.file_id, found.part_id, rule.code, rule.severity, found.sheet, found.row,
            *rule.message.filled(**facts), *rule.fix.filled(release=release),
        ],
    )  # fmt: skip


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
