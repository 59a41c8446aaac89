"""What a trace counts is counted again in the files that the units sent, which nothing of aixin reads here."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aixin_cli.jobs.talk import SILENT
from aixin_cli.jobs.tracing.cell import read_basis
from aixin_cli.rollup import traced
from aixin_cli.rollup.traced.cells import published_tables
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.prints import make_once

PERIOD = "2024-12"
LEAVES = """
    select leaf.cell_no, leaf.role, leaf.state, leaf.amount, file.path, part.sheet, leaf.row, leaf.field,
        part.money_unit, col.place
    from ent.trace_leaf as leaf
    left join meta.part as part on leaf.part_id = part.part_id
    left join meta.file as file on part.file_id = file.file_id
    left join (
        select part_id, field, min(place) as place from meta.part_column where field is not null group by all
    ) as col on leaf.part_id = col.part_id and leaf.field = col.field
    where leaf.state in ('counted', 'opening', 'published', 'missing')
"""


def _fill(folder: Path) -> str:
    """A sample month with faults, loaded and rolled up."""
    for words in (
        ("sample", "sent", "--size", "small", "--faults", "0.05", "--period", PERIOD),
        ("load", "sent", "--store", "store"),
        ("rollup", "--period", PERIOD, "--store", "store"),
    ):
        done = aixin_here(*words, cwd=folder)
        assert done.returncode in (0, 4), done.stderr
    return "store"


@pytest.fixture(scope="module")
def month() -> Iterator[tuple[Store, Path]]:
    folder, store = make_once("traced sample", _fill)
    with Store.open(folder / store, read_only=True) as opened:
        read_basis(opened, PERIOD, SILENT)
        yield opened, folder


def every_cell(store: Store) -> list[tuple[str, str, str, str | None]]:
    """All numbers that are known: table, row, column, item."""
    found = []
    for name, statement in published_tables(store).items():
        key = next((column for column in statement.header["grain"] if column != "unit_code"), "null")
        for column in statement.header["column"]:
            if column["style"] in ("count", "money", "rate", "ratio") and not column.get("hidden"):
                sql = (
                    f"select unit_code, {key} from {statement.table} where period = ? and {column['name']} is not null"
                )
                for unit, item in store.rows(sql, [PERIOD]):
                    found.append((name, unit, column["name"], None if item is None else str(item)))
    return found


def find(store: Store, place: tuple[str, str, str, str | None]) -> traced.Cell:
    name, unit, column, item = place
    return traced.find_cell(store, PERIOD, name, (unit, column), item)


def recount(month: tuple[Store, Path], cells: list[traced.Cell]) -> None:
    """Hold every cell beside what its leaves say in the units' own files."""
    store, folder = month
    traced.find_leaves(store, PERIOD, cells)
    made: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for number, role, _state, amount, path, sheet, row, field, money_unit, place in store.rows(LEAVES):
        if path is not None and row is not None:
            sent = read_row(folder / path, sheet, row)
            assert any(cell not in (None, "") for cell in sent), (path, sheet, row)
            if field is not None:
                told = number_of(sent[place], field, money_unit)
                assert abs(amount) == told, (cells[number].told, path, sheet, row, field, amount, told)
        made[number][role] += amount
    for number, cell in enumerate(cells):
        assert value_of(cell, made[number]) == cell.value, (cell.told, cell.row_code, cell.item)


def value_of(cell: traced.Cell, sums: dict[str, Decimal]) -> Decimal | None:
    if not cell.is_share:
        return sums["counted"]
    change = sums["base"] if "growth" in cell.column["name"] else 0
    return ((sums["counted"] - change) / sums["base"]).quantize(Decimal("0.0001"), ROUND_HALF_UP)


@cache
def read_sheets(path: Path) -> dict[str | None, list[tuple[Any, ...]]]:
    if path.suffix == ".csv":
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        return {None: [tuple(line) for line in csv.reader(io.StringIO(text, newline=""))]}
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def read_row(path: Path, sheet: str | None, row: int) -> tuple[Any, ...]:
    sheets = read_sheets(path)
    return sheets[sheet if sheet in sheets else None][row - 1]


def number_of(cell: Any, field: str, money_unit: str | None) -> Decimal:
    """What somebody would read in the cell: who leaves blank how many they reached means one."""
    if cell in (None, "") and field in ("person_times", "matter_count"):
        return Decimal(1)
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    text = "".join(sign for sign in text if sign not in " ,¥")
    for word in ("人次", "件", "次", "人", "元"):
        text = text.removesuffix(word)
    factor = 10000 if text.endswith("万") or (money_unit == "万元" and field in ("amount", "amount_yuan")) else 1
    return Decimal(text.removesuffix("万")) * factor


def test_every_figure_of_every_row_is_in_the_files(month: tuple[Store, Path]) -> None:
    store, _folder = month
    figures = {item.header["figure_id"]: item for item in store.catalogue.of_kind("figure")}
    rows = store.rows("select figure_id, unit_code from out.figure where period = ? and value is not null", [PERIOD])
    recount(month, [traced.figure_cell(store, PERIOD, figures[figure], unit) for figure, unit in rows])


def test_a_thousand_numbers_of_all_tables_are_in_the_files(month: tuple[Store, Path]) -> None:
    store, _folder = month
    places = every_cell(store)
    chosen = random.Random(2024).sample(places, 1000)
    assert {name for name, *_place in chosen} == set(published_tables(store))
    recount(month, [find(store, place) for place in chosen])
