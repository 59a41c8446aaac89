"""`aixin query`: a question to the statistics file, which holds no personal data."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import incoming
from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

SqlArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="SQL|NAME",
        help=_("One SELECT in DuckDB's SQL, or a saved question's name; nothing lists those."),
        show_default=False,
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=_("Write the answer to a file: .xlsx, .csv, .json or .parquet."),
        show_default=False,
    ),
]
ENDINGS = (".xlsx", ".csv", ".json", ".parquet")


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Ask the statistics file a question in SQL and print the answer. "
        "The file is only read, and holds no names or numbers of persons."
    )
    example = _('Example: aixin query "select * from out.figure" -o figures.xlsx')
    app.command("query", cls=WordedCommand, help=f"{text}\n\n{example}")(query)


def query(
    sql: SqlArgument = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
    out: FileOption = None,
) -> None:
    """Print what a SELECT gives, or write it to a file."""
    from aixin_cli.screen.answers import show_answer
    from aixin_cli.store.asking import ask

    if sql is None:
        _list_saved(form)
        return
    question, folder = _question(sql), incoming.store_folder(store)
    if out is not None:
        _write(question, folder, out)
        return
    answer = ask(folder, question, as_json=form == "json")
    show_answer(answer, form)
    console.say(_("{count} rows").format(count=len(answer.rows)))


def _list_saved(form: console.TableFormat) -> None:
    from aixin_cli.store.asking import saved_questions

    rows = [(name, pick(english, chinese)) for name, (english, chinese, _sql) in saved_questions().items()]
    console.out_rows(("name", "title"), rows, form)


def _question(text: str) -> str:
    """The SQL: as it was given, or that of the saved question of this name."""
    if not re.fullmatch(r"\s*\w+\s*", text):
        return text
    from aixin_cli.store.asking import saved_questions

    saved, name = saved_questions(), text.strip()
    if name not in saved:
        near = get_close_matches(name, saved, 1)
        hint = _("did you mean {name}?").format(name=near[0]) if near else _("`aixin query` lists them")
        raise UsageError(_("no question is saved as `{name}`").format(name=name), None, hint)
    return saved[name][2]


def _write(question: str, folder: Path, out: Path) -> None:
    from aixin_cli.publish import answer_files
    from aixin_cli.screen.answers import csv_text, json_text
    from aixin_cli.store.asking import ask, ask_arrow

    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(
            _("this ending of a file's name says no format"),
            str(out),
            _("known: {names}").format(names=" ".join(ENDINGS)),
        )
    if not out.absolute().parent.is_dir():
        raise UsageError(_("there is no such folder"), str(out.parent), _("look at the path's spelling"))
    if ending == ".parquet":
        count = answer_files.write_parquet(out, lambda: ask_arrow(folder, question))
    else:
        answer = ask(folder, question, as_json=ending == ".json")
        count = len(answer.rows)
        if ending == ".xlsx":
            answer_files.write_workbook(out, answer)
        elif ending == ".csv":
            answer_files.write_text(out, csv_text(answer), "utf-8-sig")
        else:
            answer_files.write_text(out, json_text(answer) + "\n")
    console.say(_("{count} rows in {path}").format(count=count, path=out))
