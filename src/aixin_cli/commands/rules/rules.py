"""`aixin rules`: every rule there is, one of them whole, what they answered, and a new one tried."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aixin_cli.commands import ending, options
from aixin_cli.errors import InputError, UsageError
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.trials import show_trials
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

if TYPE_CHECKING:
    from aixin_cli.forms.rules import Rule
    from aixin_cli.store.catalogue import Catalogue

CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help=_("A rule's code, as findings name it: P102."), show_default=False)
]
ListFormat = Annotated[
    Literal["table", "csv", "json", "markdown"],
    typer.Option("--format", help=_("How to print the rules; markdown is the documentation page.")),
]
FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=_("The rule: an SQL file as in docs/adding.md."), show_default=False),
]
TriedPeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        help=_("Only this month."),
        metavar="YYYY-MM",
        callback=options.read_period,
        show_default=False,
    ),
]
FormOption = Annotated[
    str | None,
    typer.Option("--form", help=_("Only rules about this form: pairing, AX01."), metavar="FORM", show_default=False),
]
SeverityOption = Annotated[
    Literal["error", "query", "note"] | None,
    typer.Option("--severity", help=_("Only rules of this severity."), show_default=False),
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _("List the rules that returns are checked by, with their codes. An office's own stand in its store.")
    example = _("Example: aixin rules show P102")
    group = typer.Typer(cls=WordedGroup, invoke_without_command=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(list_rules)
    text = _("Show a rule whole: what it says and why, what is expected, what to do, what a blank means to it.")
    group.command("show", cls=WordedCommand, help=f"{text}\n\n{example}")(show)
    text = _("Show how often each rule passed, failed, couldn't tell, was skipped or broken in a month, by unit.")
    example = _("Example: aixin rules outcomes --period 2024-12 --unit 620102")
    group.command("outcomes", cls=WordedCommand, help=f"{text}\n\n{example}")(outcomes)
    text = _(
        "Try a new or changed rule on the months in the store before it is in use; nothing is kept. "
        "Shows which units and rows would newly fail, and which other rules say so already."
    )
    example = _("Example: aixin rules try too_many_visits.sql")
    group.command("try", cls=WordedCommand, help=f"{text}\n\n{example}")(try_file)
    app.add_typer(group, name="rules")


def list_rules(
    context: typer.Context,
    store: options.StoreOption = None,
    form: FormOption = None,
    severity: SeverityOption = None,
    shape: ListFormat = "table",
) -> None:
    """Print one line a rule, or the whole page."""
    if context.invoked_subcommand is not None:
        return
    from aixin_cli.forms import get_form
    from aixin_cli.store.rules import known_rules

    catalogue = _catalogue(store)
    wanted = get_form(form).id if form else None
    rules = [
        rule
        for rule in known_rules(catalogue).values()
        if (wanted is None or wanted in rule.forms) and severity in (None, rule.severity)
    ]
    if shape == "markdown":
        from aixin_cli.check import rules_page

        console.out(rules_page(rules))
    else:
        titles = [_("rule"), _("severity"), _("category"), _("title"), _("expected")]
        console.out_rows(titles, [_line(rule) for rule in rules], shape)
        console.say(_("{count} rules; next: aixin rules show CODE").format(count=len(rules)))
    ending.leave_broken(catalogue.faults)


def _line(rule: Rule) -> tuple[str, str, str, str, str]:
    expected = rule.expected.chosen if rule.expected else ""
    return (rule.code, words()[rule.severity], words()[rule.category], rule.title.chosen, expected)


def words() -> dict[str, str]:
    """Severities, categories and outcomes in the chosen language."""
    return {
        "error": _("error"),
        "query": _("query"),
        "note": _("note"),
        "existence": _("existence"),
        "format": _("format"),
        "accuracy": _("accuracy"),
        "consistency": _("consistency"),
        "completeness": _("completeness"),
        "history": _("history"),
        "pass": _("pass"),
        "fail": _("fail"),
        "unknown": _("unknown"),
        "skipped": _("skipped"),
        "broken": _("broken"),
    }


def _catalogue(store: Path | None) -> Catalogue:
    """All statements, an office's own rules in its store among them."""
    from aixin_cli.store import own_catalogue

    return own_catalogue(incoming.store_folder(store))


def show(code: CodeArgument, store: options.StoreOption = None) -> None:
    """Print all that is known of one rule."""
    from aixin_cli.check import rule_lines
    from aixin_cli.store.rules import known_rules

    rules = known_rules(_catalogue(store))
    rule = rules.get(code.strip().upper())
    if rule is None:
        alike = sorted(name for name in rules if name.startswith(code.strip().upper()[:2]))[:8]
        raise UsageError(
            _("no rule has the code {code}").format(code=code),
            hint=_("codes near it: {codes}").format(codes=", ".join(alike)) if alike else _("`aixin rules` lists all"),
        )
    for name, text in rule_lines(rule):
        console.out(f"{name}  {text}")


def outcomes(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    unit: options.UnitOption = None,
    shape: options.FormatOption = "table",
) -> None:
    """Print the counts of a month that was checked."""
    from aixin_cli.check import month_outcomes

    with incoming.open_store(store, read_only=True) as opened:
        rows = month_outcomes(opened, period, unit)
    if not rows:
        raise UsageError(
            _("no rule was asked for {period}").format(period=period),
            hint=_("check the month first: aixin rollup --period {period}").format(period=period),
        )
    named = [(rule, place, form, words()[outcome], count, reason) for rule, place, form, outcome, count, reason in rows]
    console.out_rows([_("rule"), _("unit"), _("form"), _("outcome"), _("count"), _("reason")], named, shape)


def try_file(
    file: FileArgument,
    store: options.StoreOption = None,
    period: TriedPeriodOption = None,
    shape: options.FormatOption = "table",
) -> None:
    """Ask one rule of every month in the store, or of one."""
    from aixin_cli.store.catalogue import parse_statement
    from aixin_cli.store.rehearsal import rehearse
    from aixin_cli.store.rules import sound_rule

    if not file.is_file():
        raise InputError(_("there is no such file or folder"), str(file), _("look at the path's spelling"))
    rule = parse_statement(file)
    sound_rule(rule, {})
    with incoming.open_store(store, read_only=True) as opened:
        rehearse(opened)
        trials = month.try_rule(opened, rule, period, console)
    show_trials(trials, shape)
