"""`aixin trace`: a cumulative figure down to the returns that it is added up from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming, tracing
from aixin_cli.locale import _
from aixin_cli.screen import console, summary
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.jobs.tracing import Trace

FigureArgument = Annotated[
    str, typer.Argument(metavar="FIGURE", help=_("A cumulative figure: F05."), show_default=False)
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


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Open a cumulative figure down to the openings and returns that it is added up from, with what of them isn't "
        "counted and why. What is counted adds up exactly."
    )
    example = _("Example: aixin trace F05 --period 2024-12")
    app.command("trace", cls=WordedCommand, help=f"{text}\n\n{example}")(trace)


def trace(
    figure: FigureArgument,
    period: EditionOption,
    unit: RowOption = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print what a figure is added up from."""
    with incoming.open_store(store, read_only=True) as opened:
        traced = tracing.trace(opened, figure, period, unit)
        summary.say_stale(opened)
    if form == "json":
        console.out_json(_as_json(traced))
        return
    if form == "table":
        value = "—" if traced.value is None else f"{traced.value:f}"
        console.out(
            f"{traced.header['figure_id']} {traced.header['label']} {traced.row_code} {traced.edition}: {value}"
        )
        console.out(f"{traced.header['definition_id']} {traced.definition} ({traced.sql})")
    console.out_rows(tracing.COLUMNS, traced.leaves, form)


def _as_json(traced: Trace) -> dict[str, Any]:
    return {
        "figure": traced.header["figure_id"],
        "edition": traced.edition,
        "unit_code": traced.row_code,
        "value": traced.value,
        "definition_id": traced.header["definition_id"],
        "definition": traced.definition,
        "sql": traced.sql,
        "leaves": [dict(zip(tracing.COLUMNS, leaf, strict=True)) for leaf in traced.leaves],
    }
