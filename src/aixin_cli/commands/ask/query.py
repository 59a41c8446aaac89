"""`aixin query`: a question to the statistics file, which holds no personal data."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.store.asking import Access, Answer, Batches, Question
    from aixin_cli.store.asking.limits import Limits

AnswerFormat = Literal["table", "csv", "json", "md", "xlsx", "parquet"]
SqlArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="SQL|NAME|FILE.sql",
        help=_("One SELECT in DuckDB's SQL, a saved question's name, or a file; nothing lists what is saved."),
        show_default=False,
    ),
]
ParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        metavar="NAME=VALUE",
        help=_("A value for what the question asks for as $NAME; several by repeating it."),
        show_default=False,
    ),
]
FormatOption = Annotated[
    AnswerFormat | None,
    typer.Option(
        "--format", help=_("How the answer is printed or written; else as a file's name ends."), show_default=False
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=_("Write the answer to a file: .xlsx, .csv, .json, .md or .parquet."),
        show_default=False,
    ),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0.1,
        help=_("End a question that takes longer; else query.most_seconds of aixin.toml."),
        show_default=False,
    ),
]
RegisterOption = Annotated[
    bool,
    typer.Option(
        "--register",
        help=_("Ask the register (stg, raw, chk, meta), which holds names: masked, for a reason, and logged."),
    ),
]
UnmaskedOption = Annotated[
    bool,
    typer.Option("--unmasked", help=_("With --register: values as they are, only into a file for your eyes alone.")),
]
ENDINGS: Mapping[str, AnswerFormat] = {
    ".xlsx": "xlsx", ".csv": "csv", ".json": "json", ".md": "md", ".parquet": "parquet",
}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Ask the statistics file a question in SQL and print the answer. The file is only read, and holds no names "
        "or numbers of persons. What it holds: aixin dictionary."
    )
    example = _("Example: aixin query figure_by_unit --param figure=F05 -o deeds.xlsx")
    app.command("query", cls=WordedCommand, help=f"{text}\n\n{example}")(query)


def query(
    sql: SqlArgument = None,
    param: ParamOption = None,
    store: options.StoreOption = None,
    form: FormatOption = None,
    out: FileOption = None,
    timeout: TimeoutOption = None,
    register: RegisterOption = False,
    unmasked: UnmaskedOption = False,
    reason: options.KnownReason = None,
) -> None:
    """Print what a SELECT gives, or write it to a file."""
    from aixin_cli.store.asking import find_question
    from aixin_cli.store.asking.limits import load_limits
    from aixin_cli.store.asking.question import read_values

    folder, access = incoming.store_folder(store), _access(register, unmasked, reason, out)
    if sql is None:
        _list_saved(folder, form or "table")
        return
    question = find_question(sql, folder).given(read_values(param or []))
    asked = Asked(folder, question, load_limits(folder, timeout), access)
    form = form or _format_of(out)
    if out is not None:
        count = _write(asked, out, form)
        console.say(_("{count} rows in {path}").format(count=count, path=out))
    else:
        _show(asked, form)


@dataclass(frozen=True)
class Asked:
    """A question, where it is asked, and within what."""

    folder: Path
    question: Question
    limits: Limits
    access: Access | None

    def answer(self, form: AnswerFormat) -> Answer:
        """Its answer, nested values as the format has them."""
        from aixin_cli.store.asking import ask

        return ask(self.folder, self.question, self.limits, self.access, as_json=form == "json")

    def batches(self) -> AbstractContextManager[Batches]:
        """Its answer in columns, as they come."""
        from aixin_cli.store.asking import ask_arrow

        return ask_arrow(self.folder, self.question, self.limits, self.access)


def _access(register: bool, unmasked: bool, reason: str | None, out: Path | None) -> Access | None:
    """How the register is opened, where it is; UsageError for what makes no sense without it."""
    from aixin_cli.store.asking import Access

    if not register:
        if unmasked or reason:
            raise UsageError(_("the statistics hold nothing to be unmasked"), None, _("add --register"))
        return None
    if unmasked and out is None:
        raise UsageError(_("values as they are go into a file, not on a screen"), None, _("name a file: -o FILE"))
    access = Access(reason or "", is_unmasked=unmasked)
    access.require()
    return access


def _list_saved(folder: Path, form: AnswerFormat) -> None:
    from aixin_cli.store.asking import saved_questions

    rows = [
        (item.name, item.title.chosen, ", ".join(f"${name}: {words.chosen}" for name, words in item.asks.items()))
        for item in saved_questions(folder).values()
    ]
    if form not in ("table", "csv", "json"):
        raise UsageError(_("the list of saved questions is printed as table, csv or json"))
    console.out_rows(("name", "title", "params"), rows, form)


def _format_of(out: Path | None) -> AnswerFormat:
    """The format that a file's name says."""
    if out is None:
        return "table"
    form = ENDINGS.get(out.suffix.lower())
    if form is None:
        hint = _("known: {names}").format(names=" ".join(ENDINGS))
        raise UsageError(_("this ending of a file's name says no format"), str(out), hint)
    return form


def _show(asked: Asked, form: AnswerFormat) -> None:
    from aixin_cli.screen.answers import show_answer

    if form in ("xlsx", "parquet"):
        raise UsageError(_("{form} is no text to print").format(form=form), None, _("name a file: -o FILE"))
    answer = asked.answer(form)
    show_answer(answer, form)
    console.say(_("{count} rows").format(count=len(answer.rows)))


def _write(asked: Asked, out: Path, form: AnswerFormat) -> int:
    from aixin_cli.publish.answer_files import keep_private, write_parquet, write_text, write_workbook
    from aixin_cli.screen.answers import TEXTS

    if not out.absolute().parent.is_dir():
        raise UsageError(_("there is no such folder"), str(out.parent), _("look at the path's spelling"))
    if form == "table":
        hint = _("known: {names}").format(names=", ".join(ENDINGS.values()))
        raise UsageError(_("a file is no table of the screen"), str(out), hint)
    with keep_private(asked.access is not None):
        if form == "parquet":
            return write_parquet(out, asked.batches)
        answer = asked.answer(form)
        if form == "xlsx":
            write_workbook(out, answer)
        else:
            # Excel takes a CSV without a mark for one of the system's code page.
            write_text(out, TEXTS[form](answer), "utf-8-sig" if form == "csv" else "utf-8")
    return len(answer.rows)
