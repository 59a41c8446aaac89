"""Defects 12, 13, 45 and 46: days in every style, as serial numbers, and in the wrong year."""

from __future__ import annotations

import datetime
from typing import Any

from tests.defects.files import substituted, workbook, xls
from tests.defects.ledgers import ID, contacts, ids, pairs, preamble, put_column, with_one
from tests.defects.loaded import NAME, Loaded, Loader
from tests.unit.read_examples import make_id

START, BIRTH, DAY = "结对日期", "出生日期", "活动日期"


def starts(load: Loader, cells: list[Any]) -> Loaded:
    """Pairs whose dates of pairing are these, with a good one before and after."""
    return load.sheet(pairs(len(cells) + 2, {START: with_one(cells, "2023-06-01")}))


def days(loaded: Loaded) -> list[str]:
    """The dates of pairing between the first and the last."""
    return [str(day) for day in loaded.column("start_date")[1:-1]]


STYLES = ["2024.1.5", "2024/1/5", "2024-1-5", "2024年1月5日", "2024年01月05日", "20240105", "2024.01.05",
          "2024年1月5号"]  # fmt: skip


def test_defect_12_a_date_in_any_unambiguous_style_is_read_and_logged(load: Loader) -> None:
    loaded = starts(load, STYLES)
    assert days(loaded) == ["2024-01-05"] * len(STYLES)
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert loaded.repaired("R112", "start_date") == [*range(3, 3 + len(STYLES))]


SHORT = {"24.1.5": "2024-01-05", "24-1-5": "2024-01-05", "24年1月5日": "2024-01-05", "1月5日": "2024-01-05",
         "6月1日": "2024-06-01"}  # fmt: skip


def test_defect_12_a_year_that_is_short_or_missing_is_assumed_and_queried(load: Loader) -> None:
    loaded = starts(load, list(SHORT))
    assert days(loaded) == list(SHORT.values())
    assert loaded.places("P29A") == [(row, START) for row in range(3, 8)]
    assert {item["severity"] for item in loaded.found("P29A")} == {"query"}
    assert loaded.rules("error") == set()
    assert loaded.quarantined() == []


def test_defect_12_a_month_without_a_day_is_assumed_and_queried(load: Loader) -> None:
    loaded = starts(load, ["2024年1月", "2024-01", "2024/1"])
    assert [day[:7] for day in days(loaded)] == ["2024-01"] * 3
    assert loaded.places("P29A") == [(3, START), (4, START), (5, START)]
    assert loaded.rules("error") == set()


def test_defect_12_a_month_typed_as_a_decimal_is_ambiguous(load: Loader) -> None:
    loaded = starts(load, ["2024.1", 2024.1])
    assert loaded.places("P29B") == [(3, START), (4, START)]
    assert {item["severity"] for item in loaded.found("P29B")} == {"error"}
    assert days(loaded) == ["None"] * 2
    assert loaded.quarantined() == []


def test_defect_12_an_ambiguous_day_of_an_activity_takes_the_row_out_of_the_count(load: Loader) -> None:
    loaded = load.sheet([*preamble(), *contacts(3, {DAY: ["2024-12-10", 2024.1, "2024-12-10"]})])
    assert loaded.places("A04B") == [(5, DAY)]
    assert loaded.quarantined("activity") == [5]


def test_defect_12_a_date_that_is_none_is_blanked_and_the_row_counts(load: Loader) -> None:
    loaded = starts(load, ["2024-13-05", "2024年2月30日", "去年", "2024-1-5-6"])
    assert loaded.places("P292") == [(row, START) for row in range(3, 7)]
    assert days(loaded) == ["None"] * 4
    assert loaded.quarantined() == []


def test_defect_13_a_serial_number_in_a_date_column_is_a_date_and_is_logged(load: Loader) -> None:
    loaded = starts(load, [36526, 45296, "45296", 45657])
    assert days(loaded) == ["2000-01-01", "2024-01-05", "2024-01-05", "2024-12-31"]
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert loaded.repaired("R113", "start_date") == [3, 4, 5, 6]


def test_defect_13_a_serial_number_that_can_be_no_event_is_an_error(load: Loader) -> None:
    loaded = starts(load, [1, 20000, 36525, 73051, 99999])
    assert days(loaded) == ["None"] * 5
    found = [(item["row"], item["column"], item["severity"]) for item in loaded.findings]
    assert found == [(row, START, "error") for row in range(3, 8)]
    assert loaded.rules("error") <= {"P292", "P294"}
    assert loaded.quarantined() == []


def test_defect_13_a_birth_may_be_a_small_serial_number(load: Loader) -> None:
    births = ["19541003", "19240821", "20150301"]
    numbers = [make_id(place, birth) for place, birth in enumerate(births, start=1)]
    loaded = load.sheet(pairs(3, {BIRTH: [20000, 9000, 42064], ID: numbers}))
    assert [day and day.strftime("%Y%m%d") for day in loaded.column("recipient_birth_date")] == births
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert loaded.repaired("R113", "recipient_birth_date") == [2, 3, 4]


FORMATS = [*range(27, 37), *range(50, 60)]
"""Dates in a Chinese Excel; WPS writes 59."""


def test_defect_13_the_built_in_formats_of_chinese_excel_and_wps_are_dates(load: Loader) -> None:
    rows = pairs(len(FORMATS), {START: 45296})

    def arrange(book: Any, sheet: Any) -> None:
        for row, style in enumerate(FORMATS, start=1):
            sheet.write_number(row, rows[0].index(START), 45296, book.add_format({"num_format": style}))

    loaded = load({NAME: workbook(rows, arrange)})
    assert [str(day) for day in loaded.column("start_date")] == ["2024-01-05"] * len(FORMATS)
    assert loaded.rules("error") | loaded.rules("query") == set()


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


def test_defect_46_an_activity_outside_all_that_can_be_reported_waits(load: Loader) -> None:
    wrong = ["2025-12-10", "2025-01-01", "2204-12-10", "2022-12-10"]
    loaded = load.sheet([*preamble(), *contacts(6, {DAY: with_one(wrong, "2024-12-31")})])
    assert loaded.places("A044") == [(row, DAY) for row in range(5, 9)]
    assert {item["severity"] for item in loaded.found("A044")} == {"error"}
    assert loaded.quarantined("activity") == [5, 6, 7, 8]


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
