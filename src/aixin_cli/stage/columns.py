"""Keeps the columns of every part's header: the month after is compared with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aixin_cli.forms.title import fold_title
from aixin_cli.store import Store

if TYPE_CHECKING:
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
