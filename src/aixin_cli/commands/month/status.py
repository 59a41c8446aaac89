"""`aixin status`: who has sent what, and who hasn't."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console, signoff, summary
from aixin_cli.screen.status import out_status
from aixin_cli.screen.typer_words import WordedCommand

StateOption = Annotated[
    Literal["received", "zero", "late", "carried", "given", "lapsed", "missing", "held"] | None,
    typer.Option("--state", help=_("Only units with a return in this state, or those returns."), show_default=False),
]
LongOption = Annotated[bool, typer.Option("--long", help=_("One line a unit and form, with rows, days and findings."))]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Show for a month which unit has sent which form, and which is missing, held or carried forward: one line for "
        "all, then one a unit with a mark a form, those first that sent last month and not this one."
    )
    example = _("Example: aixin status --period 2024-12")
    app.command("status", cls=WordedCommand, help=f"{text}\n\n{example}")(status)


def status(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    unit: options.OneUnitOption = None,
    prefecture: options.PrefectureOption = None,
    state: StateOption = None,
    is_long: LongOption = False,
    form: options.FormatOption = "table",
) -> None:
    """Print the state of every expected return."""
    from aixin_cli.forms.divisions import units_among
    from aixin_cli.screen.returns import say_letters

    units = units_among(unit, prefecture)
    with incoming.open_store(store, read_only=True) as opened:
        shown = month.states(opened, period, units, state)
        held = [item for item in month.held(opened, period) if units is None or item.unit_code in units]
        letters = month.letters(opened, period, units)
        out_status(shown, held, letters, form, is_long=is_long)
        summary.say_held(held)
        say_letters(letters)
        signoff.say_closed(opened, [period])
        summary.say_stale(opened)
    console.say(
        _("{count} returns not there; next: aixin run PATH... --period {period}").format(
            count=shown.count("missing"), period=period
        )
    )
