"""`aixin status`: who has sent what, and who hasn't."""

from __future__ import annotations

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console, signoff, summary
from aixin_cli.screen.returns import out_states
from aixin_cli.screen.typer_words import WordedCommand


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Show for a month which unit has sent which form, and which is missing, held or carried forward. "
        "One line a unit and form."
    )
    example = _("Example: aixin status --period 2024-12")
    app.command("status", cls=WordedCommand, help=f"{text}\n\n{example}")(status)


def status(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print the state of every expected return."""
    with incoming.open_store(store, read_only=True) as opened:
        shown = month.states(opened, period)
        held = month.held(opened, period)
        out_states(shown, held, form)
        summary.say_held(held)
        signoff.say_closed(opened, [period])
        summary.say_stale(opened)
    console.say(
        _("{count} returns not there; next: aixin run PATH... --period {period}").format(
            count=shown.count("missing"), period=period
        )
    )
