"""`aixin reopen`: a closed month is taken up again."""

from __future__ import annotations

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import closing, incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Take a closed month up again, to revise it. What was published stays kept; the next `aixin close` gives the "
        "revision its number."
    )
    example = _('Example: aixin reopen 2024-12 --reason "..." --by "..."')
    app.command("reopen", cls=WordedCommand, help=f"{text}\n\n{example}")(reopen)


def reopen(
    period: options.PeriodArgument,
    reason: options.ReasonOption,
    by: options.ByOption,
    store: options.StoreOption = None,
) -> None:
    """Reopen a month, with the reason and the name."""
    if not reason.strip() or not by.strip():
        raise UsageError(_("--reason and --by can't be empty"), None, _('say why and who: --reason "..." --by NAME'))
    with incoming.open_store(store, is_new=False) as opened:
        item = closing.reopen(opened, period, reason.strip(), by.strip())
    console.say(_("{period} is open again; {number} stays kept").format(period=period, number=item.number))
    console.say(_("next: aixin rollup --period {period}").format(period=period))
