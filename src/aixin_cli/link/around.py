"""What linking settles without asking who is who: units, parts, openings, organisations, projects, activities."""

from __future__ import annotations

from dataclasses import replace

from aixin_cli.link.period import write_indicator_codes
from aixin_cli.store import Store

TABLES = (
    *("unit_row", "unit_scope", "part_used", "return_state", "month_loaded", "opening", "indicator"),
    *("organization_row", "organization", "project_row", "project", "fund_row", "site", "activity_record"),
)
MADE = ("unit_row", "unit_scope", "part_used", "return_state")
"""What every number asks; of the rest only what is read is worked out, as far as it may be a view."""


def link_around(store: Store, period: str) -> None:
    """Name these tables of ent.*, as far as they aren't there; persons and pairs aren't linked."""
    params = store.period_params(period)
    write_indicator_codes(store)
    there = {name for (name,) in store.rows("select table_name from duckdb_tables() where database_name = 'ent'")}
    for name in TABLES:
        if name in there:
            continue
        statement = store.catalogue.get(name, "link")
        is_view = name not in MADE and not statement.params
        store.run(replace(statement, header={**statement.header, "is_view": is_view}), params)
