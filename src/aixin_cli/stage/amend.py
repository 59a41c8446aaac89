"""What staging is told of single cells that their text doesn't say: which lie below a merged number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from aixin_cli.forms.reading import COVERED
from aixin_cli.stage.texture import COVERED_MARK

if TYPE_CHECKING:
    import pyarrow as pa


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
