"""`aixin returns`: versions of returns, those that are held, and what to do with them."""

from __future__ import annotations

from typing import Annotated

import typer

from aixin_cli import console
from aixin_cli.commands import incoming, options
from aixin_cli.commands.titles import out_returns
from aixin_cli.commands.typer_words import WordedCommand, WordedGroup
from aixin_cli.locale import _

PartArgument = Annotated[
    int, typer.Argument(metavar="PART", help=_("Its number in `aixin returns list`."), show_default=False)
]
UnitArgument = Annotated[
    str,
    typer.Argument(metavar="UNIT", help=_("A code or a name."), callback=options.read_unit, show_default=False),
]
FormArgument = Annotated[str, typer.Argument(metavar="FORM", help=_("A form's id or code."), show_default=False)]
ReasonOption = Annotated[
    str, typer.Option("--reason", help=_("Why, for the record."), metavar="TEXT", show_default=False)
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _("See every version of a month's returns, bring back an older one, release a held one.")
    example = _("Example: aixin returns list --period 2024-12")
    group = typer.Typer(cls=WordedGroup, no_args_is_help=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(_group)
    text = _("List the returns of a month with all their versions.")
    group.command("list", cls=WordedCommand, help=f"{text}\n\n{example}")(list_returns)
    text = _("Put a superseded version back in force, in place of the one that replaced it.")
    example = _("Example: aixin returns reinstate 12")
    group.command("reinstate", cls=WordedCommand, help=f"{text}\n\n{example}")(reinstate)
    text = _("Let a held return count after all, with a reason that is kept.")
    example = _('Example: aixin returns release 620102 pairing --period 2024-12 --reason "..."')
    group.command("release", cls=WordedCommand, help=f"{text}\n\n{example}")(release)
    app.add_typer(group, name="returns")


def _group() -> None:
    """Only holds its verbs."""


def list_returns(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print the versions."""
    from aixin_cli.stage import returns

    with incoming.open_store(store, read_only=True) as opened:
        table = returns.list_returns(opened, period)
    columns = [column.to_pylist() for column in table.columns]
    out_returns(table.column_names, list(zip(*columns, strict=True)), form)
    console.say(_("next: aixin returns reinstate PART, or: aixin returns release UNIT FORM --period P --reason TEXT"))


def reinstate(part: PartArgument, store: options.StoreOption = None) -> None:
    """Reinstate one version."""
    from aixin_cli.stage import returns

    with incoming.open_store(store, is_new=False) as opened:
        returns.reinstate(opened, part)
    console.say(_("version {part} is in force again; next: aixin rollup --period YYYY-MM").format(part=part))


def release(
    unit: UnitArgument,
    form: FormArgument,
    period: options.PeriodOption,
    reason: ReasonOption,
    store: options.StoreOption = None,
) -> None:
    """Release one held return."""
    from aixin_cli.forms import get_form
    from aixin_cli.stage import returns

    chosen = get_form(form).id
    with incoming.open_store(store, is_new=False) as opened:
        returns.release(opened, unit, chosen, period, reason)
    console.say(_("the return counts; next: aixin rollup --period {period}").format(period=period))
