"""The door from Python: frames that tell none from zero, exact amounts, and nothing but reading."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import aixin_cli
from aixin_cli.errors import AixinError, InputError, StoreError, UsageError
from aixin_cli.store import Store
from aixin_cli.store.asking.dictionary import load_dictionary
from tests.contract.processes import ROOT
from tests.months import DECEMBER, HERE, JANUARY, THERE, add_up, put_months, two_months

QUESTION = "-- 各类活动\nselect activity_kind, count(*) as n from stat.activity where unit_code = $unit group by all"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = Path(shutil.copytree(two_months(), tmp_path_factory.mktemp("analyst") / "store"))
    (place / "queries").mkdir()
    (place / "queries" / "kinds.sql").write_text(QUESTION, "utf-8-sig")
    (place / "queries" / "figures.sql").write_text("select 1 as mine", "utf-8")
    return place


@pytest.fixture(scope="module")
def statistics(store: Path) -> aixin_cli.Statistics:
    return aixin_cli.connect(store)


def test_a_published_table_is_a_frame_by_unit_whose_blanks_are_no_zeros(statistics: aixin_cli.Statistics) -> None:
    table = statistics.table("T03", DECEMBER)
    assert table.index.name == "unit_code"
    contacts = table[table["item"] == "联系交流"]
    assert contacts.loc[HERE, "month_value"] == Decimal("3.00")
    assert contacts.loc[THERE, "month_value"] == Decimal("2.00")
    pairs = statistics.table("t01", DECEMBER)
    assert pairs["pair_count"].dtype == pd.Int64Dtype()
    assert pairs.loc[HERE, "pair_count"] == 3
    assert pairs.loc["620104", "pair_count"] is pd.NA


def test_amounts_are_exact_unless_floats_are_asked_for(statistics: aixin_cli.Statistics) -> None:
    exact, floats = (statistics.table("T03", decimals=kind)["total_value"] for kind in ("decimal", "float"))
    assert {type(value) for value in exact.dropna()} == {Decimal}
    assert floats.dtype == pd.Float64Dtype()
    assert floats.dropna().tolist() == [float(value) for value in exact.dropna()]


def test_without_a_month_the_newest_is_meant(statistics: aixin_cli.Statistics) -> None:
    assert statistics.periods() == [DECEMBER, JANUARY]
    assert set(statistics.table("T01")["period"]) == {JANUARY}


def test_figures_are_of_all_months_and_units_or_of_one(statistics: aixin_cli.Statistics) -> None:
    figures = statistics.figures()
    assert set(figures.index.get_level_values("period")) == {DECEMBER, JANUARY}
    one = statistics.figures(DECEMBER, "620000")
    assert one.loc[("F03", "620000", DECEMBER), "value"] == Decimal("5.00")
    assert set(one.index.get_level_values("unit_code")) == {"620000"}


def test_tables_of_people_hold_keys_and_no_names(statistics: aixin_cli.Statistics) -> None:
    pairs = statistics.table("pair")
    assert set(pairs.index) == {HERE, THERE}
    assert not {"name", "id_number", "phone"} & set(pairs.columns)


def test_a_question_is_sql_a_file_or_a_saved_name_and_its_values_are_given_by_name(
    statistics: aixin_cli.Statistics, store: Path
) -> None:
    by_name = statistics.sql("kinds", unit=HERE)
    assert by_name.to_dict("list") == {"activity_kind": ["联系交流"], "n": [6]}
    assert statistics.sql(str(store / "queries" / "kinds.sql"), unit=HERE).equals(by_name)
    assert statistics.sql(QUESTION, unit=THERE)["n"].tolist() == [4]
    assert statistics.arrow("select $x as x", x=None).column("x").to_pylist() == [None]


def test_a_question_of_ours_stays_what_it_is(statistics: aixin_cli.Statistics) -> None:
    assert "mine" not in statistics.sql("figures").columns


@pytest.mark.parametrize(
    ("question", "values", "error", "said"),
    [
        ("select $unit", {}, UsageError, "asks for $unit"),
        ("select 1", {"unit": HERE}, UsageError, "doesn't ask for $unit"),
        ("kind", {}, UsageError, "no question is saved"),
        ("nowhere.sql", {}, UsageError, "no such file"),
        ("drop table out.figure", {}, UsageError, "only be read"),
        ("copy (select 1) to 'x.csv'", {}, UsageError, "only be read"),
        ("select * from read_csv('x.csv')", {}, UsageError, "can't be answered"),
        ("select a", {}, UsageError, "not valid SQL"),
    ],
)
def test_what_is_no_question_is_refused(
    statistics: aixin_cli.Statistics, question: str, values: dict[str, str], error: type[AixinError], said: str
) -> None:
    with pytest.raises(error, match=said.replace("$", r"\$")):
        statistics.sql(question, **values)


def test_a_file_that_is_no_text_is_refused(statistics: aixin_cli.Statistics, tmp_path: Path) -> None:
    (tmp_path / "bad.sql").write_bytes("select '甘肃'".encode("gb18030"))
    with pytest.raises(InputError, match="no text in UTF-8"):
        statistics.sql(str(tmp_path / "bad.sql"))


def test_a_table_that_is_not_there_is_refused_with_what_is_near(statistics: aixin_cli.Statistics) -> None:
    with pytest.raises(UsageError) as told:
        statistics.table("T3")
    assert told.value.hint == "did you mean t03?"


def test_a_month_that_was_not_rolled_up_is_refused_with_those_that_were(statistics: aixin_cli.Statistics) -> None:
    with pytest.raises(UsageError) as told:
        statistics.table("T01", "2024-11")
    assert told.value.hint is not None
    assert DECEMBER in told.value.hint


def test_a_store_without_statistics_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no statistics file"):
        aixin_cli.connect(tmp_path)


def test_a_question_ends_with_its_time(store: Path) -> None:
    with pytest.raises(UsageError, match=r"longer than 0\.2 seconds"):
        aixin_cli.connect(store, seconds=0.2).sql("select sum(a.i * b.i) from range(1000000) a(i), range(100000) b(i)")


def test_a_month_rolled_up_meanwhile_is_seen_by_the_next_question(tmp_path: Path) -> None:
    place = tmp_path / "store"
    put_months(place, DECEMBER)
    add_up(place, DECEMBER)
    with aixin_cli.connect(place) as opened:
        assert opened.periods() == [DECEMBER]
        put_months(place, JANUARY)
        add_up(place, JANUARY)
        assert opened.periods() == [DECEMBER, JANUARY]


def test_the_dictionary_has_every_table_and_column_of_the_file_and_no_other(
    statistics: aixin_cli.Statistics,
) -> None:
    # Tables of the register that the statistics leave out are none of an analyst's.
    asked = "select schema_name || '.' || table_name, column_name from duckdb_columns() where not internal"
    held = {tuple(row.values()) for row in statistics.arrow(asked).to_pylist()}
    told = {(table.name, entry.column) for table in load_dictionary().values() for entry in table.columns}
    assert held == told


def test_the_dictionary_is_a_frame_too(statistics: aixin_cli.Statistics) -> None:
    found = statistics.dictionary("T01")
    assert set(found["table"]) == {"out.t01"}
    assert found.set_index("column").loc["recipient_count", ["unit", "kind"]].tolist() == ["人", "stock"]


def test_a_register_that_is_open_for_writing_stops_no_question(store: Path, statistics: aixin_cli.Statistics) -> None:
    with Store.open(store):
        assert statistics.periods() == [DECEMBER, JANUARY]


def test_the_documents_example_runs_as_it_is_printed(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "analyst.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.S)
    monkeypatch.chdir(store.parent)
    store.rename("aixin-store")
    try:
        exec(example, {})  # noqa: S102 - our own document
    finally:
        Path("aixin-store").rename(store)
    printed = capsys.readouterr().out
    assert "pair_count" in printed
    assert re.search(r"620000\s+2024-12\s+5\b", printed)
    assert "['2024-12', '2025-01']" in printed
