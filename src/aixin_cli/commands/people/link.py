"""`aixin link`: who a month's rows name, why two rows are or aren't one person, and how pairs come to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import incoming
from aixin_cli.jobs import month as month_commands
from aixin_cli.locale import _
from aixin_cli.screen import console, links
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

if TYPE_CHECKING:
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

_ROW = _("A row as FILE#ROW or FILE#SHEET#ROW, the file by its name or the end of its path; or a person as @KEY.")
LeftArgument = Annotated[str, typer.Argument(metavar="A", help=_ROW, show_default=False)]
RightArgument = Annotated[str, typer.Argument(metavar="B", help=_("The other, in the same way."), show_default=False)]
MonthOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        help=_("The month that is reported; else the newest with a ledger."),
        metavar="YYYY-MM",
        callback=options.read_period,
        show_default=False,
    ),
]
RoleOption = Annotated[
    Literal["recipient", "helper"], typer.Option("--role", help=_("Whether recipients or helpers are meant."))
]
BlockingOption = Annotated[
    bool, typer.Option("--explain-blocking", help=_("Print instead by which rules pairs come to be compared."))
]
WhyFormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help=_("How to print the result."))]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _(
        "Tell how many persons a month's rows name, by what evidence, and what is left to be settled. "
        "Nothing is changed: it is `aixin rollup` that links and keeps."
    )
    example = _("Example: aixin link --period 2024-12")
    group = typer.Typer(
        cls=WordedGroup, no_args_is_help=True, invoke_without_command=True, options_metavar=_("[OPTIONS]")
    )
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(link)
    text = _(
        "Tell in words and weights why two rows are or aren't one person. "
        "Names and numbers are masked; where they differ is told by places."
    )
    example = _("Example: aixin link why 620102.xlsx#12 620103.xlsx#AX01#40 --period 2024-12")
    group.command("why", cls=WordedCommand, help=f"{text}\n\n{example}")(why)
    app.add_typer(group, name="link")


def link(
    context: typer.Context,
    period: MonthOption = None,
    is_blocking: BlockingOption = False,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print how the month's people are known, or the blocking rules."""
    from aixin_cli.jobs.review import summarize
    from aixin_cli.link import blocking
    from aixin_cli.review.open_questions import pair_statements

    if context.invoked_subcommand is not None:
        _refuse_ignored(context)
        return
    with incoming.open_store(store, read_only=True) as opened:
        month = _linked(opened, period, () if is_blocking else pair_statements(opened))
        month_commands.say_narrowed(opened, console)
        told = blocking.explain_blocking(opened, month) if is_blocking else summarize(opened, month)
    if is_blocking:
        links.out_blocking(told, form)
    else:
        links.out_summary(told, form)
    console.say(_("next: {command}").format(command=f"aixin link why A B --period {month}"))


def why(
    left: LeftArgument,
    right: RightArgument,
    period: MonthOption = None,
    role: RoleOption = "recipient",
    store: options.StoreOption = None,
    form: WhyFormatOption = "table",
) -> None:
    """Print the reasons."""
    from aixin_cli.link.explain import answer, why

    with incoming.open_store(store, read_only=True) as opened:
        month = _linked(opened, period)
        reasons = why.find_reasons(opened, month, why.Question(left, right, role))
        told = answer.answer(reasons, opened.settings.by_leaf())
    links.out_why(told, form)


def _linked(store: Store, period: str | None, asked: Sequence[Statement] = ()) -> str:
    """Link a month as far as these questions need it, in memory only: the register stays as it is."""
    from aixin_cli.link import link_for_checks
    from aixin_cli.link.months import newest_period, require_ledger
    from aixin_cli.store.rehearsal import rehearse

    month = period or newest_period(store)
    require_ledger(store, month)
    rehearse(store)
    link_for_checks(store, month, [*store.catalogue.of_kind("explain"), *asked])
    return month


def _refuse_ignored(context: typer.Context) -> None:
    """An option before the verb would do nothing there."""
    sources = (context.get_parameter_source(name) for name in context.params)
    given = any(source is not None and source.name == "COMMANDLINE" for source in sources)
    if given:
        raise UsageError(
            _("options of a verb stand behind it"), hint=_("try `{command} --help`").format(command="aixin link why")
        )
