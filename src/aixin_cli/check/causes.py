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


def _differences(store: Store, period: str) -> list[_Difference]:
    params = store.period_params(period)
    store.keep_temp("explained", "outcome/large_difference", {**params, "most": MOST_EXPLAINED})
    rows = store.ask("outcome/computed_number", params)
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
    try:
        bound = {**params, "explained_rule": rule}
        return store.arrow(*store.question("outcome/named_addend", bound, given=statement.sql))
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
