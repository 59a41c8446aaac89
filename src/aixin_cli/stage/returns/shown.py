"""Returns as they are shown: a month's list with every version, and one with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import UsageError
from aixin_cli.forms.rules import Text
from aixin_cli.locale import _
from aixin_cli.stage.returns.correspondence import list_history
from aixin_cli.stage.returns.held import Held, held_of_period
from aixin_cli.store import Store

if TYPE_CHECKING:
    import pyarrow as pa


def list_returns(store: Store, period: str) -> pa.Table:
    """List every part of a period's returns with its place, version, state, reason and row counts."""
    return store.arrow(*store.question("intake/return_listed", {"period": period}))


def show_return(store: Store, part_id: int) -> dict[str, Any]:
    """All that is known of the return that a part belongs to; UsageError where there is no such part."""
    found = store.ask("intake/return_of_part", {"part": part_id})
    if not found:
        raise UsageError(
            _("there is no part {part}").format(part=part_id), None, _("see: aixin returns list --period P")
        )
    unit, name, form, period, deadline = found[0]
    key = (unit, form, period)
    parts = _parts(store, key)
    return {
        "unit": unit,
        "unit_name": name,
        "form": form,
        "period": period,
        "deadline": deadline,
        "parts": parts,
        "held": [_told(item) for item in held_of_period(store, period) if (item.unit_code, item.form) == (unit, form)],
        "decisions": _decisions(store, key),
        "history": list_history(store, key),
    }


def _parts(store: Store, key: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Every part and version, the newest last; the rows of second persons out of one cell are their sheet's."""
    return [_part(row) for row in store.ask("intake/return_version", dict(zip(KEY, key, strict=True)))]


@dataclass(frozen=True)
class Superseded:
    """A version and the one that replaced it."""

    unit: str
    form: str
    period: str
    winner: str
    winner_date: date | None
    loser: str
    loser_date: date | None


def superseded_by_load(store: Store, load_id: int) -> list[Superseded]:
    """What a load replaced, or brought and found replaced already, by unit and form."""
    rows = store.ask("intake/superseded_by_load", {"load_id": load_id})
    return [Superseded(*row) for row in rows]


def withdrawn_of_load(store: Store, load_id: int) -> list[tuple[str, Text, Text]]:
    """What came again though it was withdrawn: the file with its sheet, what was found, what to do."""
    rows = store.ask("intake/withdrawn_notice", {"load_id": load_id})
    return [(" ".join(filter(None, row[:2])), Text(row[2], row[3]), Text(row[4], row[5])) for row in rows]


KEY = ("unit", "form", "period")
PART = (
    *("no", "version", "state", "reason", "other", "file", "sheet", "filled", "received", "loaded_at"),
    *("sha256", "original", "content"),
)
COUNTS = ("read", "accepted", "unidentified", "quarantined", "set_aside")
SEVERITIES = ("error", "query", "note")


def _part(row: tuple[Any, ...]) -> dict[str, Any]:
    counts, found = row[len(PART) : -len(SEVERITIES)], row[-len(SEVERITIES) :]
    return {
        **dict(zip(PART, row, strict=False)),
        "rows": dict(zip(COUNTS, counts, strict=True)),
        "findings": dict(zip(SEVERITIES, found, strict=True)),
    }


def _decisions(store: Store, key: tuple[str, str, str]) -> list[dict[str, Any]]:
    names = ("verb", "no", "reason", "by", "at", "until")
    rows = store.ask("intake/return_decision", dict(zip(KEY, key, strict=True)))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _told(held: Held) -> dict[str, Any]:
    return {
        "no": held.part_id,
        "reason": held.reason,
        "rule": held.rule,
        "message": held.message.chosen,
        "rows": held.rows.chosen or None,
        "hint": held.fix.chosen,
        "next": held.next,
    }
