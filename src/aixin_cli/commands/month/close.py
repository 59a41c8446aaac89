"""`aixin close`: the page before sign-off; a month is numbered, published and frozen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.errors import ExitCode, UsageError
from aixin_cli.jobs import closing, incoming
from aixin_cli.locale import _
from aixin_cli.screen import console, signoff
from aixin_cli.screen.typer_words import WordedCommand

PageFormat = Literal["table", "json"]
NameOption = Annotated[
    str | None,
    typer.Option("--by", help=_("Who signs; kept with the publication."), metavar="NAME", show_default=False),
]
DespiteOption = Annotated[
    str | None,
    typer.Option(
        "--despite",
        help=_("Close it although something stands against it, and why; kept with the publication."),
        metavar="REASON",
        show_default=False,
    ),
]
CheckOption = Annotated[
    bool, typer.Option("--check", help=_("Only show the page before sign-off; code 8 where something stops it."))
]
FlashOption = Annotated[
    bool, typer.Option("--flash/--final", help=_("Publish it as the flash report (快报), or as the final one (终报)."))
]
PageFormatOption = Annotated[PageFormat, typer.Option("--format", help=_("How to print the page."))]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Show the page before sign-off, then publish a month under its number and freeze it: its files are kept as "
        "they are, and later returns for it count in the next open month. Refuses while something stands against it."
    )
    example = _('Example: aixin close 2024-12 --by "..." --out out')
    app.command("close", cls=WordedCommand, help=f"{text}\n\n{example}")(close)


def close(
    period: options.PeriodArgument,
    by: NameOption = None,
    despite: DespiteOption = None,
    check: CheckOption = False,
    flash: FlashOption = False,
    out: options.OutOption = Path("out"),
    store: options.StoreOption = None,
    form: PageFormatOption = "table",
) -> None:
    """Print the page, and close the month unless only the page is wanted."""
    name = (by or "").strip()
    if not check and not name:
        raise UsageError(_("closing a month needs a name"), None, _("say who signs: --by NAME; or only look: --check"))
    with incoming.open_store(store, is_new=False) as opened:
        page = closing.prepare(opened, period, "flash" if flash else "final", name)
        signoff.out_page(page, form)
        if check:
            raise typer.Exit(int(ExitCode.NOT_READY if page.stops else ExitCode.DONE))
        closing.require_nothing_stops(page, despite)
        closed = closing.close(opened, page, despite, out, console)
    signoff.say_closed_now(closed)
