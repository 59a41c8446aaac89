"""`aixin rollup`: the month's tables from what is in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import ending, options
from aixin_cli.commands.month import falls
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console, summary
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.store import Store

CascadeOption = Annotated[
    bool, typer.Option("--cascade", help=_("Roll up the stale months after it too, in their order."))
]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Link and add up a month from what the store holds, without loading again. "
        "The statistics file is replaced when everything adds up; later months that are stale now are named."
    )
    example = _("Example: aixin rollup --period 2024-12 --cascade")
    app.command("rollup", cls=WordedCommand, help=f"{text}\n\n{example}")(rollup)


def rollup(
    period: options.PeriodOption,
    cascade: CascadeOption = False,
    accept_fall: falls.AcceptFallOption = None,
    reason: falls.ReasonOption = None,
    by: falls.ByOption = None,
    without: options.WithoutOption = None,
    store: options.StoreOption = None,
) -> None:
    """Link, roll up, and write the statistics file."""
    with incoming.open_store(store, is_new=False) as opened:
        answer = falls.answer_of(opened, accept_fall, reason, by)
        month.require_open(opened, period)
        if not without and answer is None and month.is_rolled_up(opened, period):
            _leave_rolled_up(opened, period, with_later=cascade)
            return
        month.exclude(opened, period, without or (), console)
        broken = month.roll_up(opened, period, answer, console, with_later=cascade)
        summary.say_stale(opened, period)
    console.say(_("{period} is rolled up; next: aixin publish --period {period}").format(period=period))
    ending.leave_broken(broken)


def _leave_rolled_up(opened: Store, period: str, *, with_later: bool) -> None:
    """Nothing has changed under a month: say so, and go on with the stale ones after it where that was asked."""
    console.say(_("{period} is rolled up from what the store holds: nothing to do").format(period=period))
    later = next(month.later_stale(opened, period), None) if with_later else None
    broken = month.roll_up(opened, later, None, console, with_later=True) if later else []
    summary.say_stale(opened, period)
    console.say(_("next: aixin publish --period {period}").format(period=period))
    ending.leave_broken(broken)
