"""Defects 5, 6, 23–25, 27 and 28: numbers of persons that a program or a hand has spoilt."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.defects.files import with_cells, workbook, xls
from tests.defects.ledgers import HELPER_ID, ID, contacts, ids, indicators, pairs, place_of, preamble, put_column, sites
from tests.defects.loaded import NAME, Loaded, Loader
from tests.unit.read_examples import Rows, make_id


def shown_as_text(value: int) -> str:
    """What a reader of Excel's double makes of a number: the shortest digits that give it back."""
    return str(int(Decimal(repr(float(value)))))


def a_wreck_that_passes() -> str:
    """A number that went through a double and still has a right check digit (one in eleven has)."""
    for number in range(1, 1000):
        wrecked = shown_as_text(int(make_id(number).replace("X", "0")))
        if wrecked == make_id(int(wrecked[14:17])):
            return wrecked
    raise AssertionError("no number survives")


def assert_refused_numbers(
    loaded: Loaded, rule: str, rows: list[int], title: str = ID, field: str = "recipient_id"
) -> None:
    """The numbers are refused, their texts kept, and the persons still count."""
    assert loaded.places(rule) == [(row, title) for row in rows]
    assert {(item["severity"], item["sheet"]) for item in loaded.found(rule)} <= {("error", "台账"), ("error", None)}
    staged = {item["row"]: item for item in loaded.rows()}
    assert [row for row in staged if staged[row][field] is None] == rows
    assert all(staged[row][f"{field}_text"] for row in rows)
    assert loaded.quarantined() == []
    (part,) = loaded.parts()
    assert (part["rows_accepted"], part["rows_unidentified"]) == (len(staged), len(rows))


def wrecks() -> list[str]:
    """Ends in 000, a double's tail, scientific notation, and one with a right check digit."""
    return ["629999201503010000", "629999201503010944", "6.2999920150301E+17", a_wreck_that_passes()]


def test_defect_05_a_number_in_a_numeric_cell_is_refused_whatever_its_digits(load: Loader) -> None:
    rows = pairs(6)
    cells = {place_of(rows, ID, number): f"<v>{wreck}</v>" for number, wreck in enumerate(wrecks(), start=2)}
    loaded = load({NAME: with_cells(workbook(rows), cells)})
    assert_refused_numbers(loaded, "P107", [3, 4, 5, 6])
    assert all("***" in item["value"] for item in loaded.found("P107"))


def test_defect_05_the_helpers_number_is_looked_at_alike(load: Loader) -> None:
    rows = pairs(3)
    book = with_cells(workbook(rows), {place_of(rows, HELPER_ID, 1): f"<v>{a_wreck_that_passes()}</v>"})
    assert_refused_numbers(load({NAME: book}), "P237", [2], HELPER_ID, "helper_id")


def test_defect_05_a_whole_column_of_numeric_cells_is_refused_and_every_row_counts(load: Loader) -> None:
    rows = pairs(40)
    cells = {place_of(rows, ID, number): f"<v>{make_id(number).replace('X', '0')}</v>" for number in range(1, 41)}
    loaded = load({NAME: with_cells(workbook(rows), cells)})
    assert len(loaded.found("P107")) == 40
    (part,) = loaded.parts()
    assert (part["rows_accepted"], part["rows_unidentified"]) == (40, 40)


def test_defect_05_a_numeric_cell_of_an_old_workbook_is_refused_too(load: Loader) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], float(a_wreck_that_passes()), ids(3)[0]])
    assert_refused_numbers(load({"城关区12月.xls": xls(rows)}), "P107", [3])


def test_defect_05_the_same_digits_as_text_are_a_good_number(load: Loader) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], a_wreck_that_passes(), ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.findings == []
    assert loaded.column("recipient_id")[1] == a_wreck_that_passes()


NOTATIONS = ["6.29999E+17", "6.3E+17", "6.29999201503011E+17", "6.29999e17"]


def test_defect_06_scientific_notation_in_a_text_file_is_refused(load: Loader) -> None:
    loaded = load.csv(with_numbers(NOTATIONS))
    assert_refused_numbers(loaded, "P107", [3, 4, 5, 6])
    assert all("文本" in item["hint"] for item in loaded.found("P107"))


def with_numbers(cells: list[str]) -> Rows:
    """Pairs with these numbers, and a good one before and after them."""
    last = len(cells) + 2
    return pairs(last, {ID: [make_id(1), *cells, make_id(last)]})


def test_defect_06_numbers_that_a_spreadsheet_cut_to_000_are_all_refused_in_a_text_file(load: Loader) -> None:
    rows = pairs(20)
    cut = [make_id(number)[:15] + "000" for number in range(1, 5)]
    put_column(rows, ID, [*cut, *ids(*range(5, 21))])
    loaded = load.csv(rows)
    assert [row for row, _title in loaded.places("P107")] == [2, 3, 4, 5]
    assert loaded.quarantined() == []


def _with_x() -> int:
    return next(number for number in range(1, 200) if make_id(number).endswith("X"))


def test_defect_23_a_look_alike_at_place_18_is_read_as_x_and_logged(load: Loader) -> None:
    numbers = [number for number in map(make_id, range(1, 200)) if number.endswith("X")]
    marks = ["×", "Х", "Χ", "✕", "*", "Ｘ", "ｘ", "x"]
    loaded = load.sheet(with_numbers([number[:17] + mark for number, mark in zip(numbers, marks, strict=False)]))
    assert loaded.column("recipient_id")[1:-1] == numbers[: len(marks)]
    assert loaded.rules("error") == set()
    assert set(loaded.repaired("R123", "recipient_id")) >= {3, 4, 5, 6, 7}
    assert set(loaded.repaired("R111", "recipient_id")) >= {8, 9}


def test_defect_23_a_letter_in_place_of_a_digit_is_an_error_and_refuses_the_number(load: Loader) -> None:
    numbers = [make_id(number) for number in (11, 12, 13, 14)]
    letters = [("O", "0"), ("o", "0"), ("l", "1"), ("I", "1")]
    wrong = [replaced(number, *letter) for number, letter in zip(numbers, letters, strict=True)]
    loaded = load.sheet(with_numbers(wrong))
    assert_refused_numbers(loaded, "P102", [3, 4, 5, 6])
    assert not any(number in str(loaded.report) for number in numbers)


def replaced(number: str, letter: str, digit: str) -> str:
    """The number with a letter in place of the first such digit after the area."""
    at = number.index(digit, 6)
    return number[:at] + letter + number[at + 1 :]


def test_defect_23_a_mark_before_the_number_is_taken_off_and_logged(load: Loader) -> None:
    loaded = load.sheet(with_numbers([mark + make_id(place) for place, mark in enumerate("'`\t ", start=2)]))
    assert loaded.column("recipient_id") == ids(1, 2, 3, 4, 5, 6)
    assert loaded.rules("error") == set()
    assert loaded.repaired("R143", "recipient_id") == [3, 4]
    assert loaded.repaired("R107", "recipient_id") == [5, 6]


@pytest.mark.parametrize("prefix", ["身份证:", "身份证号："])
def test_defect_23_a_word_before_the_number_never_loses_the_person(load: Loader, prefix: str) -> None:
    loaded = load.sheet(with_numbers([prefix + make_id(2)]))
    assert loaded.quarantined() == []
    if loaded.column("recipient_id")[1] is None:
        assert_refused_numbers(loaded, "P102", [3])
    else:
        assert loaded.column("recipient_id") == ids(1, 2, 3)
        assert "recipient_id" in _repaired_fields(loaded)


def _repaired_fields(loaded: Loaded) -> set[str]:
    return {field for (field,) in loaded.store.rows("select distinct field from chk.fix")}


def test_defect_24_a_wrong_check_digit_is_an_error_and_suggests_nothing(load: Loader) -> None:
    number = make_id(2)
    wrong = number[:17] + ("1" if number[17] == "0" else "0")
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], wrong, ids(3)[0]])
    loaded = load.sheet(rows)
    assert_refused_numbers(loaded, "P106", [3])
    assert loaded.found("P106")[0]["expected"] is None
    assert number not in str(loaded.report)


def test_defect_24_transposed_digits_are_an_error(load: Loader) -> None:
    number = make_id(257)
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], number[:14] + number[15] + number[14] + number[16:], ids(3)[0]])
    assert_refused_numbers(load.sheet(rows), "P106", [3])


def test_defect_25_a_number_of_15_digits_is_converted_and_queried(load: Loader) -> None:
    number = make_id(2, "19560301")
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], number[:6] + number[8:17], ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.places("P109") == [(3, ID)]
    assert loaded.rules("query") == {"P109"}
    assert loaded.rules("error") == set()
    assert loaded.column("recipient_id")[1] == number


def certificates(*cells: str | float | None) -> Rows:
    columns = {"帮扶对象类别": "困难重度残疾人", "残疾人证号": list(cells)}
    return pairs(len(cells), columns)


def test_defect_27_a_good_certificate_is_taken(load: Loader) -> None:
    rows = certificates(make_id(1) + "11", make_id(2) + "42", make_id(3) + "71B1")
    loaded = load.sheet(rows)
    assert loaded.rules("error") == set()
    assert loaded.column("disability_certificate") == [make_id(1) + "11", make_id(2) + "42", make_id(3) + "71B1"]


def test_defect_27_a_certificate_that_contradicts_is_blanked_and_the_row_counts(load: Loader) -> None:
    # Somebody else's, no such category, no such grade, not severe (a check's question, X024), a place missing.
    wrong = [make_id(9) + "41", make_id(3) + "81", make_id(4) + "45", make_id(5) + "44", make_id(6) + "4"]
    loaded = load.sheet(certificates(make_id(1) + "11", *wrong, make_id(7) + "31"))
    title = "残疾人证号"
    assert loaded.places("P188") == [(3, title)]
    assert loaded.places("P182") == [(4, title), (5, title), (7, title)]
    assert {item["severity"] for item in [*loaded.found("P188"), *loaded.found("P182")]} == {"error"}
    taken = [make_id(1) + "11", None, None, None, make_id(5) + "44", None, make_id(7) + "31"]
    assert loaded.column("disability_certificate") == taken
    assert loaded.column("recipient_id") == ids(1, 2, 3, 4, 5, 6, 7)
    assert loaded.quarantined() == []


def test_defect_28_a_certificate_in_a_numeric_cell_is_refused(load: Loader) -> None:
    rows = certificates(make_id(1) + "11", make_id(2) + "41", make_id(3) + "31")
    book = with_cells(workbook(rows), {place_of(rows, "残疾人证号", 2): f"<v>{int(make_id(2)[:17])}041</v>"})
    loaded = load({NAME: book})
    assert loaded.places("P187") == [(3, "残疾人证号")]
    assert loaded.column("disability_certificate")[1] is None
    assert loaded.quarantined() == []


def test_defect_28_a_certificate_in_scientific_notation_is_refused(load: Loader) -> None:
    loaded = load.csv(certificates(make_id(1) + "11", "6.29999201503011E+19", "6.3E+19", make_id(4) + "31"))
    assert loaded.places("P187") == [(3, "残疾人证号"), (4, "残疾人证号")]
    assert loaded.quarantined() == []


NUMBERS = [
    "13893112345",
    13893112345,
    "09318888888",
    "9318888888",
    "8613893112345",
    "620102199001011234",
    "620102900101123",
]


def test_a_phone_or_an_id_number_in_a_count_is_an_error_and_shown_to_nobody(load: Loader) -> None:
    rows = sites(len(NUMBERS) + 1, {"志愿者人数": [*NUMBERS, 10]})
    loaded = load.sheet(rows)
    assert loaded.places("S08E") == [(row, "志愿者人数") for row in range(2, 2 + len(NUMBERS))]
    assert loaded.quarantined("site") == list(range(2, 2 + len(NUMBERS)))
    assert not any(re.search(r"\d{7}", str(item["value"])) for item in loaded.found("S08E"))


def test_a_count_of_any_form_is_held_to_the_same_and_money_is_not(load: Loader) -> None:
    loaded = load.sheet(
        contacts(3, {"人次": ["13893112345", "1", "999999999"], "资助资金（元）": [None, 13893112345, 5]})
    )
    assert loaded.quarantined("activity") == [2]


def test_an_indicator_that_counts_people_holds_no_phone(load: Loader) -> None:
    figures = {"K101": (13893112345, 5, 5), "K104": (1000, 2000, 13893112345)}
    loaded = load({"城关区12月指标.xlsx": workbook([*preamble(), *indicators(figures)])})
    assert [row["indicator_code"] for row in loaded.rows("indicator") if row["is_quarantined"]] == ["K101"]
