"""What run, rollup, publish and status have in common: a month in the store becomes results."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli import console
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.publish import PublishReport
    from aixin_cli.store import Store


@dataclass(frozen=True)
class States:
    """The state of each return of a month, as rows to print."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def count(self, state: str) -> int:
        """How many returns are in this state."""
        place = self.columns.index("state")
        return sum(row[place] == state for row in self.rows)


def check(store: Store, period: str) -> None:
    """Link a month and ask the questions across rows and forms."""
    from aixin_cli.check import run_checks
    from aixin_cli.link import link_period

    link_period(store, period)
    run_checks(store, period)


def check_only(store: Store, period: str) -> None:
    """Ask the same questions of a month of which nothing else is wanted."""
    from aixin_cli.check import run_checks
    from aixin_cli.link import link_for_checks

    link_for_checks(store, period, store.catalogue.of_kind("check"))
    run_checks(store, period)


def roll_up(store: Store, period: str) -> None:
    """Link, check across forms, add up, reconcile, and write the statistics file."""
    from aixin_cli.store.statistics import write_statistics

    add_up(store, period)
    with console.progress(_("writing the statistics file")):
        write_statistics(store, period)


def add_up(store: Store, period: str) -> None:
    """Link, check across forms, add up and reconcile."""
    from aixin_cli import rollup

    with console.progress(_("rolling up"), 2) as step:
        check(store, period)
        step()
        rollup.roll_up(store, period)
        step()


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
