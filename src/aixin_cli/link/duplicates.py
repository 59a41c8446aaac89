"""Lists the duplicates of a linked month by kind, and counts them: `sql/duplicate` says what each kind is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aixin_cli.errors import UsageError
from aixin_cli.locale import _, pick
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement

if TYPE_CHECKING:
    import pyarrow as pa


def duplicate_kinds(store: Store) -> dict[str, str]:
    """Every kind's id with its label in the chosen language, in the order in which they are listed."""
    return {statement.id: pick(statement.title_en, statement.title) for statement in _statements(store)}


def list_duplicates(store: Store, period: str, kind: str, unit: str | None) -> pa.Table:
    """Every row of a kind with the row that it is a duplicate of, and the rule that decided between them.

    `ent.*` must be filled for the period. For one unit only its own rows are told, of another unit's row
    no more than whose it is. Raises UsageError where there is no such kind.
    """
    statement = _statement(store, kind)
    bound = {**_used(store, statement, period), "kind": kind, "unit": unit}
    return store.arrow(*store.question("lookup/duplicate_row", bound, duplicate=statement.sql))


def count_duplicates(store: Store, period: str, unit: str | None) -> list[tuple[str, int, int, int | None]]:
    """Cases and rows of every kind, of all units or of the rows of one; `ent.*` must be filled for the period.

    Last what T10 takes off for the kind, pairs or person-times: the lists hold ended pairs, helpers' units and local
    categories too. None where T10 has no column for it.
    """
    counted = []
    for statement in _statements(store):
        ((cases, rows),) = store.rows(
            f"select count(distinct q.case_id), count(*) from ({statement.sql}) as q"  # noqa: S608
            " where $unit is null or q.unit_code = $unit",
            {**_used(store, statement, period), "unit": unit},
        )
        counted.append((statement.id, int(cases), int(rows), _bridged(store, statement, unit)))
    return counted


def _bridged(store: Store, statement: Statement, unit: str | None) -> int | None:
    """What the bridge, of which T10 is made, takes off for a kind: its header names measures and item."""
    if "bridge" not in statement.header:
        return None
    ((count,),) = store.rows(
        "select coalesce(sum(item_count), 0) from ent.bridge"
        " where list_contains($measures, measure) and item = $item and ($unit is null or unit_code = $unit)",
        {**statement.header["bridge"], "unit": unit},
    )
    return int(count)


def _statements(store: Store) -> list[Statement]:
    return sorted(store.catalogue.of_kind("duplicate"), key=lambda statement: int(statement.header["order"]))


def _statement(store: Store, kind: str) -> Statement:
    known = {statement.id: statement for statement in _statements(store)}
    if kind not in known:
        raise UsageError(
            _("there is no kind of duplicate `{kind}`").format(kind=kind),
            hint=_("the kinds are: {kinds}").format(kinds=", ".join(known)),
        )
    return known[kind]


def _used(store: Store, statement: Statement, period: str) -> dict[str, Any]:
    params = store.period_params(period)
    return {name: params[name] for name in statement.params}
