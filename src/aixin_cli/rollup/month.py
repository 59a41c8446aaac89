"""Rolls one month up: runs `sql/rollup` and `sql/figure` in order, and keeps them only if they reconcile."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.rollup.reconcile import reconcile
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Statement


@dataclass(frozen=True)
class RollupReport:
    """What a month rolled up to: rows of each out table, and the province's figures by id."""

    period: str
    row_counts: dict[str, int]
    figures: dict[str, Decimal | None]


def roll_up(store: Store, period: str) -> RollupReport:
    """Fill out.* for a linked month, all of it or nothing.

    Raises ReconciliationError when what must add up doesn't; then the month's former results stay.
    """
    params = store.period_params(period)
    statements = store.catalogue.of_kind("rollup", "figure")
    with store.transaction():
        for statement in statements:
            store.run(statement, params)
        counts = {item.id: _count_rows(store, item, period) for item in statements}
        reconcile(store, params)
    return RollupReport(period, counts, _province_figures(store, period))


def _count_rows(store: Store, statement: Statement, period: str) -> int:
    """The month's rows; DefinitionError when two of them share the grain."""
    grain = ", ".join(statement.header["grain"])
    # Names from our own headers, never a value.
    sql = f"select count(*), count(distinct ({grain})) from {statement.table} where period = $period"  # noqa: S608
    ((count, distinct),) = store.rows(sql, {"period": period})
    if count != distinct:
        raise DefinitionError(
            _("two rows of {table} have the same {grain}").format(table=statement.table, grain=grain),
            str(statement.path),
        )
    return int(count)


def _province_figures(store: Store, period: str) -> dict[str, Decimal | None]:
    rows = store.rows(
        """
        select figure.figure_id, figure.value
        from out.figure as figure
        inner join ent.unit_row as unit_row on figure.unit_code = unit_row.row_code
        where figure.period = $period and unit_row.level = 'province'
        order by figure.figure_id
        """,
        {"period": period},
    )
    return dict(rows)
