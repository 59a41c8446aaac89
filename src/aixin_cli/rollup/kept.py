"""What a rolled-up month is compared by: its figures, and by surrogate keys alone whom and what they count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aixin_cli.store import Store

KEPT = {
    "kept_figure": "figure_value",
    "kept_source": "source_part",
    "kept_member": "figure_member",
    "kept_part": "figure_part",
}
"""The tables of `meta` with the questions of `sql/kept` that fill them."""
TABLES = ("kept_edition", *KEPT)


def keep_compared(store: Store, params: Mapping[str, Any]) -> None:
    """Keep it in place of what was kept of the month; inside the transaction that keeps its tables and inputs."""
    headers = [item.header for item in store.catalogue.of_kind("figure")]
    definitions = {
        "figure_ids": [header["figure_id"] for header in headers],
        "definition_ids": [header["definition_id"] for header in headers],
    }
    for table in TABLES:
        store.execute(f"delete from meta.{table} where edition = ?", [params["period"]])  # noqa: S608
    for table, name in KEPT.items():
        store.insert_from(f"meta.{table}", f"kept/{name}", {**params, **definitions})
    store.execute(
        "insert into meta.kept_edition select period, period, ?, decisions_hash, settings_hash, program_hash"
        " from meta.rolled_month where period = ?",
        [params["as_of"], params["period"]],
    )


def keep_apart(store: Store, period: str, edition: str) -> None:
    """Keep what a month is compared by under the number of its publication too: it is about to be rolled up again."""
    for table in TABLES:
        store.execute(
            f"insert into meta.{table} select * replace (? as edition) from meta.{table} where edition = ?",  # noqa: S608
            [edition, period],
        )
