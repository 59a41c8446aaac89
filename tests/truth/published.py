"""What a run published, read back, and its comparison with the truth cell by cell."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from aixin_cli.forms import layouts
from aixin_cli.sample import SampleOptions, make_sample
from tests.contract.processes import aixin_here
from tests.truth import actions, people, returns, society
from tests.truth.places import OWN
from tests.truth.world import Definition, Table, World

PERIOD = "2024-12"
CODE = re.compile(r"62[0-9X]\d{3}(-0)?")

# The programme's own figures for 2024-12-31, its 4290.16万元 of the year by the one precision of a text's money.
AS_PUBLISHED = {
    "F01": "25.1万名",
    "F02": "26.7万名",
    "F03": "275.1万人次",
    "F04": "184万人次",
    "F05": "40.8万件",
    "F06": "6661个",
    "F07": "1.1亿元",
    "F08": "1.2万个",
    "F09": "3.5万名",
    "F10": "33.5万人次",
    "F11_year": "4290.2万元",
}


FINDINGS = ("error_count", "query_count", "note_count")
DEFINITIONS = people.TABLES | actions.TABLES | society.TABLES | returns.TABLES
_CATEGORY_NAMES = {
    code.value: next((name for name in (code.value, *code.synonyms) if name in people.CATEGORIES), code.value)
    for code in layouts()["pairing"].field("recipient_category").codes
}
"""What the sample calls the categories that are printed: a renamed one stands there under its former name."""


@dataclass(frozen=True)
class Run:
    """A made sample and what `aixin run` published of it."""

    sample: Path
    out: Path
    messages: str

    @cached_property
    def world(self) -> World:
        months = sorted(path.parent for path in self.sample.glob("*/truth.json"))
        return World.together(map(World.of, months)) if months else World.of(self.sample)

    def stored(self, name: str) -> list[dict[str, Any]]:
        """A table as Parquet has it."""
        rows: list[dict[str, Any]] = pq.read_table(self.out / "tables" / f"{name}.parquet").to_pylist()
        return rows

    def csv_rows(self, name: str) -> list[list[str]]:
        with (self.out / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as source:
            return list(csv.reader(source))[1:]

    @cached_property
    def book(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(self.out / "summary.xlsx")

    def sheet_rows(self, name: str) -> list[tuple[Any, ...]]:
        """The rows of a table's sheets that begin with a division code."""
        sheets = [sheet for sheet in self.book if sheet.title.startswith(name)]
        return [
            row for sheet in sheets for row in sheet.iter_rows(values_only=True) if CODE.fullmatch(str(row[0] or ""))
        ]

    def table(self, name: str) -> list[dict[str, Any]]:
        """A table with the number of each item of T03, whose names occur twice, and the sample's categories."""
        rows = self.stored(name)
        if name == "T03":
            items = {(block, item): number for number, (block, item, *_) in enumerate(actions.ITEMS, 1)}
            rows = [row | {"item_no": items[row["block"], row["item"]]} for row in rows]
        if name == "T02":
            rows = [row | {"category": _CATEGORY_NAMES.get(row["category"], row["category"])} for row in rows]
        return rows

    def figures(self) -> list[dict[str, str]]:
        with (self.out / "tables" / "figures.csv").open(encoding="utf-8-sig", newline="") as source:
            return list(csv.DictReader(source))

    def briefing(self) -> dict[str, dict[str, Any]]:
        said = json.loads((self.out / "figures.json").read_text("utf-8"))
        return {item["id"]: item for item in said["figures"]}


def run_sample(folder: Path, options: SampleOptions, *more: str) -> Run:
    """Make a sample, and run the whole road over it as `aixin run` does."""
    make_sample(folder / "sample", options)
    return run_made(folder, *more)


def run_made(folder: Path, *more: str) -> Run:
    """Run the whole road over the sample that is in a folder."""
    told = ["--period", PERIOD, "--out", "out", "--received", returns.RECEIVED, *more]
    done = aixin_here("--store", "store", "run", "sample", *told, cwd=folder)
    assert done.returncode == 0, done.stderr
    return Run(folder / "sample", folder / "out" / PERIOD, done.stderr)


def differences(run: Run, name: str) -> list[str]:
    """Cells that are published otherwise than the truth has them, and cells that one side lacks."""
    definition = DEFINITIONS[name]
    expected, found = _expected(run.world, definition), _columns(run.table(name), definition)
    out = [f"{name}: column {column} on one side only" for column in sorted(expected.keys() ^ found.keys())]
    for column in sorted(expected.keys() & found.keys()):
        want, have = expected[column], found[column]
        for key in sorted(want.keys() | have.keys(), key=str):
            if key not in want or key not in have or plain(want[key]) != plain(have[key]):
                out.append(f"{name} {column} {key}: {have.get(key, 'no row')}, in truth {want.get(key, 'no row')}")
    return out


def _expected(world: World, definition: Definition) -> Table:
    """What the truth says, without the rows of own levels where a table is about pairings only."""
    table = definition.compute(world)
    if definition.has_own_level:
        return table
    return {
        name: {key: value for key, value in column.items() if (key[0] if definition.key else key) not in OWN}
        for name, column in table.items()
    }


def _columns(rows: list[dict[str, Any]], definition: Definition) -> Table:
    labels = {"unit_code", "unit_name", definition.key, *definition.besides}
    out: Table = {column: {} for column in rows[0] if column not in labels}
    for row in rows:
        key = (row["unit_code"], row[definition.key]) if definition.key else row["unit_code"]
        for column, cells in out.items():
            assert key not in cells, f"{key} stands twice"
            cells[key] = row[column]
    return out


def plain(value: Any) -> Any:
    """A number as an exact decimal, whatever type it came in; words and blanks as they are."""
    if value is None or isinstance(value, str):
        return value
    assert not isinstance(value, float), "no float carries a count or money"
    return Decimal(int(value)) if not isinstance(value, Decimal) else value


def same_type(told: Any, kept: Any) -> Any:
    """A cell as its Parquet twin is typed: texts of numbers as numbers; an empty text and a dash are no value."""
    if told in {None, "", "—"}:
        return None
    return str(told) if isinstance(kept, str) else Decimal(str(told))


def count_cells(run: Run, name: str) -> int:
    """How many cells of a table are compared with the truth."""
    return sum(len(column) for column in _expected(run.world, DEFINITIONS[name]).values())
