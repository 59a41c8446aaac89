"""Looks for what may have caused a difference that a check found; kept with the finding, as a suggestion."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aixin_cli.balance import Cause, find_cause, suggest
from aixin_cli.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

MOST_EXPLAINED = 50
"""So many findings of a rule are explained; where a rule finds more, they have another cause than a slip."""


@dataclass(frozen=True, slots=True)
class _Difference:
    finding_id: int
    rule: str
    stated: Decimal
    computed: Decimal
    is_previous: bool


def explain_differences(store: Store, period: str) -> None:
    """Write `chk.finding.suggestion` where the cause of a finding's difference can be told.

    To be called after the period's findings are written, while what linking made is still there. Of each rule
    only the 50 findings with the largest differences are looked at, so that a month with thousands of failing
    lines doesn't stall. What a check's number was added up from is asked of `sql/addend/<check>.sql` where
    there is one; what the figure itself tells (digits, unit, last month's number) needs none.
    """
    differences = _differences(store, period)
    if not differences:
        return
    addends = _addends(store, {item.rule for item in differences}, period)
    told: dict[int, str] = {}
    for item in differences:
        suggestion = _suggestion(item, addends.get(item.finding_id))
        if suggestion:
            told[item.finding_id] = json.dumps(suggestion, ensure_ascii=False)
    store.execute(
        """
        update chk.finding set suggestion = told.suggestion
        from (select unnest($ids) as finding_id, unnest($texts) as suggestion) as told
        where chk.finding.rowid = told.finding_id
        """,
        {"ids": list(told), "texts": list(told.values())},
    )


_LARGEST = """
create or replace temp table explained as
with difference as (
    select
        rowid as finding_id, part_id, row, rule, field, difference,
        coalesce(
            try_cast(json_extract_string(facts, '$.stated') as decimal(18, 2)), try_cast(value as decimal(18, 2))
        ) as stated,
        try_cast(json_extract_string(facts, '$.previous') as decimal(18, 2)) as previous
    from chk.finding
    where period = $period and outcome = 'fail' and difference <> 0
)
select * from difference
where stated is not null
qualify row_number() over (partition by rule order by abs(difference) desc, part_id, row, field) <= $most
"""

_WITH_PREVIOUS = """
select
    explained.finding_id, explained.rule, explained.stated, explained.stated - explained.difference as computed,
    coalesce(bool_or(
        explained.stated = explained.previous
        or explained.stated = s.month_value and s.month_value = before.month_value
        or explained.stated = s.year_value and s.year_value = before.year_value
        or explained.stated = s.total_value and s.total_value = before.total_value
    ), false) as is_previous
from explained
left join stg.indicator as s on explained.part_id = s.part_id and explained.row = s.row
left join ent.part_used as used on s.part_id = used.part_id
left join ent.indicator as before
    on used.unit_code = before.unit_code and s.indicator_code = before.indicator_code
    and before.period = $previous_period
group by all
order by explained.finding_id
"""


def _differences(store: Store, period: str) -> list[_Difference]:
    params = store.period_params(period)
    store.execute(_LARGEST, {"period": period, "most": MOST_EXPLAINED})
    rows = store.rows(_WITH_PREVIOUS, {"previous_period": params["previous_period"]})
    return [_Difference(*row) for row in rows]


def _suggestion(item: _Difference, addends: pa.Table | None) -> dict[str, Any] | None:
    if item.is_previous and item.stated:
        return suggest(Cause("previous", item.stated))
    if addends is None:
        cause = find_cause(item.stated, item.computed)
        return suggest(cause) if cause else None
    rows, subtotals = _parted(addends)
    cause = find_cause(item.stated, item.computed, rows.column("amount"), subtotals.column("amount"))
    if cause is None:
        return None
    found = subtotals if cause.kind.startswith("subtotal_") else rows
    return suggest(cause, found.select(["label", "row"]).take(list(cause.places)).to_pylist() if cause.places else ())


def _parted(addends: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The addends, and the sums of some of them."""
    import pyarrow.compute as pc  # noqa: PLC0415

    is_subtotal = addends.column("is_subtotal")
    return addends.filter(pc.invert(is_subtotal)), addends.filter(is_subtotal)


_ADDENDS = """
select
    explained.finding_id, q.amount, q.label, q.item_row as row, coalesce(q.is_subtotal, false) as is_subtotal
from (
    select
        null::integer as part_id, null::integer as row, null::varchar as field, null::decimal(18, 2) as amount,
        null::varchar as label, null::integer as item_row, null::boolean as is_subtotal
    where false
    union all by name
    select * from ({sql}) as given
) as q
inner join explained
    on q.part_id = explained.part_id and q.row is not distinct from explained.row
    and (q.field is null or q.field = explained.field)
where explained.rule = $explained_rule
order by explained.finding_id, q.label, q.item_row, q.amount
"""
"""Columns that a statement doesn't give are null: only `part_id`, `row` and `amount` are needed."""


def _addends(store: Store, rules: set[str], period: str) -> dict[int, pa.Table]:
    """What the numbers of the explained findings were added up from, by finding."""
    statements = {statement.id: statement for statement in store.catalogue.of_kind("addend")}
    found: dict[int, pa.Table] = {}
    for check in store.catalogue.of_kind("check"):
        code = str(check.header["code"])
        if code in rules and check.id in statements:
            found |= _by_finding(_asked(store, statements[check.id], code, period))
    return found


def _asked(store: Store, statement: Statement, rule: str, period: str) -> pa.Table | None:
    params = store.period_params(period)
    used = {name: params[name] for name in statement.params} | {"explained_rule": rule}
    try:
        return store.arrow(_ADDENDS.format(sql=statement.sql), used)
    except (StoreError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - a finding stands without a cause; a month doesn't stop for want of one
        return None


def _by_finding(addends: pa.Table | None) -> Iterator[tuple[int, pa.Table]]:
    """The table cut where the finding changes."""
    import numpy as np  # noqa: PLC0415

    if addends is None or not addends.num_rows:
        return
    ids, starts = np.unique(addends.column("finding_id").to_numpy(), return_index=True)
    for finding_id, start, stop in zip(ids.tolist(), starts, [*starts[1:], addends.num_rows], strict=True):
        yield finding_id, addends.slice(start, stop - start)
