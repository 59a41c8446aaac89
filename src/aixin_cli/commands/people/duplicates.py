"""`aixin duplicates`: what was reported more than once, of what, and why it is or isn't counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup
from aixin_cli.screen.words import out_returns

if TYPE_CHECKING:
    from aixin_cli.store import Store

KindOption = Annotated[
    str,
    typer.Option(
        "--kind", metavar="KIND", help=_("A kind's id as `aixin duplicates count` prints it."), show_default=False
    ),
]
WhoseOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar="UNIT",
        help=_("Only this unit's own rows; of the other side only which unit it is."),
        callback=options.read_unit,
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _(
        "See what a month's returns report more than once: rows, pairs, persons and activities. "
        "Two that the model took for one are told apart with aixin review decide; "
        "open pairs and homes go out with aixin review export and come back with aixin review import."
    )
    example = _("Example: aixin duplicates count --period 2024-12")
    group = typer.Typer(cls=WordedGroup, no_args_is_help=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(_group)
    text = _(
        "Count the cases and rows of every kind of duplicate in a month, and what T10 takes off for it: "
        "active pairs from area units, and person-times."
    )
    group.command("count", cls=WordedCommand, help=f"{text}\n\n{example}")(count)
    text = _(
        "List the rows of one kind, each with the row that it repeats and the rule that decided between them. "
        "A decision goes before every rule: aixin review decide or aixin review import takes it in, "
        "aixin review withdraw takes it back."
    )
    example = _("Example: aixin duplicates list --kind other_unit --period 2024-12")
    group.command("list", cls=WordedCommand, help=f"{text}\n\n{example}")(list_rows)
    app.add_typer(group, name="duplicates")


def _group() -> None:
    """Only holds its verbs."""


def count(
    period: options.PeriodOption,
    unit: WhoseOption = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print how much of each kind there is."""
    from aixin_cli.link import count_duplicates, duplicate_kinds

    with incoming.open_store(store, read_only=True) as opened:
        _link(opened, period)
        labels = duplicate_kinds(opened)
        rows = [(kind, labels[kind], *counts) for kind, *counts in count_duplicates(opened, period, unit)]
    columns = ["kind", "label", "case_count", "row_count", "t10_count"]
    titles = [_("kind"), _("meaning"), _("cases"), _("rows"), _("in T10")]
    console.out_rows(titles if form == "table" else columns, rows, form)
    console.say(_("next: aixin duplicates list --kind KIND --period {period}").format(period=period))


def list_rows(
    kind: KindOption,
    period: options.PeriodOption,
    unit: WhoseOption = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print the rows of one kind."""
    from aixin_cli.link import list_duplicates

    with incoming.open_store(store, read_only=True) as opened:
        _link(opened, period)
        found = list_duplicates(opened, period, kind, unit)
    columns = [column.to_pylist() for column in found.columns]
    out_returns(found.column_names, list(zip(*columns, strict=True)), form)
    console.say(
        _(
            "{count} rows; two whom the model took for one: aixin review decide A B different --by NAME"
            " --period {period}; homes: aixin review export --period {period}"
        ).format(count=found.num_rows, period=period)
    )


def _link(store: Store, period: str) -> None:
    """Link the month beside the register, which stays as it is."""
    from aixin_cli.link import link_period
    from aixin_cli.link.months import require_ledger
    from aixin_cli.store.rehearsal import rehearse

    require_ledger(store, period)
    rehearse(store)
    with console.progress(_("linking")):
        link_period(store, period)
