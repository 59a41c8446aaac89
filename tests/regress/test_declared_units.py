"""What a return declares of its numbers: 元 or 万元 of the whole, a row's unit of measure, a number's places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from aixin_cli.stage import LoadOptions, LoadReport, load_files
from aixin_cli.store import Store
from tests.returns import pairing, source_files, source_table

MONEY, PEOPLE, TIMES = "K104", "K101", "K503"
ENTRY = {"entry_date": "2024-12-05", "direction": "支出", "voucher_no": "P1", "amount": "3.5", "purpose": "慰问"}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def load(store: Store, layout: str, *rows: dict[str, str | None], **facts: Any) -> LoadReport:
    return load_files(store, source_files(source_table(layout, rows, **facts)), LoadOptions())


def indicator(code: str, unit: str | None, value: str) -> dict[str, str | None]:
    return {"indicator_code": code, "indicator_unit": unit, "month_value": value}


def staged(store: Store, layout: str, column: str) -> list[str | None]:
    return [row[0] for row in store.rows(f"select cast({column} as varchar) from stg.{layout} order by row")]


def found(store: Store) -> list[tuple[int, str]]:
    return store.rows('select "row", rule from chk.finding order by all')


def test_the_same_cells_in_another_unit_of_money_are_another_version(store: Store) -> None:
    load(store, "fund_entry", ENTRY, money_unit="元", filled_date="2025-01-03")
    report = load(store, "fund_entry", ENTRY, money_unit="万元", filled_date="2025-01-04")
    assert report.parts_repeated == 0
    counted = "select amount from stg.fund_entry inner join meta.accepted_part using (part_id)"
    assert [str(row[0]) for row in store.rows(counted)] == ["35000.00"]
    assert load(store, "fund_entry", ENTRY, money_unit="万元", filled_date="2025-01-04").changed_nothing


@pytest.mark.parametrize(
    ("unit", "preamble", "value"),
    [
        ("元", None, "1234567.89"),
        (None, None, "1234567.89"),
        ("万元", None, "12345678900.00"),
        ("（万元）", None, "12345678900.00"),
        (None, "万元", "12345678900.00"),
        ("元", "万元", "1234567.89"),
        ("万元", "万元", "12345678900.00"),
    ],
)
def test_a_rows_own_unit_of_money_goes_before_that_of_the_sheet(
    store: Store, unit: str | None, preamble: str | None, value: str
) -> None:
    load(store, "indicator", indicator(MONEY, unit, "1234567.89"), money_unit=preamble)
    assert staged(store, "indicator", "month_value") == [value]
    assert found(store) == []


def test_yi_yuan_are_exact_to_the_cent(store: Store) -> None:
    load(store, "indicator", indicator(MONEY, "亿元", "1.2345678912"))
    assert staged(store, "indicator", "month_value") == ["123456789.12"]


def test_wan_yuan_of_the_sheet_multiplies_no_people(store: Store) -> None:
    load(store, "indicator", indicator(PEOPLE, "人", "120"), indicator(PEOPLE, None, "120"), money_unit="万元")
    assert staged(store, "indicator", "month_value") == ["120.00", "120.00"]


def test_a_unit_that_is_not_the_indicators_is_asked_about(store: Store) -> None:
    load(
        store,
        "indicator",
        indicator(MONEY, "千元", "5"),
        indicator(TIMES, "人", "5"),
        indicator(PEOPLE, "万元", "5"),
        indicator(PEOPLE, "名", "5"),
    )
    assert found(store) == [(3, "I068"), (4, "I068"), (5, "I068")]
    assert staged(store, "indicator", "month_value") == ["5.00"] * 4
    assert staged(store, "indicator", "is_quarantined") == ["false"] * 4


def test_a_number_of_people_is_whole_and_not_negative(store: Store) -> None:
    values = ["120.5", "-3", "120.0", "120"]
    load(store, "indicator", *[indicator(PEOPLE, "人", value) for value in values], indicator(MONEY, "元", "0.5"))
    assert found(store) == [(3, "I074"), (4, "I074")]
    assert staged(store, "indicator", "is_quarantined") == ["true", "true", "false", "false", "false"]


@pytest.mark.parametrize("text", ["620102202300000100.0", "6.20102E+17"])
@pytest.mark.parametrize(("field", "rule"), [("household_no", "P067"), ("recipient_no", "P087")])
def test_a_number_of_the_units_own_that_lost_its_places_is_no_number(
    store: Store, field: str, rule: str, text: str
) -> None:
    load(store, "pairing", *[pairing(number, **{field: text}) for number in range(1, 4)])
    assert staged(store, "pairing", field) == [None] * 3
    assert {code for _row, code in found(store)} == {rule}
    assert staged(store, "pairing", "is_quarantined") == ["false"] * 3


@pytest.mark.parametrize("text", ["620102202300000121", "2024E05", "3E12", "HU.12"])
def test_a_whole_number_of_the_units_own_stays(store: Store, text: str) -> None:
    load(store, "pairing", pairing(1, household_no=text))
    assert staged(store, "pairing", "household_no") == [text]
    assert found(store) == []
