"""Links one period: runs `sql/link` in order, and keeps what later months must know."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Any

from aixin_cli.forms import load_forms, load_indicators
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.store import Store


def link_period(store: Store, period: str) -> None:
    """Fill ent.* for a period, after the month before where that one is loaded but was never linked.

    Raises StoreError when the store can't be written, DefinitionError when a statement is broken.
    """
    previous = str(store.period_params(period)["previous_period"])
    with store.transaction():
        _write_reference(store)
        if _needs_snapshot(store, previous):
            _link(store, previous)
        _link(store, period)


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


def _link(store: Store, period: str) -> None:
    params = store.period_params(period)
    for statement in store.catalogue.of_kind("link"):
        store.run(statement, params)
        if statement.id == "new_person":
            store.execute("insert into meta.person by name select * from ent.new_person")
    _count_unidentified(store)
    _keep_members(store, period)


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


def _write_reference(store: Store) -> None:
    """Division, duty and indicator tables from the package, as tables that SQL can join."""
    divisions = load_divisions()
    units = [
        {
            "unit_code": unit.code,
            "name": unit.name,
            "short_name": unit.short_name,
            "parent_code": unit.parent_code,
            "level": unit.level,
            "reports": unit.reports,
        }
        for unit in divisions.units
    ]
    expected = {unit.code: set(divisions.owes(unit.code)) for unit in divisions.units}
    owes = [
        {"unit_code": unit.code, "form": form.id, "is_expected": form.id in expected[unit.code], "kind": form.kind}
        for unit in divisions.units
        for form in load_forms().values()
        if form.id in expected[unit.code] or form.id in divisions.may_send(unit.code)
    ]
    indicators = [
        dict(zip((item.name for item in fields(indicator)), astuple(indicator), strict=True))
        for indicator in load_indicators()
    ]
    for table, rows in (("meta.unit", units), ("meta.owes", owes), ("ent.indicator_declared", indicators)):
        _replace(store, table, rows)
    store.execute(
        """
        create or replace table ent.indicator_code as
        select code as indicator_code, name, unit, kind from ent.indicator_declared
        """
    )


def _replace(store: Store, table: str, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa

    store.connection.register("incoming", pa.Table.from_pylist(rows))
    store.execute(f"create or replace table {table} as select * from incoming")  # noqa: S608
    store.connection.unregister("incoming")
