"""Values of cells: what each style becomes, which faults it has, and which repairs are logged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aixin_cli.check import check_report
from aixin_cli.stage import LoadOptions, intake, load_files
from aixin_cli.stage.texture import Texture
from aixin_cli.store import Store
from tests.returns import contact, id_number, pairing, source_files, source_table

CHILD = id_number("2012-03-04", 7)
CERTIFICATE = {"recipient_category": "困难重度残疾人"}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def stage(store: Store, layout: str, *rows: dict[str, str | None], **facts: str) -> None:
    load_files(store, source_files(source_table(layout, rows, **facts)), LoadOptions())


def staged(store: Store, layout: str, column: str) -> list[str | None]:
    return [row[0] for row in store.rows(f"select cast({column} as varchar) from stg.{layout} order by row")]


def found(store: Store) -> list[str]:
    return [row[0] for row in store.rows("select rule from chk.finding order by row, rule")]


def fixes(store: Store) -> dict[tuple[str, str], list[int]]:
    return {(rule, name): rows for rule, name, rows in store.rows('select rule, field, "rows" from chk.fix')}


def with_pair(number: int = 7, **changes: str | None) -> dict[str, str | None]:
    return pairing(number, **changes)


@pytest.mark.parametrize(
    ("field", "text", "rule", "value"),
    [
        ("township", " 测试乡 ", "R107", "测试乡"),
        ("township", "测试\n乡", "R107", "测试 乡"),
        ("township", "'测试乡", "R143", "测试乡"),
        ("remark", "搬家  了", "R107", "搬家 了"),
        ("status", "在 帮", "R107", "在帮"),
        ("recipient_phone", "１３８９３１１２３４５", "R111", "13893112345"),
        ("recipient_phone", "+86 138-9311-2345", "R129", "13893112345"),
        ("recipient_phone", "13893112345.0", "R129", "13893112345"),
        ("recipient_phone", "0931-8123456-801", "R129", "09318123456"),
        ("recipient_name", "马 龙", "R130", "马龙"),
        ("recipient_name", "阿卜都•热合曼", "R130", "阿卜都·热合曼"),
        ("recipient_name", "马龙（大）", "R130", "马龙"),
        ("recipient_name", "马龙、", "R130", "马龙"),
        ("recipient_name", "马龙，", "R130", "马龙"),
        ("recipient_name", "马龙/", "R130", "马龙"),
        ("recipient_name", "`马龙", "R143", "马龙"),
        ("start_date", "2023年6月1日", "R112", "2023-06-01"),
        ("start_date", "2023.6.1", "R112", "2023-06-01"),
        ("start_date", "20230601", "R112", "2023-06-01"),
        ("start_date", "2023-06-01 08:30:00", "R112", "2023-06-01"),
        ("start_date", "二〇二三年六月一日", "R112", "2023-06-01"),
        ("start_date", "45078", "R113", "2023-06-01"),
        ("start_date", "45078.0", "R113", "2023-06-01"),
        ("recipient_birth_date", "40972.0", "R113", "2012-03-04"),
        ("recipient_id", f"'{CHILD}", "R143", CHILD),
        ("recipient_id", f"{CHILD[:6]} {CHILD[6:]}", "R107", CHILD),
        ("status", "正常", "R147", "在帮"),
        ("other_categories", "五保,重残", "R147", "特困人员、困难重度残疾人"),
        ("lives_alone", "√", "R147", "true"),
        ("unit_name", "兰州市城关区", "R148", "兰州市城关区"),
    ],
)
def test_a_repaired_cell_has_its_value_and_is_logged_with_its_row(
    store: Store, field: str, text: str, rule: str, value: str
) -> None:
    stage(store, "pairing", with_pair(1), with_pair(7, **{field: text}))
    assert staged(store, "pairing", field)[1] == value
    assert fixes(store)[rule, field] == [4]
    assert staged(store, "pairing", "is_quarantined") == ["false", "false"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("start_date", "2023-06-01"),
        ("start_date", "2023-06-01 00:00:00"),
        ("recipient_birth_date", "2012-03-04 00:00:00"),
        ("recipient_phone", "13893112345"),
        ("remark", "去年 搬家"),
        ("remark", "见'附件'"),
        ("recipient_name", "阿卜都·热合曼"),
        ("institution", "某某福利院（一区）"),
        ("unit_name", "城关区"),
        ("unit_code", "620102"),
        ("other_categories", "孤儿、特困人员"),
        ("lives_alone", "是"),
        ("recipient_phone", "/"),
        ("end_reason", None),
    ],
)
def test_a_cell_as_the_form_wants_it_is_no_repair(store: Store, field: str, text: str | None) -> None:
    # The other row's column needs cleaning, so that this one's cells are looked at too.
    stage(store, "pairing", with_pair(7, **{field: text}), with_pair(8, **{field: f" {text or ''}"}))
    assert all(3 not in rows for rows in fixes(store).values())
    assert found(store) == []


def test_a_clean_return_has_no_repairs(store: Store) -> None:
    stage(store, "pairing", *[with_pair(number) for number in range(1, 9)])
    stage(store, "activity", contact(1))
    assert fixes(store) == {}


def test_repairs_are_counted_a_part_field_and_rule_in_the_order_of_the_rows(store: Store) -> None:
    stage(store, "pairing", *[with_pair(number, start_date="2023/6/1", status="正常") for number in range(1, 6)])
    assert fixes(store) == {("R112", "start_date"): [3, 4, 5, 6, 7], ("R147", "status"): [3, 4, 5, 6, 7]}


def test_a_value_that_an_error_takes_is_a_finding_and_no_repair(store: Store) -> None:
    stage(store, "pairing", with_pair(7, recipient_phone=" 123-45 ", recipient_name="马 ? 龙"))
    assert found(store) == ["P092", "P212"]
    assert fixes(store) == {}


@pytest.mark.parametrize("look_alike", ["x", "ｘ", "×", "Х", "Χ", "Ⅹ"])
def test_a_look_alike_of_x_at_place_18_is_a_logged_x(store: Store, look_alike: str) -> None:
    number = next(made for n in range(1, 99) if (made := id_number("2012-03-04", n)).endswith("X"))
    stage(store, "pairing", with_pair(7, recipient_id=number[:17] + look_alike, recipient_sex=None))
    assert staged(store, "pairing", "recipient_id") == [number]
    assert fixes(store)["R123", "recipient_id"] == [3]
    assert found(store) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月1日", "2024-06-01"),
        ("24.6.1", "2024-06-01"),
        ("2024年6月", "2024-06-01"),
        ("2024.10", "2024-10-01"),
        ("2024-6", "2024-06-01"),
    ],
)
def test_a_date_read_by_an_assumption_counts_and_is_asked_about(store: Store, text: str, value: str) -> None:
    stage(store, "activity", contact(1, day=text))
    assert staged(store, "activity", "activity_date") == [value]
    assert staged(store, "activity", "is_quarantined") == ["false"]
    assert found(store) == ["A04A"]


def test_a_month_that_lies_after_the_period_is_last_years(store: Store) -> None:
    stage(store, "activity", contact(1, day="12月30日"), period="2024-01")
    assert staged(store, "activity", "activity_date") == ["2023-12-30"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2024.1", "A04B"),
        ("05-10-24", "A04B"),
        ("2024-02-30", "A042"),
        ("去年夏天", "A042"),
        ("#REF!", "A04C"),
        ("36525", "A042"),
    ],
)
def test_a_date_that_is_none_or_several_takes_its_row_out_of_the_count(store: Store, text: str, rule: str) -> None:
    stage(store, "activity", contact(1, day=text))
    assert staged(store, "activity", "activity_date") == [None]
    assert staged(store, "activity", "is_quarantined") == ["true"]
    assert found(store) == [rule]


def test_a_birth_year_alone_is_ambiguous_and_the_row_counts(store: Store) -> None:
    stage(store, "pairing", with_pair(7, recipient_birth_date="2012"))
    assert staged(store, "pairing", "recipient_birth_date") == [None]
    assert staged(store, "pairing", "is_quarantined") == ["false"]
    assert found(store) == ["P13B"]


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ("3人次", "3", []),
        ("1,234", "1234", []),
        ("3.0", "3", []),
        ("约30", "30", ["A13A"]),
        ("30余人", "30", ["A13A"]),
        ("近30人左右", "30", ["A13A"]),
        ("3-5人", None, ["A13B"]),
        ("-3", None, ["A134"]),
        ("2.5", None, ["A134"]),
        ("1,2345", None, ["A132"]),
        ("三", None, ["A132"]),
        ("#N/A", None, ["A13C"]),
    ],
)
def test_numbers_as_counties_write_them(store: Store, text: str, value: str | None, rules: list[str]) -> None:
    stage(store, "activity", contact(1, person_times=text))
    assert staged(store, "activity", "person_times") == [value]
    assert found(store) == rules
    assert (("R110", "person_times") in fixes(store)) == (value is not None and text != "3.0")


@pytest.mark.parametrize(
    ("text", "unit", "value", "rules"),
    [
        ("3.5万元", "元", "35000.00", []),
        ("3.5万元", "万元", "35000.00", []),
        ("0.1234567万", "元", "1234.57", []),
        ("500元", "元", "500.00", []),
        ("500元", "万元", "500.00", ["D10A"]),
        ("¥1,234.50", "元", "1234.50", []),
        ("1.5", "万元", "15000.00", []),
        ("3万元左右", "元", "30000.00", ["D10A"]),
        ("300-500元", "元", None, ["D10B"]),
    ],
)
def test_an_amount_that_names_its_unit_is_in_that_unit(
    store: Store, text: str, unit: str, value: str | None, rules: list[str]
) -> None:
    entry = {"entry_date": "2024-12-03", "direction": "募集", "amount": text, "voucher_no": "A1"}
    stage(store, "fund_entry", entry, money_unit=unit)
    assert staged(store, "fund_entry", "amount") == [value]
    assert found(store) == rules


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ("13893112345/13993112345", "13893112345", ["P21A"]),
        ("13893112345\n13993112345", "13893112345", ["P21A"]),
        ("13893112345 0931-8123456", "13893112345", ["P21A"]),
        ("0931-8123456 13893112345", "09318123456", ["P21A"]),
        ("1.38931E+10", None, ["P217"]),
        ("#N/A", None, ["P21C"]),
        ("12345", None, ["P212"]),
        (CHILD, None, ["P212"]),
    ],
)
def test_phones_as_counties_write_them(store: Store, text: str, value: str | None, rules: list[str]) -> None:
    stage(store, "pairing", with_pair(7, recipient_phone=text))
    assert staged(store, "pairing", "recipient_phone") == [value]
    assert found(store) == rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("马三、李四", "P09D"),
        ("马三、李四、", "P09D"),
        ("马三\n李四", "P09D"),
        ("马三等3人", "P09D"),
        ("马□", "P092"),
        ("#NAME?", "P09C"),
        ("0", "P092"),
        ("null", "P092"),
        ("NULL", "P092"),
        ("None", "P092"),
    ],
)
def test_a_name_that_is_none_or_several_is_blanked_and_the_row_counts(store: Store, text: str, rule: str) -> None:
    stage(store, "pairing", with_pair(7, recipient_name=text))
    assert staged(store, "pairing", "recipient_name") == [None]
    assert staged(store, "pairing", "is_quarantined") == ["false"]
    assert found(store) == [rule]


def test_a_bracketed_remark_behind_a_name_is_kept_as_alias(store: Store) -> None:
    stage(store, "pairing", with_pair(7, recipient_name="马龙（大）", helper_name="张某"), with_pair(8))
    assert staged(store, "pairing", "recipient_name_alias") == ["大", None]
    assert staged(store, "pairing", "helper_name_alias") == [None, None]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{CHILD}、{id_number('2012-03-04', 8)}", "P10D"),
        (f"{CHILD}\n{id_number('2012-03-04', 8)}", "P10D"),
        (f"{CHILD[:15]}000.0", "P107"),
        ("6.20199E+17", "P107"),
        ("6.20199e+17", "P107"),
        ("#VALUE!", "P10C"),
    ],
)
def test_a_number_that_cannot_be_trusted_is_refused_and_its_text_kept(store: Store, text: str, rule: str) -> None:
    stage(store, "pairing", with_pair(7, recipient_id=text, recipient_birth_date=None, recipient_sex=None))
    assert staged(store, "pairing", "recipient_id") == [None]
    assert staged(store, "pairing", "recipient_id_text")[0]
    assert staged(store, "pairing", "is_quarantined") == ["false"]
    assert found(store) == [rule]


def test_an_old_number_of_15_places_is_whole_in_a_number_cell(store: Store) -> None:
    old = CHILD[:6] + CHILD[8:17]
    stage(store, "pairing", with_pair(7, recipient_id=f"{old}.0", recipient_birth_date=None, recipient_sex=None))
    assert staged(store, "pairing", "recipient_id")[0].startswith(old[:6] + "19")
    assert found(store) == ["P109"]


@pytest.mark.parametrize("field", ["household_head_id", "helper_id", "disability_certificate"])
def test_every_number_that_lay_in_a_number_cell_is_damaged(store: Store, field: str) -> None:
    stage(store, "pairing", with_pair(7, **{field: f"{CHILD[:15]}00000.0"}))
    assert staged(store, "pairing", field) == [None]
    assert [rule[-1] for rule in found(store)] == ["7"]


def test_letters_for_digits_are_named_by_their_place_and_never_mended(store: Store) -> None:
    at = CHILD.index("0", 2)
    stage(store, "pairing", with_pair(7, recipient_id=CHILD[:at] + "O" + CHILD[at + 1 :], recipient_sex=None))
    (finding,) = check_report(store, 1)["findings"]
    assert finding["rule"] == "P102"
    assert f"第{at + 1}位疑为字母O，应为数字0" in finding["message"]
    assert CHILD[6:14] not in str(finding)
    assert staged(store, "pairing", "recipient_id") == [None]


def test_a_certificate_with_a_suffix_of_re_issue_is_one(store: Store) -> None:
    stage(store, "pairing", with_pair(7, **CERTIFICATE, disability_certificate=f"{CHILD}42b1"))
    assert staged(store, "pairing", "disability_certificate") == [f"{CHILD}42B1"]
    assert found(store) == []


def test_a_disabled_soldiers_certificate_is_recognised_kept_and_asked_about(store: Store) -> None:
    soldier = "6200002012000000123456"
    stage(store, "pairing", with_pair(7, **CERTIFICATE, disability_certificate=soldier))
    assert found(store) == ["P18A"]
    assert staged(store, "pairing", "disability_certificate") == [None]
    assert staged(store, "pairing", "disability_certificate_text") == [soldier]
    (finding,) = check_report(store, 1)["findings"]
    assert finding["severity"] == "query"


@pytest.mark.parametrize(
    ("field", "rule", "quarantined"),
    [
        ("remark", "P33C", "false"),
        ("township", "P04C", "false"),
        ("status", "P30C", "true"),
        ("unit_name", "P02C", "true"),
    ],
)
def test_an_error_cell_is_an_error_in_every_field(store: Store, field: str, rule: str, quarantined: str) -> None:
    stage(store, "pairing", with_pair(7, **{field: "#N/A"}))
    assert found(store) == [rule]
    assert staged(store, "pairing", field) == [None]
    assert staged(store, "pairing", "is_quarantined") == [quarantined]
    assert ("#N/A",) in store.rows("select value from chk.finding")


def test_repairs_are_told_of_each_return_by_the_title_of_their_column(store: Store) -> None:
    stage(store, "pairing", with_pair(1), with_pair(7, status="正常"), with_pair(8, status="正常"))
    (item,) = check_report(store, 1)["files"][0]["returns"]
    assert item["fixes"] == [{"rule": "R147", "column": "状态", "count": 2, "first_row": 4}]


def test_nought_blank_and_a_mark_for_none_stay_three_things_of_an_indicator(store: Store) -> None:
    rows = [
        {"indicator_code": f"K10{place + 1}", "month_value": text} for place, text in enumerate(["0", None, "—", "无"])
    ]
    stage(store, "indicator", *rows)
    assert staged(store, "indicator", "month_value") == ["0.00", None, None, None]
    assert staged(store, "indicator", "month_value_is_none") == ["false", "false", "true", "true"]
    assert staged(store, "indicator", "total_value_is_none") == ["false"] * 4
    assert found(store) == []


ODD: dict[str, list[dict[str, str | None]]] = {
    "none": [{}],
    "a kind each": [
        {"recipient_name": "阿卜都·热合曼"},
        {"helper_name": "马三、李四"},
        {"start_date": "2023-06-01 00:00:00"},
        {"end_date": "—", "end_reason": "无"},
        {"recipient_id": CHILD.replace("X", "1")[:17] + "x"},
        {"recipient_phone": "8613893112345"},
        {"status": "#N/A"},
        {"care_mode": "不适用"},
        {"remark": "#REF!"},
        {"unit_name": "北道区"},
        {"recipient_category": "安置帮教对象"},
    ],
    "another of each": [
        {"recipient_name": "马等三人"},
        {"helper_name": "某协会（环县）"},
        {"start_date": "2023-06-31"},
        {"recipient_id": CHILD[:15] + "000.0"},
        {"recipient_phone": "1389311234"},
        {"care_mode": "/"},
    ],
    "a third": [
        {"recipient_name": "马?"},
        {"status": "待结对", "helper_name": None, "helper_id": None},
    ],
}
"""Odd rows of one return. A column holds one odd text at most: a second would hide what is made of the first."""


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_is_known_of_a_whole_column_changes_no_value(
    odd: list[dict[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [with_pair(1), *[with_pair(number, **changes) for number, changes in enumerate(odd, 7)]]
    answers = []
    for texture_of in (intake.texture_of, lambda _layout, _rows: Texture()):
        monkeypatch.setattr(intake, "texture_of", texture_of)
        with Store.in_memory() as store:
            stage(store, "pairing", *rows)
            answers.append([
                store.rows("select * from stg.pairing order by row"),
                store.rows("select row, rule, field, value, detail from chk.finding order by all"),
                store.rows("select * from chk.fix order by all"),
            ])  # fmt: skip
    assert answers[0] == answers[1]
