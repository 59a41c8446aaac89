"""What a store knows of openings, put beside files that are only checked: so far as judging them needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.stage.returns.openings import FORM, TOUCHING, judge_openings
from aixin_cli.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHED = {
    "out.activity_item": "period varchar, unit_code varchar, item_no integer, total_value decimal(18, 2)",
    "out.t05": "period varchar, unit_code varchar, raised_total_yuan decimal(18, 2)",
}


def loaded_openings(store: Store, load_id: int) -> dict[str, str]:
    """The units of which a load brought openings, each with the first month of them."""
    rows = store.rows(
        "select unit_code, min(period) from meta.part where load_id = ? and form = ? group by unit_code order by 1",
        [load_id, FORM],
    )
    return dict(rows)


def judge_beside(store: Store, known: Store, load_id: int) -> None:
    """Judge the openings of a load beside those that another store has of the months before; nothing of it stays."""
    first = loaded_openings(store, load_id)
    rows = store.rows("select part_id from meta.part where load_id = ? and form = ?", [load_id, FORM])
    _bring(store, known, first)
    judge_openings(store, sorted(first), [number for (number,) in rows])
    _take_away(store)


def _bring(store: Store, known: Store, first: Mapping[str, str]) -> None:
    """Parts that count, the rows of openings and what was published, under numbers that no file of the load has."""
    bound = {"units": list(first), "months": list(first.values()), "forms": list(TOUCHING), "form": FORM}
    part, _bound = known.question("intake/part_before", bound)
    moved = "-part_id as part_id, -file_id as file_id, 0 as load_id"
    parts = known.arrow(f"select * replace ({moved}) from ({part}) as q", bound)  # noqa: S608
    rows = f"select s.* replace (-s.part_id as part_id) from stg.opening as s semi join ({part}) as q using (part_id)"  # noqa: S608
    store.insert("meta.part", parts)
    store.insert("stg.opening", known.arrow(rows, bound))
    there = known.rows("select 'out.' || table_name from duckdb_tables() where schema_name = 'out'")
    for table, columns in PUBLISHED.items():
        store.execute(f"create table {table} ({columns})")
        if (table,) in there:
            names = ", ".join(column.split()[0] for column in columns.replace("(18, 2)", "").split(", "))
            sql = f"select {names} from {table} where list_contains($units, unit_code)"  # noqa: S608
            store.insert(table, known.arrow(sql, {"units": list(first)}))


def _take_away(store: Store) -> None:
    for table in ("meta.part", "stg.opening", "chk.notice"):
        store.execute(f"delete from {table} where part_id < 0")  # noqa: S608
    store.execute(
        "delete from meta.hold as hold where form = ? and not exists (select 1 from meta.part as part"
        " where part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period)",
        [FORM],
    )
    for table in PUBLISHED:
        store.execute(f"drop table {table}")
