"""Months know each other: what a month was rolled up from is kept as hashes, and compared with what is there today.

Nothing marks a month: whatever changes returns, decisions, settings, rules or the program shows, whoever did it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache

from aixin_cli.errors import NotReadyError
from aixin_cli.locale import _, pick
from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_catalogue, load_macros
from aixin_cli.store.files.publications import closed_months
from aixin_cli.store.statement import Statement

INPUTS = ("returns", "decisions", "settings", "rules", "program", "before")
"""What a month rests on, in the order in which changes are told."""
UNKNOWN = "unknown"
"""Rolled up by an aixin that kept no hashes."""


def keep_inputs(store: Store, period: str) -> None:
    """Keep what a month was rolled up from; inside the transaction that keeps its tables."""
    hashes = _inputs(store, [period], _recorded(store), period)[period]
    store.execute("delete from meta.rolled_month where period = ?", [period])
    store.execute(
        "insert into meta.rolled_month select ?, max(load_id), ?, ?, ?, ?, ?, ?, now()::timestamp from meta.load",
        [period, *(hashes[name] for name in INPUTS)],
    )


def stale_months(store: Store) -> dict[str, tuple[str, ...]]:
    """Rolled-up months that would not be the same today, in their order: what of each has changed.

    A closed month stays as it was published, whatever has changed since.
    """
    if not _keeps_hashes(store):
        return {}
    recorded = _recorded(store)
    today = _inputs(store, recorded, recorded, next(iter(recorded), ""))
    changed = {
        period: tuple(name for name in INPUTS if kept[name] != today[period][name]) for period, kept in recorded.items()
    }
    unknown = {period: (UNKNOWN,) for period in published_months(store) - recorded.keys()}
    closed = closed_months(store)
    return {period: names for period, names in sorted((changed | unknown).items()) if names and period not in closed}


def require_current(store: Store, period: str) -> None:
    """Raise NotReadyError where a month was rolled up from something else than is there today."""
    stale = stale_months(store)
    if period not in stale:
        return
    first = min(stale)
    raise NotReadyError(
        _("{period} is stale: {changes} since it was rolled up").format(
            period=period, changes=change_words(stale[period])
        ),
        None,
        _("roll it up again: aixin rollup --period {period}").format(period=period)
        if first == period
        else _("roll up again from the first stale month on: aixin rollup --period {period} --cascade").format(
            period=first
        ),
    )


def change_words(names: Iterable[str]) -> str:
    """What has changed, in words."""
    words = {
        "returns": _("returns changed"),
        "decisions": _("decisions changed"),
        "settings": _("settings changed"),
        "rules": _("own rules changed"),
        "program": _("aixin changed"),
        "before": _("the month before was rolled up again"),
        UNKNOWN: _("aixin changed"),
    }
    return pick(", ", "、").join(words[name] for name in names)


def _keeps_hashes(store: Store) -> bool:
    """Whether the register is of this version: one that is only read may be older."""
    return bool(store.rows("select 1 from duckdb_tables() where schema_name = 'meta' and table_name = 'rolled_month'"))


def published_months(store: Store) -> set[str]:
    """All months that have figures."""
    if "out.figure" not in store.kept_tables():
        return set()
    return {str(period) for (period,) in store.rows("select distinct period from out.figure")}


def _recorded(store: Store) -> dict[str, dict[str, str]]:
    """What each month was rolled up from, in their order."""
    columns = ", ".join(f"{name}_hash" for name in INPUTS)
    rows = store.rows(f"select period, {columns} from meta.rolled_month order by period")  # noqa: S608
    return {str(period): dict(zip(INPUTS, hashes, strict=True)) for period, *hashes in rows}


def _inputs(
    store: Store, periods: Iterable[str], recorded: Mapping[str, Mapping[str, str]], asked: str
) -> dict[str, dict[str, str]]:
    """What months rest on today; each also on the month before as that was rolled up."""
    statement = store.catalogue.get("month_inputs", "ready")
    sql = f"select period, returns_hash, decisions_hash from ({statement.sql}) as q"  # noqa: S608
    found = {str(period): (returns, decisions) for period, returns, decisions in store.rows(sql, {"period": asked})}
    rules, program = _own_rules(store), _program()
    return {
        period: dict(
            zip(
                INPUTS,
                (*found[period], _settings(store, period), rules, program, _before(recorded, period)),
                strict=True,
            )
        )
        for period in periods
    }


def _settings(store: Store, period: str) -> str:
    """The settings in force; the day up to which a later month counts is none of an earlier one's."""
    later = f"as_of.{period}"
    values = store.settings.of_results()
    return _hash({name: values[name] for name in values if not (name.startswith("as_of.") and name > later)})


def _own_rules(store: Store) -> str:
    return _hash([_text(item) for item in store.catalogue.statements if not item.is_ours])


@cache
def _program() -> str:
    """The SQL that came with the program and that months are made with; its words are none of theirs."""
    made = load_catalogue().of_kind("link", "link_unkept", "check", "rollup", "figure")
    return _hash([sorted((item.table, item.sql) for item in made), sorted(load_macros())])


def _text(statement: Statement) -> list[object]:
    return [statement.table, statement.header, statement.sql]


def _before(recorded: Mapping[str, Mapping[str, str]], period: str) -> str:
    earlier = [month for month in recorded if month < period]
    return _hash(recorded[max(earlier)]) if earlier else ""


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:32]
