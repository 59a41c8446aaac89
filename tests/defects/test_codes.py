"""Defects 26, 47, 48 and 49: other words for categories and counties, and people of another county."""

from __future__ import annotations

import pytest

from aixin_cli.forms.categories import load_categories
from tests.defects.files import workbook
from tests.defects.ledgers import Columns, ids, pairs, preamble, put_column, with_one
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import make_id

CATEGORY, UNIT = "帮扶对象类别", "县（市、区）"
LABELS = load_categories()
SYNONYMS = {
    "孤弃儿童": LABELS["orphan"],
    "事实孤儿": LABELS["de_facto"],
    "五保": LABELS["destitute"],
    "特困供养": LABELS["destitute"],
}


def test_defect_47_other_words_for_a_category_are_understood_and_logged(load: Loader) -> None:
    loaded = load.sheet(pairs(6, {CATEGORY: with_one(list(SYNONYMS), LABELS["orphan"])}))
    assert loaded.column("recipient_category") == with_one(list(SYNONYMS.values()), LABELS["orphan"])
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert loaded.repaired("R147", "recipient_category") == [3, 4, 5, 6]


def test_defect_47_the_word_for_the_severely_disabled_is_understood(load: Loader) -> None:
    columns: Columns = {CATEGORY: [LABELS["orphan"], "重残"], "残疾人证号": [None, make_id(2) + "41"]}
    loaded = load.sheet(pairs(2, columns))
    assert loaded.column("recipient_category") == [LABELS["orphan"], LABELS["disabled"]]
    assert loaded.rules("error") == set()
    assert loaded.repaired("R147", "recipient_category") == [3]


def test_defect_47_an_unknown_category_is_an_error_and_the_row_waits(load: Loader) -> None:
    loaded = load.sheet(pairs(30, {CATEGORY: [LABELS["orphan"], "低保户", *[LABELS["orphan"]] * 28]}))
    assert loaded.places("P143") == [(3, CATEGORY)]
    assert loaded.found("P143")[0]["severity"] == "error"
    assert LABELS["destitute"] in loaded.found("P143")[0]["expected"]
    assert loaded.quarantined() == [3]


NAMES = [
    ("甘肃省兰州市城关区", "620102", "城关区"),
    ("兰州市城关区", "620102", "城关区"),
    ("城关", "620102", "城关区"),
    ("北道区", "620503", "麦积区"),
    ("天水市北道区", "620503", "麦积区"),
    ("安西县", "620922", "瓜州县"),
    ("环县", "621022", "环县"),
    ("庆阳市环县", "621022", "环县"),
    ("华亭县", "620881", "华亭市"),
    ("积石山县", "622927", "积石山县"),
]


def test_defect_48_a_county_is_known_by_any_name_in_the_preamble(load: Loader) -> None:
    # Of the names of one county only the first, or they would be versions of one return.
    firsts = {code: name for name, code, _now in reversed(NAMES)}
    books = [workbook([*preamble(name), *pairs(2, {UNIT: None})]) for name in firsts.values()]
    loaded = load({f"报表{place}.xlsx": book for place, book in enumerate(books)})
    assert loaded.refused == {}
    assert sorted(part["unit_code"] for part in loaded.parts()) == sorted(firsts)


@pytest.mark.parametrize("name", ["兰州市城关区", "城关", "城关区"])
def test_defect_48_a_county_is_known_with_and_without_its_prefecture(load: Loader, name: str) -> None:
    loaded = load({"报表12月.xlsx": workbook([*preamble(name), *pairs(2, {UNIT: None})])})
    assert [part["unit_code"] for part in loaded.parts()] == ["620102"]


def test_defect_48_a_county_is_known_by_any_name_in_its_rows(load: Loader) -> None:
    counties = {now: [name for name, _code, other in NAMES if other == now] for _name, _code, now in NAMES}
    books = {
        f"报表{place}.xlsx": [*preamble(now), *pairs(len(names) + 2, {UNIT: with_one(names, now)})]
        for place, (now, names) in enumerate(counties.items())
    }
    loaded = load({name: workbook(rows) for name, rows in books.items()})
    assert sorted(part["unit_code"] for part in loaded.parts()) == sorted({code for _name, code, _now in NAMES})
    assert loaded.rules("error") | loaded.rules("query") == set()
    assert loaded.quarantined() == []


@pytest.mark.parametrize(("name", "now"), [("北道区", "麦积区"), ("安西县", "瓜州县"), ("华亭县", "华亭市")])
def test_defect_48_a_former_name_is_read_as_the_present_one_and_logged(load: Loader, name: str, now: str) -> None:
    loaded = load({"报表12月.xlsx": workbook([*preamble(now), *pairs(3, {UNIT: [now, name, now]})])})
    assert loaded.repaired("R148", "unit_name") == [5]


@pytest.mark.parametrize("code", ["620824", "620881"])
def test_defect_48_a_former_code_stands_for_the_present_unit(load: Loader, code: str) -> None:
    loaded = load({f"{code}_2024-12.xlsx": workbook(pairs(2, {UNIT: None, "区划代码": code}))})
    assert [part["unit_code"] for part in loaded.parts()] == ["620881"]
    assert loaded.rules("error") == set()


def test_defect_31_a_traditional_character_in_a_countys_name_is_understood(load: Loader) -> None:
    loaded = load({"报表12月.xlsx": workbook([*preamble("皋兰县"), *pairs(3, {UNIT: ["皋兰县", "皋蘭县", "皋兰县"]})])})
    assert loaded.quarantined() == []
    assert loaded.rules("error") == set()


@pytest.mark.parametrize("foreign", [1, 2])
def test_defect_49_a_few_rows_of_another_county_are_queried_and_count(load: Loader, foreign: int) -> None:
    rows = pairs(10, {UNIT: [*["红古区"] * foreign, *["城关区"] * (10 - foreign)]})
    loaded = load.sheet(rows)
    assert loaded.found("R003")[0]["severity"] == "query"
    assert len(loaded.rows()) == 10
    assert loaded.quarantined() == []
    assert [part["unit_code"] for part in loaded.parts()] == ["620102"]
    assert [row for row, _title in loaded.places("P028")] == list(range(2, 2 + foreign))


def test_defect_49_more_than_a_fifth_of_another_county_refuses_the_file(load: Loader) -> None:
    rows = pairs(10, {UNIT: [*["红古区"] * 3, *["城关区"] * 7]})
    loaded = load({NAME: workbook(rows), "西固区12月.xlsx": workbook(pairs(2, {UNIT: "西固区"}))})
    assert list(loaded.refused) == [NAME]
    assert "3" in loaded.refused[NAME]
    assert len(loaded.rows()) == 2


def test_defect_49_the_combined_book_of_a_prefecture_is_split_and_not_refused(load: Loader) -> None:
    rows = [*preamble("兰州市"), *pairs(10, {UNIT: [*["红古区"] * 5, *["城关区"] * 5]})]
    loaded = load({"报表12月.xlsx": workbook(rows)})
    assert loaded.refused == {}
    assert [part["unit_code"] for part in loaded.parts()] == ["620102", "620111"]
    assert len(loaded.rows()) == 10
    assert loaded.found("R003") == []


def test_defect_26_sex_and_birth_that_contradict_the_number_are_queried_and_the_row_counts(load: Loader) -> None:
    number = make_id(2)
    wrong = "女" if int(number[16]) % 2 else "男"
    rows = pairs(3, {"性别": [None, wrong, None], "出生日期": [None, "2014-03-01", None]})
    loaded = load.sheet(rows)
    assert loaded.places("P128") == [(3, "性别")]
    assert loaded.places("P138") == [(3, "出生日期")]
    assert loaded.rules("query") == {"P128", "P138"}
    assert loaded.rules("error") == set()
    assert loaded.column("recipient_id") == ids(1, 2, 3)


def test_defect_26_the_number_decides_sex_and_age_in_the_statistics(load: Loader) -> None:
    number = make_id(2)
    right, wrong = ("男", "女") if int(number[16]) % 2 else ("女", "男")
    rows = pairs(2)
    put_column(rows, "性别", [None, wrong])
    loaded = load.sheet(rows, is_linked=True)
    known = "select person_id from meta.person where id_number = ?"
    counted = loaded.store.rows(f"select sex from ent.person where person_id = ({known})", [number])
    assert counted == [(right,)]
