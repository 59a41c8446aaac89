"""`aixin load`: returns into the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import ending, options
from aixin_cli.errors import ExitCode
from aixin_cli.jobs import closing, incoming
from aixin_cli.locale import _
from aixin_cli.screen import console, signoff, summary
from aixin_cli.screen.typer_words import WordedCommand


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Load returns into the store and check them, all in one piece or not at all. "
        "Files loaded before change nothing."
    )
    example = _("Example: aixin load returns --period 2024-12")
    app.command("load", cls=WordedCommand, help=f"{text}\n\n{example}")(load)


ExplainOption = Annotated[
    bool,
    typer.Option(
        "--explain",
        help=_("Load nothing; print how the files are understood: headers, columns, rows set aside, repairs."),
    ),
]


def load(
    paths: options.PathsArgument,
    period: options.DeclaredPeriodOption = None,
    unit: options.UnitOption = None,
    store: options.StoreOption = None,
    prefer: options.PreferOption = None,
    relation: options.RelationOption = None,
    received: options.ReceivedOption = None,
    fail_on: options.FailOnOption = "never",
    explain: ExplainOption = False,
) -> None:
    """Load, and say what came in; or say how it would be understood."""
    intake = incoming.Intake.of(paths, period, unit, prefer, relation).strictly()
    if explain:
        _explain(intake, incoming.store_folder(store))
        return
    with incoming.open_store(store) as opened:
        done = incoming.load(opened, intake.received_on(received), talk=console)
        loaded = incoming.report(opened, done.load_id, intake)
        summary.say_intake(loaded)
        summary.say_states_of_load(opened, done.load_id)
        signoff.say_closed(opened, done.periods)
        following = closing.open_months(opened, done.periods)
    if following or not done.periods:
        summary.say_next_after_load(loaded, following or [period or "YYYY-MM"])
    ending.leave(loaded, fail_on)


def _explain(intake: incoming.Intake, store: Path) -> None:
    from aixin_cli.commands.month.explain import explain

    if not explain(intake, store):
        raise typer.Exit(int(ExitCode.INPUT))
