"""An attack on public files: linear programming over everything that they say, cell by cell."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import highspy
import openpyxl

from aixin_cli.forms.divisions import load_divisions

MARK = "x"
Key = tuple[str, str, str, str]
"""An edition, a table, a unit's code, a column's name."""

PROVINCE = "620000"


@dataclass(frozen=True)
class Sum:
    """Columns that somebody who reads the heads knows to add up to another, or where one person stands in several."""

    columns: tuple[str, ...]
    total: str | None = None
    is_exact: bool = True


CATEGORIES = tuple(f"{name}_paired_count" for name in ("orphan", "de_facto", "destitute", "disabled", "family"))
LEVELS = tuple(
    f"{name}_level_count" for name in ("provincial", "prefectural", "county", "township", "village", "unfilled")
)
KINDS = ("teacher", "doctor", "lawyer", "retired", "company", "league", "volunteer", "organization")

KNOWN = {
    "T01": (Sum(CATEGORIES, "recipient_count"),),
    "T04": (
        Sum(LEVELS, "helper_count"),
        Sum(tuple(f"{kind}_count" for kind in KINDS), "auxiliary_helper_count", False),
    ),
    "T05": (Sum(("auxiliary_count",)),),
    "T06": (Sum(("volunteer_count",)),),
}
COUNTED_ONCE = {"T04"}
"""Tables in whose upper rows everybody counts once."""


@dataclass
class Program:
    """A linear program over unknown counts of persons, none below nought."""

    places: dict[Key, int] = field(default_factory=dict)
    rows: list[tuple[dict[Key, float], float, float]] = field(default_factory=list)
    values: dict[Key, tuple[float, float]] = field(default_factory=dict)

    def cell(self, key: Key, value: object) -> None:
        """A cell of a file: a number, or what is withheld."""
        low, high = (0.0, highspy.kHighsInf) if value == MARK else (float(str(value)),) * 2
        self.values[key] = (low, high)
        self.places.setdefault(key, len(self.places))

    def between(self, terms: Mapping[Key, float], low: float, high: float) -> None:
        """A sum of cells that lies between two numbers."""
        self.rows.append((dict(terms), low, high))

    def bounds(self, keys: Iterable[Key]) -> dict[Key, tuple[float, float]]:
        """How small and how large each of these cells can be."""
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        for key in self.places:
            solver.addVar(*self.values[key])
        for terms, low, high in self.rows:
            solver.addRow(low, high, len(terms), [self.places[key] for key in terms], list(terms.values()))
        found = {}
        for key in keys:
            solver.changeColCost(self.places[key], 1.0)
            found[key] = (
                self._best(solver, highspy.ObjSense.kMinimize),
                self._best(solver, highspy.ObjSense.kMaximize),
            )
            solver.changeColCost(self.places[key], 0.0)
        return found

    @staticmethod
    def _best(solver: highspy.Highs, sense: highspy.ObjSense) -> float:
        solver.changeObjectiveSense(sense)
        solver.run()
        status = solver.getModelStatus()
        if status in {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return highspy.kHighsInf
        assert status == highspy.HighsModelStatus.kOptimal, status
        return float(solver.getInfo().objective_function_value)


def read_table(folder: Path, code: str) -> list[dict[str, str]]:
    """A public table by its columns' names; its three files say the same."""
    told = json.loads((folder / "tables" / f"{code}.json").read_text(encoding="utf-8"))
    names = [item["name"] for item in told["columns"]]
    with (folder / "tables" / f"{code}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [dict(zip(names, line, strict=True)) for line in list(csv.reader(stream))[1:]]
    sheet = openpyxl.load_workbook(folder / "summary.xlsx")[code]
    in_book = [[_text(cell) for cell in line] for line in list(sheet.values)[1:]]
    assert [[_text(row[name]) for name in names] for row in told["rows"]] == in_book
    marked = [[row[name] == MARK for name in names] for row in rows]
    assert marked == [[cell == MARK for cell in line] for line in in_book]
    return rows


def _text(cell: object) -> str:
    return "" if cell is None else str(float(cell)) if isinstance(cell, (int, float)) else str(cell)


def add_edition(program: Program, name: str, folder: Path) -> list[Key]:
    """Everything that a public edition says of persons; the cells that it withholds."""
    withheld = []
    for code, sums in KNOWN.items():
        if not (folder / "tables" / f"{code}.csv").exists():
            continue
        rows = read_table(folder, code)
        columns = [column for item in sums for column in (*item.columns, *([item.total] if item.total else []))]
        for row in rows:
            for column in columns:
                if row[column] != "":
                    key = (name, code, row["unit_code"], column)
                    program.cell(key, row[column])
                    withheld += [key] if row[column] == MARK else []
        codes = [row["unit_code"] for row in rows]
        _add_rows(program, (name, code), codes, columns)
        for unit in codes:
            for item in sums:
                _add_sum(program, (name, code, unit), item)
    return withheld


def _add_rows(program: Program, place: tuple[str, str], codes: list[str], columns: list[str]) -> None:
    below = defaultdict(list)
    parents = {unit.code: unit.parent_code for unit in load_divisions().units}
    for code in codes:
        parent = code.removesuffix("-0") if code.endswith("-0") else parents.get(code)
        below[parent if parent in codes else PROVINCE].append(code)
    for above, units in below.items():
        for column in columns:
            cells = [key for unit in units if unit != above and (key := (*place, unit, column)) in program.places]
            key = (*place, above, column)
            if cells and key in program.places:
                add_part(program, key, cells, is_exact=place[1] not in COUNTED_ONCE)


def _add_sum(program: Program, place: tuple[str, str, str], item: Sum) -> None:
    cells = [key for column in item.columns if (key := (*place, column)) in program.places]
    if item.total and cells:
        add_part(program, (*place, item.total), cells, is_exact=item.is_exact)


def add_part(program: Program, whole: Key, cells: list[Key], *, is_exact: bool = True) -> None:
    program.between({**dict.fromkeys(cells, 1.0), whole: -1.0}, 0.0, 0.0 if is_exact else highspy.kHighsInf)
    if not is_exact:
        for key in cells:
            program.between({whole: 1.0, key: -1.0}, 0.0, highspy.kHighsInf)


def find_narrow(program: Program, withheld: Iterable[Key], width: int) -> dict[Key, tuple[float, float]]:
    """Withheld cells that are bounded more narrowly than promised; no wider than everybody in the province."""
    found = program.bounds(withheld)
    narrow = {}
    for key, (low, high) in found.items():
        everybody = program.values[(*key[:2], PROVINCE, key[3])]
        needed = min(width, everybody[0])
        if high - low < needed - 1e-6:
            narrow[key] = (low, high)
    return narrow
