"""A cumulative figure opens down to the returns that it is added up from."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from aixin_cli.jobs import tracing
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
    done = aixin_here("trace", "F03", *arguments, "--store", str(store), cwd=store.parent)
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
                assert tracing.trace(opened, figure, JANUARY, row).value == (None if value is None else Decimal(value))


def test_a_trace_that_does_not_add_up_is_not_shown(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    with Store.open(copy) as opened:
        opened.execute("update meta.kept_part set amount = amount + 1 where state = 'counted'")
    assert "doesn't add up" in told(copy, "trace", "F03", "--period", JANUARY, code=7)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("F02", "--period", JANUARY), 2, "F03, F04, F05"),
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
