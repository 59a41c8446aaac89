"""Defects 5, 6, 23–25, 27 and 28: numbers of persons that a program or a hand has spoilt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.defects.files import with_cells, workbook, xls
from tests.defects.ledgers import HELPER_ID, ID, ids, pairs, place_of, put_column
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


def assert_refused_number(loaded: Loaded, rule: str, row: int, title: str = ID, field: str = "recipient_id") -> None:
    """The number is refused, its text kept, and the person still counts."""
    assert loaded.places(rule) == [(row, title)]
    (finding,) = loaded.found(rule)
    assert finding["severity"] == "error"
    assert finding["sheet"] in ("台账", None)
    staged = {item["row"]: item for item in loaded.rows()}
    assert staged[row][field] is None
    assert staged[row][f"{field}_text"]
    assert loaded.quarantined() == []
    (part,) = loaded.parts()
    assert part["rows_unidentified"] == 1


@pytest.mark.parametrize("wreck", [
    "629999201503010000",
    "629999201503010944",
    "6.2999920150301E+17",
    a_wreck_that_passes(),
], ids=["ends in 000", "a double's tail", "scientific", "with a right check digit"])  # fmt: skip
def test_defect_05_a_number_in_a_numeric_cell_is_refused_whatever_its_digits(load: Loader, wreck: str) -> None:
    rows = pairs(3)
    book = with_cells(workbook(rows), {place_of(rows, ID, 2): f"<v>{wreck}</v>"})
    loaded = load({NAME: book})
    assert_refused_number(loaded, "P107", 3)
    assert loaded.found("P107")[0]["value"].startswith("629999***") or "E" in wreck
    assert loaded.column("recipient_id") == [ids(1)[0], None, ids(3)[0]]


def test_defect_05_the_helpers_number_is_looked_at_alike(load: Loader) -> None:
    rows = pairs(3)
    book = with_cells(workbook(rows), {place_of(rows, HELPER_ID, 1): f"<v>{a_wreck_that_passes()}</v>"})
    assert_refused_number(load({NAME: book}), "P237", 2, HELPER_ID, "helper_id")


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
    assert_refused_number(load({"城关区12月.xls": xls(rows)}), "P107", 3)


def test_defect_05_the_same_digits_as_text_are_a_good_number(load: Loader) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], a_wreck_that_passes(), ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.findings == []
    assert loaded.column("recipient_id")[1] == a_wreck_that_passes()


@pytest.mark.parametrize("text", ["6.29999E+17", "6.3E+17", "6.29999201503011E+17", "6.29999e17"])
def test_defect_06_scientific_notation_in_a_text_file_is_refused(load: Loader, text: str) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], text, ids(3)[0]])
    loaded = load.csv(rows)
    assert_refused_number(loaded, "P107", 3)
    assert "文本" in loaded.found("P107")[0]["hint"]


def test_defect_06_numbers_that_a_spreadsheet_cut_to_000_are_all_refused_in_a_text_file(load: Loader) -> None:
    rows = pairs(20)
    cut = [make_id(number)[:15] + "000" for number in range(1, 5)]
    put_column(rows, ID, [*cut, *ids(*range(5, 21))])
    loaded = load.csv(rows)
    assert [row for row, _title in loaded.places("P107")] == [2, 3, 4, 5]
    assert loaded.quarantined() == []


def _with_x() -> int:
    return next(number for number in range(1, 200) if make_id(number).endswith("X"))


LOOK_ALIKES = [*((mark, "R123") for mark in "×ХΧ✕*"), ("Ｘ", "R111"), ("ｘ", "R111"), ("x", None)]


@pytest.mark.parametrize(("mark", "rule"), LOOK_ALIKES)
def test_defect_23_a_look_alike_at_place_18_is_read_as_x(load: Loader, mark: str, rule: str | None) -> None:
    right = make_id(_with_x())
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], right[:17] + mark, ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id")[1] == right
    assert loaded.rules("error") == set()
    assert rule is None or loaded.repaired(rule, "recipient_id") == [3]


@pytest.mark.parametrize(("wrong", "right"), [("O", "0"), ("o", "0"), ("l", "1"), ("I", "1")])
def test_defect_23_a_letter_in_place_of_a_digit_is_an_error_and_refuses_the_number(
    load: Loader, wrong: str, right: str
) -> None:
    number = make_id(11)
    at = number.index(right, 6)
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], number[:at] + wrong + number[at + 1 :], ids(3)[0]])
    loaded = load.sheet(rows)
    assert_refused_number(loaded, "P102", 3)
    assert number not in str(loaded.report)


@pytest.mark.parametrize(("mark", "rule"), [("'", "R143"), ("`", "R143"), ("\t", "R107"), (" ", "R107")])
def test_defect_23_a_mark_before_the_number_is_taken_off(load: Loader, mark: str, rule: str) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], mark + make_id(2), ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.rules("error") == set()
    assert loaded.repaired(rule, "recipient_id") == [3]


@pytest.mark.parametrize("prefix", ["身份证:", "身份证：", "身份证号："])
def test_defect_23_a_word_before_the_number_never_loses_the_person(load: Loader, prefix: str) -> None:
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], prefix + make_id(2), ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.quarantined() == []
    if loaded.column("recipient_id")[1] is None:
        assert_refused_number(loaded, "P102", 3)
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
    assert_refused_number(loaded, "P106", 3)
    assert loaded.found("P106")[0]["expected"] is None
    assert number not in str(loaded.report)


def test_defect_24_transposed_digits_are_an_error(load: Loader) -> None:
    number = make_id(257)
    rows = pairs(3)
    put_column(rows, ID, [ids(1)[0], number[:14] + number[15] + number[14] + number[16:], ids(3)[0]])
    assert_refused_number(load.sheet(rows), "P106", 3)


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


@pytest.mark.parametrize(("certificate", "rule"), [
    (make_id(5) + "41", "P188"),
    (make_id(2) + "81", "P182"),
    (make_id(2) + "45", "P182"),
    (make_id(2) + "44", "P188"),
    (make_id(2) + "4", "P182"),
], ids=["somebody else's", "no such category", "no such grade", "not severe", "a place missing"])  # fmt: skip
def test_defect_27_a_certificate_that_contradicts_is_blanked_and_the_row_counts(
    load: Loader, certificate: str, rule: str
) -> None:
    loaded = load.sheet(certificates(make_id(1) + "11", certificate, make_id(3) + "31"))
    assert loaded.places(rule) == [(3, "残疾人证号")]
    assert loaded.found(rule)[0]["severity"] == "error"
    assert loaded.column("disability_certificate")[1] is None
    assert loaded.quarantined() == []
    assert loaded.column("recipient_id") == ids(1, 2, 3)


def test_defect_28_a_certificate_in_a_numeric_cell_is_refused(load: Loader) -> None:
    rows = certificates(make_id(1) + "11", make_id(2) + "41", make_id(3) + "31")
    book = with_cells(workbook(rows), {place_of(rows, "残疾人证号", 2): f"<v>{int(make_id(2)[:17])}041</v>"})
    loaded = load({NAME: book})
    assert loaded.places("P187") == [(3, "残疾人证号")]
    assert loaded.column("disability_certificate")[1] is None
    assert loaded.quarantined() == []


@pytest.mark.parametrize("text", ["6.29999201503011E+19", "6.3E+19"])
def test_defect_28_a_certificate_in_scientific_notation_is_refused(load: Loader, text: str) -> None:
    loaded = load.csv(certificates(make_id(1) + "11", text, make_id(3) + "31"))
    assert loaded.places("P187") == [(3, "残疾人证号")]
    assert loaded.quarantined() == []
