"""`aixin remind`: letters to the units that haven't sent what they owe, and the notice of all."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming, remind
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand
from aixin_cli.screen.words import out_returns

if TYPE_CHECKING:
    from aixin_cli.publish.reminder.owing import Month

FolderOption = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help=_("The folder for the letters; a month gets a folder in it."),
        callback=options.read_out,
        show_default=False,
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--day",
        metavar="YYYY-MM-DD",
        help=_("The day that the letters bear; else today."),
        callback=options.read_day,
        show_default=False,
    ),
]
COLUMNS = ("unit_code", "unit_name", "expected", "absent", "held", "silent_months", "forms", "letter")


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Write a reminder to each unit that hasn't sent what it owes, and the notice by prefecture with the months "
        "that units have been silent in a row: as text and as Word documents, the notice's tables as csv too."
    )
    example = _("Example: aixin remind --period 2024-12 -o reminders")
    app.command("remind", cls=WordedCommand, help=f"{text}\n\n{example}")(write)


def write(
    period: options.PeriodOption,
    out: FolderOption,
    store: options.StoreOption = None,
    unit: options.OneUnitOption = None,
    prefecture: options.PrefectureOption = None,
    day: DayOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Write the letters and print who gets one."""
    from aixin_cli.forms.divisions import units_among
    from aixin_cli.publish.reminder.writing import write_reminders

    said_on = date.fromisoformat(day) if day else datetime.now().astimezone().date()
    with incoming.open_store(store, read_only=True) as opened:
        month = remind.read(opened, period, said_on, units_among(unit, prefecture))
    count = write_reminders(month, out / period, with_notice=unit is None)
    out_returns(COLUMNS, _rows(month), form)
    if said_on <= month.deadline:
        console.say(_("the deadline, {day}, has not passed yet").format(day=month.deadline))
    console.say(_("{count} reminders in {directory}").format(count=count, directory=out / period))


def _rows(month: Month) -> list[tuple[object, ...]]:
    """Who gets a letter, and for which forms."""
    from aixin_cli.forms import load_forms
    from aixin_cli.publish.reminder.writing import letter_file

    forms = load_forms()
    return [
        (unit.code, unit.name, unit.expected, unit.absent, unit.held, unit.silent_months,
         " ".join(forms[due.form].code for due in unit.dues), f"{letter_file(unit)}.docx")
        for unit in month.units
    ]  # fmt: skip
