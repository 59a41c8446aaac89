"""`aixin check`: what is wrong with some files, without keeping anything."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from aixin_cli.commands import findings, incoming, month, options, summary
from aixin_cli.commands.typer_words import WordedCommand
from aixin_cli.locale import _

CheckFormat = Annotated[Literal["table", "json"], typer.Option("--format", help=_("How to print the result."))]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Say what is wrong with returns before they are loaded or sent: file, sheet, row, column, what to do. "
        "Nothing is kept and no value is shown in full; of a store only the decisions on titles are used."
    )
    example = _("Example: aixin check 城关区12月.xlsx --period 2024-12")
    app.command("check", cls=WordedCommand, help=f"{text}\n\n{example}")(check)


def check(
    paths: options.PathsArgument,
    period: options.DeclaredPeriodOption = None,
    unit: options.UnitOption = None,
    store: options.StoreOption = None,
    form: CheckFormat = "table",
    fail_on: options.FailOnOption = "error",
) -> None:
    """Load into memory, check, print the findings."""
    from aixin_cli.check import check_report
    from aixin_cli.store import Store

    intake = incoming.Intake.of(paths, period, unit, None, None, is_period_strict=True)
    memory = incoming.memory_of(incoming.decisions_in(options.folder(store)))
    with Store.in_memory() as opened:
        load_id = incoming.load(opened, intake, memory)
        for period_found in incoming.report(opened, load_id, intake).periods:
            month.check_only(opened, period_found)
        loaded = incoming.report(opened, load_id, intake)
        shown = check_report(opened, load_id)
    findings.show(shown, form)
    summary.say_intake(loaded)
    summary.say_next_after_check(loaded)
    incoming.leave(loaded, fail_on)
