"""The eight forms load into what the design says, and a broken definition is caught at once."""

import shutil
from pathlib import Path

import pytest

from aixin_cli.errors import DefinitionError, UsageError
from aixin_cli.forms import form_of_layout, get_form, layouts, load_forms, load_indicators
from aixin_cli.forms.catalogue import DIRECTORY, FORM_IDS, Catalogue
from aixin_cli.forms.schema import field_rows, table_schema
from aixin_cli.forms.title import fold_title, split_money_unit


def test_the_eight_forms_come_in_the_order_of_their_codes() -> None:
    assert [form.code for form in load_forms().values()] == [f"AX0{n}" for n in range(1, 9)]
    assert [form.letter for form in load_forms().values()] == list("PAODJSIB")
    assert [form.kind for form in load_forms().values()] == [
        "stock",
        "flow",
        "stock",
        "flow",
        "stock",
        "stock",
        "aggregate",
        "opening",
    ]


def test_every_layout_starts_with_the_row_and_its_unit() -> None:
    for layout in layouts().values():
        assert [field.name for field in layout.fields[:3]] == ["row_no", "unit_name", "unit_code"]


def test_rule_numbers_are_one_to_a_field_within_a_form() -> None:
    for form in load_forms().values():
        meanings: dict[int, set[str]] = {}
        for layout in form.layouts:
            for field in layout.fields:
                meanings.setdefault(field.number, set()).add(field.name)
        assert all(len(names) == 1 for names in meanings.values()), form.id


def test_numbers_of_published_fields_never_change() -> None:
    numbers = {field.name: field.number for field in layouts()["pairing"].fields}
    assert (numbers["recipient_name"], numbers["recipient_id"], numbers["recipient_category"]) == (9, 10, 14)
    assert (numbers["helper_id"], numbers["pair_kind"], numbers["status"], numbers["end_reason"]) == (23, 28, 30, 32)


def test_roles_follow_the_design() -> None:
    roles = {field.name: field.role for field in layouts()["pairing"].fields}
    assert {roles[name] for name in ("recipient_category", "pair_kind", "status", "end_date", "end_reason")} == {
        "counting"
    }
    assert {roles[name] for name in ("recipient_name", "start_date", "helper_level", "remark")} == {"descriptive"}
    assert {roles[name] for name in ("recipient_id", "helper_id")} == {"key"}


def test_fields_of_december_2024_say_since_when() -> None:
    since = {f.name for layout in layouts().values() for f in layout.fields if f.since == "2024-12"}
    assert since == {"household_no", "household_head_id", "fund_source"}


def test_the_indicators_are_those_of_the_design() -> None:
    indicators = {item.code: item for item in load_indicators()}
    assert len(indicators) == 47
    assert (indicators["K104"].kind, indicators["K104"].unit, indicators["K104"].section) == ("flow", "元", "孤儿")
    assert [code for code, item in indicators.items() if not item.has_total] == ["K103", "K202", "K214"]
    codes = layouts()["indicator"].field("indicator_code").codes
    assert [code.value for code in codes] == list(indicators)


def test_forms_are_found_by_id_code_or_title_and_the_nearest_is_named() -> None:
    assert get_form("pairing") is get_form("ax01") is get_form("结对帮扶台账")
    assert form_of_layout("activity_monthly").id == "activity"
    with pytest.raises(UsageError) as caught:
        get_form("pairings")
    assert "pairing" in str(caught.value.hint)


def test_titles_fold_to_what_a_reader_sees() -> None:
    assert fold_title(" 县（市、\n区） ") == fold_title("县(市,区)") == "县市区"
    assert fold_title("＊帮扶对象姓名（必填）：") == "帮扶对象姓名"
    assert split_money_unit("金额（万元）")[1] == "万元"
    assert split_money_unit("资助资金（单位：元）")[1] == "元"
    assert split_money_unit("单元") == ("单元", None)


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """A copy of the definitions, to be broken."""
    for file in DIRECTORY.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("form", "old", "new", "says"), [
    ("site", 'title_en = "Name"', 'title_en = "Name"\ncolour = "red"', "colour"),
    ("site", "number = 4\n", "number = 5\n", "number 5 is used twice"),
    ("site", 'type = "date"', 'type = "day"', "Unknown type day"),
    ("site", 'role = "counting"', 'role = "vital"', "Unknown role vital"),
    ("site", '"成立日期"', '"备用", "类型"', "means both"),
    ("site", 'like = "township"', 'like = "town"', "No shared field is called town"),
    ("site", 'anchors = ["site_kind"', 'anchors = ["place"', "No field is called place"),
    ("site", '"驿站"', '"青年之家"', "stands for"),
    ("site", 'kind = "stock"', 'kind = "heap"', "Unknown kind heap"),
    ("pairing", 'group = "helper"', 'group = "aide"', "No group header is called aide"),
    ("opening", 'title = "期初数"\n', "", "Incomplete definition"),
    ("opening", "[[layout]]", "[[layout", "Not valid TOML"),
])  # fmt: skip
def test_a_broken_definition_is_an_error_that_names_the_file(
    definitions: Path, form: str, old: str, new: str, says: str
) -> None:
    path = definitions / f"{form}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        Catalogue(definitions).load_form(form)
    assert says in caught.value.what
    assert f"{form}.toml" in str(caught.value.where)


def test_a_missing_definition_is_an_error(definitions: Path) -> None:
    (definitions / "site.toml").unlink()
    with pytest.raises(DefinitionError, match="missing"):
        Catalogue(definitions).load_form("site")


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_table_schema_has_what_frictionless_asks_for(form_id: str) -> None:
    allowed = {"required", "enum", "pattern", "minimum", "maximum", "maxLength"}
    schema = table_schema(get_form(form_id))
    names = [field["name"] for field in schema["fields"]]
    assert len(set(names)) == len(names)
    for field in schema["fields"]:
        assert field["type"] in {"string", "integer", "number", "date", "boolean"}
        assert field["title"]
        assert field["description"]
        constraints = field.get("constraints", {})
        assert set(constraints) <= allowed
        if "pattern" in constraints or "maxLength" in constraints or "enum" in constraints:
            assert field["type"] == "string"


def test_the_listing_has_one_row_a_field_of_every_layout() -> None:
    rows = field_rows(get_form("activity"))
    assert len(rows) == sum(len(layout.fields) for layout in get_form("activity").layouts)
    assert {row["rule"] for row in rows if row["name"] == "contact_count"} == {"A31"}
    assert rows[3]["required"] == "R"
