"""The lists of what only a person can decide: written, sent out, read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import ExitCode, UsageError
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.reviews import name_owner, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aixin_cli.review.decisions import Kept

FileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help=_("The workbook that came back, or a folder of such workbooks."), show_default=False
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help=_("The workbook to write; else review_PERIOD.xlsx here. With --each-unit the folder."),
        metavar="FILE",
        show_default=False,
    ),
]
EachUnitOption = Annotated[
    bool,
    typer.Option("--each-unit", help=_("One for every unit with anything to decide, each in a folder of its own.")),
]
SideOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        help=_("For one unit: only what concerns it, and of the people only its own side."),
        metavar="UNIT",
        callback=options.read_unit,
        show_default=False,
    ),
]
BlindOption = Annotated[
    bool, typer.Option("--blind", help=_("Leave out the score, and order by nothing that tells it."))
]
ListedPeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        help=_("The month the workbook must be of."),
        metavar="YYYY-MM",
        callback=options.read_period,
        show_default=False,
    ),
]


def export(
    period: options.PeriodOption,
    out: FileOption = None,
    unit: SideOption = None,
    each_unit: EachUnitOption = False,
    blind: BlindOption = False,
    store: options.StoreOption = None,
) -> None:
    """Link the month and write the workbook, or those of all units."""
    from aixin_cli.jobs.review import list_reviews
    from aixin_cli.link import link_period
    from aixin_cli.link.months import require_ledger
    from aixin_cli.review.workbook import View, plan_lists, write_lists

    views = [View(code, blind) for code in _each_unit(unit)] if each_unit else [View(unit, blind)]
    plan = plan_lists(out, period, views, is_folder=each_unit)
    with incoming.open_store(store, is_new=False) as opened:
        with console.progress(_("listing")):
            require_ledger(opened, period)
            link_period(opened, period)
            size = list_reviews(opened, period)
        written = write_lists(opened, period, plan, with_empty=not each_unit)
    for path in written:
        console.out(str(path))
    pairs, persons = (sum(getattr(item, name) for item in written.values()) for name in ("pair_count", "person_count"))
    console.say(_("pairs: {pairs}, persons claimed by several units: {persons}").format(pairs=pairs, persons=persons))
    if each_unit:
        console.say(_("workbooks: {count}; a pair of two units stands in both").format(count=len(written)))
    if size.found_count > size.pair_count:
        told = _(
            "the list was cut: {count} of {found} pairs, those with the greatest effect (setting link.most_listed)"
        )
        console.say(told.format(count=size.pair_count, found=size.found_count))
    told = _("fill it in, then: aixin review import {path} --by NAME")
    console.say(told.format(path=out if each_unit else next(iter(plan))))


def _each_unit(unit: str | None) -> list[str]:
    from aixin_cli.forms.divisions import load_divisions

    if unit is not None:
        raise UsageError(_("--unit and --each-unit exclude each other"), None, _("leave one of them out"))
    return [item.code for item in load_divisions().units if item.reports]


def import_file(
    file: FileArgument,
    by: options.ByOption,
    period: ListedPeriodOption = None,
    store: options.StoreOption = None,
) -> None:
    """Keep the file's decisions."""
    from aixin_cli.jobs.review import read_lists
    from aixin_cli.review.decisions import import_decisions

    who = require_name(by)
    with incoming.open_store(store, is_new=False) as opened:
        files = read_lists(opened, file, period)
        done = {path: import_decisions(opened, read, who, now()) for path, read in files.items()}
    told = _("answered: {answered} of {listed}; stored: {stored}, known before: {unchanged}")
    for path, kept in done.items():
        said = told.format(
            answered=kept.answered_count,
            listed=files[path].listed_count,
            stored=kept.stored_count,
            unchanged=kept.unchanged_count,
        )
        console.say(f"{path.name}: {said}" if file.is_dir() else said)
        tell_kept(kept)
    leave_kept(list(done.values()), next(iter(files.values())).mark.period)


def now() -> datetime:
    """As the office's clock shows it."""
    from datetime import datetime

    return datetime.now().replace(microsecond=0)  # noqa: DTZ005


def tell_kept(done: Kept) -> None:
    """Say what was changed and what wasn't stored."""
    for change in done.changes:
        words = _("{place}: changes decision {number} ({whose})")
        told = words.format(place=change.place, number=change.decision, whose=name_owner(change.unit))
        console.say(f"  {told}")
    for clash in done.clashes:
        console.say("  " + _("not stored, they contradict each other: {parts}").format(parts=parts_of(clash)))


def leave_kept(done: Sequence[Kept], period: str) -> None:
    """Say what comes next, and end with the code for what wasn't stored."""
    console.say(_("next: aixin rollup --period {period}").format(period=period))
    if any(kept.clashes for kept in done):
        raise typer.Exit(int(ExitCode.FINDINGS))


def require_name(by: str) -> str:
    """Who decides; UsageError for a blank."""
    if not by.strip():
        raise UsageError(_("--by needs a name"), None, _("say who decided: --by NAME"))
    return by.strip()
