"""What the files of a publication follow from, as files: tables, definitions, rules, settings, decisions, program."""

from __future__ import annotations

import io
import json
import platform
from typing import TYPE_CHECKING, Any

from aixin_cli import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aixin_cli.store import Store

DECISIONS = {
    "decisions": "select * from meta.decision where period <= $period order by decision_id",
    "returns": "select * from meta.return_decision where period <= $period order by decision_id",
    "falls": "select * from meta.accepted_fall where period <= $period order by all",
    "titles": "select * from meta.title_mapping where $period is not null order by all",
}
"""What people decided: of persons by their keys, of returns, of figures, of columns' titles."""
MADE_WITH = ("link", "link_unkept", "check", "rollup", "figure", "reconcile")


def read_behind(store: Store, period: str, page: dict[str, Any]) -> dict[str, bytes]:
    """By path: everything that somebody would need to see how the month came about."""
    return {
        "page.json": _json(page),
        "settings.json": _json(json.loads(store.settings.text)),
        "program.json": _json(_program(store)),
        "definitions.json": _json(_definitions(store)),
        "decisions.json": _json(_decisions(store, period)),
        "returns.json": _json(
            _rows(store, "select * from out.source_return where period = $period order by all", period)
        ),
        **{
            f"rules/{item.path.name}": item.path.read_bytes() for item in store.catalogue.statements if not item.is_ours
        },
        **dict(_tables(store, period)),
    }


def _program(store: Store) -> dict[str, Any]:
    ((database, schema),) = store.rows("select version(), (select max(version) from meta.schema_version)")
    return {"aixin": __version__, "duckdb": database, "python": platform.python_version(), "schema": schema}


def _definitions(store: Store) -> list[dict[str, Any]]:
    """Every statement that the month was made with: its header and its SQL."""
    from aixin_cli.store.catalogue import load_macros

    macros = [{"kind": "macro", "sql": text} for text in load_macros()]
    made = store.catalogue.of_kind(*MADE_WITH)
    told = [{"kind": item.kind, "id": item.id, "header": item.header, "sql": item.sql} for item in made]
    return [*sorted(told, key=lambda item: (item["kind"], item["id"])), *macros]


def _decisions(store: Store, period: str) -> dict[str, list[dict[str, Any]]]:
    return {name: _rows(store, sql, period) for name, sql in DECISIONS.items()}


def _rows(store: Store, sql: str, period: str) -> list[dict[str, Any]]:
    return [dict(row) for row in store.arrow(sql, {"period": period}).to_pylist()]


def _tables(store: Store, period: str) -> Iterator[tuple[str, bytes]]:
    """Every table that was rolled up, as Parquet, those that are not published among them."""
    import pyarrow.parquet as pq

    for table in sorted(store.kept_tables()):
        data = store.arrow(
            "select * from query_table($table) where period = $period order by all", {"table": table, "period": period}
        )
        content = io.BytesIO()
        pq.write_table(data, content)
        yield f"tables/{table.removeprefix('out.')}.parquet", content.getvalue()


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    return (text + "\n").encode()
