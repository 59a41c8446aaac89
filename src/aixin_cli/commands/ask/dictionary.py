"""`aixin dictionary`: what can be asked of the statistics file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand

WordArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="TABLE|WORD",
        help=_("A table, such as t03 or stat.pair, or a word of a column's name or meaning; nothing lists the tables."),
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Say what the statistics file holds, which `aixin query` asks: its tables and columns, what each means, "
        "in which unit it counts and whether it is a stock, a flow, a total or a rate. No store is needed."
    )
    example = _("Example: aixin dictionary t03")
    app.command("dictionary", cls=WordedCommand, help=f"{text}\n\n{example}")(dictionary)


def dictionary(word: WordArgument = None, form: options.FormatOption = "table") -> None:
    """Print the tables, or the columns of one or with a word."""
    from aixin_cli.store.asking.dictionary import find_entries, load_dictionary

    tables = load_dictionary()
    if word is None:
        rows = [(name, table.title.chosen, len(table.columns)) for name, table in tables.items()]
        console.out_rows(("table", "title", "columns"), rows, form)
        return
    found = [(item.table, item.column, item.meaning.chosen, item.unit, item.kind) for item in find_entries(word)]
    if not found:
        near = get_close_matches(word, [name.partition(".")[2] for name in tables], 1)
        hint = _("did you mean {name}?").format(name=near[0]) if near else _("`aixin dictionary` lists the tables")
        raise UsageError(_("no table and no column is called so"), word, hint)
    console.out_rows(("table", "column", "meaning", "unit", "kind"), found, form)
