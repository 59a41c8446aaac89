"""All printed numbers of a month before and after something was done to it, and those that differ."""

from __future__ import annotations

from typing import Any

from aixin_cli.rollup.traced.cells import NUMBERS, published_tables
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement


def note_numbers(store: Store, period: str) -> None:
    """Keep every figure and every number of the published tables as they are now, for this connection."""
    store.execute(f"create or replace temp table number_before as {_numbers_sql(store)}", {"period": period})


def find_changes(store: Store, period: str) -> list[tuple[Any, ...]]:
    """What differs from what was kept: figures first, each the province's first; blank is not known."""
    store.execute(f"create or replace temp table number_after as {_numbers_sql(store)}", {"period": period})
    return store.ask("trace/number_change")


def _numbers_sql(store: Store) -> str:
    """Every number as a row; the names are our own headers'."""
    figures = (
        "select figure_id as number, '' as item, unit_code, 'value' as column_name,"
        " cast(value as decimal(18, 4)) as amount from out.figure where period = $period and value is not null"
    )
    return " union all ".join([figures, *(_table_sql(name, item) for name, item in published_tables(store).items())])


def _table_sql(name: str, statement: Statement) -> str:
    key = next((f"cast({column} as varchar)" for column in statement.header["grain"] if column != "unit_code"), "''")
    columns = [
        column["name"]
        for column in statement.header["column"]
        if column["style"] in NUMBERS and not column.get("hidden")
    ]
    casts = ", ".join(f"cast({column} as decimal(18, 4)) as {column}" for column in columns)
    rows = f"select unit_code, {key} as item, {casts} from {statement.table} where period = $period"  # noqa: S608
    return (
        f"select '{name}' as number, item, unit_code, column_name, amount"  # noqa: S608
        f" from (unpivot ({rows}) on {', '.join(columns)} into name column_name value amount)"
    )
