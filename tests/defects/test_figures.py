"""Defects 18 and 50–52: figures that are possible one by one and can't be right together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.defects.files import workbook
from tests.defects.ledgers import contacts, funds, indicators, pairs
from tests.defects.loaded import NAME, Loaded, Loader
from tests.unit.read_examples import Cell, Rows

MAGNITUDE, MIXED = ("money_",), ("cumulative_", "month_and_total")
IDENTICAL, TIMES = ("identical_", "same_as_"), ("person_times_", "fewer_times")
FLOWS = ["K105", "K106", "K107", "K108", "K109", "K111", "K206", "K207", "K208", "K209", "K303", "K307"]
LAST = "城关区11月.xlsx"


def month(load: Loader, name: str, sheets: dict[str, Rows]) -> Loaded:
    """One month of 城关区, linked and checked."""
    period = "2024-11" if "11月" in name else "2024-12"
    loaded = load({name: workbook(sheets)}, period, is_linked=True)
    assert loaded.refused == {}
    return loaded


def fund_rows(unit: str, amounts: list[Cell], period: str = "2024-12") -> Rows:
    rows = funds(len(amounts), {"金额（元）": amounts, "日期": f"{period}-05"})
    rows[0][rows[0].index("金额（元）")] = f"金额（{unit}）"
    return rows


def test_defect_18_yuan_under_a_header_of_ten_thousands_are_queried_and_count_as_declared(load: Loader) -> None:
    loaded = month(load, NAME, {"基金": fund_rows("万元", [3, 5, 30_000])})
    found = loaded.found(loaded.code_of(*MAGNITUDE))
    assert [(item["row"], item["column"], item["severity"]) for item in found] == [(4, "金额（万元）", "query")]
    assert [int(value) for value in loaded.column("amount", "fund_entry")] == [30_000, 50_000, 300_000_000]
    assert loaded.quarantined("fund_entry") == []


@pytest.mark.parametrize(("amounts", "rows"), [([500, 800, 1200], [2, 3, 4]), ([5, 2000, 8], [3])])
def test_defect_18_yuan_under_ten_thousands_are_queried_in_the_first_month_too(
    load: Loader, amounts: list[Cell], rows: list[int]
) -> None:
    loaded = month(load, NAME, {"基金": fund_rows("万元", amounts)})
    assert [item["row"] for item in loaded.found(loaded.code_of(*MAGNITUDE))] == rows
    assert loaded.quarantined("fund_entry") == []


def test_defect_18_ten_thousands_under_such_a_header_are_not_queried_in_the_first_month(load: Loader) -> None:
    loaded = month(load, NAME, {"基金": fund_rows("万元", [0.5, 3, 40])})
    assert loaded.found(loaded.code_of(*MAGNITUDE)) == []


def test_defect_18_a_whole_table_in_the_other_unit_is_told_by_last_month(load: Loader) -> None:
    month(load, LAST, {"基金": fund_rows("元", [1000, 2000, 3000, 4000], "2024-11")})
    loaded = month(load, NAME, {"基金": fund_rows("万元", [1000, 2000, 3000, 4000])})
    assert {item["severity"] for item in loaded.found(loaded.code_of(*MAGNITUDE))} == {"query"}
    assert loaded.quarantined("fund_entry") == []


def test_defect_18_sums_of_the_usual_magnitude_are_not_queried(load: Loader) -> None:
    month(load, LAST, {"基金": fund_rows("元", [1000, 2000, 3000, 4000], "2024-11")})
    loaded = month(load, NAME, {"基金": fund_rows("元", [1500, 2500, 900, 5000])})
    assert loaded.found(loaded.code_of(*MAGNITUDE)) == []


def flows(figures: dict[str, tuple[Cell, Cell, Cell]]) -> dict[str, Rows]:
    return {"指标": indicators(figures)}


@pytest.mark.parametrize(("figures", "title"), [
    ((210, 310, 410), "本月数"),
    ((250, 350, 450), "本月数"),
    ((10, 10, 10), "启动以来累计"),
    ((10, 110, 199), "启动以来累计"),
], ids=["the total as the month", "more than the total", "the month as the total", "a total that fell"])  # fmt: skip
def test_defect_50_a_total_as_the_month_or_the_reverse_is_queried(load: Loader, figures: Any, title: str) -> None:
    month(load, LAST, flows({"K105": (10, 100, 200)}))
    loaded = month(load, NAME, flows({"K105": figures}))
    found = loaded.found(loaded.code_of(*MIXED))
    assert [(item["row"], item["column"], item["severity"]) for item in found] == [(2, title, "query")]
    assert loaded.quarantined("indicator") == []


def test_defect_50_a_month_above_its_own_total_is_an_error_told_once(load: Loader) -> None:
    month(load, LAST, flows({"K105": (10, 100, 200)}))
    loaded = month(load, NAME, flows({"K105": (210, 110, 210)}))
    assert loaded.found(loaded.code_of(*MIXED)) == []
    assert [(item["row"], item["severity"]) for item in loaded.found("X071")] == [(2, "error")]


def test_defect_50_a_total_that_grows_by_the_month_is_right(load: Loader) -> None:
    month(load, LAST, flows({"K105": (10, 100, 200), "K106": (0, 0, 0)}))
    loaded = month(load, NAME, flows({"K105": (10, 110, 210), "K106": (3, 3, 3)}))
    assert loaded.found(loaded.code_of(*MIXED)) == []


def _declared(add: int, total: int) -> dict[str, Rows]:
    return flows({code: (place + add, None, total) for place, code in enumerate(FLOWS, start=3)})


def test_defect_51_figures_that_are_last_months_are_queried(load: Loader) -> None:
    month(load, LAST, _declared(0, 1000))
    loaded = month(load, NAME, _declared(0, 1020))
    assert [item["severity"] for item in loaded.found(loaded.code_of(*IDENTICAL))] == ["query"]
    assert loaded.quarantined("indicator") == []


def test_defect_51_figures_that_differ_from_last_months_are_not_queried(load: Loader) -> None:
    month(load, LAST, _declared(0, 1000))
    loaded = month(load, NAME, _declared(1, 1020))
    assert loaded.found(loaded.code_of(*IDENTICAL)) == []


def test_defect_51_the_same_activities_under_new_dates_are_queried(load: Loader) -> None:
    month(load, LAST, {"台账": pairs(30), "活动": contacts(30, {"活动日期": "2024-11-10"})})
    loaded = month(load, NAME, {"台账": pairs(30), "活动": contacts(30)})
    assert [item["severity"] for item in loaded.found(loaded.code_of(*IDENTICAL))] == ["query"]
    assert loaded.quarantined("activity") == []


@pytest.mark.parametrize(("declared", "is_queried"), [(3, True), (4, False), (9, False)])
def test_defect_52_fewer_person_times_than_persons_are_queried(load: Loader, declared: int, is_queried: bool) -> None:
    figures = flows({"K503": (declared, None, 100)})
    loaded = month(load, NAME, {"台账": pairs(4), "活动": contacts(4), **figures})
    found = loaded.found(loaded.code_of(*TIMES))
    assert [(item["row"], item["column"], item["severity"]) for item in found] == (
        [(2, "本月数", "query")] if is_queried else []
    )
    assert loaded.quarantined("indicator") == []
