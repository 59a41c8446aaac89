"""Values of cells: what each style becomes, which faults it has, and which repairs are logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

import pytest

from aixin_cli.check import check_report
from aixin_cli.forms import layouts
from aixin_cli.forms.categories import load_categories
from aixin_cli.read.model import SourceTable
from aixin_cli.stage import LoadOptions, intake, load_files
from aixin_cli.stage.fields.texture import Texture, texture_of
from aixin_cli.store import Store
from tests.returns import contact, id_number, pairing, source_files, source_table

CHILD = id_number("2012-03-04", 7)
LABELS = load_categories()
CERTIFICATE = {"recipient_category": LABELS["disabled"]}
Row = dict[str, str | None]
Cell = tuple[str, str | None]
"""A field and its text."""


@dataclass(frozen=True)
class Part:
    """What staging made of one return, whatever else its store holds."""

    store: Store
    layout: str
    part_id: int

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        return self.store.rows(select, {"part_id": self.part_id})

    def staged(self, column: str) -> list[str | None]:
        select = f"select cast({column} as varchar) from stg.{self.layout} where part_id = $part_id order by row"
        return [row[0] for row in self.rows(select)]

    def found(self) -> list[str]:
        return [row[0] for row in self.rows("select rule from chk.finding where part_id = $part_id order by row, rule")]

    def fixes(self) -> dict[tuple[str, str], list[int]]:
        fixes = self.rows('select rule, field, "rows" from chk.fix where part_id = $part_id')
        return {(rule, name): rows for rule, name, rows in fixes}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    """The store of the cases that are many: each asks about its own return."""
    with Store.in_memory() as opened:
        yield opened


def stage_all(store: Store, tables: Sequence[SourceTable]) -> list[Part]:
    """One load."""
    (first,) = store.rows("select coalesce(max(part_id), 0) + 1 from meta.part")[0]
    load_files(store, source_files(*tables), LoadOptions())
    return [Part(store, table.layout, part_id) for part_id, table in enumerate(tables, first)]


def stage(store: Store, layout: str, *rows: Row, **facts: str) -> Part:
    (part,) = stage_all(store, [source_table(layout, rows, **facts)])
    return part


def stage_each(store: Store, layout: str, cases: Mapping[Cell, Sequence[Row]], **facts: str) -> dict[Cell, Part]:
    """Each case as a return of its own, in one load with those whose cell is of the same texture.

    What is known of a whole column decides how its cells are staged: one odd cell would decide for all.
    """
    alike: dict[tuple[bool, ...], dict[Cell, SourceTable]] = defaultdict(dict)
    for (field, text), rows in cases.items():
        table = source_table(layout, rows, **facts)
        texture = astuple(texture_of(layouts()[layout], table.rows))
        alike[tuple(field in fields for fields in texture)][field, text] = table
    return {
        cell: part
        for tables in alike.values()
        for cell, part in zip(tables, stage_all(store, list(tables.values())), strict=True)
    }


def with_each(field: str, texts: Iterable[str], **changes: str | None) -> dict[Cell, Sequence[Row]]:
    """A pair with each text in a field."""
    return {(field, text): [with_pair(7, **{field: text}, **changes)] for text in texts}


def with_pair(number: int = 7, **changes: str | None) -> dict[str, str | None]:
    return pairing(number, **changes)


REPAIRS = [
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
    ("other_categories", "五保,重残", "R147", f"{LABELS['destitute']}、{LABELS['disabled']}"),
    ("lives_alone", "√", "R147", "true"),
    ("unit_name", "兰州市城关区", "R148", "兰州市城关区"),
]


@pytest.fixture(scope="module")
def repaired(shared: Store) -> dict[Cell, Part]:
    cases = {(field, text): [with_pair(1), with_pair(7, **{field: text})] for field, text, _, _ in REPAIRS}
    return stage_each(shared, "pairing", cases)


@pytest.mark.parametrize(("field", "text", "rule", "value"), REPAIRS)
def test_a_repaired_cell_has_its_value_and_is_logged_with_its_row(
    repaired: dict[Cell, Part], field: str, text: str, rule: str, value: str
) -> None:
    part = repaired[field, text]
    assert part.staged(field)[1] == value
    assert part.fixes()[rule, field] == [4]
    assert part.staged("is_quarantined") == ["false", "false"]


AS_WANTED = [
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
    ("other_categories", f"{LABELS['orphan']}、{LABELS['destitute']}"),
    ("lives_alone", "是"),
    ("recipient_phone", "/"),
    ("end_reason", None),
]


@pytest.fixture(scope="module")
def as_wanted(shared: Store) -> dict[Cell, Part]:
    # The other row's column needs cleaning, so that this one's cells are looked at too.
    cases = {
        (field, text): [with_pair(7, **{field: text}), with_pair(8, **{field: f" {text or ''}"})]
        for field, text in AS_WANTED
    }
    return stage_each(shared, "pairing", cases)


@pytest.mark.parametrize(("field", "text"), AS_WANTED)
def test_a_cell_as_the_form_wants_it_is_no_repair(as_wanted: dict[Cell, Part], field: str, text: str | None) -> None:
    part = as_wanted[field, text]
    assert all(3 not in rows for rows in part.fixes().values())
    assert part.found() == []


def test_a_clean_return_has_no_repairs(store: Store) -> None:
    ledger = source_table("pairing", [with_pair(number) for number in range(1, 9)])
    log = source_table("activity", [contact(1)])
    assert [part.fixes() for part in stage_all(store, [ledger, log])] == [{}, {}]


def test_repairs_are_counted_a_part_field_and_rule_in_the_order_of_the_rows(store: Store) -> None:
    part = stage(store, "pairing", *[with_pair(number, start_date="2023/6/1", status="正常") for number in range(1, 6)])
    assert part.fixes() == {("R112", "start_date"): [3, 4, 5, 6, 7], ("R147", "status"): [3, 4, 5, 6, 7]}


def test_a_value_that_an_error_takes_is_a_finding_and_no_repair(store: Store) -> None:
    part = stage(store, "pairing", with_pair(7, recipient_phone=" 123-45 ", recipient_name="马 ? 龙"))
    assert part.found() == ["P092", "P212"]
    assert part.fixes() == {}


LOOK_ALIKES = ["x", "ｘ", "×", "Х", "Χ", "Ⅹ"]
ENDING_IN_X = next(made for n in range(1, 99) if (made := id_number("2012-03-04", n)).endswith("X"))


@pytest.fixture(scope="module")
def look_alikes(shared: Store) -> dict[Cell, Part]:
    texts = [ENDING_IN_X[:17] + look_alike for look_alike in LOOK_ALIKES]
    return stage_each(shared, "pairing", with_each("recipient_id", texts, recipient_sex=None))


@pytest.mark.parametrize("look_alike", LOOK_ALIKES)
def test_a_look_alike_of_x_at_place_18_is_a_logged_x(look_alikes: dict[Cell, Part], look_alike: str) -> None:
    part = look_alikes["recipient_id", ENDING_IN_X[:17] + look_alike]
    assert part.staged("recipient_id") == [ENDING_IN_X]
    assert part.fixes()["R123", "recipient_id"] == [3]
    assert part.found() == []


ASSUMED_DATES = [
    ("6月1日", "2024-06-01"),
    ("24.6.1", "2024-06-01"),
    ("2024年6月", "2024-06-01"),
    ("2024.10", "2024-10-01"),
    ("2024-6", "2024-06-01"),
]


@pytest.fixture(scope="module")
def assumed_dates(shared: Store) -> dict[Cell, Part]:
    cases = {("activity_date", text): [contact(1, day=text)] for text, _ in ASSUMED_DATES}
    return stage_each(shared, "activity", cases)


@pytest.mark.parametrize(("text", "value"), ASSUMED_DATES)
def test_a_date_read_by_an_assumption_counts_and_is_asked_about(
    assumed_dates: dict[Cell, Part], text: str, value: str
) -> None:
    part = assumed_dates["activity_date", text]
    assert part.staged("activity_date") == [value]
    assert part.staged("is_quarantined") == ["false"]
    assert part.found() == ["A04A"]


def test_a_month_that_lies_after_the_period_is_last_years(store: Store) -> None:
    part = stage(store, "activity", contact(1, day="12月30日"), period="2024-01")
    assert part.staged("activity_date") == ["2023-12-30"]


NO_DATES = [
    ("2024.1", "A04B"),
    ("05-10-24", "A04B"),
    ("2024-02-30", "A042"),
    ("去年夏天", "A042"),
    ("#REF!", "A04C"),
    ("36525", "A042"),
]


@pytest.fixture(scope="module")
def no_dates(shared: Store) -> dict[Cell, Part]:
    cases = {("activity_date", text): [contact(1, day=text)] for text, _ in NO_DATES}
    return stage_each(shared, "activity", cases)


@pytest.mark.parametrize(("text", "rule"), NO_DATES)
def test_a_date_that_is_none_or_several_takes_its_row_out_of_the_count(
    no_dates: dict[Cell, Part], text: str, rule: str
) -> None:
    part = no_dates["activity_date", text]
    assert part.staged("activity_date") == [None]
    assert part.staged("is_quarantined") == ["true"]
    assert part.found() == [rule]


def test_a_birth_year_alone_is_ambiguous_and_the_row_counts(store: Store) -> None:
    part = stage(store, "pairing", with_pair(7, recipient_birth_date="2012"))
    assert part.staged("recipient_birth_date") == [None]
    assert part.staged("is_quarantined") == ["false"]
    assert part.found() == ["P13B"]


NUMBERS = [
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
]


@pytest.fixture(scope="module")
def numbers(shared: Store) -> dict[Cell, Part]:
    cases = {("person_times", text): [contact(1, person_times=text)] for text, _, _ in NUMBERS}
    return stage_each(shared, "activity", cases)


@pytest.mark.parametrize(("text", "value", "rules"), NUMBERS)
def test_numbers_as_counties_write_them(
    numbers: dict[Cell, Part], text: str, value: str | None, rules: list[str]
) -> None:
    part = numbers["person_times", text]
    assert part.staged("person_times") == [value]
    assert part.found() == rules
    assert (("R110", "person_times") in part.fixes()) == (value is not None and text != "3.0")


AMOUNTS = [
    ("3.5万元", "元", "35000.00", []),
    ("3.5万元", "万元", "35000.00", []),
    ("0.1234567万", "元", "1234.57", []),
    ("500元", "元", "500.00", []),
    ("500元", "万元", "500.00", ["D10A"]),
    ("¥1,234.50", "元", "1234.50", []),
    ("1.5", "万元", "15000.00", []),
    ("3万元左右", "元", "30000.00", ["D10A"]),
    ("300-500元", "元", None, ["D10B"]),
]


@pytest.fixture(scope="module")
def amounts(shared: Store) -> dict[str, dict[Cell, Part]]:
    """The parts by the unit of their return."""
    entry = {"entry_date": "2024-12-03", "direction": "募集", "voucher_no": "A1"}
    units = {
        unit: {("amount", text): [{**entry, "amount": text}] for text, named, _, _ in AMOUNTS if named == unit}
        for unit in ("元", "万元")
    }
    return {unit: stage_each(shared, "fund_entry", cases, money_unit=unit) for unit, cases in units.items()}


@pytest.mark.parametrize(("text", "unit", "value", "rules"), AMOUNTS)
def test_an_amount_that_names_its_unit_is_in_that_unit(
    amounts: dict[str, dict[Cell, Part]], text: str, unit: str, value: str | None, rules: list[str]
) -> None:
    part = amounts[unit]["amount", text]
    assert part.staged("amount") == [value]
    assert part.found() == rules


PHONES = [
    ("13893112345/13993112345", "13893112345", ["P21A"]),
    ("13893112345\n13993112345", "13893112345", ["P21A"]),
    ("13893112345 0931-8123456", "13893112345", ["P21A"]),
    ("0931-8123456 13893112345", "09318123456", ["P21A"]),
    ("1.38931E+10", None, ["P217"]),
    ("#N/A", None, ["P21C"]),
    ("12345", None, ["P212"]),
    (CHILD, None, ["P212"]),
]


@pytest.fixture(scope="module")
def phones(shared: Store) -> dict[Cell, Part]:
    return stage_each(shared, "pairing", with_each("recipient_phone", [text for text, *_ in PHONES]))


@pytest.mark.parametrize(("text", "value", "rules"), PHONES)
def test_phones_as_counties_write_them(
    phones: dict[Cell, Part], text: str, value: str | None, rules: list[str]
) -> None:
    part = phones["recipient_phone", text]
    assert part.staged("recipient_phone") == [value]
    assert part.found() == rules


NO_NAMES = [
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
]


@pytest.fixture(scope="module")
def no_names(shared: Store) -> dict[Cell, Part]:
    return stage_each(shared, "pairing", with_each("recipient_name", [text for text, *_ in NO_NAMES]))


@pytest.mark.parametrize(("text", "rule"), NO_NAMES)
def test_a_name_that_is_none_or_several_is_blanked_and_the_row_counts(
    no_names: dict[Cell, Part], text: str, rule: str
) -> None:
    part = no_names["recipient_name", text]
    assert part.staged("recipient_name") == [None]
    assert part.staged("is_quarantined") == ["false"]
    assert part.found() == [rule]


def test_a_bracketed_remark_behind_a_name_is_kept_as_alias(store: Store) -> None:
    part = stage(store, "pairing", with_pair(7, recipient_name="马龙（大）", helper_name="张某"), with_pair(8))
    assert part.staged("recipient_name_alias") == ["大", None]
    assert part.staged("helper_name_alias") == [None, None]


NO_NUMBERS = [
    (f"{CHILD}、{id_number('2012-03-04', 8)}", "P10D"),
    (f"{CHILD}\n{id_number('2012-03-04', 8)}", "P10D"),
    (f"{CHILD[:15]}000.0", "P107"),
    ("6.20199E+17", "P107"),
    ("6.20199e+17", "P107"),
    ("#VALUE!", "P10C"),
]


@pytest.fixture(scope="module")
def no_numbers(shared: Store) -> dict[Cell, Part]:
    cases = with_each("recipient_id", [text for text, _ in NO_NUMBERS], recipient_birth_date=None, recipient_sex=None)
    return stage_each(shared, "pairing", cases)


@pytest.mark.parametrize(("text", "rule"), NO_NUMBERS)
def test_a_number_that_cannot_be_trusted_is_refused_and_its_text_kept(
    no_numbers: dict[Cell, Part], text: str, rule: str
) -> None:
    part = no_numbers["recipient_id", text]
    assert part.staged("recipient_id") == [None]
    assert part.staged("recipient_id_text")[0]
    assert part.staged("is_quarantined") == ["false"]
    assert part.found() == [rule]


def test_an_old_number_of_15_places_is_whole_in_a_number_cell(store: Store) -> None:
    old = CHILD[:6] + CHILD[8:17]
    part = stage(store, "pairing", with_pair(7, recipient_id=f"{old}.0", recipient_birth_date=None, recipient_sex=None))
    assert part.staged("recipient_id")[0].startswith(old[:6] + "19")
    assert part.found() == ["P109"]


@pytest.mark.parametrize("field", ["household_head_id", "helper_id", "disability_certificate"])
def test_every_number_that_lay_in_a_number_cell_is_damaged(store: Store, field: str) -> None:
    part = stage(store, "pairing", with_pair(7, **{field: f"{CHILD[:15]}00000.0"}))
    assert part.staged(field) == [None]
    assert [rule[-1] for rule in part.found()] == ["7"]


def test_letters_for_digits_are_named_by_their_place_and_never_mended(store: Store) -> None:
    at = CHILD.index("0", 2)
    part = stage(store, "pairing", with_pair(7, recipient_id=CHILD[:at] + "O" + CHILD[at + 1 :], recipient_sex=None))
    (finding,) = check_report(store, 1)["findings"]
    assert finding["rule"] == "P102"
    assert f"第{at + 1}位疑为字母O，应为数字0" in finding["message"]
    assert CHILD[6:14] not in str(finding)
    assert part.staged("recipient_id") == [None]


def test_a_certificate_with_a_suffix_of_re_issue_is_one(store: Store) -> None:
    part = stage(store, "pairing", with_pair(7, **CERTIFICATE, disability_certificate=f"{CHILD}42b1"))
    assert part.staged("disability_certificate") == [f"{CHILD}42B1"]
    assert part.found() == []


def test_a_disabled_soldiers_certificate_is_recognised_kept_and_asked_about(store: Store) -> None:
    soldier = "6200002012000000123456"
    part = stage(store, "pairing", with_pair(7, **CERTIFICATE, disability_certificate=soldier))
    assert part.found() == ["P18A"]
    assert part.staged("disability_certificate") == [None]
    assert part.staged("disability_certificate_text") == [soldier]
    (finding,) = check_report(store, 1)["findings"]
    assert finding["severity"] == "query"


ERROR_CELLS = [
    ("remark", "P33C", "false"),
    ("township", "P04C", "false"),
    ("status", "P30C", "true"),
    ("unit_name", "P02C", "true"),
]


@pytest.fixture(scope="module")
def error_cells(shared: Store) -> dict[Cell, Part]:
    cases = {(field, "#N/A"): [with_pair(7, **{field: "#N/A"})] for field, _, _ in ERROR_CELLS}
    return stage_each(shared, "pairing", cases)


@pytest.mark.parametrize(("field", "rule", "quarantined"), ERROR_CELLS)
def test_an_error_cell_is_an_error_in_every_field(
    error_cells: dict[Cell, Part], field: str, rule: str, quarantined: str
) -> None:
    part = error_cells[field, "#N/A"]
    assert part.found() == [rule]
    assert part.staged(field) == [None]
    assert part.staged("is_quarantined") == [quarantined]
    assert ("#N/A",) in part.rows("select value from chk.finding where part_id = $part_id")


def test_repairs_are_told_of_each_return_by_the_title_of_their_column(store: Store) -> None:
    stage(store, "pairing", with_pair(1), with_pair(7, status="正常"), with_pair(8, status="正常"))
    (item,) = check_report(store, 1)["files"][0]["returns"]
    assert item["fixes"] == [{"rule": "R147", "column": "状态", "count": 2, "first_row": 4}]


def test_nought_blank_and_a_mark_for_none_stay_three_things_of_an_indicator(store: Store) -> None:
    rows = [
        {"indicator_code": f"K10{place + 1}", "month_value": text} for place, text in enumerate(["0", None, "—", "无"])
    ]
    part = stage(store, "indicator", *rows)
    assert part.staged("month_value") == ["0.00", None, None, None]
    assert part.staged("month_value_is_none") == ["false", "false", "true", "true"]
    assert part.staged("total_value_is_none") == ["false"] * 4
    assert part.found() == []


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


@pytest.fixture(scope="module")
def odd_tables() -> list[SourceTable]:
    return [
        source_table(
            "pairing", [with_pair(1), *[with_pair(number, **changes) for number, changes in enumerate(odd, 7)]]
        )
        for odd in ODD.values()
    ]


@pytest.fixture(scope="module")
def known(odd_tables: list[SourceTable]) -> Iterator[list[Part]]:
    """The odd returns one by one, each with what is known of its own columns."""
    with Store.in_memory() as opened:
        yield [stage_all(opened, [table])[0] for table in odd_tables]


@pytest.fixture(scope="module")
def unknown(odd_tables: list[SourceTable]) -> Iterator[list[Part]]:
    """The same together, with nothing known of any column."""
    with Store.in_memory() as opened, pytest.MonkeyPatch.context() as patched:
        patched.setattr(intake, "texture_of", lambda _layout, _rows: Texture())
        yield stage_all(opened, odd_tables)


@pytest.mark.parametrize("place", range(len(ODD)), ids=ODD)
def test_what_is_known_of_a_whole_column_changes_no_value(known: list[Part], unknown: list[Part], place: int) -> None:
    assert len(known[place].staged("row")) == len(list(ODD.values())[place]) + 1
    for select in (
        "select * from stg.pairing where part_id = $part_id order by row",
        "select row, rule, field, value, detail from chk.finding where part_id = $part_id order by all",
        "select * from chk.fix where part_id = $part_id order by all",
    ):
        assert known[place].rows(select) == unknown[place].rows(select)
