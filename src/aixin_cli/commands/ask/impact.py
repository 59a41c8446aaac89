"""`aixin impact`: which printed numbers change, by how much, if a return or the rows of findings were not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import impact as job
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.jobs.impact import Impact

NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="RETURN|RULE",
        help=_("A return's number as in `aixin returns list`, or a rule's code: the rows that its findings name."),
        show_default=False,
    ),
]
MonthOption = Annotated[
    str | None,
    typer.Option(
        "--period", help=_("The month whose numbers are looked at; else the newest."), metavar="P", show_default=False
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        help=_("Of a rule: the findings of this unit alone, by code or name."),
        metavar="UNIT",
        callback=options.read_unit,
        show_default=False,
    ),
]
ReturnOption = Annotated[
    int | None,
    typer.Option("--return", help=_("Of a rule: the findings of this return."), metavar="N", show_default=False),
]
LineOption = Annotated[
    int | None, typer.Option("--row", help=_("Of a rule: the findings of this row."), metavar="ROW", show_default=False)
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, metavar="N", help=_("So many numbers are printed; a file gets all."))
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="FILE", help=_("Write all numbers to a file: .csv or .json."), show_default=False
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Tell which figures and which numbers of the tables change, and by how much, if a return or the rows that a "
        "rule's findings name were not there. The month is added up again in a copy; the store stays as it is."
    )
    example = _("Example: aixin impact 12 --period 2024-12")
    app.command("impact", cls=WordedCommand, help=f"{text}\n\n{example}")(impact)


def impact(
    name: NameArgument,
    period: MonthOption = None,
    unit: UnitOption = None,
    of_return: ReturnOption = None,
    row: LineOption = None,
    limit: LimitOption = 40,
    out: FileOption = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print the numbers that change."""
    if out is not None:
        job.require_ending(out)
    asked = job.Asked(name, period, unit, of_return, row)
    with incoming.open_store(store, read_only=True, is_new=False) as opened:
        found = job.find_impact(opened, asked, console)
    if out is not None:
        job.write_impact(found, out)
    _show(found, form, limit)


def _show(found: Impact, form: console.TableFormat, limit: int) -> None:
    if form == "json":
        console.out_json(job.as_json(found))
        return
    if form == "csv":
        console.out_rows(job.COLUMNS, found.changes, form)
        return
    if found.reason:
        console.out(found.reason)
        return
    words = _("{period} without {name} ({rows} rows): {figures} figures and {cells} numbers of tables change")
    figures = sum(row[0].startswith("F") for row in found.changes)
    cells = len(found.changes) - figures
    console.out(words.format(period=found.period, name=found.name, rows=found.rows, figures=figures, cells=cells))
    console.out_rows(job.COLUMNS, found.changes[:limit], form)
    if len(found.changes) > limit:
        console.say(
            _("{shown} of {count} numbers; all of them: -o FILE.csv").format(shown=limit, count=len(found.changes))
        )
