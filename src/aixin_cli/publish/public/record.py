"""What earlier public editions withheld: kept in the register, so that no two of them show the halves of one number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aixin_cli.publish.public.blocks import Block, Cell
from aixin_cli.publish.public.protecting import Protected

if TYPE_CHECKING:
    from aixin_cli.store import Store


def earlier_cells(store: Store, period: str, table: str) -> set[Cell]:
    """What any edition of this month withheld of a table."""
    asked = "select distinct unit_code, column_name from meta.public_cell where period = ? and table_id = ?"
    return {(row, column) for row, column in store.rows(asked, [period, table])}


def earlier_blocks(store: Store, period: str, table: str) -> list[Block]:
    """The blocks of a table: those of this month's editions, then those of other months', the nearest first."""
    asked = (
        "select units, columns from meta.public_block where table_id = $table order by"
        " abs(datediff('month', (period || '-01')::date, ($period || '-01')::date)), period, edition, units, columns"
    )
    found = store.rows(asked, {"table": table, "period": period})
    return list(dict.fromkeys(Block(tuple(units), tuple(columns)) for units, columns in found))


def editions(store: Store, period: str) -> list[str]:
    """The hashes of a month's public editions, in their order."""
    asked = "select content_hash from meta.public_edition where period = ? order by edition"
    return [hashed for (hashed,) in store.rows(asked, [period])]


def keep(store: Store, period: str, content_hash: str, withheld: Mapping[str, list[Protected]]) -> int:
    """Remember an edition before it is shown; the number of it, which the same again has already."""
    known = editions(store, period)
    if known and known[-1] == content_hash:
        return len(known)
    edition = len(known) + 1
    with store.transaction():
        store.execute("insert into meta.public_edition values (?, ?, ?)", [period, edition, content_hash])
        for table, parts in withheld.items():
            for part in parts:
                _keep_part(store, (period, edition, table), part)
    return edition


def _keep_part(store: Store, place: tuple[str, int, str], part: Protected) -> None:
    import pyarrow as pa

    period, edition, table = place
    named = {"period": period, "edition": edition, "table_id": table}
    cells = [{**named, "unit_code": row, "column_name": column} for row, column in sorted(part.cells)]
    blocks = [{**named, "units": list(item.units), "columns": list(item.columns)} for item in part.blocks]
    for name, rows in (("meta.public_cell", cells), ("meta.public_block", blocks)):
        if rows:
            store.insert(name, pa.Table.from_pylist(rows))
