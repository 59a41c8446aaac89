"""The arguments and options that verbs share, each declared once."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from aixin_cli.errors import UsageError
from aixin_cli.jobs.incoming import store_folder
from aixin_cli.locale import _
from aixin_cli.screen.console import TableFormat

FailOn = Literal["error", "query", "note", "never"]
PERIOD = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")
DAY = re.compile(r"20\d{2}-\d{2}-\d{2}")


def read_period(value: str | None) -> str | None:
    """A period as given; UsageError when it is none."""
    if value is not None and not PERIOD.fullmatch(value):
        raise UsageError(
            _("`{value}` is not a period").format(value=value),
            hint=_("a period is a year and a month: --period 2024-12"),
        )
    return value


def read_day(value: str | None) -> str | None:
    """A day as given; UsageError when it is none."""
    try:
        if value is not None and (not DAY.fullmatch(value) or not date.fromisoformat(value)):
            raise ValueError
    except ValueError:
        raise UsageError(
            _("`{value}` is not a day").format(value=value),
            hint=_("a day is written so: 2025-01-10"),
        ) from None
    return value


def read_unit(value: str | None) -> str | None:
    """The code of a unit given by code or name; UsageError when no unit is called so."""
    if value is None:
        return None
    from aixin_cli.forms.divisions import load_divisions

    code = load_divisions().resolve(value)
    if code is None:
        raise UsageError(
            _("no reporting unit is called `{value}`").format(value=value),
            hint=_("use a code or a full name: --unit 620102 or --unit 兰州市城关区"),
        )
    return code


def read_prefecture(value: str | None) -> str | None:
    """The code of a prefecture given by code or name; UsageError where no unit reports through it."""
    from aixin_cli.forms.divisions import load_divisions

    code, known = read_unit(value), load_divisions()
    if code is not None and not any(unit.parent_code == code for unit in known.units):
        raise UsageError(
            _("{unit} is no prefecture: no unit reports through it").format(unit=known.by_code[code].name),
            hint=_("ask for the unit itself: --unit {code}").format(code=code),
        )
    return code


def read_store(context: typer.Context, value: Path | None) -> Path:
    """The store: this option, else the same before the verb, else AIXIN_STORE, else ./aixin-store."""
    top = context.find_root().obj
    chosen: Any = value or top or os.environ.get("AIXIN_STORE")
    return store_folder(Path(chosen) if chosen else None)


def read_out(value: Path) -> Path:
    """A folder for results; UsageError where its path is no text."""
    return store_folder(value)


_STORE = _("The folder that keeps what was loaded; else AIXIN_STORE, else ./aixin-store.")

TopStore = Annotated[Path | None, typer.Option("--store", help=_STORE, metavar="DIR", show_default=False)]
StoreOption = Annotated[
    Path | None,
    typer.Option("--store", help=_STORE, metavar="DIR", show_default=False, callback=read_store),
]
PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help=_("Returns: .xlsx, .xlsm, .xls, .et, .ods, .csv, .tsv or .txt files, folders of them, or a .zip of them."),
        show_default=False,
    ),
]
PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        help=_("The month that is reported."),
        metavar="YYYY-MM",
        callback=read_period,
        show_default=False,
    ),
]
PeriodArgument = Annotated[
    str,
    typer.Argument(metavar="YYYY-MM", help=_("The month."), callback=read_period, show_default=False),
]
DeclaredPeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        help=_("The month the files are for, where they don't say it; a file of another is refused."),
        metavar="YYYY-MM",
        callback=read_period,
        show_default=False,
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        help=_("The unit the files are from, where they don't say it: a code or a name."),
        metavar="UNIT",
        callback=read_unit,
        show_default=False,
    ),
]
OneUnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        help=_("Only this unit: a code or a name."),
        metavar="UNIT",
        callback=read_unit,
        show_default=False,
    ),
]
PrefectureOption = Annotated[
    str | None,
    typer.Option(
        "--prefecture",
        help=_("Only the units of this prefecture: a code or a name."),
        metavar="PREFECTURE",
        callback=read_prefecture,
        show_default=False,
    ),
]
PreferOption = Annotated[
    list[str] | None,
    typer.Option(
        "--prefer",
        help=_("Of two versions with one date, the file that counts. Can be given more than once."),
        metavar="FILE",
        show_default=False,
    ),
]
RelationOption = Annotated[
    bool | None,
    typer.Option(
        "--part/--replace",
        help=_("Read a file that shares some rows with an earlier one as a further part, or as its new version."),
        show_default=False,
    ),
]
ReceivedOption = Annotated[
    str | None,
    typer.Option(
        "--received",
        help=_("The day on which the returns came in; else today. Later than the deadline is late."),
        metavar="YYYY-MM-DD",
        callback=read_day,
        show_default=False,
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option("--fail-on", help=_("End with code 4 when a finding is at least this severe.")),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        help=_("What `--format json` printed before: findings in it are known and don't count."),
        metavar="FILE",
        show_default=False,
    ),
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        help=_("Only these rules: codes or their beginnings, with commas. Can be given more than once."),
        metavar="CODES",
        show_default=False,
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        help=_("Not these rules, even if selected: codes or their beginnings, with commas."),
        metavar="CODES",
        show_default=False,
    ),
]
VerboseOption = Annotated[
    bool,
    typer.Option("--verbose", "-v", help=_("Also list ignored files and the rules that gave no answer.")),
]
FormatOption = Annotated[TableFormat, typer.Option("--format", help=_("How to print the result."))]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        help=_(
            "Go without this return, by its number in `aixin returns list` or by its file; the results are marked. "
            "For this once; can be given more than once."
        ),
        metavar="FILE|RETURN",
        show_default=False,
    ),
]
OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        help=_("The folder for the results; a month gets a folder in it."),
        metavar="DIR",
        callback=read_out,
    ),
]
OnlyOption = Annotated[
    str | None,
    typer.Option(
        "--only",
        help=_(
            "Make only these, by commas: workbook, briefing, charts, poster, data. The folder then holds nothing else."
        ),
        metavar="PRODUCT",
        show_default=False,
    ),
]
OnlyReportedOption = Annotated[
    bool,
    typer.Option("--only-reported", help=_("Leave units that sent nothing out of the workbook; else they are grey.")),
]
RequireOption = Annotated[
    str | None,
    typer.Option(
        "--require",
        help=_("End with code 8 where less than this share of the returns behind a figure came."),
        metavar="SHARE",
        show_default=False,
    ),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template",
        help=_("Your own briefing template, .docx or .md; else briefing.docx and .md in the store, else ours."),
        metavar="FILE",
        show_default=False,
    ),
]
_REASON = typer.Option("--reason", help=_("Why, for the record."), metavar="TEXT", show_default=False)
_BY = typer.Option("--by", help=_("Who decided; kept with the decision."), metavar="NAME", show_default=False)
ReasonOption = Annotated[str, _REASON]
KnownReason = Annotated[str | None, _REASON]
"""The same, where it can be known already."""
ByOption = Annotated[str, _BY]
KnownBy = Annotated[str | None, _BY]
