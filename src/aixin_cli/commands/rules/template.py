"""`aixin template`: the blank workbooks that counties fill in."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
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
    str | None,
    typer.Option(
        "--unit",
        help=_("The unit that fills them in: a code or a name."),
        metavar="UNIT",
        callback=options.read_unit,
        show_default=False,
    ),
]
AllUnitsOption = Annotated[
    bool, typer.Option("--all-units", help=_("For every unit that owes such a form, a folder a unit."))
]
FromLastOption = Annotated[
    bool,
    typer.Option(
        "--from-last",
        help=_(
            "Begin ledgers with the rows of the unit's last return: what ended is left out, what each month tells "
            "anew is blank. They name people: for the unit itself, mode 0600."
        ),
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
    period: options.PeriodOption,
    forms: FormsArgument = None,
    unit: SenderOption = None,
    is_for_all: AllUnitsOption = False,
    is_from_last: FromLastOption = False,
    out: FolderOption = Path(),
    store: options.StoreOption = None,
) -> None:
    """Make the workbooks and print where they are."""
    from aixin_cli.blank.sets import Order, write_for_all, write_for_one
    from aixin_cli.store.settings import load_settings

    if (unit is None) != is_for_all:
        what = _("--unit and --all-units exclude each other") if unit else _("nobody is named who fills them in")
        raise UsageError(what, hint=_("say --unit UNIT or --all-units"))
    with ExitStack() as stack:
        known = stack.enter_context(incoming.open_store(store, read_only=True)) if is_from_last else None
        order = Order(forms or (), period, load_settings(incoming.store_folder(store)), known)
        written = list(write_for_one(order, unit, out) if unit else write_for_all(order, out))
    paths = [path for item in written for path in item.paths]
    for path in paths:
        console.out(str(path))
    console.say(_("blank workbooks: {count}").format(count=len(paths)))
    if is_from_last:
        begun = [count for item in written for count in item.row_counts]
        told = _("of them begin with rows of a last return: {count}, rows: {rows}")
        console.say(told.format(count=len(begun), rows=sum(begun)))
    console.say(_("fill them in, then: aixin check {path}").format(path=paths[0]))
