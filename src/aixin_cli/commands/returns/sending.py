"""`aixin returns send-back`: one return goes back to be corrected, with a notice."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.commands.returns.arguments import PartArgument, name_return, need_words
from aixin_cli.jobs import incoming, remind
from aixin_cli.locale import _
from aixin_cli.screen import console

FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help=_("A folder for the notice, as text and as a Word document; else its text is printed."),
        show_default=False,
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="YYYY-MM-DD",
        help=_("The day until which an answer is asked for."),
        callback=options.read_day,
        show_default=False,
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--day",
        metavar="YYYY-MM-DD",
        help=_("The day that the notice bears; else today."),
        callback=options.read_day,
        show_default=False,
    ),
]


def send_back(
    part: PartArgument,
    reason: options.ReasonOption,
    by: options.ByOption,
    until: UntilOption = None,
    out: FolderOption = None,
    day: DayOption = None,
    store: options.StoreOption = None,
) -> None:
    """Send one return back."""
    from aixin_cli.publish.reminder import returning
    from aixin_cli.stage.returns.decisions import Decision

    said_on = date.fromisoformat(day) if day else datetime.now().astimezone().date()
    asked = date.fromisoformat(until) if until else None
    decision = Decision(need_words("--reason", reason), need_words("--by", by), asked)

    def tell(notice: returning.Returned) -> None:
        if out is None:
            console.out(returning.notice_text(notice, said_on).rstrip("\n"))
        else:
            name = returning.write_notice(notice, said_on, options.read_out(out))
            console.say(_("written: {path}").format(path=out / f"{name}.docx"))

    with incoming.open_store(store, is_new=False) as opened:
        done = remind.send_back(opened, part, decision, tell)
    which = name_return(done.key)
    console.say(_("return {part} was sent back: {which}").format(part=done.part_id, which=which))
    if done.is_counting:
        console.say(_("it goes on counting until it is held or replaced"))
    console.say(_("next: aixin returns show {part}").format(part=done.part_id))
