from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.publish.definition_changes import Change, read_changes
from aixin_cli.publish.edition import read_edition
from aixin_cli.publish.order import Order
from aixin_cli.publish.publishing import publish
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Catalogue
from aixin_cli.store.statement import Statement

COLUMNS: list[dict[str, Any]] = [
    {"name": "unit_no", "title": ["序号"], "style": "count", "hidden": True},
    {"name": "unit_code", "title": ["区划代码"], "style": "code"},
    {"name": "item_unit", "title": ["计量单位"], "style": "text"},
    {"name": "value", "title": ["数"], "style": "count", "by_unit": "item_unit"},
    {"name": "growth_rate", "title": ["环比"], "style": "rate", "unit": "%", "null": "—"},
    {"name": "mean_rate", "title": ["人均"], "style": "rate", "unit": "人次/人"},
]


def statement(statement_id: str, kind: str, **header: Any) -> Statement:
    full = {"id": statement_id, "kind": kind, "title": {"zh": "表", "en": "table"}, **header}
    return Statement(statement_id, kind, full, "select 1", Path(f"{statement_id}.sql"), frozenset(), frozenset())


CHANGES = [{"since": "2024-01", "columns": ["value", "growth_rate"], "text": "{since}起多计。"}]
TABLE = statement("t91", "rollup", column=COLUMNS, order_by=["unit_no"], unit_line="单位：人", notes=["静态附注"])
FIGURE = statement(
    "f01",
    "figure",
    figure_id="F01",
    label="结对干部",
    unit="人",
    unit_printed="名",
    scope="期末",
    definition_id="helpers/1",
    definition="按人去重",
    order=1,
    measure="stock",
    forms=["pairing"],
)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store whose out tables hold one small month."""
    with Store.in_memory() as opened:
        lookups = opened.catalogue.of_kind("lookup")
        opened.catalogue = Catalogue((TABLE, FIGURE, statement("helper_table", "rollup", internal=True), *lookups))
        for sql in (
            """create table out.t91 as select * from (values
                ('2024-12', 2, '620100', '元', 10.50::decimal(18, 2), null::decimal(9, 4), 0.5::decimal(9, 4)),
                ('2024-12', 1, '620000', '人', 20.00, 0.1, 0.5), ('2024-11', 1, '620000', '人', 1.00, null, null)
            ) as v (period, unit_no, unit_code, item_unit, value, growth_rate, mean_rate)""",
            """create table out.note as select * from (values
                ('2024-12', 't91', 2, '乙'), ('2024-12', 't91', 1, '甲'), ('2024-12', 't02', 1, '别表')
            ) as v (period, table_id, note_no, text)""",
            """create table out.figure as select *, null::decimal(18, 2) as month_value,
                null::decimal(18, 2) as year_value, null::decimal(18, 4) as growth_rate,
                null::decimal(18, 4) as yearly_growth_rate
            from (values
                ('2024-12', 'F01', '620100', 9999.00::decimal(18, 2), 1::bigint, 2::bigint),
                ('2024-12', 'F01', '620000', 251000.00, 3, 4), ('2024-12', 'F01', '620000-0', null, null, null)
            ) as v (period, figure_id, unit_code, value, unidentified_count, quarantined_count)""",
            """create table out.source_return as select '2024-12' as period, 1 as part_id, '620102' as unit_code,
                'pairing' as form, '2024-11' as source_period, 'a.xlsx' as path, '台账' as sheet,
                'ab' as content_hash, 10::bigint as row_count""",
            """create table out.return_state as select * from (values
                ('2024-12', '620102', 'pairing', 'carried', '2024-11', true, true),
                ('2024-12', '620103', 'site', 'received', null, true, true)
            ) as v (period, unit_code, form, state, used_period, is_expected, is_present)""",
            "create table out.refused_file as select '2024-12' as period, 'b.xlsx' as path",
        ):
            opened.execute(sql)
        yield opened


def test_a_table_is_read_in_order_of_its_key_without_hidden_columns(store: Store) -> None:
    (table,) = read_edition(store, "2024-12").tables
    assert [column.name for column in table.columns] == ["unit_code", "item_unit", "value", "growth_rate", "mean_rate"]
    assert table.rows[0][0] == "620000"
    assert table.levels == ("province", "prefecture")


def test_rows_of_money_show_cents_and_others_do_not(store: Store) -> None:
    (table,) = read_edition(store, "2024-12").tables
    assert [row[2] for row in table.rows] == [20, Decimal("10.50")]
    assert isinstance(table.rows[0][2], int)
    assert table.styles(table.columns[2]) == ["count", "money"]


def test_only_a_rate_of_a_hundred_is_printed_as_one(store: Store) -> None:
    (table,) = read_edition(store, "2024-12").tables
    assert [column.style for column in table.columns[-2:]] == ["rate", "ratio"]
    assert [column.is_dash for column in table.columns[-2:]] == [True, False]


def test_this_months_notes_stand_before_the_static_ones(store: Store) -> None:
    assert read_edition(store, "2024-12").tables[0].notes == ("甲", "乙", "静态附注")


def test_figures_are_the_provinces_and_all_units_have_theirs(store: Store) -> None:
    edition = read_edition(store, "2024-12")
    assert [(item.id, item.printed, item.unidentified) for item in edition.figures] == [("F01", "25.1万名", 3)]
    assert edition.unit_figures.column("printed").to_pylist() == ["25.1万名", "—", "9999名"]
    assert edition.unit_figures.column("unit_name").to_pylist() == ["甘肃省", "甘肃省本级", "兰州市"]


def test_sources_states_and_refusals_are_named(store: Store) -> None:
    edition = read_edition(store, "2024-12")
    assert [(item.unit_name, item.file, item.period) for item in edition.sources] == [
        ("城关区", "a.xlsx#台账", "2024-11")
    ]
    assert [(item.unit_name, item.state) for item in edition.states] == [("城关区", "carried")]
    assert edition.refused == ("b.xlsx",)


def test_a_month_that_was_not_rolled_up_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="2024-10"):
        read_edition(store, "2024-10")


def test_a_store_never_rolled_up_is_refused() -> None:
    with Store.in_memory() as empty, pytest.raises(StoreError):
        read_edition(empty, "2024-12")


def test_a_declared_column_that_is_not_there_breaks_the_definition(store: Store) -> None:
    store.execute("alter table out.t91 drop column mean_rate")
    with pytest.raises(DefinitionError, match="mean_rate"):
        read_edition(store, "2024-12")


def test_publishing_twice_writes_the_same_bytes(store: Store, tmp_path: Path) -> None:
    template = tmp_path / "own.md"
    template.write_text("{period} {F01}", encoding="utf-8")
    first = publish(store, "2024-12", tmp_path / "a", Order(template))
    publish(store, "2024-12", tmp_path / "b", Order(template))
    names = [path.relative_to(first.directory) for path in first.files]
    assert [name.as_posix() for name in names] == [
        "briefing.docx",
        "briefing.md",
        "figures.csv",
        "figures.json",
        "figures.md",
        "poster.html",
        "poster.png",
        "summary.xlsx",
        "tables/T91.csv",
        "tables/T91.parquet",
        "tables/figures.csv",
    ]
    for name in names:
        assert (tmp_path / "a" / "2024-12" / name).read_bytes() == (tmp_path / "b" / "2024-12" / name).read_bytes()
    content = json.loads((tmp_path / "a" / "2024-12" / "figures.json").read_text("utf-8"))
    assert content["is_complete"] is False


def test_a_broken_template_writes_nothing(store: Store, tmp_path: Path) -> None:
    template = tmp_path / "own.md"
    template.write_text("{F77}", encoding="utf-8")
    with pytest.raises(DefinitionError):
        publish(store, "2024-12", tmp_path / "out", Order(template))
    assert not (tmp_path / "out").exists()


def test_the_poster_can_be_made_alone(store: Store, tmp_path: Path) -> None:
    made = publish(store, "2024-12", tmp_path, Order(only=("poster",)))
    assert [path.name for path in made.files] == ["poster.html", "poster.png"]


@pytest.mark.parametrize(
    ("period", "told"), [("2023-12", 0), ("2024-01", 1), ("2024-02", 1), ("2024-12", 1), ("2025-01", 0)]
)
def test_a_changed_definition_is_told_while_a_month_from_before_may_stand_beside(period: str, told: int) -> None:
    changed = statement("t91", "rollup", column=COLUMNS, change=CHANGES)
    assert read_changes(changed, period) == (Change("2024-01", "T91", "数、环比", "2024年1月起多计。"),) * told


@pytest.mark.parametrize("without", ["since", "text"])
def test_a_change_that_says_too_little_or_names_no_column_breaks_the_definition(without: str) -> None:
    lacking = [{key: value for key, value in CHANGES[0].items() if key != without}]
    for change in (lacking, [{**CHANGES[0], "columns": ["gone"]}]):
        with pytest.raises(DefinitionError, match="change"):
            read_changes(statement("t91", "rollup", column=COLUMNS, change=change), "2024-12")


def test_a_changed_definition_stands_under_its_table_and_in_every_other_file(store: Store, tmp_path: Path) -> None:
    others = [item for item in store.catalogue.statements if item.id != "t91"]
    changed = replace(TABLE, header={**TABLE.header, "change": CHANGES})
    figure = replace(FIGURE, header={**FIGURE.header, "change": [{"since": "2024-12", "text": "按人。"}]})
    store.catalogue = Catalogue((changed, figure, *(item for item in others if item.id != "f01")))
    out = publish(store, "2024-12", tmp_path, Order(only=("briefing", "data", "workbook"))).directory
    assert read_edition(store, "2024-12").tables[0].notes[0] == "口径变动：数、环比，2024年1月起多计。"
    both = ("口径变动：F01 结对干部，按人。", "口径变动：T91 数、环比，2024年1月起多计。")
    for name in ("briefing.md", "figures.md"):
        text = (out / name).read_text("utf-8")
        assert all(line in text for line in both), name
    told = json.loads((out / "figures.json").read_text("utf-8"))["changes"]
    assert [(item["place"], item["since"]) for item in told] == [("F01", "2024-12"), ("T91", "2024-01")]
    assert "按人。" in (out / "figures.csv").read_text("utf-8-sig")
