"""What run, rollup, publish and status have in common: a month in the store becomes results."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli import console
from aixin_cli.errors import UsageError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.check import Trial
    from aixin_cli.errors import DefinitionError
    from aixin_cli.publish import PublishReport
    from aixin_cli.store import Store
    from aixin_cli.store.catalogue import Statement


@dataclass(frozen=True)
class States:
    """The state of each return of a month, as rows to print."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def count(self, state: str) -> int:
        """How many returns are in this state."""
        place = self.columns.index("state")
        return sum(row[place] == state for row in self.rows)


def check(store: Store, period: str) -> list[DefinitionError]:
    """Link a month and ask the questions across rows and forms; the rules whose files are broken come back."""
    from aixin_cli.check import explain_differences, run_checks
    from aixin_cli.link import link_period

    link_period(store, period)
    say_narrowed(store)
    broken = run_checks(store, period)
    explain_differences(store, period)
    return broken


def say_narrowed(store: Store) -> None:
    """Say it where people without a number are too many for all of them to be compared."""
    from aixin_cli.link.blocking import narrowed

    found = narrowed(store)
    if found is not None:
        console.say(
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
        broken = run_checks(store, period)
        explain_differences(store, period)
    return broken


def try_rule(store: Store, rule: Statement, period: str | None) -> list[Trial]:
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
    for (loaded,) in console.track(found, _("trying the rule"), len(found)):
        link_period(store, loaded)
        trials.append(ask(store, rule, loaded))
    return trials


def roll_up(store: Store, period: str) -> list[DefinitionError]:
    """Link, check across forms, add up, reconcile, and write the statistics file."""
    from aixin_cli.store.statistics import write_statistics

    broken = add_up(store, period)
    with console.progress(_("writing the statistics file")):
        write_statistics(store, period)
    return broken


def add_up(store: Store, period: str) -> list[DefinitionError]:
    """Link, check across forms, add up and reconcile."""
    from aixin_cli import rollup

    with console.progress(_("rolling up"), 2) as step:
        broken = check(store, period)
        step()
        rollup.roll_up(store, period)
        step()
    return broken


def publish(store: Store, period: str, out: Path, template: Path | None) -> PublishReport:
    """Write the month's results."""
    from aixin_cli import publish as publishing

    with console.progress(_("publishing")):
        return publishing.publish(store, period, out, template)


def finish(store: Store, period: str, out: Path, template: Path | None) -> PublishReport:
    """Write the statistics file and, meanwhile, the month's results: one is DuckDB's work, one Python's."""
    from concurrent.futures import ThreadPoolExecutor

    from aixin_cli.store.statistics import write_statistics

    with ThreadPoolExecutor(1, thread_name_prefix="statistics") as pool:
        statistics = pool.submit(write_statistics, store, period)
        published = publish(store, period, out, template)
        statistics.result()
    return published


def states(store: Store, period: str) -> States:
    """Who has sent what for a month."""
    from aixin_cli import rollup
    from aixin_cli.link import read_states

    read_states(store, period)
    table = rollup.status(store, period)
    columns = [column.to_pylist() for column in table.columns]
    return States(table.column_names, list(zip(*columns, strict=True)))
