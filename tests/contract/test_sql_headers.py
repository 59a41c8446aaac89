from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from aixin_cli.forms import load_forms
from aixin_cli.link import link_period
from aixin_cli.publish.number_style import find_style
from aixin_cli.store import Store
from aixin_cli.store.catalogue import ON_REQUEST, load_catalogue, parse_statement
from aixin_cli.store.statement import Statement, sql_directory
from tests.statements import every_statement

KINDS = {"stage", "check", "link", "link_unkept", "explain", "review", "duplicate", "rollup", "figure"}
KINDS |= {"chart", "query", "reconcile", "ready", "hold", "addend", *ON_REQUEST}
LINK_ROOMS = ("rows", "identity", "match", "pair", "person", "society", "flow")
"""What linking settles, in a folder each."""
STYLES = {"count", "money", "rate", "ratio", "text", "code"}
MEASURES = {"stock", "flow", "cumulative", "ratio"}
STATEMENTS = every_statement()
PUBLISHED = [item for item in STATEMENTS if item.kind == "rollup" and "column" in item.header]
FIGURES = [item for item in STATEMENTS if item.kind == "figure"]
PORTABLE = [item for item in STATEMENTS if item.kind in {"rollup", "figure"}]


def name_of(statement: Statement) -> str:
    return f"{statement.kind}/{statement.id}"


@pytest.fixture(scope="module")
def empty_month() -> Iterator[Store]:
    """A store in which a month without returns was rolled up: every out table is there."""
    with Store.in_memory() as store:
        link_period(store, "2024-12")
        params = store.period_params("2024-12")
        for statement in store.catalogue.of_kind("rollup"):
            store.run(statement, params)
        yield store


@pytest.mark.parametrize("statement", STATEMENTS, ids=name_of)
def test_a_header_says_what_a_statement_is(statement: Statement) -> None:
    assert statement.kind in KINDS
    room, *inside = statement.path.relative_to(sql_directory()).parent.parts
    assert room == statement.kind
    assert inside in ([[name] for name in LINK_ROOMS] if room == "link" else [[]])
    assert statement.id == statement.path.stem
    assert re.fullmatch(r"[a-z][a-z0-9_]*", statement.id)
    assert set(statement.header["title"]) == {"zh", "en"}
    assert all(statement.header["title"].values())


@pytest.mark.parametrize("statement", STATEMENTS, ids=name_of)
def test_a_file_holds_one_select(statement: Statement) -> None:
    (tree,) = [item for item in sqlglot.parse(statement.sql, dialect="duckdb") if item is not None]
    assert isinstance(tree, exp.Query)


@pytest.mark.parametrize("statement", PORTABLE, ids=name_of)
def test_what_is_published_can_be_carried_to_another_engine(statement: Statement) -> None:
    spark = sqlglot.transpile(statement.sql, read="duckdb", write="spark")[0]
    assert sqlglot.parse_one(spark, dialect="spark")


@pytest.mark.parametrize("statement", PORTABLE, ids=name_of)
def test_what_is_published_asks_no_clock_and_no_dice(statement: Statement) -> None:
    banned = re.compile(
        r"\b(now|current_date|current_timestamp|today|random|uuid|any_value|first|last|list|struct_pack|unnest)\s*\("
        r"|\bcurrent_date\b|group by all|order by all",
        re.IGNORECASE,
    )
    assert not banned.search(statement.sql)


@pytest.mark.parametrize("statement", PORTABLE, ids=name_of)
def test_a_grain_names_columns_of_the_result(statement: Statement, empty_month: Store) -> None:
    assert set(statement.header["grain"]) <= columns_of(empty_month, statement).keys()


@pytest.mark.parametrize("statement", PORTABLE, ids=name_of)
def test_no_count_is_a_double_or_a_hugeint(statement: Statement, empty_month: Store) -> None:
    types = columns_of(empty_month, statement)
    assert not {name: kind for name, kind in types.items() if kind in {"HUGEINT", "DOUBLE", "FLOAT"}}


@pytest.mark.parametrize("statement", PUBLISHED, ids=name_of)
def test_a_published_column_has_its_label_unit_kind_and_definition(statement: Statement) -> None:
    for column in statement.header["column"]:
        assert column["title"], column
        assert column["style"] in STYLES, column
        assert column["kind"] in MEASURES, column
        assert "unit" in column, column
        assert column["definition"], column
        assert column.get("additive", True) in (True, "known"), column


@pytest.mark.parametrize("statement", PUBLISHED, ids=name_of)
def test_a_header_names_the_columns_of_the_result_in_their_order(statement: Statement, empty_month: Store) -> None:
    names = [column["name"] for column in statement.header["column"]]
    made = [name for name in columns_of(empty_month, statement) if name != "period"]
    assert names == made
    assert names[:3] == ["unit_no", "unit_code", "unit_name"]
    assert set(statement.header["order_by"]) <= set(names)
    assert statement.header["unit_line"]


@pytest.mark.parametrize("statement", FIGURES, ids=name_of)
def test_a_figure_has_a_definition_and_a_way_to_be_printed(statement: Statement) -> None:
    header = statement.header
    for name in ("figure_id", "label", "unit", "unit_printed", "scope", "definition", "definition_en", "since"):
        assert header[name], name
    assert re.fullmatch(r"[a-z_]+/\d+", header["definition_id"])
    assert header["figure_id"].lower() == statement.id
    assert find_style(header["unit_printed"]).name == ("money" if header["unit"] == "元" else "count")
    assert header["measure"] in MEASURES


@pytest.mark.parametrize("statement", FIGURES, ids=name_of)
def test_a_figure_gives_its_value_and_is_in_the_table_of_figures(statement: Statement, empty_month: Store) -> None:
    told = list(columns_of(empty_month, statement))
    assert told[:3] == ["unit_code", "value", "unidentified_count"]
    # What only a figure that is added up has: the rollup leaves it blank for the others.
    assert set(told[3:]) <= {"month_value", "year_value", "growth_rate", "yearly_growth_rate"}
    assert statement.sql in load_catalogue().get("figure", "rollup").sql


def test_no_two_figures_share_a_place() -> None:
    places = [item.header["order"] for item in FIGURES]
    assert sorted(places) == list(range(1, len(places) + 1))


@pytest.mark.parametrize("statement", [*PUBLISHED, *FIGURES], ids=name_of)
def test_the_forms_a_table_names_are_forms(statement: Statement) -> None:
    assert statement.header["forms"]
    assert set(statement.header["forms"]) <= load_forms().keys()


def test_every_published_table_has_notes_on_the_forms_that_its_header_names() -> None:
    note = load_catalogue().get("note", "rollup").sql
    known = set(re.findall(r"\('(t\d\d)', '(\w+)'\)", note))
    named = {(item.id, form) for item in PUBLISHED for form in item.header["forms"]}
    assert known == named


def test_the_notes_and_the_returns_know_the_names_of_all_forms() -> None:
    names = {form.id: form.title for form in load_forms().values()}
    for statement_id in ("note", "t09"):
        sql = load_catalogue().get(statement_id, "rollup").sql
        for form, title in names.items():
            assert re.search(rf"'{form}'(, 'AX0\d')?, '{title}'", sql), (statement_id, form)


def test_addends_are_those_of_a_check_and_name_amounts_and_places() -> None:
    checks = {item.id for item in STATEMENTS if item.kind == "check"}
    addends = [item for item in STATEMENTS if item.kind == "addend"]
    assert addends
    for item in addends:
        assert item.id in checks, item.path
        names = {column.alias_or_name for column in sqlglot.parse_one(item.sql, dialect="duckdb").selects}
        assert {"part_id", "row", "amount", "label"} <= names, item.path
        assert names <= {"part_id", "row", "field", "amount", "label", "item_row", "is_subtotal"}, item.path


def test_macros_have_headers_of_their_own() -> None:
    for path in sorted((sql_directory() / "macro").glob("*.sql")):
        assert f'id = "{path.stem}"' in path.read_text(encoding="utf-8")


def test_a_file_whose_header_names_another_id_is_refused(tmp_path: Path) -> None:
    from aixin_cli.errors import DefinitionError

    path = tmp_path / "t01.sql"
    path.write_text('/*\nid = "t02"\nkind = "rollup"\ntitle = { zh = "一", en = "one" }\n*/\nselect 1 as one\n')
    with pytest.raises(DefinitionError):
        parse_statement(path)


def columns_of(store: Store, statement: Statement) -> dict[str, Any]:
    if statement.kind == "figure":
        params = store.period_params("2024-12")
        described = store.rows(f"describe {statement.sql}", {name: params[name] for name in statement.params})
        return {name: kind for name, kind, *_rest in described}
    rows = store.rows(
        """
        select column_name, data_type
        from duckdb_columns()
        where schema_name || '.' || table_name = $table
        order by column_index
        """,
        {"table": statement.table},
    )
    return dict(rows)
