"""Going without a return: said by number or file, for one rollup, marked in what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import ReconciliationError, UsageError
from aixin_cli.link import link_period
from aixin_cli.publish.edition import read_edition
from aixin_cli.publish.notes import return_notes
from aixin_cli.publish.publishing import publish
from aixin_cli.rollup import exclude, roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.returns import pairing, source_files, source_table

PERIOD = "2024-12"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Two counties; one of them has sent a ledger of November too."""
    tables = [
        source_table("pairing", [pairing(number) for number in (1, 2, 3)]),
        source_table("pairing", [pairing(4), pairing(5)], unit="620103"),
        source_table("pairing", [pairing(6)], period="2024-11"),
    ]
    with Store.in_memory() as opened:
        load_files(opened, source_files(*tables, names=["甲/a.xlsx", "乙/b.xlsx", "甲/ca.xlsx"]), LoadOptions())
        yield opened


def rolled(store: Store, *names: str) -> dict[str, Any]:
    exclude(store, PERIOD, names)
    link_period(store, PERIOD)
    return dict(roll_up(store, PERIOD).figures)


def test_a_rollup_goes_without_a_return_and_the_next_one_counts_it_again(store: Store, tmp_path: Path) -> None:
    assert rolled(store, "2")["F02"] == 3
    edition = read_edition(store, PERIOD)
    assert not edition.is_complete
    told = [note for table in edition.tables for note in table.notes if "第2号报表" in note]
    assert "不含七里河区《结对帮扶台账》（2024-12，第2号报表）：汇总时指明不计入。" in told
    assert any("七里河区《结对帮扶台账》（2024-12，第2号报表）" in note for note in return_notes(edition))
    report = publish(store, PERIOD, tmp_path, None)
    said = json.loads((report.directory / "figures.json").read_text("utf-8"))
    assert said["is_complete"] is False
    assert said["without"] == [
        {"return": 2, "unit": "620103", "form": "pairing", "period": PERIOD, "file": "乙/b.xlsx#Sheet1"}
    ]
    assert "指明不计入" in (report.directory / "briefing.md").read_text("utf-8")
    states = store.rows("select state from out.t09 where unit_code = '620103' and form_code = 'AX01'")
    assert states == [("未计入",)]

    assert rolled(store)["F02"] == 5
    assert read_edition(store, PERIOD).excluded == ()


def test_without_a_stock_the_month_before_stands_in(store: Store) -> None:
    assert rolled(store, "1")["F02"] == 3
    assert store.rows("select used_period from ent.return_state where unit_code = '620102' and form = 'pairing'") == [
        ("2024-11",)
    ]


@pytest.mark.parametrize(
    ("name", "parts"), [("2", [2]), ("b.xlsx", [2]), ("乙/b.xlsx", [2]), ("./甲/a.xlsx", [1]), ("a.xlsx", [1])]
)
def test_a_return_is_named_by_its_number_or_by_the_end_of_its_file_s_path(
    store: Store, name: str, parts: list[int]
) -> None:
    assert [item.part_id for item in exclude(store, PERIOD, [name])] == parts


@pytest.mark.parametrize("name", ["99", "x.xlsx", "xlsx", ""])
def test_a_name_that_no_return_answers_to_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        exclude(store, PERIOD, [name])
    assert "aixin returns list" in (caught.value.hint or "")


def test_a_return_of_a_later_month_is_none_of_this_one_s(store: Store) -> None:
    with pytest.raises(UsageError):
        exclude(store, "2024-11", ["2"])


def test_what_fails_all_the_same_names_the_returns_behind_it_and_how_to_go_on(store: Store) -> None:
    before = rolled(store)
    store.execute("update ent.bridge set item_count = item_count + 1 where measure = '对象' and unit_code = '620103'")
    with pytest.raises(ReconciliationError) as caught:
        roll_up(store, PERIOD)
    hint = caught.value.hint or ""
    assert "七里河区 AX01 2024-12 (return 2, 乙/b.xlsx)" in hint
    assert "城关区" not in hint
    assert "are loaded and stay so" in hint
    assert hint.endswith("aixin rollup --period 2024-12 --without 2")
    kept = store.rows("select value from out.figure where figure_id = 'F02' and unit_code = '620000'")
    assert kept == [(before["F02"],)]
    assert rolled(store, "2")["F02"] == 3
