"""Every way of naming a unit leads to its code, and none to a wrong one."""

import csv

import pytest

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.province import FOLDER, load_province
from aixin_cli.read.owner.preamble import read_facts, read_name

DIVISIONS = load_divisions()


def test_the_units_are_those_that_report() -> None:
    kinds = [unit.reports for unit in DIVISIONS.units]
    assert (kinds.count("county"), kinds.count("area"), kinds.count("own-level"), kinds.count("helper")) == (
        86,
        3,
        14,
        1,
    )


def test_every_code_and_name_in_force_resolves_to_itself() -> None:
    for unit in DIVISIONS.units:
        names = [unit.code, unit.name, unit.short_name]
        found = {name: DIVISIONS.resolve(name) for name in names}
        assert set(found.values()) <= {unit.code, None}, found
        assert [name for name, code in found.items() if code is None] in ([], ["白银"])


def test_a_prefecture_may_stand_before_its_county() -> None:
    for unit in DIVISIONS.units:
        if unit.level == "county":
            above = DIVISIONS.by_code[unit.parent_code]
            for text in (above.name + unit.name, f"甘肃省{above.name}{unit.name}", above.short_name + unit.name):
                assert DIVISIONS.resolve(text) == unit.code, text


@pytest.mark.parametrize(("text", "code"), [
    ("620201", "620200"), ("620102000000", "620102"), ("62x001", "62X001"), ("62010", None), ("110101", None),
    ("622101", "620981"), ("620824", "620881"), ("华亭县", "620881"), ("北道区", "620503"), ("安西县", "620922"),
    ("白银市", "620400"), ("白银区", "620402"), ("白银", None), ("临夏", None), ("临夏州", "622900"),
    ("临夏市", "622901"), ("临夏县", "622921"), ("酒泉市", "620900"), ("环县", "621022"), ("环", None),
    ("积石山县", "622927"), ("积石山自治县", "622927"), ("东乡", "622926"), ("肃南裕固族自治县", "620721"),
    ("张掖市肃南县", "620721"), ("兰州市本级", "620100"), ("兰州市（本级）", "620100"), ("省本级", "620000"),
    ("省直", "62X002"), ("嘉峪关市本级", "620200"), (" 城 关 区 ", "620102"), ("城关镇", None), ("", None),
    (None, None),
])  # fmt: skip
def test_names_and_codes_past_and_present(text: str | None, code: str | None) -> None:
    assert DIVISIONS.resolve(text) == code


def test_a_shared_name_is_settled_by_where_it_stands() -> None:
    assert DIVISIONS.resolve("白银", within="620400") == "620402"
    assert DIVISIONS.resolve("临夏", within="622900") is None


@pytest.mark.parametrize(("text", "codes"), [
    ("甘肃省兰州市城关区民政局", ("620100", "620102")),
    ("正宁县民政局", ("621025",)),
    ("临夏县城关镇", ("622921",)),
    ("结对帮扶·爱心甘肃", ()),
    ("省本级专项基金", ("620000",)),
])  # fmt: skip
def test_units_are_found_in_a_running_text_the_longest_name_first(text: str, codes: tuple[str, ...]) -> None:
    assert DIVISIONS.find_in(text) == codes


def test_the_most_specific_unit_is_the_one_inside_all_others() -> None:
    assert DIVISIONS.most_specific(["620100", "620102"]) == "620102"
    assert DIVISIONS.most_specific(["620102", "620103"]) is None
    assert DIVISIONS.parents("620102") == ("620100", "620000")
    assert DIVISIONS.parents("620171") == ("620000",)


def test_duties_are_a_table() -> None:
    assert DIVISIONS.owes("620102") == ("pairing", "activity", "site", "indicator")
    assert DIVISIONS.owes("620171") == DIVISIONS.owes("62X001") == DIVISIONS.owes("620200") == DIVISIONS.owes("620102")
    assert DIVISIONS.owes("620100") == ()
    assert DIVISIONS.may_send("620100") == ("organization", "fund_entry", "project", "site")
    assert DIVISIONS.may_send("62X002") == ("pairing",)
    assert DIVISIONS.owes("999999") == ()


def _table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PRESENT = _table("divisions.csv")
FORMER = _table("divisions_history.csv")
SHARED_WITH_A_PREFECTURE = {"酒泉市", "张掖市", "武威市", "平凉市", "天水市"}
"""Former county-level cities whose names their prefectures carry today."""


@pytest.mark.parametrize("row", PRESENT, ids=lambda row: row["code"])
def test_each_present_name_and_code_is_the_unit_or_nobody(row: dict[str, str]) -> None:
    code = load_province().aliases.get(row["code"], row["code"])
    spellings = [row["code"], row["name"], row["code"] + "000000", row["code"] + row["name"],
                 f"{row['name']}({row['code']})", f"甘肃省{row['name']}"]  # fmt: skip
    assert {text: DIVISIONS.resolve(text) for text in spellings if text != "甘肃省甘肃省"} == {
        text: code for text in spellings if text != "甘肃省甘肃省"
    }
    assert DIVISIONS.resolve(row["short_name"]) == (None if row["short_name"] == "白银" else code)


@pytest.mark.parametrize("row", FORMER, ids=lambda row: f"{row['old_code']}-{row['old_name']}")
def test_each_former_name_and_code_is_todays_unit(row: dict[str, str]) -> None:
    new = row["new_code"]
    assert row["new_name"] == DIVISIONS.by_code[new].name
    by_code = DIVISIONS.resolve(row["old_code"])
    # 620502 and 620503 have kept their codes; 622600 was given twice, to one place.
    assert by_code == new
    assert DIVISIONS.resolve(row["old_code"] + row["old_name"]) == new
    by_name = DIVISIONS.resolve(row["old_name"])
    if row["old_name"] in SHARED_WITH_A_PREFECTURE:
        assert by_name == DIVISIONS.by_code[new].parent_code
    else:
        assert by_name == new


@pytest.mark.parametrize(("text", "code"), [
    ("620102003", "620102"), ("620102003001", "620102"), ("62010200300", None), ("620102七里河区", None),
    ("620824华亭县", "620881"), ("甘肃矿区", "62X001"), ("兰州市兰州新区", "620171"), ("省直机关", "62X002"),
])  # fmt: skip
def test_codes_of_townships_and_codes_with_names(text: str, code: str | None) -> None:
    assert DIVISIONS.resolve(text) == code


@pytest.mark.parametrize(
    "text", ["永宁县", "咸宁县", "循环县域", "合作市场", "平川镇", "城关镇", "文县城", "城关街道办"]
)
def test_words_that_hold_a_units_name_are_not_the_unit(text: str) -> None:
    assert DIVISIONS.resolve(text) is None
    if text != "文县城":
        assert DIVISIONS.find_in(text) == ()


def test_a_unit_that_reports_for_itself_may_be_named_with_the_place_it_lies_in() -> None:
    assert DIVISIONS.most_specific(["620100", "620171"]) == "620171"
    assert DIVISIONS.most_specific(["620171", "620102"]) is None
    assert DIVISIONS.most_specific(["620900", "62X001"]) == "62X001"
    assert not DIVISIONS.is_within("620171", "620100")


def test_an_ambiguous_name_says_whom_it_may_mean() -> None:
    assert DIVISIONS.may_mean("白银") == {"620400", "620402"}
    assert DIVISIONS.may_mean("临夏") >= {"622901", "622921"}


COUNTIES_IN_SHORT = [
    ("兰州榆中", "620123"), ("兰州城关", "620102"), ("兰州市安宁", "620105"), ("临夏康乐", "622922"),
    ("甘南夏河", "623027"),
    ("城關區", "620102"), ("蘭州榆中", "620123"), ("會寧縣", "620422"), ("酒泉肃州", "620902"), ("天水秦州", "620502"),
    ("临夏东乡", "622926"), ("临夏州康乐", "622922"), ("甘南州合作", "623001"), ("白银平川", "620403"),
    ("庆阳环县", "621022"),
    ("天水北道", "620503"), ("兰州市-榆中", "620123"), ("兰州（城关）", "620102"), ("甘肃兰州榆中", "620123"),
    ("兰州榆中民政局", "620123"), ("榆中县民政局", "620123"), ("兰州新区", "620171"), ("甘肃矿区", "62X001"),
    ("兰州市民政局", "620100"), ("兰州", "620100"), ("临夏州", "622900"), ("临夏市", "622901"), ("临夏县", "622921"),
    ("榆中县爱心甘肃工作专班", "620123"), ("兰州新区管委会", "620171"), ("兰州安宁社会工作部", "620105"),
    ("临夏", None), ("白银", None), ("临夏民政局", None), ("兰州市本级", "620100"), ("嘉峪关", "620200"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), COUNTIES_IN_SHORT)
def test_a_cell_a_statement_and_a_file_name_one_unit_by_one_word(text: str, code: str | None) -> None:
    stated = read_facts([f"填报单位：{text}    报告期：2024年12月"], "2024-12")
    named = read_name(f"2024年12月{text}结对台账.xlsx", "2024-12")
    assert [DIVISIONS.resolve(text), stated.unit, named.unit] == [code] * 3


@pytest.mark.parametrize("text", ["兰州城关镇", "兰州安宁路小学", "甘南合作社", "天水武山乡", "兰州中川"])
def test_a_place_of_another_kind_is_no_county(text: str) -> None:
    assert all(DIVISIONS.by_code[code].level == "prefecture" for code in DIVISIONS.find_in(text))
