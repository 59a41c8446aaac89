"""Keeps the columns of every part's header: the month after is compared with them; and how many cells are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aixin_cli.forms.title import fold_title
from aixin_cli.store import Store
from aixin_cli.store.migrate import count_selects

if TYPE_CHECKING:
    from aixin_cli.forms import Layout
    from aixin_cli.read.model import SourceTable

_TEXTS = ("title_key", "title", "field", "how")


def column_rows(part_id: int, table: SourceTable) -> list[dict[str, Any]]:
    """Return one row for each column of a table's header."""
    return [
        {
            "part_id": part_id,
            "place": column.index,
            "title_key": fold_title(column.title),
            "title": column.title,
            "field": column.field,
            "how": column.how,
            "score": column.score,
        }
        for column in table.columns
    ]


def write_columns(store: Store, rows: list[dict[str, Any]]) -> None:
    """Append the columns of some parts."""
    import pyarrow as pa

    if rows:
        texts = [(name, pa.string()) for name in _TEXTS]
        schema = pa.schema([("part_id", pa.int32()), ("place", pa.int32()), *texts, ("score", pa.float64())])
        store.insert("meta.part_column", pa.Table.from_pylist(rows, schema))


def count_filled(store: Store, layout: Layout) -> None:
    """Keep how many cells of each field the staged parts have: their texts are in `delivered_rows` and gone soon."""
    counts = count_selects(layout, "delivered_rows")
    store.insert_from("meta.part_field", "intake/filled_field", filled=counts["filled"], alone=counts["alone"])
