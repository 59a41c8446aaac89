"""`aixin explain`: what units answered to findings, and what the province grants of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from aixin_cli.commands import options
from aixin_cli.commands.returns.arguments import need_words
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup
from aixin_cli.screen.words import out_returns

NumberArgument = Annotated[
    int, typer.Argument(metavar="ID", help=_("Its number in `aixin explain list`."), show_default=False)
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="YYYY-MM",
        help=_("Only answers of this month."),
        callback=options.read_period,
        show_default=False,
    ),
]
AskedOption = Annotated[bool, typer.Option("--asked", help=_("Only what waits for the province."))]
UntilOption = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="YYYY-MM-DD",
        help=_("The last day of months for which it holds."),
        callback=options.read_day,
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _("See what units answered to findings, and grant or refuse the exemptions that they ask for.")
    listing = _("Example: aixin explain list --period 2024-12 --asked")
    group = typer.Typer(cls=WordedGroup, no_args_is_help=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{listing}", subcommand_metavar=_("COMMAND [ARGS]..."))(_group)
    text = _("List the answers that came back on workbooks, also those that settle nothing, and say why.")
    group.command("list", cls=WordedCommand, help=f"{text}\n\n{listing}")(list_answers)
    text = _("Let a finding stand as explained until a day. It stays visible, and rows that are left out stay out.")
    example = _('Example: aixin explain grant 3 --until 2025-06-30 --reason "..." --by "..."')
    group.command("grant", cls=WordedCommand, help=f"{text}\n\n{example}")(grant)
    text = _("Refuse an exemption, also one that was granted: the finding is open.")
    example = _('Example: aixin explain refuse 3 --reason "..." --by "..."')
    group.command("refuse", cls=WordedCommand, help=f"{text}\n\n{example}")(refuse)
    app.add_typer(group, name="explain")


def _group() -> None:
    """Only holds its verbs."""


def list_answers(
    period: PeriodOption = None,
    unit: options.OneUnitOption = None,
    only_asked: AskedOption = False,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print the ledger."""
    from aixin_cli.check.standing import ledger

    with incoming.open_store(store, read_only=True) as opened:
        found = ledger.list_explanations(opened, period, [unit] if unit else None, only_asked=only_asked)
    out_returns(ledger.LISTED, [tuple(item.values()) for item in found], form)
    asked = sum(item["state"] == "asked" for item in found)
    console.say(_("{count} answers, {asked} of them wait for the province").format(count=len(found), asked=asked))
    console.say(_("next: aixin explain grant|refuse ID --reason TEXT --by NAME"))


def grant(
    number: NumberArgument,
    until: UntilOption,
    reason: options.ReasonOption,
    by: options.ByOption,
    store: options.StoreOption = None,
) -> None:
    """Grant one exemption."""
    from aixin_cli.check.standing import ledger

    decision = (need_words("--reason", reason), need_words("--by", by), date.fromisoformat(until))
    with incoming.open_store(store, is_new=False) as opened:
        item = ledger.decide(opened, number, "grant", decision)
    _say(_("explanation {number} is granted until {until}: {which}").format(until=until, **_told(item)))


def refuse(
    number: NumberArgument, reason: options.ReasonOption, by: options.ByOption, store: options.StoreOption = None
) -> None:
    """Refuse one exemption."""
    from aixin_cli.check.standing import ledger

    with incoming.open_store(store, is_new=False) as opened:
        item = ledger.decide(opened, number, "refuse", (need_words("--reason", reason), need_words("--by", by), None))
    _say(_("explanation {number} is refused: {which}").format(**_told(item)))


def _told(item: dict[str, Any]) -> dict[str, Any]:
    from aixin_cli.forms.divisions import load_divisions

    unit = load_divisions().by_code[item["unit_code"]].name
    return {"number": item["id"], "which": f"{unit} {item['period']} {item['rule']}"}


def _say(told: str) -> None:
    console.say(told)
    console.say(_("next: aixin explain list --asked"))
