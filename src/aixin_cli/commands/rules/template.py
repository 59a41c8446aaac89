"""`aixin template`: the blank workbooks that counties fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

FormsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FORM",
        help=_("Forms by id or code: pairing, AX07, activity_monthly; else all that the unit owes."),
        show_default=False,
    ),
]
SenderOption = Annotated[
    str,
    typer.Option(
        "--unit",
        help=_("The unit that fills them in: a code or a name."),
        metavar="UNIT",
        callback=options.read_unit,
        show_default=False,
    ),
]
FolderOption = Annotated[
    Path,
    typer.Option("--out", "-o", help=_("The folder to write them into; nothing in it is overwritten."), metavar="DIR"),
]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Make the blank workbooks that a unit fills in for a month, with drop-downs, checks and an instruction sheet. "
        "What is filled in there is read back by check and load."
    )
    example = _("Example: aixin template pairing --unit 620102 --period 2025-01 -o blank")
    app.command("template", cls=WordedCommand, help=f"{text}\n\n{example}")(template)


def template(
    unit: SenderOption,
    period: options.PeriodOption,
    forms: FormsArgument = None,
    out: FolderOption = Path(),
    store: options.StoreOption = None,
) -> None:
    """Make the workbooks and print where they are."""
    from aixin_cli.blank.workbook import write_templates
    from aixin_cli.store.settings import load_settings

    paths = write_templates(forms or (), unit, period, load_settings(incoming.store_folder(store)), out)
    for path in paths:
        console.out(str(path))
    console.say(_("blank workbooks: {count}").format(count=len(paths)))
    console.say(_("fill them in, then: aixin check {path}").format(path=paths[0]))
