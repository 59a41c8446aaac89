"""Defects 7, 11 and 31: characters that can't be seen, and radicals in place of characters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.defects.files import csv, workbook
from tests.defects.ledgers import HELPER, ID, RECIPIENT, ids, pairs, preamble, put_column, sites
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import make_id

SEX, CATEGORY, PHONE = "帮扶对象性别", "帮扶对象类别", "对象联系电话"
UNSEEN = [*"\u200b\u200f\u202a\u2060\u2066\u00ad\ufe0f\ufeff\u061c\u180e\U000e0100"]


def test_radicals_in_values_are_read_as_the_characters_they_look_like_and_logged(load: Loader) -> None:
    rows = pairs(4, {SEX: [None, "⼥", "⼥", None], CATEGORY: ["孤儿", "孤⼉", "特困⼈员", "⻌"]})
    put_column(rows, "备注", ["一", "⻄固", "\uf9b4", "四"])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_category") == ["孤儿", "孤儿", "特困人员", None]
    assert loaded.column("recipient_sex") == [None, "女", "女", None]
    assert loaded.column("remark") == ["一", "西固", "領", "四"]
    assert loaded.repaired("R111", "recipient_category") == [3, 4]
    assert loaded.quarantined() == [5]


def test_what_cannot_be_seen_changes_no_value_of_any_kind(load: Loader) -> None:
    count = len(UNSEEN)
    rows = pairs(count)
    put_column(rows, ID, [make_id(nth)[:4] + sign + make_id(nth)[4:] for nth, sign in enumerate(UNSEEN, 1)])
    put_column(rows, CATEGORY, [f"{sign}孤{sign}儿" for sign in UNSEEN])
    put_column(rows, PHONE, [f"138{sign}93112345{sign}" for sign in UNSEEN])
    put_column(rows, "结对日期", [f"2023-{sign}06-01" for sign in UNSEEN])
    put_column(rows, "县（市、区）", [f"城{sign}关区" for sign in UNSEEN])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(*range(1, count + 1))
    assert set(loaded.column("recipient_category")) == {"孤儿"}
    assert set(loaded.column("recipient_phone")) == {"13893112345"}
    assert {str(day) for day in loaded.column("start_date")} == {"2023-06-01"}
    assert loaded.rules("error") == set()
    assert loaded.repaired("R107", "recipient_id") == list(range(2, count + 2))


def test_counts_are_numbers_whatever_is_hidden_in_them(load: Loader) -> None:
    rows = sites(3, {"志愿者人数": ["1\u200b0", "\ufeff20", "30\u00ad"]})
    loaded = load.sheet([*rows, ["合\u200b计", None, None, None, None, "6\u200b0", 6]])
    assert loaded.column("volunteer_count", "site") == [10, 20, 30]
    assert loaded.found("R103") == []
    assert "total" in loaded.aside().values()


def test_names_are_kept_as_written_and_compared_without(load: Loader) -> None:
    files = {}
    names = {"城关区": ("葛\U000e0100一", "⻢⽂"), "红古区": ("葛一", "马文")}
    for unit, (recipient, helper) in names.items():
        columns: dict[str, Any] = {RECIPIENT: [recipient, "丁七"], HELPER: [helper, "沙八"], "县（市、区）": unit}
        files[f"{unit}12月.xlsx"] = workbook(pairs(2, columns))
    loaded = load(files, is_linked=True)
    assert loaded.found("X001") == []
    assert sorted(set(loaded.column("recipient_name"))) == ["丁七", "葛一", "葛\U000e0100一"]
    assert "⻢⽂" in loaded.column("helper_name")


def test_joiners_stay_in_names_and_turning_marks_go(load: Loader) -> None:
    names = ["བཀྲ\u200dཤིས", "ئا\u200cلىم", "马\u202e兰", "马\u200b文", "\ufeff丁七"]
    loaded = load.sheet(pairs(5, {RECIPIENT: names}))
    assert loaded.column("recipient_name") == ["བཀྲ\u200dཤིས", "ئا\u200cلىم", "马兰", "马文", "丁七"]
    assert [row["recipient_name"] for row in loaded.rows("pairing", "raw")] == names


def test_a_row_of_cells_in_which_nothing_is_seen_is_blank(load: Loader) -> None:
    rows = pairs(3)
    rows.insert(2, ["\u200b"] * len(rows[0]))
    rows.append(["\ufeff", "\u2060 "] + [None] * (len(rows[0]) - 2))
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.rules("error") == set()


@pytest.mark.parametrize("sign", ["\u200b", "\u200f", "\ufeff", "\u00ad"])
def test_titles_statements_sheets_and_files_are_read_as_one_sees_them(load: Loader, sign: str) -> None:
    rows = pairs(2)
    table = [row[:1] + row[2:] for row in rows]
    table[0] = [f"{title[:2]}{sign}{title[2:]}" for title in map(str, table[0])]
    stated = [["结对帮扶台账"], [f"填报{sign}单位：城{sign}关区    报告期：2024年{sign}12月"]]
    named = {f"2024年12月榆{sign}中县.xlsx": workbook({"台账": table})}
    sheet = {"结对台账.xlsx": workbook({f"永登{sign}县2024年12月": table})}
    loaded = load({"一.xlsx": workbook([*stated, *table]), **named, **sheet})
    assert loaded.refused == {}
    assert sorted(part["unit_code"] for part in loaded.parts()) == ["620102", "620121", "620123"]


def test_radicals_in_titles_and_units_that_have_no_mapping_of_their_own_are_read(load: Loader) -> None:
    rows = pairs(2)
    table = [row[:1] + row[2:] for row in rows]
    table[0] = [str(title).replace("人", "⼈").replace("长", "⻓").replace("见", "⻅") for title in table[0]]
    loaded = load({"一.xlsx": workbook([*preamble("⻄固区"), *table])})
    assert [part["unit_code"] for part in loaded.parts()] == ["620104"]
    assert loaded.column("recipient_id") == ids(1, 2)


def test_a_byte_order_mark_in_the_middle_of_a_text_file_is_nothing(load: Loader) -> None:
    data = csv(pairs(2), "utf-8-sig") + b"\xef\xbb\xbf" + csv(pairs(4), "utf-8").split(b"\n", 3)[3]
    loaded = load({NAME: data.replace("城关区".encode(), b"\xef\xbb\xbf" + "城关区".encode())})
    assert loaded.column("recipient_id") == ids(1, 2, 3, 4)
    assert loaded.rules("error") == set()


def test_no_message_prints_the_word_that_it_expects(load: Loader) -> None:
    signs = ["⼥", "女\u200b", "\ufeff女", "女\u00ad", "女\U000e0101", "女\u0338", "女\x07"]
    loaded = load.sheet(pairs(len(signs), {SEX: signs}))
    for item in loaded.findings:
        assert item["value"] not in (item["expected"] or "").split("、"), item


def test_two_names_in_one_cell_are_two_whatever_is_hidden_between_them(load: Loader) -> None:
    loaded = load.sheet(pairs(3, {RECIPIENT: ["马一", "马二\u200b、丁\u200d三", "丁七"]}))
    assert loaded.places("P09D") == [(3, RECIPIENT)]
