"""Rolls one month up: runs `sql/rollup` in order, every figure in one of them, and keeps all only if they reconcile."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.rollup.falls import Answer, cumulative_figures, require_no_falls
from aixin_cli.rollup.kept import keep_compared
from aixin_cli.rollup.reconcile import reconcile
from aixin_cli.rollup.stale import keep_inputs, published_months
from aixin_cli.rollup.traced.basis import keep_traced
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement


@dataclass(frozen=True)
class RollupReport:
    """What a month rolled up to: rows of each out table, and the province's figures by id."""

    period: str
    row_counts: dict[str, int]
    figures: dict[str, Decimal | None]
    lowered: dict[str, Decimal]
    """Cumulative figures below what this month itself showed before: what it showed."""
    answered: tuple[str, ...] = ()
    """Figures whose fall somebody answered for now."""


def roll_up(store: Store, period: str, answer: Answer | None = None) -> RollupReport:
    """Fill out.* for a linked month, all of it or nothing; whose falls are answered for is kept with it.

    Raises ReconciliationError when what must add up doesn't, NotReadyError when a cumulative figure falls
    that nobody answers for; then the month's former results stay.
    """
    params = store.period_params(period)
    statements = store.catalogue.of_kind("rollup")
    before = _province_figures(store, period) if period in published_months(store) else {}
    with store.transaction():
        for statement in statements:
            store.run(statement, params)
        counts = {item.id: _count_rows(store, item, period) for item in statements}
        reconcile(store, params)
        answered = require_no_falls(store, params, answer)
        keep_inputs(store, period)
        keep_compared(store, params)
        keep_traced(store, params)
    figures = _province_figures(store, period)
    return RollupReport(period, counts, figures, _lowered(store, before, figures), answered)


def _lowered(store: Store, before: dict[str, Decimal | None], figures: dict[str, Decimal | None]) -> dict[str, Decimal]:
    found = {name: before.get(name) for name in cumulative_figures(store)}
    return {name: value for name, value in found.items() if value is not None and value > (figures.get(name) or 0)}


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
    return dict(store.ask("lookup/province_figure", {"period": period}))
