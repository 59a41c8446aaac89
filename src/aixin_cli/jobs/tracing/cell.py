"""A number of a rolled-up month down to rows: of a month that kept what they name, or one that is linked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.errors import StoreError
from aixin_cli.jobs.tracing.traced import Asked, Trace, not_made_up
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.jobs.talk import Talk
    from aixin_cli.publish.bridge.reading import Named
    from aixin_cli.rollup.traced import Cell
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement


def trace_cell(store: Store, asked: Asked, named: Named, figure: Statement | None, talk: Talk) -> Trace:
    """A table's cell, or a figure as the cell that it is."""
    from aixin_cli import rollup
    from aixin_cli.rollup import traced

    _require_month(named)
    rollup.require_current(store, named.period)
    cell = _cell(store, asked, named, figure)
    read_basis(store, named.period, talk)
    traced.find_leaves(store, named.period, [cell])
    found = _told(store, asked, named, figure, cell)
    sums = {role: amount for _number, role, amount in store.ask("trace/leaf_sum")}
    made = traced.value_of(sums, is_share=cell.is_share, is_change="growth" in cell.column["name"])
    if cell.value is not None and made != cell.value:
        _require_open(store, named.period)
        raise not_made_up(found, made)
    return found


def read_basis(store: Store, period: str, talk: Talk) -> None:
    """Fill ent.* with all that leaves are found by."""
    from aixin_cli import link
    from aixin_cli.rollup import traced
    from aixin_cli.store.rehearsal import rehearse

    store.execute("insert into ent.excluded_part select part_id from out.excluded_return where period = ?", [period])
    if traced.read_kept_basis(store, period):
        link.link_around(store, period)
        return
    rehearse(store)
    with talk.progress(_("linking {period} again, as only the newest month keeps its rows").format(period=period)):
        link.link_period(store, period)
    link.link_around(store, period)
    traced.read_linked_basis(store, period)


def _cell(store: Store, asked: Asked, named: Named, figure: Statement | None) -> Cell:
    from aixin_cli.publish.bridge.reading import province_row
    from aixin_cli.rollup import traced

    row_code = asked.row_code or province_row()
    if figure is not None:
        return traced.figure_cell(store, named.period, figure, row_code)
    return traced.find_cell(store, named.period, asked.name, (row_code, asked.column or ""), asked.item)


def _told(store: Store, asked: Asked, named: Named, figure: Statement | None, cell: Cell) -> Trace:
    leaves = tuple(tuple(row) for row in store.ask("trace/leaf_return", {"cell_no": 0}))
    ((row_count,),) = store.rows("select count(*) from ent.trace_leaf")
    params = {"cell_no": 0, "row_limit": asked.most_rows}
    rows = tuple(tuple(row) for row in store.ask("trace/leaf_row", params)) if asked.has_rows else ()
    return Trace(figure or cell.statement, named.kept, cell.row_code, cell.value, leaves, cell, rows, row_count)


def _require_month(named: Named) -> None:
    if named.kept != named.period:
        raise StoreError(
            _("{edition} was opened again: the rows of what was published then are no longer kept").format(
                edition=named.kept
            ),
            None,
            _("its cumulative figures open down to returns; as the month stands now: --period {period}").format(
                period=named.period
            ),
        )


def _require_open(store: Store, period: str) -> None:
    """A closed month stays as it was published, whatever became of its returns since."""
    from aixin_cli.store.files.publications import closed_months

    if period in closed_months(store):
        raise StoreError(
            _("{period} is closed, and its returns have changed since: they no longer make what was published").format(
                period=period
            ),
            None,
            _("a cumulative figure opens down to its returns: aixin trace F05 --period {period}").format(period=period),
        )
