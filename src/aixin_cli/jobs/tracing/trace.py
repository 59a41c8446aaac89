"""Finds what is asked for, and lets nothing through that doesn't add up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.jobs.talk import SILENT, Talk
from aixin_cli.jobs.tracing.traced import Asked, Trace, not_made_up
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.publish.bridge.reading import Named
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement


def trace(store: Store, asked: Asked, talk: Talk = SILENT) -> Trace:
    """Where a number of a month, or a cumulative figure of a publication, comes from.

    Raises UsageError for a number that there is none of, StoreError for a month that isn't kept, NotReadyError for
    one that is stale, ReconciliationError where the leaves don't make the number.
    """
    from aixin_cli.jobs.tracing.cell import trace_cell
    from aixin_cli.publish.bridge.reading import find_edition, province_row

    figure = _figure(store, asked)
    named = find_edition(store, asked.edition)
    row_code = asked.row_code or province_row()
    if figure is not None and _is_added_up(figure) and not asked.has_rows:
        return _from_parts(store, figure, named, row_code)
    return trace_cell(store, asked, named, figure, talk)


def _figure(store: Store, asked: Asked) -> Statement | None:
    """The figure of this name; None where it is a table's, of which a row and a column are named."""
    known = {str(item.header["figure_id"]): item for item in store.catalogue.of_kind("figure")}
    name = next((name for name in known if name.casefold() == asked.name.casefold()), None)
    if name is not None:
        _refuse_place(asked)
        return known[name]
    if asked.column is None:
        in_order = sorted(known.values(), key=lambda item: int(item.header["order"]))
        raise UsageError(
            _("{figure} can't be traced").format(figure=asked.name),
            None,
            _("figures: {names}; a table's number: aixin trace T03 621022 contact_times").format(
                names=", ".join(str(item.header["figure_id"]) for item in in_order)
            ),
        )
    return None


def _refuse_place(asked: Asked) -> None:
    if asked.column is not None or asked.item is not None:
        raise UsageError(
            _("a figure has no columns and no items"),
            asked.name,
            _("choose its row by --unit, or name a table: aixin trace T03 621022 contact_times"),
        )


def _is_added_up(figure: Statement) -> bool:
    return figure.header["forms"][0] in ("activity", "fund_entry")


def _from_parts(store: Store, figure: Statement, named: Named, row_code: str) -> Trace:
    """A cumulative figure by what its month kept of each return: also of a publication that was reopened since."""
    for name in ("unit_row", "unit_scope"):
        store.run(store.catalogue.get(name, "link"), store.period_params(named.period))
    figure_id = figure.header["figure_id"]
    params = {"edition": named.kept, "figure_id": figure_id, "row_code": row_code}
    sql = "select value from meta.kept_figure where edition = ? and figure_id = ? and unit_code = ?"
    kept = store.rows(sql, [named.kept, figure_id, row_code])
    if not kept:
        raise UsageError(_("{figure} has no row for this unit").format(figure=figure_id), row_code)
    leaves = tuple(tuple(row) for row in store.ask("lookup/figure_leaf", params))
    traced = Trace(figure, named.kept, row_code, kept[0][0], leaves)
    total = sum((leaf[5] for leaf in leaves if leaf[0]), Decimal(0))
    if traced.value is not None and total != traced.value:
        raise not_made_up(traced, total)
    return traced
