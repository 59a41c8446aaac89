"""`aixin findings`: what the store knows to be wrong with a month."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import findings as job
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console, standing, summary
from aixin_cli.screen.typer_words import WordedCommand

RuleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        help=_("Only these rules: codes or their beginnings, with commas. Can be given more than once."),
        metavar="CODES",
        show_default=False,
    ),
]
SeverityOption = Annotated[
    Literal["error", "query", "note"] | None,
    typer.Option("--severity", help=_("Only findings of this severity."), show_default=False),
]
NewOption = Annotated[
    bool, typer.Option("--since-last", help=_("Only what the month before in the store didn't have yet."))
]
FormatOption = Annotated[
    standing.StandingFormat | None,
    typer.Option("--format", help=_("How to print or write it; else as the file's ending says."), show_default=False),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=_("Write all of it to a file: .html, .xlsx, .csv or .json."),
        show_default=False,
    ),
]
ENDINGS: dict[str, standing.StandingFormat] = {
    ".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".html": "html", ".htm": "html",
}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "List what is wrong with a rolled-up month as the store knows it, history included: since when each finding "
        "stands, and how much of a printed figure depends on it, the most first. No value is shown in full."
    )
    example = _("Example: aixin findings --period 2024-12 -o findings.html")
    app.command("findings", cls=WordedCommand, help=f"{text}\n\n{example}")(findings)


def findings(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    unit: options.OneUnitOption = None,
    prefecture: options.PrefectureOption = None,
    rule: RuleOption = None,
    severity: SeverityOption = None,
    since_last: NewOption = False,
    form: FormatOption = None,
    out: FileOption = None,
) -> None:
    """Print or write the month's findings."""
    from aixin_cli.check.standing import Asked, list_standing
    from aixin_cli.forms.divisions import units_among

    chosen = _format_of(form, out)
    with incoming.open_store(store, read_only=True) as opened:
        job.require_rolled_up(opened, period)
        asked = Asked(units_among(unit, prefecture), job.rules_of(opened, rule or []), severity, since_last)
        found = list_standing(opened, period, asked)
        held = month.held(opened, period)
        if out is not None:
            job.write(found, standing.standing_text(found, chosen), out, has_mark=chosen == "csv")
        elif chosen == "table":
            standing.show_table(found)
        else:
            console.out(standing.standing_text(found, chosen) or "")
        summary.say_held(held)
        summary.say_stale(opened)
    standing.say_counts(found)
    if out is not None:
        console.say(_("written: {path}").format(path=out))
    standing.say_next(found)


def _format_of(form: standing.StandingFormat | None, out: Path | None) -> standing.StandingFormat:
    """The format that was asked for, else the one that the file's ending says."""
    found = form or ("table" if out is None else ENDINGS.get(out.suffix.lower()))
    if found is None:
        hint = _("known: {names}").format(names=" ".join(ENDINGS))
        raise UsageError(_("this ending of a file's name says no format"), str(out), hint)
    if out is None and found == "xlsx":
        raise UsageError(_("{form} is no text to print").format(form=found), None, _("name a file: -o FILE"))
    if out is not None and found == "table":
        raise UsageError(_("a file is no table of the screen"), str(out), _("choose another --format"))
    if out is not None and not out.absolute().parent.is_dir():
        raise UsageError(_("there is no such folder"), str(out.parent), _("look at the path's spelling"))
    return found
