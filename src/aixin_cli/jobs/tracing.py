"""A cumulative figure down to the returns that it is added up from, held beside the figure as it was rolled up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import ReconciliationError, UsageError
from aixin_cli.locale import _, pick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aixin_cli.publish.bridge.reading import Named
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

COLUMNS = (
    *("is_counted", "state", "unit_code", "unit_name", "period", "amount", "rows"),
    *("return", "file", "sheet", "received_date", "sha256"),
)


@dataclass(frozen=True)
class Trace:
    """A figure of one row, and its leaves as `sql/lookup/figure_leaf.sql` tells them."""

    statement: Statement
    edition: str
    row_code: str
    value: Decimal | None
    leaves: tuple[tuple[Any, ...], ...]

    @property
    def header(self) -> Mapping[str, Any]:
        """What the figure's SQL says of it."""
        return self.statement.header

    @property
    def definition(self) -> str:
        """In the chosen language."""
        return str(pick(self.header["definition_en"], self.header["definition"]))

    @property
    def sql(self) -> str:
        """The SQL file that makes it, as it stands in the program."""
        return f"sql/{self.statement.kind}/{self.statement.path.name}"


def trace(store: Store, figure: str, edition: str, row_code: str | None) -> Trace:
    """Where a cumulative figure of a month, or of a publication, comes from.

    Raises UsageError for a figure that there is none of or that isn't added up, StoreError for a month that isn't
    kept, ReconciliationError where the leaves don't make the figure.
    """
    from aixin_cli.publish.bridge.reading import find_edition, province_row

    statement = _statement(store, figure)
    named = find_edition(store, edition)
    traced = _read(store, statement, named, row_code or province_row())
    _require_sum(traced)
    return traced


def _read(store: Store, statement: Statement, named: Named, row_code: str) -> Trace:
    for name in ("unit_row", "unit_scope"):
        store.run(store.catalogue.get(name, "link"), store.period_params(named.period))
    figure_id = statement.header["figure_id"]
    params = {"edition": named.kept, "figure_id": figure_id, "row_code": row_code}
    sql = "select value from meta.kept_figure where edition = ? and figure_id = ? and unit_code = ?"
    kept = store.rows(sql, [named.kept, figure_id, row_code])
    if not kept:
        raise UsageError(_("{figure} has no row for this unit").format(figure=figure_id), row_code)
    leaves = tuple(tuple(row) for row in store.ask("lookup/figure_leaf", params))
    return Trace(statement, named.kept, row_code, kept[0][0], leaves)


def _statement(store: Store, figure: str) -> Statement:
    known = {
        str(item.header["figure_id"]): item
        for item in sorted(store.catalogue.of_kind("figure"), key=lambda item: int(item.header["order"]))
        if item.header["forms"][0] in ("activity", "fund_entry")
    }
    if figure not in known:
        raise UsageError(
            _("{figure} can't be traced").format(figure=figure),
            None,
            _("what is added up from returns can: {names}").format(names=", ".join(known)),
        )
    return known[figure]


def _require_sum(traced: Trace) -> None:
    total = sum((leaf[5] for leaf in traced.leaves if leaf[0]), Decimal(0))
    if traced.value is not None and total != traced.value:
        raise ReconciliationError(
            _("the trace of {figure} doesn't add up: it is {expected}, and its returns make {actual}").format(
                figure=traced.header["figure_id"], expected=traced.value, actual=total
            ),
            traced.row_code,
            _("it is aixin's own fault: please report it with the version of aixin; the month itself is unchanged"),
        )
