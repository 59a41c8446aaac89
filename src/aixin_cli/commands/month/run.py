"""`aixin run`: from returns to results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from aixin_cli.commands import ending, options
from aixin_cli.commands.month import falls
from aixin_cli.jobs import closing, incoming, month, ordering
from aixin_cli.locale import _
from aixin_cli.screen import console, summary
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.check.loaded import Loaded
    from aixin_cli.store import Store


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Load returns, check and link them, and publish the month's tables and figures. "
        "What was loaded before counts too."
    )
    example = _("Example: aixin run returns --period 2024-12 --out out")
    app.command("run", cls=WordedCommand, help=f"{text}\n\n{example}")(run)


def run(
    paths: options.PathsArgument,
    period: options.PeriodOption,
    out: options.OutOption = Path("out"),
    store: options.StoreOption = None,
    unit: options.UnitOption = None,
    prefer: options.PreferOption = None,
    relation: options.RelationOption = None,
    received: options.ReceivedOption = None,
    fail_on: options.FailOnOption = "never",
    template: options.TemplateOption = None,
    only: options.OnlyOption = None,
    require: options.RequireOption = None,
    only_reported: options.OnlyReportedOption = False,
    accept_fall: falls.AcceptFallOption = None,
    reason: falls.ReasonOption = None,
    by: falls.ByOption = None,
    without: options.WithoutOption = None,
) -> None:
    """Do the whole month: load, check, link, roll up, publish."""
    intake = incoming.Intake.of(paths, period, unit, prefer, relation)
    order = ordering.read_order(template, only, require, only_reported=only_reported)
    with incoming.open_store(store) as opened:
        answer = falls.answer_of(opened, accept_fall, reason, by)
        done = incoming.load(opened, intake.received_on(received), talk=console)
        month.exclude(opened, period, without or (), console)
        if done.changed_nothing and month.is_current(opened, period, out, order):
            summary.say_superseded(opened, done.load_id)
            _leave_current(incoming.report(opened, done.load_id, intake), out / period, fail_on)
            return
        _require_open(opened, period, done.load_id, intake)
        month.get_ready(order)
        broken = month.add_up_in_order(opened, period, answer, console)
        loaded = incoming.report(opened, done.load_id, intake)
        summary.say_intake(loaded)
        summary.say_superseded(opened, done.load_id)
        published = month.finish(opened, period, out, order, console)
        summary.say_stale(opened, period)
        held = month.held(opened, period)
    summary.say_figures(published)
    summary.say_states(published)
    summary.say_held(held)
    summary.say_results(published, loaded)
    ending.leave(loaded, fail_on, broken)


def _require_open(store: Store, period: str, load_id: int, intake: incoming.Intake) -> None:
    """Say what came in, and that it changes nothing published, where the month is closed."""
    if closing.closed(store, period):
        summary.say_intake(incoming.report(store, load_id, intake))
        summary.say_superseded(store, load_id)
    month.require_open(store, period)


def _leave_current(loaded: Loaded, folder: Path, fail_on: options.FailOn) -> None:
    """Nothing came that would change the results, and they are there: say so and end as after any load."""
    summary.say_intake(loaded)
    summary.say_current(folder)
    console.say(_("next: aixin status --period {period}").format(period=folder.name))
    ending.leave(loaded, fail_on)
