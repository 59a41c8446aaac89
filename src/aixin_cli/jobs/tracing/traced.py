"""What is asked of a number, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import ReconciliationError
from aixin_cli.locale import _, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from aixin_cli.rollup.traced import Cell
    from aixin_cli.store.statement import Statement

COLUMNS = (
    *("is_counted", "state", "unit_code", "unit_name", "period", "amount", "rows"),
    *("return", "file", "sheet", "received_date", "sha256"),
)
ROW_COLUMNS = (
    *("is_counted", "state", "unit_code", "unit_name", "period", "amount"),
    *("return", "file", "sheet", "row", "cell"),
)


@dataclass(frozen=True)
class Asked:
    """A figure of a row, or a cell of a table."""

    name: str
    """F05, or T03."""
    edition: str
    row_code: str | None = None
    column: str | None = None
    item: str | None = None
    has_rows: bool = False
    most_rows: int | None = None


@dataclass(frozen=True)
class Trace:
    """A number of one row with its leaves by return, and row by row where that was asked."""

    statement: Statement
    edition: str
    row_code: str
    value: Decimal | None
    leaves: tuple[tuple[Any, ...], ...]
    cell: Cell | None = None
    """Of a table's number; a figure is the number that its definition names."""
    rows: tuple[tuple[Any, ...], ...] = ()
    row_count: int = 0
    """How many rows there are, shown or not."""

    @property
    def header(self) -> Mapping[str, Any]:
        """What the SQL of the figure or table says of it."""
        return self.statement.header

    @property
    def figure_id(self) -> str | None:
        """The figure's id; None of a table's number."""
        return self.header.get("figure_id")

    @property
    def name(self) -> str:
        """What it is called: a figure with its label, or a table with its item and column."""
        if self.figure_id or self.cell is None:
            return f"{self.figure_id} {self.header['label']}"
        titles = "".join(self.cell.column["title"])
        return " ".join(filter(None, [self.statement.id.upper(), self.cell.item_name, titles]))

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.cell.unit if self.cell else str(self.header["unit"])

    @property
    def definition_id(self) -> str | None:
        """A figure's; a table's columns have their definition alone."""
        return self.header.get("definition_id")

    @property
    def definition(self) -> str:
        """In the chosen language, as far as there is one."""
        if self.figure_id:
            return str(pick(self.header["definition_en"], self.header["definition"]))
        return str(self.cell.column["definition"]) if self.cell else ""

    @property
    def sql(self) -> str:
        """The SQL file that makes it, as it stands in the program."""
        return self.statement.origin


def not_made_up(traced: Trace, total: Decimal | None) -> ReconciliationError:
    """The error of a number that its leaves don't make."""
    return ReconciliationError(
        _("the trace of {figure} doesn't add up: it is {expected}, and its returns make {actual}").format(
            figure=traced.name, expected=traced.value, actual="—" if total is None else total
        ),
        traced.row_code,
        _("it is aixin's own fault: please report it with the version of aixin; the month itself is unchanged"),
    )
