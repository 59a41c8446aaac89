"""`aixin sample`: invented returns to try the program on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

DirectoryArgument = Annotated[Path, typer.Argument(metavar="DIR", help=_("A new or empty folder."), show_default=False)]
SizeOption = Annotated[
    Literal["small", "county", "province"],
    typer.Option("--size", help=_("Three counties, one whole county, or the province.")),
]
SeedOption = Annotated[int, typer.Option("--seed", help=_("The same seed gives the same files."), metavar="N")]
FaultsOption = Annotated[
    float,
    typer.Option("--faults", help=_("The share of rows with a planted fault."), metavar="SHARE"),
]
ContainerOption = Annotated[
    Literal["mixed", "workbook", "csv"],
    typer.Option("--container", help=_("The kinds of file to write.")),
]
MonthsOption = Annotated[
    int | None,
    typer.Option(
        "--months",
        help=_("So many months that follow on one another, a folder each in DIR, the first of --period."),
        metavar="N",
        min=1,
        max=36,
        show_default=False,
    ),
]
IdentityOption = Annotated[
    bool,
    typer.Option("--identity-faults", help=_("Also plant faults that only linking of records can mend.")),
]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Write invented county returns with planted faults and duplicates, and truth.json that says what is true. "
        "No number in them can belong to a real person."
    )
    example = _("Example: aixin sample try --size small --period 2024-12 --seed 1")
    app.command("sample", cls=WordedCommand, help=f"{text}\n\n{example}")(sample)


def sample(
    directory: DirectoryArgument,
    size: SizeOption = "small",
    period: options.PeriodOption = "2024-12",
    seed: SeedOption = 1,
    faults: FaultsOption = 0.05,
    container: ContainerOption = "mixed",
    identity_faults: IdentityOption = False,
    months: MonthsOption = None,
) -> None:
    """Make a sample."""
    from aixin_cli.sample import SampleOptions, make_months, make_sample

    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(_("the folder for the sample is not empty"), str(directory), _("name a new folder"))
    wanted = SampleOptions(
        size=size, period=period, seed=seed, faults=faults, container=container, identity_faults=identity_faults
    )
    with console.progress(_("inventing returns")):
        made = [make_sample(directory, wanted)] if months is None else make_months(directory, wanted, months)
    for report in made:
        console.say(
            _("next: aixin run {directory} --period {period} --received {day}").format(
                directory=report.directory,
                period=period if months is None else report.directory.name,
                day=_day_in_time(period if months is None else report.directory.name),
            )
        )


def _day_in_time(period: str) -> str:
    """A day in the month after, on which returns aren't late: today every sample is."""
    year, month = map(int, period.split("-"))
    return f"{year + month // 12}-{month % 12 + 1:02d}-10"
