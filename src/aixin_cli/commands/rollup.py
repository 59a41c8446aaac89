"""`aixin rollup`: the month's tables from what is in the store."""

from __future__ import annotations

import typer

from aixin_cli import console
from aixin_cli.commands import incoming, month, options
from aixin_cli.commands.typer_words import WordedCommand
from aixin_cli.locale import _


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Link and add up a month from what the store holds, without loading again. "
        "The statistics file is replaced when everything adds up."
    )
    example = _("Example: aixin rollup --period 2024-12")
    app.command("rollup", cls=WordedCommand, help=f"{text}\n\n{example}")(rollup)


def rollup(period: options.PeriodOption, store: options.StoreOption = None) -> None:
    """Link, roll up, and write the statistics file."""
    with incoming.open_store(store, is_new=False) as opened:
        broken = month.roll_up(opened, period)
    console.say(_("{period} is rolled up; next: aixin publish --period {period}").format(period=period))
    incoming.leave_broken(broken)
