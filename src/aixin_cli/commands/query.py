"""`aixin query`: a question to the statistics file, which holds no personal data."""

from __future__ import annotations

from typing import Annotated

import typer

from aixin_cli import console
from aixin_cli.commands import options
from aixin_cli.commands.typer_words import WordedCommand
from aixin_cli.locale import _

SqlArgument = Annotated[str, typer.Argument(metavar="SQL", help=_("One SELECT in DuckDB's SQL."), show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Ask the statistics file a question in SQL and print the answer. "
        "The file is only read, and holds no names or numbers of persons."
    )
    example = _('Example: aixin query "select * from out.figure" --format csv')
    app.command("query", cls=WordedCommand, help=f"{text}\n\n{example}")(query)


def query(
    sql: SqlArgument,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print what a SELECT gives."""
    from aixin_cli.store.statistics import query as ask

    answer = ask(options.folder(store), sql)
    columns = [column.to_pylist() for column in answer.columns]
    console.out_rows(answer.column_names, list(zip(*columns, strict=True)), form)
    console.say(_("{count} rows").format(count=answer.num_rows))
