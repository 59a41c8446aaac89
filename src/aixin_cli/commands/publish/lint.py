"""`aixin lint`: a briefing that people have edited, beside the month's figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aixin_cli.commands import options
from aixin_cli.errors import ExitCode
from aixin_cli.jobs import proof
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.publish.lint import Finding

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help=_("The briefing: a .docx, .md or .txt."), show_default=False)
]
COLUMNS = ("paragraph", "severity", "kind", "stands", "should", "source", "note", "sentence")


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Read a briefing that people have edited, and hold every number in it beside the month's figures and tables: "
        "what stands, and what should stand. What can't be placed is listed as unverified. Ends with 4 on errors."
    )
    example = _("Example: aixin lint briefing.docx --period 2024-12")
    app.command("lint", cls=WordedCommand, help=f"{text}\n\n{example}")(lint)


def lint(
    file: FileArgument,
    period: options.PeriodOption,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print what is wrong, what is written otherwise and what nobody knows."""
    found = proof.lint(store, file, period)
    shown = [item for item in found if item.kind != "right"]
    if shown or form != "table":
        console.out_rows(COLUMNS, map(_row, shown), form)
    counts = {name: sum(item.severity == name for item in shown) for name in ("error", "query", "note")}
    console.say(
        _("numbers right {right}, wrong {error}, written otherwise {query}, unverified {note}").format(
            right=len(found) - len(shown), **counts
        )
    )
    if counts["error"]:
        raise typer.Exit(int(ExitCode.FINDINGS))


def _row(item: Finding) -> tuple[Any, ...]:
    texts = (item.stands, item.should, item.source, item.note, item.sentence)
    return (item.paragraph, item.severity, item.kind, *texts)
