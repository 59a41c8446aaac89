"""Defects 12, 13, 45 and 46: days in every style, as serial numbers, and in the wrong year."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.defects.files import substituted, workbook, xls
from tests.defects.ledgers import ID, contacts, ids, pairs, preamble, put_column
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import Cell, make_id

START, BIRTH, DAY = "结对日期", "出生日期", "活动日期"


def starts(load: Loader, cell: Cell) -> Any:
    """Three pairs, the second's date of pairing as given."""
    return load.sheet(pairs(3, {START: ["2023-06-01", cell, "2023-06-01"]}))


@pytest.mark.parametrize("text", ["2024.1.5", "2024/1/5", "2024-1-5", "2024年1月5日", "2024年01月05日", "20240105",
                                  "2024.01.05", "2024年1月5号"])  # fmt: skip
def test_defect_12_a_date_in_any_unambiguous_style_is_read_and_logged(load: Loader, text: str) -> None:
    loaded = starts(load, text)
    assert str(loaded.column("start_date")[1]) == "2024-01-05"
    assert loaded.findings == []
    assert loaded.repaired("R112", "start_date") == [3]


@pytest.mark.parametrize(("text", "day"), [
    ("24.1.5", "2024-01-05"), ("24-1-5", "2024-01-05"), ("24年1月5日", "2024-01-05"), ("1月5日", "2024-01-05"),
    ("6月1日", "2024-06-01"),
])  # fmt: skip
def test_defect_12_a_year_that_is_short_or_missing_is_assumed_and_queried(load: Loader, text: str, day: str) -> None:
    loaded = starts(load, text)
    assert str(loaded.column("start_date")[1]) == day
    assert loaded.places("P29A") == [(3, START)]
    assert loaded.found("P29A")[0]["severity"] == "query"
    assert loaded.rules("error") == set()
    assert loaded.quarantined() == []


@pytest.mark.parametrize("text", ["2024年1月", "2024-01", "2024/1"])
def test_defect_12_a_month_without_a_day_is_assumed_and_queried(load: Loader, text: str) -> None:
    loaded = starts(load, text)
    assert str(loaded.column("start_date")[1]).startswith("2024-01")
    assert loaded.places("P29A") == [(3, START)]
    assert loaded.rules("error") == set()


@pytest.mark.parametrize("cell", ["2024.1", 2024.1, 2024.12], ids=["text", "number 2024.10", "number 2024.12"])
def test_defect_12_a_month_typed_as_a_decimal_is_ambiguous(load: Loader, cell: Cell) -> None:
    loaded = starts(load, cell)
    assert loaded.places("P29B") == [(3, START)]
    assert loaded.found("P29B")[0]["severity"] == "error"
    assert loaded.column("start_date")[1] is None
    assert loaded.quarantined() == []


def test_defect_12_an_ambiguous_day_of_an_activity_takes_the_row_out_of_the_count(load: Loader) -> None:
    loaded = load.sheet([*preamble(), *contacts(3, {DAY: ["2024-12-10", 2024.1, "2024-12-10"]})])
    assert loaded.places("A04B") == [(5, DAY)]
    assert loaded.quarantined("activity") == [5]


@pytest.mark.parametrize("text", ["2024-13-05", "2024年2月30日", "去年", "2024-1-5-6"])
def test_defect_12_a_date_that_is_none_is_blanked_and_the_row_counts(load: Loader, text: str) -> None:
    loaded = starts(load, text)
    assert loaded.places("P292") == [(3, START)]
    assert loaded.column("start_date")[1] is None
    assert loaded.quarantined() == []


def test_defect_13_a_serial_number_in_a_date_column_is_a_date(load: Loader) -> None:
    loaded = starts(load, 45296)
    assert str(loaded.column("start_date")[1]) == "2024-01-05"
    assert loaded.findings == []
    assert loaded.repaired("R113", "start_date") == [3]


@pytest.mark.parametrize(("serial", "day"), [(36526, "2000-01-01"), (45657, "2024-12-31")])
def test_defect_13_event_dates_go_from_2000_to_the_day_of_the_data(load: Loader, serial: int, day: str) -> None:
    loaded = starts(load, serial)
    assert str(loaded.column("start_date")[1]) == day
    assert loaded.rules("error") == set()


@pytest.mark.parametrize("serial", [1, 20000, 36525, 73051, 99999])
def test_defect_13_a_serial_number_that_can_be_no_event_is_an_error(load: Loader, serial: int) -> None:
    loaded = starts(load, serial)
    assert loaded.column("start_date")[1] is None
    assert [(item["row"], item["column"], item["severity"]) for item in loaded.findings] == [(3, START, "error")]
    assert loaded.rules("error") <= {"P292", "P294"}
    assert loaded.quarantined() == []


@pytest.mark.parametrize(("serial", "birth"), [(20000, "19541003"), (9000, "19240821"), (42064, "20150301")])
def test_defect_13_a_birth_may_be_a_small_serial_number(load: Loader, serial: int, birth: str) -> None:
    rows = pairs(1, {BIRTH: serial, ID: make_id(1, birth)})
    loaded = load.sheet(rows)
    assert loaded.column("recipient_birth_date")[0].strftime("%Y%m%d") == birth
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert loaded.repaired("R113", "recipient_birth_date") == [2]


FORMATS = [*range(27, 37), *range(50, 60)]


@pytest.mark.parametrize("style", FORMATS)
def test_defect_13_the_built_in_formats_of_chinese_excel_and_wps_are_dates(load: Loader, style: int) -> None:
    rows = pairs(2, {START: [45296, 45296]})

    def arrange(book: Any, sheet: Any) -> None:
        sheet.write_number(1, rows[0].index(START), 45296, book.add_format({"num_format": style}))

    loaded = load({NAME: workbook(rows, arrange)})
    assert [str(day) for day in loaded.column("start_date")] == ["2024-01-05"] * 2
    assert loaded.findings == []


def test_defect_13_a_date_cell_of_an_old_workbook_is_a_date(load: Loader) -> None:
    loaded = load({"城关区12月.xls": xls(pairs(2, {START: ["2024-01-05", 45296.0]}))})
    assert [str(day) for day in loaded.column("start_date")] == ["2024-01-05"] * 2


def test_defect_45_a_workbook_that_counts_from_1904_gives_the_same_days(load: Loader) -> None:
    day = datetime.date(2024, 1, 5)
    rows = pairs(2, {START: ["2023-06-01", "2023-06-01"]})
    for row in rows[1:]:
        row[rows[0].index(START)] = day
    loaded = load({NAME: workbook(rows, options={"date_1904": True})})
    assert [str(value) for value in loaded.column("start_date")] == ["2024-01-05"] * 2
    assert loaded.rules("error") == set()


def test_defect_45_serial_numbers_of_1904_are_converted_and_logged(load: Loader) -> None:
    rows = pairs(2, {START: ["2023-06-01", 43834]})
    book = substituted(workbook(rows), "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
    loaded = load({NAME: book})
    assert [str(value) for value in loaded.column("start_date")] == ["2023-06-01", "2024-01-05"]
    assert loaded.repaired("R145", "start_date") == [3] or [item["sheet"] for item in loaded.found("R145")] == ["台账"]


def test_defect_45_an_attribute_that_says_false_changes_nothing(load: Loader) -> None:
    rows = pairs(2, {START: ["2023-06-01", 45296]})
    book = substituted(workbook(rows), "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="0" ')
    loaded = load({NAME: book})
    assert str(loaded.column("start_date")[1]) == "2024-01-05"
    assert "R145" not in loaded.repairs()


@pytest.mark.parametrize("day", ["2025-12-10", "2025-01-01", "2204-12-10", "2022-12-10"])
def test_defect_46_an_activity_outside_all_that_can_be_reported_waits(load: Loader, day: str) -> None:
    loaded = load.sheet([*preamble(), *contacts(3, {DAY: ["2024-12-10", day, "2024-12-31"]})])
    assert loaded.places("A044") == [(5, DAY)]
    assert loaded.found("A044")[0]["severity"] == "error"
    assert loaded.quarantined("activity") == [5]


def test_defect_46_an_activity_of_an_earlier_month_counts(load: Loader) -> None:
    loaded = load.sheet([*preamble(), *contacts(2, {DAY: ["2024-12-10", "2024-11-30"]})])
    assert loaded.rules("error") == set()
    assert loaded.quarantined("activity") == []


def test_defect_46_a_birth_in_the_future_is_blanked_and_the_row_counts(load: Loader) -> None:
    loaded = load.sheet(pairs(3, {BIRTH: ["2015-03-01", "2051-03-01", None]}))
    assert loaded.places("P134") == [(3, BIRTH)]
    assert loaded.column("recipient_birth_date")[1] is None
    assert loaded.quarantined() == []


def test_defect_46_a_number_whose_birth_is_in_the_future_is_refused(load: Loader) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], make_id(2, "20510301"), ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.places("P104") == [(3, ID)]
    assert loaded.column("recipient_id")[1] is None
    assert loaded.quarantined() == []
