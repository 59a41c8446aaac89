"""However the same rows are delivered, they count the same: row order, file names, folders, twice."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from aixin_cli.check import run_checks
from aixin_cli.link import link_period
from aixin_cli.read import Declared, read_sources
from aixin_cli.rollup import roll_up
from aixin_cli.sample import SampleOptions, make_sample
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store

PERIOD = "2024-12"
TABLES = ("figure", "t01", "t02", "t03", "t04", "t05", "t06", "t07", "t09", "t10")
Outcome = dict[str, list[tuple[Any, ...]]]


@cache
def returns() -> Path:
    """A month of three counties with faults, each form a CSV file."""
    folder = Path(tempfile.mkdtemp()) / "returns"
    make_sample(folder, SampleOptions(seed=6, faults=0.15, container="csv"))
    shutil.rmtree(folder / "truth")
    return folder


def load(store: Store, *folders: Path) -> Outcome:
    """What the month comes to after these files, without the places where things stand."""
    for folder in folders:
        load_files(store, read_sources([folder], Declared(None, None, False)), LoadOptions())
    link_period(store, PERIOD)
    run_checks(store, PERIOD)
    roll_up(store, PERIOD)
    return {table: store.rows(f"select * from out.{table} order by all") for table in TABLES}


@cache
def loaded() -> tuple[Store, Outcome]:
    """A store with the returns, and what the month comes to: it takes seconds."""
    store = Store.in_memory()
    return store, load(store, returns())


def differing(found: Outcome) -> dict[str, list[tuple[Any, ...]]]:
    """Rows that one side has and the other hasn't."""
    _, expected = loaded()
    return {
        table: sorted(set(rows) ^ set(expected[table]), key=repr)
        for table, rows in found.items()
        if rows != expected[table]
    }


def delivered(folder: Path, random: Random, *, shuffles: bool = True) -> None:
    """The same returns under other names in other folders, their rows in another order."""
    for number, path in enumerate(sorted(returns().glob("*.csv"))):
        home = folder / random.choice("甲乙丙")
        home.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        (home / f"附件{random.randrange(1000)}之{number}.csv").write_bytes(
            shuffled(content, random) if shuffles else content
        )


def shuffled(content: bytes, random: Random) -> bytes:
    """Data rows (they begin with a running number) in another order; titles, totals and signatures where they were."""
    encoding = "utf-16" if content[:2] == b"\xff\xfe" else "latin-1"
    lines = content.decode(encoding).splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if line.partition("," if "," in line else "\t")[0].isdigit()]
    for place, line in zip(places, random.sample([lines[place] for place in places], len(places)), strict=True):
        lines[place] = line
    return "".join(lines).encode(encoding)


def test_neither_order_of_rows_nor_names_folders_and_order_of_files_change_a_figure_or_a_cell(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        delivered(tmp_path, Random(3))
        assert differing(load(store, tmp_path)) == {}


def test_loading_the_same_again_in_another_dress_changes_nothing(tmp_path: Path) -> None:
    store, _ = loaded()
    delivered(tmp_path, Random(1), shuffles=False)
    assert differing(load(store, tmp_path, returns())) == {}
