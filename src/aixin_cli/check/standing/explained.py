"""Which findings their units explained: matched by what lasts from month to month, never by a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.forms import layouts
from aixin_cli.store.rules import rule_versions

if TYPE_CHECKING:
    from aixin_cli.forms import Layout
    from aixin_cli.store import Store

SETTLED = ("confirmed", "granted")


def keep_lasting(store: Store) -> None:
    """Keep what makes each finding of `standing` the same later on, and what stands there."""
    present = store.rows("select distinct layout from standing where row is not null and finding_id >= 0")
    known = sorted(layout for (layout,) in present if layout in layouts())
    cells = " union all ".join(_cells(layouts()[layout]) for layout in known)
    none = "select null::bigint as finding_id, null as texts, null as cell limit 0"
    store.keep_temp("lasting", "outcome/lasting_finding", {}, row_cell=cells or none)


def keep_explained(store: Store, period: str) -> None:
    """Keep which findings of `standing` are explained, and how."""
    if not store.rows("select 1 from meta.explanation limit 1"):
        store.execute(
            "create or replace temp table explained as select null::bigint as finding_id,"
            " null::integer as explanation_id, null::varchar as note, null::varchar as explained limit 0"
        )
        return
    keep_lasting(store)
    versions = rule_versions(store.catalogue, store.settings)
    store.execute(
        "create or replace temp table rule_version as select unnest($rules) as rule, unnest($versions) as version",
        {"rules": list(versions), "versions": list(versions.values())},
    )
    as_of = store.period_params(period)["as_of"]
    store.keep_temp("explained", "outcome/explained_finding", {"period": period, "as_of": as_of})


def _cells(layout: Layout) -> str:
    """The row's key and the finding's cell, whole: in hashes only."""
    key = ", ".join(f"coalesce(trim(r.{name}), '')" for name in layout.row_key)
    # Of texts that aren't kept as they were delivered, what was read out of them.
    fields = " ".join(
        f"when '{item.name}' then "
        + (f"r.{item.name}" if item.name in layout.kept_texts else f"cast(t.{item.name} as varchar)")
        for item in layout.fields
    )
    return (
        f"select s.finding_id, md5(concat_ws(chr(31), {key})) as texts, case s.field {fields} end as cell "  # noqa: S608
        f"from raw.{layout.id} as r inner join standing as s on r.part_id = s.part_id and r.row = s.row "
        f"inner join stg.{layout.id} as t on r.part_id = t.part_id and r.row = t.row "
        f"where s.layout = '{layout.id}' and s.finding_id >= 0"
    )
