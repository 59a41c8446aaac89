"""`aixin compare`: why every figure changed from one month to another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import comparing, incoming
from aixin_cli.locale import _
from aixin_cli.screen import bridges, summary
from aixin_cli.screen.typer_words import WordedCommand

CompareFormat = Literal["table", "csv", "json", "xlsx"]
BeforeArgument = Annotated[
    str,
    typer.Argument(
        metavar="P1", help=_("The earlier month, or a publication: 2024-12, 2024-12#1."), show_default=False
    ),
]
AfterArgument = Annotated[
    str, typer.Argument(metavar="P2", help=_("The later month, or publication."), show_default=False)
]
FigureOption = Annotated[
    str | None, typer.Option("--figure", help=_("Only this figure."), metavar="F01", show_default=False)
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
AllOption = Annotated[bool, typer.Option("--all", help=_("Of all units, one after another."))]
FileOption = Annotated[
    Path | None, typer.Option("--out", "-o", help=_("Write into this file."), metavar="FILE", show_default=False)
]
FormatOption = Annotated[CompareFormat, typer.Option("--format", help=_("How to print the result."))]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Show for every figure what lies between two months: new, left, moved, revised, corrected, late and so on. "
        "The lines add up exactly, and a sentence says the same in words."
    )
    example = _("Example: aixin compare 2024-12 2025-01 --figure F02")
    app.command("compare", cls=WordedCommand, help=f"{text}\n\n{example}")(compare)


def compare(
    before: BeforeArgument,
    after: AfterArgument,
    figure: FigureOption = None,
    unit: RowOption = None,
    every: AllOption = False,
    form: FormatOption = "table",
    output: FileOption = None,
    store: options.StoreOption = None,
) -> None:
    """Print the bridges, or write them into a file."""
    if form == "xlsx" and output is None:
        raise UsageError(_("a workbook needs a file"), None, _("name one: -o compare.xlsx"))
    with incoming.open_store(store, read_only=True) as opened:
        compared = comparing.compare(opened, before, after, figure, comparing.chosen_rows(unit, is_all=every))
        if output is not None:
            comparing.write(compared, form, output)
        else:
            bridges.out_comparison(compared, form)
        summary.say_stale(opened)
    bridges.say_next(compared, output)
