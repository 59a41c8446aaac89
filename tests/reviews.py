"""A store with something to review, and workbooks filled in as a clerk would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from aixin_cli.jobs.review import list_reviews
from aixin_cli.link import link_period
from aixin_cli.review.kinds import load_questions
from aixin_cli.review.workbook import View, write_review
from aixin_cli.rollup import roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.returns import pairing, source_files, source_table

PERIOD = "2024-12"
NEXT = "2025-01"
KNOWN = pairing(1, recipient_name="马·小明", guardian_name="马大", recipient_phone="13900000001")
OPEN = pairing(
    4,
    recipient_name="马小明",
    recipient_id=None,
    recipient_sex=KNOWN["recipient_sex"],
    guardian_name="马五",
)
"""Who may be KNOWN: the same name, sex and birth date in the next county, without a number; another guardian."""
APART = pairing(6, recipient_name="马·小红", recipient_sex="女", guardian_name="马二", recipient_phone="13900000003")
OTHER = pairing(7, recipient_name="马小红", recipient_id=None, recipient_sex="女", guardian_name="马三",
                recipient_phone="13900000004")  # fmt: skip
"""Two more who may be one, less likely: their telephones differ too."""
PAIRS, CLAIMS = (question.sheet for question in load_questions().values())
Sheet = dict[int, dict[str, Any]]


def load_month(store: Store, period: str = PERIOD, mark: str = "") -> None:
    """Two counties' ledgers, the same in each month; `mark` makes files of them that no other store has."""
    tables = [
        source_table("pairing", [KNOWN, pairing(2, remark=mark or None), APART], period=period),
        source_table("pairing", [OPEN, pairing(5), OTHER], unit="620103", period=period),
    ]
    names = [f"{mark}{period}-{number}.xlsx" for number in range(len(tables))]
    load_files(store, source_files(*tables, names=names), LoadOptions())


def export(store: Store, path: Path, *, unit: str | None = None, is_blind: bool = False, period: str = PERIOD) -> Path:
    """The month's list as `aixin review export` writes it."""
    link_period(store, period)
    list_reviews(store, period)
    write_review(store, period, path, View(unit, is_blind))
    return path


def rolled_figure(store: Store, period: str = PERIOD) -> int:
    """The province's recipients, F02, after linking and adding up anew."""
    link_period(store, period)
    return int(roll_up(store, period).figures["F02"] or 0)


def figure(store: Store, period: str = PERIOD) -> int:
    """The same, of the tables that it stands on alone."""
    link_period(store, period)
    params, needed = store.period_params(period), {"out.t01"}
    for statement in reversed(store.catalogue.of_kind("rollup")):
        needed |= statement.reads if statement.table in needed else set()
    for statement in store.catalogue.of_kind("rollup"):
        if statement.table in needed:
            store.run(statement, params)
    ((value,),) = store.rows("select recipient_count from out.t01 where period = ? and unit_code = '620000'", [period])
    return int(value)


def rows_of(path: Path, sheet: str = PAIRS) -> Sheet:
    """The rows of a sheet below its head, by their number, each by column titles."""
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    titles = [str(cell) for cell in lines[2]]
    return {row: dict(zip(titles, line, strict=True)) for row, line in enumerate(lines[3:], start=4)}


def fill(path: Path, answers: Mapping[int, str], sheet: str = PAIRS, note: str = "") -> Path:
    """Write decisions into rows."""
    return edit(path, lambda book: [_answer(book[sheet], row, word, note) for row, word in answers.items()])


def _answer(sheet: Any, row: int, word: str, note: str) -> None:
    sheet[f"B{row}"] = word
    sheet[f"C{row}"] = note or None


def edit(path: Path, change: Callable[[Any], object]) -> Path:
    """Change a workbook in any way."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def all_cells(path: Path) -> list[str]:
    """Everything that stands anywhere in a workbook, as text."""
    book = openpyxl.load_workbook(path)
    return [
        str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line if cell is not None
    ]
