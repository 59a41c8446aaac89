"""`aixin trace`: a figure or a table's number down to the returns and rows that it comes from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import incoming, tracing
from aixin_cli.locale import _
from aixin_cli.screen import console, summary
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.jobs.tracing import Trace

NameArgument = Annotated[
    str, typer.Argument(metavar="FIGURE|TABLE", help=_("A figure, or a table: F05, T03."), show_default=False)
]
PlaceArgument = Annotated[
    str | None,
    typer.Argument(metavar="[UNIT]", help=_("Of a table: the row's unit, by code or name."), show_default=False),
]
ColumnArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[COLUMN]",
        help=_("Of a table: a column of numbers, as its CSV is headed; a name that isn't one lists all."),
        show_default=False,
    ),
]
EditionOption = Annotated[
    str,
    typer.Option(
        "--period", help=_("The month, or a publication: 2024-12, 2024-12#1."), metavar="P", show_default=False
    ),
]
RowOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        help=_("Of this unit, by code or name, in place of the province."),
        metavar="UNIT",
        callback=options.read_unit,
        show_default=False,
    ),
]
ItemOption = Annotated[
    str | None,
    typer.Option(
        "--item",
        help=_("Which of a unit's rows, where a table has several: 孤儿, 走访探视, K101, AX02, 对象."),
        metavar="ITEM",
        show_default=False,
    ),
]
RowsOption = Annotated[bool, typer.Option("--rows", help=_("Also file, sheet and row of each row."))]
LimitOption = Annotated[
    int,
    typer.Option("--limit", min=1, metavar="N", help=_("So many rows are printed; a file gets all.")),
]
FileOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help=_("Write all rows to a file: .csv or .json."), show_default=False),
]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Open a figure or a table's number down to the openings, returns and rows that it comes from, with what of "
        "them isn't counted and why. What is counted adds up exactly."
    )
    example = _("Example: aixin trace T03 621022 contact_times --period 2024-12 --rows")
    app.command("trace", cls=WordedCommand, help=f"{text}\n\n{example}")(trace)


def trace(
    name: NameArgument,
    period: EditionOption,
    place: PlaceArgument = None,
    column: ColumnArgument = None,
    unit: RowOption = None,
    item: ItemOption = None,
    rows: RowsOption = False,
    limit: LimitOption = 20,
    out: FileOption = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print what a number is made of."""
    if out is not None:
        tracing.require_ending(out)
    asked = tracing.Asked(name, period, _row_code(place, column, unit), column, item, has_rows=rows or out is not None)
    with incoming.open_store(store, read_only=True) as opened:
        traced = tracing.trace(opened, replace(asked, most_rows=None if out else limit), console)
        summary.say_stale(opened)
    if out is not None:
        tracing.write_trace(traced, out)
        console.say(_("{count} rows in {path}").format(count=traced.row_count, path=out))
        traced = replace(traced, rows=traced.rows[:limit] if rows else ())
    _show(traced, form)


def _row_code(place: str | None, column: str | None, unit: str | None) -> str | None:
    if place is None:
        return unit
    if column is None or unit is not None:
        raise UsageError(
            _("a table's number is named by table, unit and column"),
            place,
            _("aixin trace T03 621022 contact_times --period 2024-12; a figure's row is chosen by --unit"),
        )
    # 本级 has a row of its own, under its unit's code with an ending.
    own = place.endswith("-0")
    return f"{options.read_unit(place.removesuffix('-0'))}{'-0' if own else ''}"


def _show(traced: Trace, form: console.TableFormat) -> None:
    if form == "json":
        console.out_json(tracing.as_json(traced))
        return
    if form == "table":
        _head(traced)
    if form == "csv" and traced.rows:
        console.out_rows(tracing.ROW_COLUMNS, traced.rows, form)
        return
    console.out_rows(tracing.COLUMNS, traced.leaves, form)
    if traced.rows:
        console.out("")
        console.out_rows(tracing.ROW_COLUMNS, traced.rows, form)
        console.say(
            _("{shown} of {count} rows; all of them: -o FILE.csv").format(
                shown=len(traced.rows), count=traced.row_count
            )
        )


def _head(traced: Trace) -> None:
    value = "—" if traced.value is None else _tidy(traced.value * (100 if traced.unit == "%" else 1))
    console.out(f"{traced.name} {traced.row_code} {traced.edition}: {value} {traced.unit}".rstrip())
    console.out(" ".join(filter(None, [traced.definition_id, traced.definition, f"({traced.sql})"])))


def _tidy(value: Decimal) -> str:
    """A number without places that say nothing."""
    return f"{value.to_integral_value() if value == value.to_integral_value() else value.normalize():f}"
