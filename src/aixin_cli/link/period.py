"""Links one period: runs `sql/link` in order, and keeps what later months must know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from aixin_cli.forms import load_indicators
from aixin_cli.link.scoring import score_pairs
from aixin_cli.link.sounds import write_spelling
from aixin_cli.store import Store
from aixin_cli.store.emptiness import Runner
from aixin_cli.store.files.publications import closed_months
from aixin_cli.store.statement import Statement


def link_period(store: Store, period: str, *, keep_scratch: bool = False) -> None:
    """Fill ent.* for a period, after the month before where that one is loaded but was never linked.

    `keep_scratch` leaves the tables that only linking itself reads, for whoever wants to look.
    Raises StoreError when the store can't be written, DefinitionError when a statement is broken.
    """
    previous = str(store.period_params(period)["previous_period"])
    if _needs_snapshot(store, previous):
        _link(store, previous, keep_scratch=False)
    _link(store, period, keep_scratch=keep_scratch)


def link_for_checks(store: Store, period: str, checks: Sequence[Statement]) -> None:
    """Fill only those tables of ent.* that these checks read: nothing is to be summed or kept for later.

    A check for which a form is missing is not asked and needs nothing. After a month that was never
    linked everything is linked, since that month's members are the opening of this one.
    """
    params = store.period_params(period)
    if _needs_snapshot(store, str(params["previous_period"])):
        link_period(store, period)
        return
    store.run(store.catalogue.get("part_used", "link"), params)
    statements = _needed(store, period, _ALWAYS | _asked_tables(store, period, checks))
    write_indicator_codes(store)
    _run(store, [statement for statement in statements if statement.id != "part_used"], params, {})
    with store.transaction():
        _count_unidentified(store)


_ALWAYS = {"ent.part_used", "ent.pair_mention"}
"""What is read where there is no check at all: the parts, and their rows without a number."""


def _asked_tables(store: Store, period: str, checks: Sequence[Statement]) -> set[str]:
    """What the checks read that have something to ask: their forms are there, and last month's where they need it."""
    forms = {
        row[0] for row in store.rows("select distinct form from ent.part_used where is_current or period = ?", [period])
    }
    previous = store.period_params(period)["previous_period"]
    is_first = not store.rows("select 1 from meta.accepted_part where period = ? limit 1", [previous])
    return {
        table
        for check in checks
        if forms.issuperset(check.header.get("forms", ()))
        and not (is_first and "previous" in check.header.get("needs", ()))
        for table in check.reads
    }


def _needed(store: Store, period: str, tables: Set[str]) -> list[Statement]:
    """The statements that make these tables, and those that these need in turn, in their order.

    Where neither another statement nor last month's members nor a decision ask for the kept keys of
    persons, none are given: that is most of the work.
    """
    statements = store.catalogue.of_kind("link")
    once = {statement.table: statement for statement in store.catalogue.of_kind("link_unkept")}
    brief = _closure([once.get(statement.table, _unkept(statement)) for statement in statements], tables)
    previous = store.period_params(period)["previous_period"]
    is_known = store.rows(
        "select 1 from meta.member where period = ? union all select 1 from meta.decision limit 1", [previous]
    )
    if is_known or any("meta.person" in statement.reads for statement in brief):
        return _closure(statements, tables)
    return brief


_PASSED_ON = ("pair_row", "pair_survivor", "recipient_row")
"""Statements that only pass rows on: where all is linked they are tables, for checks alone views."""


def _unkept(statement: Statement) -> Statement:
    if statement.id not in _PASSED_ON:
        return statement
    return replace(statement, header={**statement.header, "is_view": True})


def _drop_passed_on(store: Store) -> None:
    """Make room: DuckDB replaces no table by a view, nor a view by a table."""
    found = store.rows(
        """
        select 'table', table_name from duckdb_tables() where database_name = 'ent'
        union all
        select 'view', view_name from duckdb_views() where database_name = 'ent'
        """
    )
    for kind, name in found:
        if name in _PASSED_ON:
            store.execute(f"drop {kind} ent.{name}")


def _closure(statements: Sequence[Statement], tables: Set[str]) -> list[Statement]:
    needed = set(tables)
    for statement in reversed(statements):
        if statement.table in needed:
            needed |= statement.reads
    return [statement for statement in statements if statement.table in needed]


def read_states(store: Store, period: str) -> None:
    """Fill only what tells who has sent what: ent.part_used and ent.return_state."""
    params = store.period_params(period)
    for name in ("part_used", "return_state"):
        store.run(store.catalogue.get(name, "link"), params)


def _needs_snapshot(store: Store, period: str) -> bool:
    """Whether a month has pairing returns but nobody knows yet whom it counted."""
    return bool(store.ask("lookup/unlinked_return", {"period": period}))


def _link(store: Store, period: str, *, keep_scratch: bool) -> None:
    params = store.period_params(period)
    write_indicator_codes(store)
    statements = store.catalogue.of_kind("link")
    _run(store, statements, params, {} if keep_scratch else _finished_after(statements))
    with store.transaction():
        _count_unidentified(store)
        _keep_members(store, period)


def _run(
    store: Store, statements: Sequence[Statement], params: Mapping[str, Any], finished: Mapping[str, Sequence[str]]
) -> None:
    """Run the statements, and drop what is of no more use after each."""
    _drop_passed_on(store)
    runner = Runner(store, statements)
    for statement in statements:
        runner.run(statement, params)
        if statement.id in _BETWEEN:
            runner.catch_up()
            write, tables = _BETWEEN[statement.id]
            write(store)
            runner.look_again(tables)
        for table in finished.get(statement.id, ()):
            runner.drop(table)
    runner.catch_up()


def _finished_after(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """After which statement each scratch table is of no more use: a month's links fill memory else."""
    last = {
        scratch.table: [item.id for item in statements if scratch.table in item.reads][-1]
        for scratch in statements
        if scratch.header.get("is_scratch")
    }
    finished: dict[str, list[str]] = {}
    for table, statement in last.items():
        finished.setdefault(statement, []).append(table)
    return finished


def _keep_new_persons(store: Store) -> None:
    """Persons only grow: a key once given stays, whatever becomes of the rest."""
    with store.transaction():
        store.execute("insert into meta.person by name select * from ent.new_person")


_BETWEEN: Mapping[str, tuple[Callable[[Store], None], tuple[str, ...]]] = {
    "new_person": (_keep_new_persons, ("meta.person",)),
    "link_record": (write_spelling, ("ent.character_sound", "ent.name_part")),
    "link_subject": (score_pairs, ("ent.link_score",)),
}
"""What Python does after a statement, for those that come later, and which tables it writes."""


def _count_unidentified(store: Store) -> None:
    """Rows with a number to be corrected, whatever linking found: none, a refused one, or one that another keeps."""
    store.update_from("meta.part", ["rows_unidentified"], "lookup/unidentified_count")


def _keep_members(store: Store, period: str) -> None:
    """Whom this month counts, and from which units: the next month's opening. A closed month counts whom it counted."""
    if period in closed_months(store):
        return
    store.execute("delete from meta.member where period = $period", {"period": period})
    store.execute("delete from meta.member_unit where period = $period", {"period": period})
    _keep_links(store, period)
    store.execute(
        "insert into meta.member select $period, person_id, home_unit, category from ent.recipient where is_member",
        {"period": period},
    )
    store.execute(
        """
        insert into meta.member_unit
        select distinct $period, unit_code from ent.part_used where form = 'pairing' and is_current
        """,
        {"period": period},
    )


def _keep_links(store: Store, period: str) -> None:
    """What the model joined, and whose key each joined identity has: the next month keeps to it."""
    for table in ("link", "person_link"):
        store.execute(f"delete from meta.{table} where period = $period", {"period": period})  # noqa: S608
    store.insert_from("meta.link", "lookup/kept_link", {"period": period})
    store.execute(
        "insert into meta.person_link"
        " select $period, identity_id, person_id from ent.person_link where person_id <> identity_id",
        {"period": period},
    )


def write_indicator_codes(store: Store) -> None:
    """The indicators of AX07 as a table that SQL can join."""
    columns = ("name", "unit", "kind", "has_total")
    items = [
        {"indicator_code": item.code} | {name: getattr(item, name) for name in columns} for item in load_indicators()
    ]
    store.execute(
        "create or replace table ent.indicator_code as select unnest($items, recursive := true)", {"items": items}
    )
