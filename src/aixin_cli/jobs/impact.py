"""Which printed numbers change if a return, or the rows of findings, were not there: tried on a copy, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import NotReadyError, UsageError
from aixin_cli.jobs import month
from aixin_cli.jobs.talk import SILENT, Talk
from aixin_cli.jobs.tracing.writing import require_ending, write_rows
from aixin_cli.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aixin_cli.rollup import Answer
    from aixin_cli.store import Store

__all__ = ["COLUMNS", "Asked", "Impact", "as_json", "find_impact", "require_ending", "write_impact"]
COLUMNS = ("number", "item", "column", "unit_code", "unit_name", "before", "after", "change")

ROWS_A_SECOND = 25_000
"""So many rows of ledgers and activities are linked, checked and added up a second, on two cores."""
COUNTS = ("rows_read", "rows_accepted", "rows_quarantined")
LONG = 5
"""From so many seconds on it is said how long it takes."""


@dataclass(frozen=True)
class Asked:
    """A return by its number, or a rule whose findings' rows are meant, of one unit, return or row."""

    name: str
    period: str | None = None
    unit: str | None = None
    part: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class Impact:
    """What was taken out, of which month, and what that changes."""

    name: str
    period: str
    rows: int
    changes: tuple[tuple[Any, ...], ...]
    reason: str | None = None
    """Why it changes nothing, where that is known beforehand."""


def find_impact(store: Store, asked: Asked, talk: Talk = SILENT) -> Impact:
    """What goes with a return or with a rule's rows; the store itself is only read.

    Raises UsageError for a return or rule that there is none of, NotReadyError for a month that isn't rolled up,
    is stale or closed.
    """
    period = _month(store, asked.period)
    if not asked.name.isdigit():
        rows = _rows_of(store, asked, period)
        return Impact(asked.name.upper(), period, len(rows), _tried(store, period, rows, None, talk))
    part_id = int(asked.name)
    count, reason = _part(store, asked, period)
    changes = () if reason else _tried(store, period, [], part_id, talk)
    return Impact(asked.name, period, count, changes, reason)


def as_json(found: Impact) -> dict[str, Any]:
    """What changes, with what was taken out."""
    return {
        "gone": found.name,
        "rows": found.rows,
        "period": found.period,
        "reason": found.reason,
        "changes": [dict(zip(COLUMNS, row, strict=True)) for row in found.changes],
    }


def write_impact(found: Impact, path: Path) -> None:
    """Write all numbers that change."""
    write_rows(path, as_json(found), COLUMNS, found.changes)


def _month(store: Store, period: str | None) -> str:
    """The month whose numbers are looked at: open, rolled up, and made of what is there."""
    from aixin_cli import rollup

    known = rollup.published_months(store)
    chosen = period or max(known, default=None)
    if chosen is None or chosen not in known:
        raise NotReadyError(
            _("{period} was not rolled up yet").format(period=chosen or _("any month")),
            None,
            _("roll it up first: aixin rollup --period {period}").format(period=chosen or "P"),
        )
    month.require_open(store, chosen)
    rollup.require_current(store, chosen)
    return chosen


def _part(store: Store, asked: Asked, period: str) -> tuple[int, str | None]:
    """How many rows a return has, and why it changes nothing, if that is so."""
    if asked.unit or asked.part is not None or asked.row is not None:
        raise UsageError(
            _("a return goes as a whole"), asked.name, _("--unit, --return and --row choose among a rule's findings")
        )
    sql = "select row_count, state, superseded_by, period from meta.part where part_id = ?"
    found = store.rows(sql, [int(asked.name)])
    if not found:
        raise UsageError(
            _("there is no part {part}").format(part=asked.name), None, _("see: aixin returns list --period P")
        )
    count, state, other, of_month = found[0]
    reason = None
    if state == "superseded":
        reason = _("it changes nothing: return {part} has taken its place").format(part=other)
    elif state not in ("accepted", "held"):
        reason = _("it changes nothing: it counts nowhere as it is ({state})").format(state=state)
    elif of_month > period:
        reason = _("it changes nothing: it is of {month}, after {period}").format(month=of_month, period=period)
    return int(count or 0), reason


def _rows_of(store: Store, asked: Asked, period: str) -> list[tuple[int, int]]:
    from aixin_cli.store.rules import known_rules

    rule = asked.name.upper()
    if rule not in known_rules(store.catalogue):
        raise UsageError(
            _("{name} is neither a return's number nor a rule").format(name=asked.name),
            None,
            _("see: aixin returns list --period {period}, aixin findings --period {period}").format(period=period),
        )
    params = {"rule": rule, "period": period, "unit": asked.unit, "part": asked.part, "row": asked.row}
    rows = [(int(part), int(row)) for part, row in store.ask("lookup/finding_row", params)]
    if not rows:
        raise UsageError(
            _("no finding of {rule} names a row of these returns of {period}").format(rule=rule, period=period),
            None,
            _("see: aixin findings --period {period} --rule {rule}; a whole return goes by its number").format(
                period=period, rule=rule
            ),
        )
    return rows


def _tried(
    store: Store, period: str, rows: Sequence[tuple[int, int]], part_id: int | None, talk: Talk
) -> tuple[tuple[Any, ...], ...]:
    from aixin_cli.rollup.changes import find_changes, note_numbers
    from aixin_cli.store import Store as Opened
    from aixin_cli.store.files.trial import trial_copy

    if store.directory is None:
        return ()
    _say_how_long(store, talk)
    with trial_copy(store.directory) as folder, Opened.open(folder) as trial:
        note_numbers(trial, period)
        if part_id is None:
            _take_rows(trial, rows)
        else:
            _take_return(trial, part_id)
        month.add_up_in_order(trial, period, _answer(trial), _Quiet(talk))
        return tuple(tuple(_plain(cell) for cell in row) for row in find_changes(trial, period))


def _plain(cell: Any) -> Any:
    """A whole number without places."""
    if not isinstance(cell, Decimal):
        return cell
    return cell.quantize(Decimal(1)) if cell == cell.to_integral_value() else cell.normalize()


def _say_how_long(store: Store, talk: Talk) -> None:
    ((count,),) = store.rows("select coalesce(sum(rows_read), 0) from meta.part where state = 'accepted'")
    seconds = int(count) // ROWS_A_SECOND
    if seconds >= LONG:
        talk.say(
            _("the month is added up again in a copy without it: about {seconds} s for {count} rows").format(
                seconds=seconds, count=count
            )
        )


def _take_return(trial: Store, part_id: int) -> None:
    from aixin_cli.stage.returns.decisions import Decision, withdraw

    withdraw(trial, part_id, Decision("impact", "impact"))


def _take_rows(trial: Store, rows: Sequence[tuple[int, int]]) -> None:
    """As if the units had never written these rows."""
    gone = [{"part_id": part, "row": row} for part, row in rows]
    trial.execute("create or replace temp table gone as select unnest($gone, recursive := true)", {"gone": gone})
    tables = trial.rows(
        "select table_name from duckdb_tables() where schema_name = 'stg' and database_name = current_database()"
    )
    with trial.transaction():
        for (table,) in tables:
            staged = f"select part_id, row, is_quarantined from stg.{table}"  # noqa: S608
            trial.update_from("meta.part", COUNTS, "trace/part_less", None, staged=staged)
            sql = f"delete from stg.{table} as s using gone where s.part_id = gone.part_id and s.row = gone.row"  # noqa: S608
            trial.execute(sql)
        trial.execute("delete from chk.finding as f using gone where f.part_id = gone.part_id and f.row = gone.row")


def _answer(trial: Store) -> Answer:
    """A figure may fall here: that is what is asked."""
    from aixin_cli.rollup import Answer as Given
    from aixin_cli.rollup.falls import cumulative_figures

    return Given(tuple(cumulative_figures(trial)), "impact", "impact")


class _Quiet:
    """The bars of whoever watches, without the lines that a rollup would say of its figures."""

    def __init__(self, talk: Talk) -> None:
        self.say = SILENT.say
        self.say_refused = SILENT.say_refused
        self.progress = talk.progress
        self.track = talk.track
        self.ask_hidden = SILENT.ask_hidden
