"""`aixin returns`: versions of returns, those that are held, and what to do with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.commands.returns.arguments import PartArgument, name_return, need_words
from aixin_cli.commands.returns.sending import send_back
from aixin_cli.jobs import incoming
from aixin_cli.locale import _, pick
from aixin_cli.screen import console, signoff, summary
from aixin_cli.screen.returns import out_list, out_return
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

if TYPE_CHECKING:
    from aixin_cli.stage.returns.decisions import Done

UnitArgument = Annotated[
    str,
    typer.Argument(metavar="UNIT", help=_("A code or a name."), callback=options.read_unit, show_default=False),
]
UntilOption = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="YYYY-MM-DD",
        help=_("The last day on which it is in time; the deadline itself takes an extension back."),
        callback=options.read_day,
        show_default=False,
    ),
]
FormArgument = Annotated[str, typer.Argument(metavar="FORM", help=_("A form's id or code."), show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _("See every version of a month's returns, take one out, bring one back, choose of two, release a held one.")
    listing = _("Example: aixin returns list --period 2024-12")
    group = typer.Typer(cls=WordedGroup, no_args_is_help=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{listing}", subcommand_metavar=_("COMMAND [ARGS]..."))(_group)
    text = _("List the returns of a month with all their versions, and say why those that are held don't count.")
    group.command("list", cls=WordedCommand, help=f"{text}\n\n{listing}")(list_returns)
    text = _("Show one return: its parts and versions, files, days of receipt, rows, findings, holds and decisions.")
    example = _("Example: aixin returns show 12")
    group.command("show", cls=WordedCommand, help=f"{text}\n\n{example}")(show)
    text = _(
        "Take a return out again, as if it had not come. It is kept, and `aixin returns reinstate` brings it back."
    )
    example = _('Example: aixin returns withdraw 12 --reason "..." --by "..."')
    group.command("withdraw", cls=WordedCommand, help=f"{text}\n\n{example}")(withdraw)
    text = _("Put a superseded, withdrawn or held version in force, in place of the one that stands against it.")
    example = _("Example: aixin returns reinstate 12")
    group.command("reinstate", cls=WordedCommand, help=f"{text}\n\n{example}")(reinstate)
    text = _("Say which of two versions counts where no 填报日期 tells the later one. The others step back.")
    example = _('Example: aixin returns choose 12 --reason "..." --by "..."')
    group.command("choose", cls=WordedCommand, help=f"{text}\n\n{example}")(choose)
    text = _("Let a held return count after all, with a reason that is kept.")
    example = _('Example: aixin returns release 620102 pairing --period 2024-12 --reason "..."')
    group.command("release", cls=WordedCommand, help=f"{text}\n\n{example}")(release)
    text = _("Let a return come until a later day without being late, with a reason that is kept.")
    example = _(
        'Example: aixin returns extend 620102 AX01 --period 2024-12 --until 2025-01-25 --reason "..." --by "..."'
    )
    group.command("extend", cls=WordedCommand, help=f"{text}\n\n{example}")(extend)
    text = _(
        "Send a return back to be corrected, and write the notice. It goes on counting until it is held or replaced."
    )
    example = _('Example: aixin returns send-back 12 --reason "..." --by "..." -o notices')
    group.command("send-back", cls=WordedCommand, help=f"{text}\n\n{example}")(send_back)
    app.add_typer(group, name="returns")


def _group() -> None:
    """Only holds its verbs."""


def list_returns(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print the versions, and why the held ones are held."""
    from aixin_cli.stage.returns.held import held_of_period
    from aixin_cli.stage.returns.shown import list_returns as listed

    with incoming.open_store(store, read_only=True) as opened:
        table = listed(opened, period)
        held = held_of_period(opened, period)
        out_list(table, held, form)
        summary.say_held(held)
        signoff.say_closed(opened, [period])
    console.say(_("next: aixin returns show N"))


def show(part: PartArgument, store: options.StoreOption = None, form: options.FormatOption = "table") -> None:
    """Print all that is known of one return."""
    from aixin_cli.stage.returns.shown import show_return

    with incoming.open_store(store, read_only=True) as opened:
        shown = show_return(opened, part)
    out_return(shown, form)
    console.say(_("next: aixin returns withdraw|reinstate|choose N --reason TEXT --by NAME"))


def withdraw(
    part: PartArgument, reason: options.ReasonOption, by: options.ByOption, store: options.StoreOption = None
) -> None:
    """Withdraw one part."""
    from aixin_cli.stage.returns import decisions

    with incoming.open_store(store, is_new=False) as opened:
        done = decisions.withdraw(
            opened, part, decisions.Decision(need_words("--reason", reason), need_words("--by", by))
        )
    _say_done(_("return {part} (version {version}) doesn't count any more"), done)
    if done.others:
        told = _("the version it had replaced stays out; to put it back: aixin returns reinstate {part}")
        console.say(told.format(part=done.others[-1]))
    _say_followed(done)


def reinstate(
    part: PartArgument,
    reason: options.KnownReason = None,
    by: options.KnownBy = None,
    store: options.StoreOption = None,
) -> None:
    """Reinstate one version."""
    from aixin_cli.stage.returns import decisions

    with incoming.open_store(store, is_new=False) as opened:
        done = decisions.reinstate(opened, part, decisions.Decision(reason, by))
    _say_done(_("return {part} (version {version}) counts again"), done)
    if done.others:
        console.say(_("in place of: {others}").format(others=_listed(done.others)))
    _say_followed(done)


def choose(
    part: PartArgument, reason: options.ReasonOption, by: options.ByOption, store: options.StoreOption = None
) -> None:
    """Choose one version."""
    from aixin_cli.stage.returns import decisions

    with incoming.open_store(store, is_new=False) as opened:
        done = decisions.choose(
            opened, part, decisions.Decision(need_words("--reason", reason), need_words("--by", by))
        )
    _say_done(_("return {part} (version {version}) counts"), done)
    console.say(_("in place of: {others}").format(others=_listed(done.others)))
    _say_followed(done)


def release(
    unit: UnitArgument,
    form: FormArgument,
    period: options.PeriodOption,
    reason: options.ReasonOption,
    by: options.KnownBy = None,
    store: options.StoreOption = None,
) -> None:
    """Release one held return."""
    from aixin_cli.forms import get_form
    from aixin_cli.stage.returns import decisions

    key = unit, get_form(form).id, period
    with incoming.open_store(store, is_new=False) as opened:
        decisions.release(opened, key, decisions.Decision(need_words("--reason", reason), by))
    console.say(_("the held return counts: {which}").format(which=name_return(key)))
    _say_next(period)


def extend(
    unit: UnitArgument,
    form: FormArgument,
    period: options.PeriodOption,
    until: UntilOption,
    reason: options.ReasonOption,
    by: options.ByOption,
    store: options.StoreOption = None,
) -> None:
    """Grant one return a later day."""
    from aixin_cli.forms import get_form
    from aixin_cli.stage.returns.decisions import Decision
    from aixin_cli.stage.returns.extensions import extend as grant

    key = unit, get_form(form).id, period
    day = date.fromisoformat(until)
    with incoming.open_store(store, is_new=False) as opened:
        grant(opened, key, Decision(need_words("--reason", reason), need_words("--by", by), day))
    console.say(_("{which} may come until {day}").format(which=name_return(key), day=day))
    console.say(_("next: aixin status --period {period}").format(period=period))


def _say_done(told: str, done: Done) -> None:
    """What became of a return, and which one that is."""
    console.say(
        told.format(part=done.part_id, version=done.version) + _(": {which}").format(which=name_return(done.key))
    )


def _say_followed(done: Done) -> None:
    """What else came and went with it, and the month to begin with."""
    for part, key in done.gained:
        console.say(_("return {part} counts now as well: {which}").format(part=part, which=name_return(key)))
    for part, key in done.lost:
        told = _("return {part} is held now: {which}; why: aixin returns show {part}")
        console.say(told.format(part=part, which=name_return(key)))
    _say_next(min([done.period, *(key[2] for _part, key in (*done.gained, *done.lost))]))


def _listed(parts: tuple[int, ...]) -> str:
    return pick(", ", "、").join(map(str, parts))


def _say_next(period: str) -> None:
    console.say(_("next: aixin rollup --period {period}").format(period=period))
