"""`aixin review`: what only a person can decide goes out as a workbook, comes back, is kept and can be withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.commands.people.link import LeftArgument, RightArgument, RoleOption
from aixin_cli.commands.people.review_lists import export, import_file, leave_kept, now, require_name, tell_kept
from aixin_cli.errors import ExitCode
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.reviews import kind_words, name_owner, parts_of, status_words
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

if TYPE_CHECKING:
    pass

VerdictArgument = Annotated[
    str,
    typer.Argument(
        metavar="VERDICT",
        help=_("What they are: 同一人 (same), 不是 (different), or 存疑 (unsure)."),
        show_default=False,
    ),
]
NoteOption = Annotated[
    str | None,
    typer.Option("--note", help=_("On what ground; kept with the decision."), metavar="TEXT", show_default=False),
]
DecisionsArgument = Annotated[
    list[int],
    typer.Argument(metavar="DECISION...", help=_("Their numbers in `aixin review decisions`."), show_default=False),
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _(
        "Decide who is one person and which unit a person belongs to, where the program can't tell. "
        "Decisions are kept with who and when, hold in all later months, and can be withdrawn."
    )
    example = _("Example: aixin review export --period 2024-12")
    group = typer.Typer(cls=WordedGroup, no_args_is_help=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(_group)
    text = _(
        "Write the pairs and claims that nobody has decided on into a workbook, by their effect on published figures. "
        "It holds names and numbers: only its owner may read it."
    )
    group.command("export", cls=WordedCommand, help=f"{text}\n\n{example}")(export)
    text = _(
        "Keep the decisions of a workbook that came back; decisions that contradict others are named and left out. "
        "A file of another month or store is refused whole."
    )
    example = _('Example: aixin review import review_2024-12.xlsx --by "..."')
    group.command("import", cls=WordedCommand, help=f"{text}\n\n{example}")(import_file)
    text = _(
        "Decide at once on the people of two rows, also where the model joined them and no list asks about them. "
        "It is checked against the other decisions like one of a workbook, and holds in all later months."
    )
    example = _('Example: aixin review decide 620102.xlsx#12 620103.xlsx#40 different --period 2024-12 --by "..."')
    group.command("decide", cls=WordedCommand, help=f"{text}\n\n{example}")(decide)
    text = _("Count what is open and what was decided, and list contradictions, and persons merged and split.")
    example = _("Example: aixin review status --period 2024-12")
    group.command("status", cls=WordedCommand, help=f"{text}\n\n{example}")(status)
    text = _("List all decisions with their numbers, withdrawn ones too. Persons are shown by keys alone.")
    example = _("Example: aixin review decisions --format csv")
    group.command("decisions", cls=WordedCommand, help=f"{text}\n\n{example}")(decisions)
    text = _("Take decisions back: they stay on record, and what stood before them stands again.")
    example = _('Example: aixin review withdraw 12 --by "..."')
    group.command("withdraw", cls=WordedCommand, help=f"{text}\n\n{example}")(withdraw)
    app.add_typer(group, name="review")


def _group() -> None:
    """Only holds its verbs."""


def decide(
    left: LeftArgument,
    right: RightArgument,
    verdict: VerdictArgument,
    by: options.ByOption,
    period: options.PeriodOption,
    note: NoteOption = None,
    role: RoleOption = "recipient",
    store: options.StoreOption = None,
) -> None:
    """Keep one decision, and tell what was so until now."""
    from aixin_cli.jobs import review as job
    from aixin_cli.link.explain.grounds import sentence
    from aixin_cli.link.explain.why import Question
    from aixin_cli.link.months import require_ledger
    from aixin_cli.review.decisions import Signature
    from aixin_cli.review.verdicts import read_verdict

    signature = Signature(require_name(by), now(), period)
    word = read_verdict(verdict)
    with incoming.open_store(store, is_new=False) as opened:
        require_ledger(opened, period)
        done = job.decide(opened, Question(left, right, role), word, note, signature)
        before = sentence(done.before, opened.settings.by_leaf())
    for side in done.before.sides:
        console.say(f"{side.side}: @{side.identity_id} {side.name_shown or ''}".rstrip())
    console.say(_("until now: {sentence}").format(sentence=before))
    for number in done.kept.stored:
        console.say(_("stored as decision {number}: {verdict}").format(number=number, verdict=word))
    if done.kept.unchanged_count:
        console.say(_("decided so before: nothing is changed"))
    tell_kept(done.kept)
    leave_kept([done.kept], period)


def status(
    period: options.PeriodOption,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print what is open, decided, contradictory, merged and split; the store stays as it is."""
    from aixin_cli.jobs.review import list_reviews
    from aixin_cli.link import link_period
    from aixin_cli.link.months import require_ledger
    from aixin_cli.review.decisions import review_status
    from aixin_cli.store.rehearsal import rehearse

    with incoming.open_store(store, read_only=True) as opened:
        require_ledger(opened, period)
        rehearse(opened)
        link_period(opened, period)
        list_reviews(opened, period)
        rows = review_status(opened, period)
    words = status_words() if form == "table" else {}
    shown = [[words.get(item, item), words.get(what, what), by, count] for item, what, by, count in rows]
    titles = [_("item"), _("what"), _("by"), _("count")] if form == "table" else ["item", "what", "by", "count"]
    console.out_rows(titles, shown, form)
    console.say(_("next: aixin review export --period {period}").format(period=period))


def decisions(store: options.StoreOption = None, form: options.FormatOption = "table") -> None:
    """Print the decisions."""
    from aixin_cli.review.decisions import list_decisions

    with incoming.open_store(store, read_only=True) as opened:
        rows = list_decisions(opened)
    names = ["decision_id", "kind", "left_id", "right_id", "verdict", "unit_code", "period"]
    names += ["decided_by", "decided_at", "withdrawn_by", "withdrawn_at"]
    if form != "table":
        console.out_rows(names, rows, form)
    else:
        titles = [_("no"), _("kind"), _("left"), _("right"), _("verdict"), _("whose"), _("period")]
        titles += [_("by"), _("when"), _("withdrawn by"), _("withdrawn")]
        words = kind_words()
        shown = [[row[0], words[row[1]], *row[2:5], name_owner(row[5]), *row[6:]] for row in rows]
        console.out_rows(titles, shown, form)
    console.say(_("to take one back: aixin review withdraw DECISION --by NAME"))


def withdraw(numbers: DecisionsArgument, by: options.ByOption, store: options.StoreOption = None) -> None:
    """Mark decisions as withdrawn."""
    from aixin_cli.review.decisions import withdraw_decisions

    who = require_name(by)
    with incoming.open_store(store, is_new=False) as opened:
        clashes = withdraw_decisions(opened, numbers, who, now())
    for clash in clashes:
        console.say("  " + _("what stands again contradicts: {parts}").format(parts=parts_of(clash)))
    console.say(_("decisions withdrawn: {count}; next: aixin rollup --period YYYY-MM").format(count=len(numbers)))
    if clashes:
        raise typer.Exit(int(ExitCode.FINDINGS))
