"""Every way of naming a unit leads to its code, and none to a wrong one."""

import pytest

from aixin_cli.forms.divisions import load_divisions

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
