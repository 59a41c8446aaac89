"""`aixin publish`: the month's workbook, data files and briefing from the store."""

from __future__ import annotations

from pathlib import Path

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console, summary
from aixin_cli.screen.typer_words import WordedCommand


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Write a month's workbook, tables, figures and briefing from what was rolled up, without loading again. "
        "The same month gives the same files, byte for byte."
    )
    example = _("Example: aixin publish --period 2024-12 --out out")
    app.command("publish", cls=WordedCommand, help=f"{text}\n\n{example}")(publish)


def publish(
    period: options.PeriodOption,
    out: options.OutOption = Path("out"),
    store: options.StoreOption = None,
    template: options.TemplateOption = None,
) -> None:
    """Write the results again."""
    month.require_template(template)
    with incoming.open_store(store, is_new=False) as opened:
        published = month.publish(opened, period, out, template, console)
    summary.say_figures(published)
    summary.say_results(published)
