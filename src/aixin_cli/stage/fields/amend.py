"""What staging is told of cells and rows that their texts don't say: below a merged number, or shifted by a comma."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from aixin_cli.forms.reading import COVERED, SHIFTED
from aixin_cli.stage.fields.texture import COVERED_MARK
from aixin_cli.store import Store
from aixin_cli.store.migrate import staged_columns

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.forms import Layout


def mark_covered(rows: pa.Table, fixes: list[dict[str, Any]]) -> pa.Table:
    """Return a batch's rows with a mark in each cell that a merged number covers; `fixes` are the batch's."""
    import pyarrow as pa
    import pyarrow.compute as pc

    covered: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for fix in fixes:
        if fix["rule"] == COVERED:
            covered[fix["field"]].append((fix["part_id"], fix["rows"]))
    for name, places in covered.items():
        mask = pa.scalar(False)
        for part_id, numbers in places:
            is_row = pc.is_in(rows.column("row"), pa.array(numbers, pa.int32()))
            mask = pc.or_(mask, pc.and_(pc.equal(rows.column("part_id"), part_id), is_row))
        column = pc.if_else(mask, COVERED_MARK, rows.column(name))
        rows = rows.set_column(rows.schema.get_field_index(name), name, column)
    return rows


def set_shifted(store: Store, layout: Layout, shifts: list[dict[str, Any]]) -> None:
    """Quarantine the staged rows that a comma shifted, with one finding each; what stands behind the comma is blank."""
    import pyarrow as pa

    if not shifts:
        return
    store.connection.register("incoming", pa.Table.from_pylist(shifts))
    store.execute("create or replace temp table shifted_row as select * from incoming")
    store.connection.unregister("incoming")
    blanked = ", ".join(
        f"{column} = case when list_contains(shifted_row.fields, '{item.name}') then null else s.{column} end"
        for item in layout.fields
        for column, _type in staged_columns(item)
    )
    store.execute(
        f"""
        update stg.{layout.id} as s set is_quarantined = true, faults = '{SHIFTED}', fixes = null, {blanked}
        from shifted_row
        where s.part_id = shifted_row.part_id and s.row = shifted_row.row
        """  # noqa: S608
    )
    store.insert_from("chk.finding", "intake/shifted_finding", {"rule": SHIFTED})
