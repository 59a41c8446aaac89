"""Make the world, lay out its files, write them side by side, and the truth beside them."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from aixin_cli.sample.following import make_each, make_following
from aixin_cli.sample.options import SampleOptions, SampleReport
from aixin_cli.sample.paper.desk import lay_desk
from aixin_cli.sample.paper.files import make_jobs, sheets_of
from aixin_cli.sample.paper.write import write_job
from aixin_cli.sample.truth.notes import readme_of
from aixin_cli.sample.truth.record import planted_by_kind, write_truth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aixin_cli.sample.paper.write import Job
    from aixin_cli.sample.world.style import UnitStyle
    from aixin_cli.sample.world.world import World

ENOUGH_FOR_PROCESSES = 50_000


def produce_months(directory: Path, months: Sequence[SampleOptions]) -> list[SampleReport]:
    """Write a folder a month; the months follow on one another, and AX08 comes with the first alone."""
    return [_write(directory / world.plan.dates.period, world, styles) for world, styles in make_each(months)]


def produce(directory: Path, options: SampleOptions) -> SampleReport:
    """Write a whole sample; `options` have been checked."""
    return _write(directory, *make_following(options))


def _write(directory: Path, world: World, styles: tuple[UnitStyle, ...]) -> SampleReport:
    jobs = make_jobs(lay_desk(world, styles))
    directory.mkdir(parents=True, exist_ok=True)
    rows = sum(sheet.rows for job in jobs for _, sheet in sheets_of(job))
    write_files(directory, jobs, rows)
    said = write_truth(directory, world, styles, jobs)
    (directory / "README.md").write_text(readme_of(world, said), encoding="utf-8", newline="\n")
    return SampleReport(directory, len(jobs), rows, said["figures"], planted_by_kind(said))


def write_files(directory: Path, jobs: list[Job], rows: int) -> None:
    """Write the files, on all processors where there is much to write."""
    if rows < ENOUGH_FOR_PROCESSES:
        for job in jobs:
            write_job(directory, job)
        return
    # The largest first, so that no processor is left alone with one of them at the end.
    by_size = sorted(jobs, key=lambda job: -sum(sheet.rows for _, sheet in sheets_of(job)))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as pool:
        for _ in pool.map(partial(write_job, directory), by_size):
            pass
