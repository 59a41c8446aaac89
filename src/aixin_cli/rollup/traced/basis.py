"""What tracing goes by: whom a ledger's rows name, what activities don't simply count, who came and went.

The newest month keeps it when it is rolled up, and its persons stand in the statistics file; any other month is linked
again and told the same from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aixin_cli.store import Store
from aixin_cli.store.statistics import attach_statistics

KEPT = {"traced_row": "kept/traced_row", "traced_activity": "kept/traced_activity"}
PERSONS = ("person", "recipient", "helper")
"""Tables that the statistics file has as linking made them, as far as tracing asks."""


def keep_traced(store: Store, params: Mapping[str, Any]) -> None:
    """Keep it of the month in place of what was kept of another, unless that is a later one."""
    later = "select 1 from meta.rolled_month where period > ?"
    if store.rows(later, [params["period"]]):
        return
    for table in ("traced_month", "traced_row", "traced_activity", "traced_move"):
        store.execute(f"delete from meta.{table}")  # noqa: S608
    for table, question in KEPT.items():
        store.insert_from(f"meta.{table}", question, params)
    store.execute("insert into meta.traced_move by name select * from ent.member_moved")
    store.execute("insert into meta.traced_month values (?)", [params["period"]])


def read_kept_basis(store: Store, period: str) -> bool:
    """Read what was kept of a month; False where it wasn't, or the statistics file is of something else."""
    if not store.rows("select 1 from meta.traced_month where period = ?", [period]) or not attach_statistics(
        store, period
    ):
        return False
    ((register,),) = store.rows("select current_database()")
    for name in KEPT:
        store.execute(f"create or replace view ent.{name} as select * from {register}.meta.{name}")  # noqa: S608
    store.execute(f"create or replace view ent.member_moved as select * from {register}.meta.traced_move")  # noqa: S608
    for name in PERSONS:
        store.execute(f"create or replace view ent.{name} as select * from statistics.stat.{name}")  # noqa: S608
    return True


def read_linked_basis(store: Store, period: str) -> None:
    """Make it of a month that is linked now."""
    for table, question in KEPT.items():
        sql, used = store.question(question, store.period_params(period))
        store.execute(f"create or replace table ent.{table} as {sql}", used)
