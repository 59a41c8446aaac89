"""What run, rollup, publish and status have in common: a month in the store becomes results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.jobs.talk import SILENT, Talk
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.check import Trial
    from aixin_cli.errors import DefinitionError
    from aixin_cli.publish.order import Order, PublishReport
    from aixin_cli.rollup import Answer
    from aixin_cli.rollup.states import States
    from aixin_cli.stage.returns.correspondence import Correspondence
    from aixin_cli.stage.returns.held import Held
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement


def check(store: Store, period: str, talk: Talk = SILENT) -> list[DefinitionError]:
    """Link a month and ask the questions across rows and forms; the rules whose files are broken come back."""
    from aixin_cli.check import explain_differences, run_checks
    from aixin_cli.link import link_period

    link_period(store, period)
    say_narrowed(store, talk)
    broken = run_checks(store, period)
    explain_differences(store, period)
    return broken


def say_narrowed(store: Store, talk: Talk) -> None:
    """Say it where people without a number are too many for all of them to be compared."""
    from aixin_cli.link.blocking import narrowed

    found = narrowed(store)
    if found is not None:
        talk.say(
            _(
                "too many people without a valid ID number: groups of more than {count} that share a name, "
                "a telephone or the like were not compared, {pairs} pairs left out; "
                "see aixin link --explain-blocking"
            ).format(count=found.most_in_block, pairs=found.left_pair_count)
        )


def check_only(store: Store, period: str) -> list[DefinitionError]:
    """Ask the same questions of a month of which nothing else is wanted, also of returns that would be held."""
    from aixin_cli.check import explain_differences, run_checks
    from aixin_cli.link import link_for_checks
    from aixin_cli.stage import holds_suspended

    with holds_suspended(store):
        link_for_checks(store, period, store.catalogue.of_kind("check", "addend"))
        broken = run_checks(store, period, with_states=False)
        explain_differences(store, period)
    return broken


def try_rule(store: Store, rule: Statement, period: str | None, talk: Talk = SILENT) -> list[Trial]:
    """Ask a rule of the months in the store, or of one of them; the store is a rehearsal's."""
    from aixin_cli.check import try_rule as ask
    from aixin_cli.link import link_period

    found = store.rows(
        "select distinct period from meta.accepted_part where $period is null or period = $period order by 1",
        {"period": period},
    )
    if not found:
        raise UsageError(_("no returns of {period} are loaded").format(period=period or _("any month")))
    trials = []
    for (loaded,) in talk.track(found, _("trying the rule"), len(found)):
        link_period(store, loaded)
        trials.append(ask(store, rule, loaded))
    return trials


def exclude(store: Store, period: str, names: Sequence[str], talk: Talk = SILENT) -> None:
    """Go without some returns for this once, and say so; UsageError for a name that none answers to."""
    from aixin_cli import rollup

    for item in rollup.exclude(store, period, names) if names else ():
        talk.say(_("without {returned}: the results are marked incomplete").format(returned=item.words))


def roll_up(
    store: Store, period: str, answer: Answer | None = None, talk: Talk = SILENT, *, with_later: bool = False
) -> list[DefinitionError]:
    """Link, check across forms, add up, reconcile, and write the statistics file; also of later stale months."""
    broken = add_up(store, period, answer, talk)
    if with_later:
        for month in later_stale(store, period):
            broken += add_up(store, month, answer, talk)
            period = month
    with talk.progress(_("writing the statistics file")):
        _write_statistics(store, period)
    return broken


def require_open(store: Store, period: str) -> None:
    """Raise NotReadyError where a month is closed, with what to do."""
    from aixin_cli.store.files.publications import require_open as require

    require(store, period)


def is_rolled_up(store: Store, period: str) -> bool:
    """Whether rolling a month up would change nothing: it is made of all that is there, and the statistics of it."""
    from aixin_cli import rollup
    from aixin_cli.store.statistics import holds_months

    stale = rollup.stale_months(store)
    if period not in rollup.published_months(store) or period in stale or store.catalogue.faults:
        return False
    left_out = store.rows(
        "select 1 from out.excluded_return where period = $period union all "
        "select 1 from chk.outcome where period = $period and outcome = 'broken'",
        {"period": period},
    )
    return not left_out and holds_months(store, stale)


def add_up(store: Store, period: str, answer: Answer | None = None, talk: Talk = SILENT) -> list[DefinitionError]:
    """Link, check across forms, add up and reconcile; NotReadyError where the month is closed."""
    from aixin_cli import rollup

    require_open(store, period)
    with talk.progress(_("rolling up"), 2) as step:
        broken = check(store, period, talk)
        step()
        done = rollup.roll_up(store, period, answer)
        step()
    for name, before in done.lowered.items():
        talk.say(
            _("{figure} of {period} was {before} and is now {value}").format(
                figure=name,
                period=period,
                before=rollup.write_plain(before),
                value=rollup.write_plain(done.figures.get(name) or Decimal(0)),
            )
        )
    return broken


def add_up_in_order(
    store: Store, period: str, answer: Answer | None = None, talk: Talk = SILENT
) -> list[DefinitionError]:
    """Add up a month after those stale months that it goes on from; NotReadyError where it is closed."""
    from aixin_cli import rollup

    require_open(store, period)
    broken: list[DefinitionError] = []
    for month in [month for month in rollup.stale_months(store) if month < period]:
        talk.say(_("{period} is stale and is rolled up first").format(period=month))
        broken += add_up(store, month, answer, talk)
    return broken + add_up(store, period, answer, talk)


def later_stale(store: Store, period: str) -> Iterator[str]:
    """The stale months after one, each asked for when those before it are done."""
    from aixin_cli import rollup

    month = period
    while later := [stale for stale in rollup.stale_months(store) if stale > month]:
        month = later[0]
        yield month


def _write_statistics(store: Store, period: str) -> None:
    from aixin_cli import rollup
    from aixin_cli.store.statistics import write_statistics

    write_statistics(store, period, rollup.stale_months(store))


def publish(store: Store, period: str, out: Path, order: Order, talk: Talk = SILENT) -> PublishReport:
    """Write the month's results; NotReadyError where it was rolled up from something else than is there today."""
    from aixin_cli import rollup
    from aixin_cli.publish import publishing

    rollup.require_current(store, period)
    return publishing.publish(store, period, out, order, lambda name: talk.progress(product_words()[name]))


def release(store: Store, period: str, out: Path, order: Order) -> PublishReport:
    """Write the month's public edition; NotReadyError as for all results, or where it would show single units."""
    from aixin_cli import rollup
    from aixin_cli.publish.public import releasing

    rollup.require_current(store, period)
    return releasing.release(store, period, out, order)


def get_ready(order: Order) -> None:
    """Begin early what takes a while and can go on beside other work."""
    if order.has_pictures:
        from aixin_cli.publish.drawn.easel import EASEL

        EASEL.get_ready()


def product_words() -> dict[str, str]:
    """What is being made of a month, as a bar says it."""
    return {
        "workbook": _("writing the workbook"),
        "briefing": _("writing the briefing"),
        "charts": _("drawing the charts"),
        "poster": _("drawing the poster"),
        "data": _("writing the data files"),
    }


def finish(store: Store, period: str, out: Path, order: Order, talk: Talk = SILENT) -> PublishReport:
    """Write the statistics file and, meanwhile, the month's results: one is DuckDB's work, one Python's."""
    from concurrent.futures import ThreadPoolExecutor

    from aixin_cli import rollup
    from aixin_cli.store.statistics import write_statistics

    stale = rollup.stale_months(store)
    with ThreadPoolExecutor(1, thread_name_prefix="statistics") as pool:
        statistics = pool.submit(write_statistics, store, period, stale)
        published = publish(store, period, out, order, talk)
        statistics.result()
    keep_edition(store, published, order)
    return published


def keep_edition(store: Store, published: PublishReport, order: Order) -> None:
    """Remember what the results were made of, so that the same again need not be done."""
    from aixin_cli.store.files.editions import made_of, note_edition

    made = made_of(store, published.period, order.sources(store.directory), order.choices)
    files = [(path.relative_to(published.directory).as_posix(), path) for path in published.files]
    note_edition(store, published.period, made, files)


def placeholders(store: Store, period: str) -> list[tuple[str, str, str]]:
    """What a briefing template may ask for: name, meaning, this month's text."""
    from aixin_cli.publish.publishing import read_placeholders

    return [(name, *told) for name, told in read_placeholders(store, period).items()]


def is_current(store: Store, period: str, out: Path, order: Order) -> bool:
    """Whether the folder holds the results that would be made now, and no month before has to be made again."""
    from aixin_cli import rollup
    from aixin_cli.store.files.editions import holds_edition, made_of
    from aixin_cli.store.files.publications import closed_months, holds_kept

    if closed := closed_months(store).get(period):
        return holds_kept(store, closed, out / period)
    if any(stale <= period for stale in rollup.stale_months(store)):
        return False
    made = made_of(store, period, order.sources(store.directory), order.choices)
    return holds_edition(store, period, made, out / period)


def held(store: Store, period: str) -> list[Held]:
    """What of a month is held or waits, and why."""
    from aixin_cli.stage.returns.held import held_of_period

    return held_of_period(store, period)


def letters(store: Store, period: str, units: Sequence[str] | None = None) -> list[Correspondence]:
    """What of a month was sent back, and what came of it."""
    from aixin_cli.stage.returns.correspondence import list_correspondence

    return list_correspondence(store, period, units)


def states(store: Store, period: str, units: Sequence[str] | None = None, state: str | None = None) -> States:
    """Who has sent what for a month; of some units, or in one state."""
    from aixin_cli import rollup
    from aixin_cli.link import read_states

    read_states(store, period)
    return rollup.status(store, period, units, state)
