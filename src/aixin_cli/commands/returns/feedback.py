"""`aixin feedback`: each unit's own workbook back, its findings marked, with a list to answer on."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import feedback as job
from aixin_cli.jobs import incoming
from aixin_cli.jobs.findings import require_rolled_up
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand
from aixin_cli.screen.words import out_returns

FolderOption = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help=_("The folder to write into; each unit gets a folder in it."),
        callback=options.read_out,
        show_default=False,
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help=_("Also returns in which nothing was found."))]
ReplyOption = Annotated[
    str | None,
    typer.Option(
        "--reply-by",
        metavar="YYYY-MM-DD",
        help=_("The day by which an answer is wanted; else some working days from today (feedback.reply_days)."),
        callback=options.read_day,
        show_default=False,
    ),
]
ZipOption = Annotated[
    bool,
    typer.Option(
        "--zip",
        help=_("One archive a unit, locked with AES-256: the password is AIXIN_PASSWORD, or is asked for."),
    ),
]
COLUMNS = ("unit_code", "unit_name", "kind", "errors", "queries", "notes", "receipt", "document")


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Give each return with findings back to who sent it: its own workbook with the cells marked, comments, and a "
        "first sheet to answer on; all else in it stays as it was. What can't be marked (.csv, .xls) gets the list."
    )
    example = _("Example: aixin feedback --period 2024-12 -o feedback")
    app.command("feedback", cls=WordedCommand, help=f"{text}\n\n{example}")(write)


def write(
    period: options.PeriodOption,
    out: FolderOption,
    unit: options.OneUnitOption = None,
    prefecture: options.PrefectureOption = None,
    with_all: AllOption = False,
    reply_by: ReplyOption = None,
    is_zipped: ZipOption = False,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Write the documents and print who gets which."""
    from aixin_cli.feedback.items import count_severities
    from aixin_cli.forms.divisions import load_divisions, units_among

    units = units_among(unit, prefecture)
    password = job.require_password(console.ask_hidden) if is_zipped else None
    with ExitStack() as stack:
        opened = stack.enter_context(incoming.open_store(store, read_only=True))
        require_rolled_up(opened, period)
        today = datetime.now().astimezone().date()
        day = date.fromisoformat(reply_by) if reply_by else job.reply_day(opened.settings, today)
        replies = job.plan_replies(job.list_sent(opened, period, with_all=with_all), units)
        packing = job.Packing(out / period, day, password)
        written = list(console.track(job.write_replies(opened, replies, packing), _("marking"), len(replies)))
    names = {item.code: item.name for item in load_divisions().units}
    rows = [
        (reply.unit_code, names[reply.unit_code], kind, *count_severities(reply.sent.items).values(),
         str(reply.sent.receipt), str(path))
        for reply, kind, path in written
    ]  # fmt: skip
    out_returns(COLUMNS, rows, form)
    said = _("{count} documents for {units} units in {directory}; an answer is wanted by {day}")
    console.say(said.format(count=len(rows), units=len({row[0] for row in rows}), directory=out / period, day=day))
