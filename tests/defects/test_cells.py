"""Defects 7, 10, 11, 29–31, 52 and 53: what stands in a cell beside its value."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.defects.files import with_cells, workbook
from tests.defects.ledgers import (
    HELPER,
    ID,
    RECIPIENT,
    contacts,
    ids,
    pairs,
    place_of,
    preamble,
    put_column,
    sites,
    with_one,
)
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import make_id

PHONE, COUNT = "对象联系电话", "志愿者人数"
SPACES = [" {} ", "{}\xa0", "\u3000{}", "{}\t", "{}\n", "\r\n{}"]


def test_defect_07_white_space_around_a_value_is_removed_and_logged(load: Loader) -> None:
    count = len(SPACES)
    rows = pairs(count + 2)
    put_column(rows, ID, [make_id(1), *_framed_all(make_id(number) for number in range(2, 8)), make_id(8)])
    for title, value in (("帮扶对象类别", "孤儿"), ("乡镇（街道）", "张掖路街道"), ("状态", "在帮")):
        put_column(rows, title, with_one(_framed_all([value] * count), value))
    loaded = load.sheet(rows)
    assert loaded.rules("error") == set()
    assert loaded.column("recipient_id") == ids(*range(1, 9))
    assert set(loaded.column("recipient_category")) == {"孤儿"}
    assert set(loaded.column("township")) == {"张掖路街道"}
    for field in ("recipient_id", "recipient_category", "township", "status"):
        assert loaded.repaired("R107", field) == [3, 4, 5, 6, 7, 8]


def _framed_all(values: Iterable[str]) -> list[str]:
    return [frame.format(value) for frame, value in zip(SPACES, values, strict=True)]


def test_defect_07_a_blank_or_a_break_inside_a_number_is_removed(load: Loader) -> None:
    number = make_id(2)
    rows = pairs(3)
    put_column(rows, ID, [f"{ids(1)[0][:6]} {ids(1)[0][6:]}", f"{number[:10]}\n{number[10:]}", ids(3)[0]])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.repaired("R107", "recipient_id") == [2, 3]


@settings(max_examples=10)
@given(st.lists(st.sampled_from(["{}", *SPACES, "'{}", "wide"]), min_size=4, max_size=4), st.integers(0, 4))
def test_defect_07_any_mixture_of_blanks_widths_and_marks_leaves_the_same_rows(frames: list[str], titles: int) -> None:
    rows = pairs(4)
    put_column(rows, ID, [_framed(frame, make_id(number)) for number, frame in enumerate(frames, start=1)])
    spaces = [frame if frame in SPACES else "{}" for frame in frames]
    put_column(rows, "帮扶对象类别", [frame.format("孤儿") for frame in spaces])
    with tempfile.TemporaryDirectory() as folder, closing(Loader(Path(folder))) as load:
        loaded = load.sheet([*([["结对帮扶台账"]] * titles), *rows])
        assert loaded.column("recipient_id") == ids(1, 2, 3, 4)
        assert loaded.column("recipient_category") == ["孤儿"] * 4
        assert loaded.rules("error") == set()


def _framed(frame: str, value: str) -> str:
    return wide(value) if frame == "wide" else frame.format(value)


def wide(text: str) -> str:
    """The text in full-width characters."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


COUNTS = {"12人": 12, "1,234": 1234, "1，234人": 1234, "12 人": 12, "12.0": 12, "12名": 12, "12户": 12}


def test_defect_10_units_and_commas_are_taken_off_a_count_and_logged(load: Loader) -> None:
    loaded = load.sheet(sites(9, {COUNT: with_one(list(COUNTS), 10)}))
    assert loaded.column("volunteer_count", "site") == with_one(list(COUNTS.values()), 10)
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert set(loaded.repaired("R110", "volunteer_count")) >= {3, 4, 5, 6, 8, 9}


def test_defect_10_a_unit_written_in_the_cell_is_obeyed_for_money(load: Loader) -> None:
    texts = ["1,200.50元", "1.2万元", "3万元", "3 万元"]
    loaded = load.sheet([*preamble(), *contacts(6, {"资助资金（元）": with_one(texts, 100)})])
    yuan = [float(value) for value in loaded.column("amount_yuan", "activity")]
    assert yuan == [100, 1200.5, 12_000, 30_000, 30_000, 100]
    assert loaded.rules("error") == set()
    assert loaded.repaired("R110", "amount_yuan") == [5, 6, 7, 8]


def test_defect_10_an_inexact_count_is_used_and_queried(load: Loader) -> None:
    texts = ["约20", "20余", "20多人", "近20人", "20余人", "约20人"]
    loaded = load.sheet(sites(8, {COUNT: with_one(texts, 10)}))
    assert loaded.column("volunteer_count", "site") == with_one([20] * 6, 10)
    assert loaded.places("S08A") == [(row, COUNT) for row in range(3, 9)]
    assert {item["severity"] for item in loaded.found("S08A")} == {"query"}
    assert loaded.quarantined("site") == []


def test_defect_10_a_range_is_an_error_and_the_row_waits(load: Loader) -> None:
    loaded = load.sheet(sites(6, {COUNT: with_one(["3-5人", "3~5", "3至5人", "3—5"], 10)}))
    assert loaded.places("S08B") == [(row, COUNT) for row in range(3, 7)]
    assert {item["severity"] for item in loaded.found("S08B")} == {"error"}
    assert loaded.column("volunteer_count", "site") == with_one([None] * 4, 10)
    assert loaded.quarantined("site") == [3, 4, 5, 6]


def test_defect_11_full_width_characters_are_read_as_half_width_and_logged(load: Loader) -> None:
    rows = pairs(3, {PHONE: ["13893112345", wide("13893112345"), None]})
    put_column(rows, ID, [ids(1)[0], wide(make_id(2)), ids(3)[0]])
    put_column(rows, "结对日期", ["2023-06-01", "２０２３－０６－０１", "2023-06-01"])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert [str(day) for day in loaded.column("start_date")] == ["2023-06-01"] * 3
    assert loaded.column("recipient_phone") == ["13893112345", "13893112345", None]
    assert loaded.rules("error") == set()
    for field in ("recipient_id", "start_date", "recipient_phone"):
        assert loaded.repaired("R111", field) == [3]


def test_defect_11_names_keep_their_characters(load: Loader) -> None:
    loaded = load.sheet(pairs(2, {RECIPIENT: ["马㐀", "Ａ马"]}))
    assert loaded.column("recipient_name") == ["马㐀", "Ａ马"]


GOOD = "13893112345"


def test_defect_29_a_phone_is_freed_of_what_a_program_added(load: Loader) -> None:
    texts = ["13893112345.0", "138-9311-2345", "+8613893112345", "138 9311 2345"]
    loaded = load.sheet(pairs(6, {PHONE: with_one(texts, GOOD)}))
    assert loaded.column("recipient_phone") == [GOOD] * 6
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert set(loaded.repaired("R129", "recipient_phone")) >= {3, 4, 5}
    assert 6 in loaded.repaired("R129", "recipient_phone") + loaded.repaired("R107", "recipient_phone")


def test_defect_29_a_phone_in_a_numeric_cell_is_a_phone(load: Loader) -> None:
    loaded = load.sheet(pairs(2, {PHONE: ["13893112345", 13893112345]}))
    assert loaded.column("recipient_phone") == ["13893112345"] * 2
    assert loaded.findings == []


def test_defect_29_of_two_phones_the_first_is_kept_and_queried(load: Loader) -> None:
    second = ["、13993154321", "/13993154321", "\n13993154321", " 13993154321", "；09318888888"]
    loaded = load.sheet(pairs(7, {PHONE: with_one([GOOD + text for text in second], GOOD)}))
    assert loaded.column("recipient_phone") == [GOOD] * 7
    assert loaded.places("P21A") == [(row, PHONE) for row in range(3, 8)]
    assert loaded.rules("query") == {"P21A"}
    assert loaded.rules("error") == set()


def test_defect_29_a_phone_in_scientific_notation_is_blanked_and_the_row_counts(load: Loader) -> None:
    loaded = load.csv(pairs(4, {PHONE: with_one(["1.38931E+10", "1.38931123E+10"], GOOD)}))
    assert loaded.column("recipient_phone") == [GOOD, None, None, GOOD]
    assert loaded.rules("error") <= {"P212", "P217"}
    assert [(item["row"], item["column"]) for item in loaded.findings] == [(3, PHONE), (4, PHONE)]
    assert loaded.quarantined() == []


NAMES = {"马 一": "马一", "马　一": "马一", "阿卜杜•马一": "阿卜杜·马一", "阿卜杜．马一": "阿卜杜·马一",
         "马一（曾用名马乙）": "马一", "马一(大)": "马一", "马一（小）": "马一"}  # fmt: skip


def test_defect_30_names_lose_blanks_and_brackets_share_one_dot_and_stay_raw(load: Loader) -> None:
    loaded = load.sheet(pairs(9, {RECIPIENT: with_one(list(NAMES), "丁七")}))
    assert loaded.column("recipient_name") == with_one(list(NAMES.values()), "丁七")
    assert loaded.rules("error") == set()
    assert loaded.repaired("R130", "recipient_name") == [3, 4, 5, 6, 7, 8, 9]
    assert [row["recipient_name"] for row in loaded.rows("pairing", "raw")] == with_one(list(NAMES), "丁七")


def test_defect_30_a_character_that_was_lost_blanks_the_name_and_the_row_counts(load: Loader) -> None:
    loaded = load.sheet(pairs(6, {RECIPIENT: with_one(["马?", "马□", "？一", "马\ufffd"], "丁七")}))
    assert loaded.places("P092") == [(row, RECIPIENT) for row in range(3, 7)]
    assert loaded.column("recipient_name") == with_one([None] * 4, "丁七")
    assert loaded.column("recipient_id") == ids(*range(1, 7))
    assert loaded.quarantined() == []


def test_defect_31_traditional_names_compare_alike_and_stay_as_written(load: Loader) -> None:
    files = {}
    for unit, name, helper in (("城关区", "马兰", "刘一"), ("红古区", "馬蘭", "劉一")):
        columns: dict[str, Any] = {RECIPIENT: [name, "丁七"], HELPER: [helper, "沙八"], "县（市、区）": unit}
        files[f"{unit}12月.xlsx"] = workbook(pairs(2, columns))
    loaded = load(files, is_linked=True)
    assert loaded.found("X001") == []
    assert sorted(set(loaded.column("recipient_name"))) == ["丁七", "馬蘭", "马兰"]


def test_defect_31_a_traditional_character_in_a_category_is_understood(load: Loader) -> None:
    loaded = load.sheet(pairs(3, {"帮扶对象类别": with_one(["五保戶"], "五保户")}))
    assert loaded.column("recipient_category") == ["特困人员"] * 3
    assert loaded.quarantined() == []


def test_defect_52_a_negative_or_broken_head_count_is_an_error_and_the_row_waits(load: Loader) -> None:
    loaded = load.sheet(sites(6, {COUNT: with_one([-3, 2.5, -1.5, "-3人"], 10)}))
    assert loaded.places("S084") == [(row, COUNT) for row in range(3, 7)]
    assert {item["severity"] for item in loaded.found("S084")} == {"error"}
    assert loaded.quarantined("site") == [3, 4, 5, 6]


def test_defect_53_zero_blank_and_not_applicable_stay_three_things(load: Loader) -> None:
    cells = [0, "0", None, "/", "无", "—", "暂无"]
    loaded = load.sheet(sites(7, {COUNT: cells}))
    assert loaded.column("volunteer_count", "site") == [0, 0, None, None, None, None, None]
    assert loaded.rules("error") == set()
    filled = loaded.store.rows("select filled_count from meta.part_field where field = 'volunteer_count'")
    assert filled == [(len(cells) - 1,)]


def test_defect_53_not_applicable_is_an_answer_where_the_form_has_it(load: Loader) -> None:
    loaded = load.sheet(pairs(4, {"供养方式": ["分散散居", "/", "无", None]}))
    assert loaded.column("care_mode") == ["分散散居", "不适用", "不适用", None]


def test_defect_53_a_number_in_a_text_column_and_a_zero_in_a_numeric_cell_keep_their_value(load: Loader) -> None:
    rows = sites(2)
    loaded = load({NAME: with_cells(workbook(rows), {place_of(rows, COUNT, 1): "<v>0</v>"})})
    assert loaded.column("volunteer_count", "site") == [0, 20]


def test_defect_30_a_name_that_is_none_blanks_the_name_and_the_row_counts(load: Loader) -> None:
    none = [
        "nan",
        "NaN",
        "undefined",
        "待定",
        "姓名",
        "（空）",
        "TRUE",
        "\ue5f1平",
        "N/A",
        "null",
        "空",
        "马\U000f0001",
    ]
    loaded = load.sheet(pairs(len(none) + 2, {RECIPIENT: with_one(none, "丁七")}))
    assert loaded.places("P092") == [(row, RECIPIENT) for row in range(3, 3 + len(none))]
    assert loaded.column("recipient_name") == with_one([None] * len(none), "丁七")
    assert loaded.quarantined() == []


def test_defect_30_names_that_are_like_none_are_names(load: Loader) -> None:
    names = ["南安", "余无", "Nan Na", "空山", "戴定", "Nan", "未央", "真真"]
    loaded = load.sheet(pairs(len(names) + 2, {RECIPIENT: with_one(names, "丁七")}))
    assert loaded.column("recipient_name") == with_one(names, "丁七")
    assert loaded.found("P092") == []


@pytest.mark.parametrize("word", ["待定", "TRUE", "\ue5f1平"])
def test_defect_30_a_column_of_han_names_is_looked_through_for_none(load: Loader, word: str) -> None:
    loaded = load.sheet(pairs(3, {RECIPIENT: ["马一", word, "丁七"]}))
    assert loaded.places("P092") == [(3, RECIPIENT)]
