"""A figure and a table's number open down to the returns and rows that they come from."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from aixin_cli.jobs import tracing
from aixin_cli.jobs.talk import SILENT
from aixin_cli.jobs.tracing.cell import read_basis
from aixin_cli.rollup.traced.cells import NUMBERS, Cell, published_tables
from aixin_cli.rollup.traced.leaves import find_leaves
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, JANUARY, add_up, contacts, ledger, opening, put, told

FIGURES = ("F03", "F04", "F05", "F07", "F10", "F11", "F11_year")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months after an opening; contact with somebody who isn't paired; a contact told twice."""
    store = tmp_path_factory.mktemp("traced") / "store"
    december = ledger(DECEMBER, 1, 2), contacts(DECEMBER, 1, 1, 2, 9), opening(DECEMBER, "2024-11-30", 联系交流=100)
    put(store, *december, names=["l.xlsx", "c.xlsx", "o.xlsx"])
    put(store, ledger(JANUARY, 1, 2), contacts(JANUARY, 1), names=["l1.xlsx", "c1.xlsx"])
    add_up(store, DECEMBER, JANUARY)
    return store


def shown(store: Path, *arguments: str) -> str:
    return shown_of(store, "F03", *arguments)


def shown_of(store: Path, *arguments: str) -> str:
    done = aixin_here("trace", *arguments, "--store", str(store), cwd=store.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_figure_is_its_opening_and_its_months(store: Path) -> None:
    found = json.loads(shown(store, "--period", JANUARY, "--format", "json"))
    counted = [(leaf["file"], leaf["amount"], leaf["rows"]) for leaf in found["leaves"] if leaf["is_counted"]]
    assert counted == [("o.xlsx", 100, 1), ("c.xlsx", 2, 2), ("c1.xlsx", 1, 1)]
    assert (found["value"], found["sql"], found["definition_id"]) == (103, "sql/figure/f03.sql", "contacts/1")
    assert all(len(leaf["sha256"]) == 64 for leaf in found["leaves"])


def test_what_is_left_out_stands_beside_it_with_why(store: Path) -> None:
    found = json.loads(shown(store, "--period", DECEMBER, "--unit", HERE, "--format", "json"))
    left_out = {leaf["state"]: leaf["rows"] for leaf in found["leaves"] if not leaf["is_counted"]}
    assert left_out == {"repeated": 1, "unmatched": 1}


def test_every_figure_that_is_added_up_adds_up_in_every_row(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        for figure, row, value in opened.rows(
            "select figure_id, unit_code, value from out.figure where period = ?", [JANUARY]
        ):
            if figure in FIGURES:
                traced = tracing.trace(opened, tracing.Asked(figure, JANUARY, row))
                assert traced.value == (None if value is None else Decimal(value))


def test_a_trace_that_does_not_add_up_is_not_shown(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    with Store.open(copy) as opened:
        opened.execute("update meta.kept_part set amount = amount + 1 where state = 'counted'")
    assert "doesn't add up" in told(copy, "trace", "F03", "--period", JANUARY, code=7)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("F02", "621022", "--period", JANUARY), 2, "by table, unit and column"),
        (("F02", "--item", "孤儿", "--period", JANUARY), 2, "no columns and no items"),
        (("T03", "--period", JANUARY), 2, "aixin trace T03 621022 contact_times"),
        (("T99", HERE, "value", "--period", JANUARY), 2, "T01, T02, T03"),
        (("T03", HERE, "unit_name", "--item", "1", "--period", JANUARY), 2, "month_value"),
        (("T03", HERE, "month_value", "--period", JANUARY), 2, "--item 1 主结对联系交流"),
        (("T03", HERE, "month_value", "--item", "资助资金", "--period", JANUARY), 2, "several items"),
        (("T06", HERE, "site_count", "--item", "1", "--period", JANUARY), 2, "no items"),
        (("T09", "620000", "rows_read", "--item", "AX01", "--period", JANUARY), 2, "no row for this unit"),
        (("F02", "-o", "rows.xlsx", "--period", JANUARY), 2, ".csv, .json"),
        (("F99", "--period", JANUARY), 2, "can't be traced"),
        (("F03", "--period", "2025-13"), 2, "is no month"),
        (("F03", "--period", "2025-02"), 6, "aixin rollup --period 2025-02"),
    ],
)
def test_what_can_t_be_traced_is_refused(store: Path, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in told(store, "trace", *words, code=code)


def test_the_table_says_the_definition_and_the_files(store: Path) -> None:
    said = shown(store, "--period", JANUARY)
    assert "sql/figure/f03.sql" in said
    assert "c1.xlsx" in said


def test_a_stock_figure_is_the_rows_of_whom_it_counts(store: Path) -> None:
    found = json.loads(shown_of(store, "F02", "--period", JANUARY, "--rows", "--format", "json"))
    rows = [(row["file"], row["row"], row["amount"]) for row in found["rows"] if row["is_counted"]]
    assert found["value"] == len(rows) == len(set(rows)) == 2
    assert {file for file, _row, _amount in rows} == {"l1.xlsx"}


def test_a_table_s_number_names_the_rows_that_it_adds_up(store: Path) -> None:
    found = json.loads(shown_of(store, "T03", HERE, "contact_times", "--period", JANUARY, "--rows", "--format", "json"))
    (row,) = [row for row in found["rows"] if row["is_counted"]]
    assert (found["table"], found["column"], found["item"], found["value"]) == ("T03", "month_value", "1", 1)
    assert (row["file"], row["amount"]) == ("c1.xlsx", 1)


def test_a_share_is_shown_with_what_it_is_divided_by(store: Path) -> None:
    found = json.loads(shown_of(store, "T01", HERE, "paired_rate", "--period", JANUARY, "--format", "json"))
    assert [(leaf["state"], leaf["amount"]) for leaf in found["leaves"]] == [("counted", 2), ("base", 2)]
    assert found["value"] == 1


def test_all_rows_go_into_a_file(store: Path, tmp_path: Path) -> None:
    said = shown_of(store, "F03", "--unit", HERE, "--period", JANUARY, "-o", str(tmp_path / "rows.csv"))
    lines = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].split(",")[-3:] == ["sheet", "row", "cell"]
    assert len(lines) == 7
    assert "F03" in said


def test_an_earlier_month_is_linked_again_and_tells_the_same(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        traced = tracing.trace(opened, tracing.Asked("T03", DECEMBER, HERE, "total_value", "联系交流"))
    assert [(leaf[1], leaf[5], leaf[8]) for leaf in traced.leaves if leaf[0]] == [
        ("opening", 100, "o.xlsx"),
        ("counted", 2, "c.xlsx"),
    ]


def test_a_stale_month_is_rolled_up_first(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    put(copy, contacts(JANUARY, 2), names=["late.xlsx"])
    assert f"aixin rollup --period {JANUARY}" in told(copy, "trace", "F02", "--period", JANUARY, code=8)


def test_every_number_of_every_published_table_has_a_source(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        tables = published_tables(opened).values()
        cells = [
            Cell(item, column, "620000", "", "", "", None)
            for item in tables
            for column in item.header["column"]
            if column["style"] in NUMBERS and not column.get("hidden")
        ]
        read_basis(opened, JANUARY, SILENT)
        find_leaves(opened, JANUARY, cells)
        assert len(cells) > 200
