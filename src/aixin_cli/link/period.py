"""Links one period: runs `sql/link` in order, and keeps what later months must know."""

from __future__ import annotations

from collections.abc import Sequence

from aixin_cli.forms import load_indicators
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Statement


def link_period(store: Store, period: str, *, keep_scratch: bool = False) -> None:
    """Fill ent.* for a period, after the month before where that one is loaded but was never linked.

    `keep_scratch` leaves the tables that only linking itself reads, for whoever wants to look.
    Raises StoreError when the store can't be written, DefinitionError when a statement is broken.
    """
    previous = str(store.period_params(period)["previous_period"])
    if _needs_snapshot(store, previous):
        _link(store, previous, keep_scratch=False)
    _link(store, period, keep_scratch=keep_scratch)


def read_states(store: Store, period: str) -> None:
    """Fill only what tells who has sent what: ent.part_used and ent.return_state."""
    params = store.period_params(period)
    for name in ("part_used", "return_state"):
        store.run(store.catalogue.get(name, "link"), params)


def _needs_snapshot(store: Store, period: str) -> bool:
    """Whether a month has pairing returns but nobody knows yet whom it counted."""
    return bool(
        store.rows(
            """
            select 1 from meta.accepted_part
            where period = $period and form = 'pairing'
                and not exists (select 1 from meta.member_unit where period = $period)
            limit 1
            """,
            {"period": period},
        )
    )


def _link(store: Store, period: str, *, keep_scratch: bool) -> None:
    params = store.period_params(period)
    _write_indicator_codes(store)
    statements = store.catalogue.of_kind("link")
    finished = {} if keep_scratch else _finished_after(statements)
    for statement in statements:
        store.run(statement, params)
        if statement.id == "new_person":
            _keep_new_persons(store)
        for table in finished.get(statement.id, ()):
            store.execute(f"drop table {table}")
    with store.transaction():
        _count_unidentified(store)
        _keep_members(store, period)


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


def _count_unidentified(store: Store) -> None:
    """Rows whose people stand without a number of their own, now that the guard has spoken."""
    store.execute(
        """
        update meta.part
        set rows_unidentified = counted.row_count
        from (
            select
                part_id,
                count(*) filter (
                    not is_quarantined
                    and (
                        not is_recipient_identified
                        or (
                            not is_helper_identified and helper_id is not null
                            and (helper_text is not null or pair_kind = '主结对')
                        )
                    )
                ) as row_count
            from ent.pair_mention
            where is_current
            group by part_id
        ) as counted
        where part.part_id = counted.part_id
        """
    )


def _keep_members(store: Store, period: str) -> None:
    """Whom this month counts, and from which units: the next month's opening."""
    store.execute("delete from meta.member where period = $period", {"period": period})
    store.execute("delete from meta.member_unit where period = $period", {"period": period})
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


def _write_indicator_codes(store: Store) -> None:
    """The indicators of AX07 as a table that SQL can join."""
    columns = ("name", "unit", "kind", "has_total")
    items = [
        {"indicator_code": item.code} | {name: getattr(item, name) for name in columns} for item in load_indicators()
    ]
    store.execute(
        "create or replace table ent.indicator_code as select unnest($items, recursive := true)", {"items": items}
    )
