from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from aixin_cli.errors import DefinitionError, ExitCode, ReconciliationError
from aixin_cli.link import link_period, read_states
from aixin_cli.rollup import RollupReport, roll_up, status
from aixin_cli.rollup.month import _count_rows
from aixin_cli.rollup.reconcile import reconcile
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.returns import contact, pairing, source_files, source_table

PERIOD = "2024-12"


@contextmanager
def linked() -> Iterator[Store]:
    """Two counties' pairings and one's activities; one helper works in both."""
    shared = pairing(1)["helper_id"], pairing(1)["helper_name"]
    second = pairing(4, helper_id=shared[0], helper_name=shared[1])
    tables = [
        source_table("pairing", [pairing(number) for number in (1, 2, 3)]),
        source_table("pairing", [second, pairing(5)], unit="620103"),
        source_table("activity", [contact(number) for number in (1, 2)]),
    ]
    with Store.in_memory() as opened:
        load_files(opened, source_files(*tables), LoadOptions())
        link_period(opened, PERIOD)
        yield opened


Rolled = tuple[Store, RollupReport]


@pytest.fixture(scope="module")
def rolled() -> Iterator[Rolled]:
    """That month rolled up, for all the tests."""
    with linked() as opened:
        yield opened, roll_up(opened, PERIOD)


@pytest.fixture
def store(rolled: Rolled) -> Iterator[Store]:
    """The month to be written in: what a test does to it is taken back."""
    opened, _ = rolled
    opened.execute("begin transaction")
    yield opened
    opened.execute("rollback")


def test_a_month_rolls_up_to_tables_and_figures(rolled: Rolled) -> None:
    store, report = rolled
    assert report.period == PERIOD
    assert report.figures["F01"] == Decimal(4)
    assert report.figures["F02"] == Decimal(5)
    assert report.figures["F03"] == Decimal(2)
    assert report.row_counts["t01"] == store.rows("select count(*) from out.t01")[0][0]


def test_the_bridge_counts_a_helper_of_two_counties_once_above_them(store: Store) -> None:
    rows = store.rows(
        """
        select unit_code, verified_count, children_count, cross_child_count
        from out.t10
        where measure = '干部' and unit_code in ('620100', '620102', '620103')
        order by unit_code
        """
    )
    assert rows == [("620100", 4, 5, 1), ("620102", 3, None, None), ("620103", 2, None, None)]


def test_rolling_up_again_replaces_the_month_and_leaves_others(rolled: Rolled) -> None:
    store, first = rolled
    store.execute("insert into out.t01 by name select '2024-06' as period, * exclude (period) from out.t01")
    assert roll_up(store, PERIOD) == first
    counts = store.rows("select period, count(*) from out.t01 group by period order by period")
    assert counts == [("2024-06", first.row_counts["t01"]), (PERIOD, first.row_counts["t01"])]
    store.execute("delete from out.t01 where period = '2024-06'")


def test_a_month_that_does_not_reconcile_is_not_kept(rolled: Rolled) -> None:
    store, before = rolled
    store.execute("create table ent.whole_bridge as from ent.bridge")
    store.execute("update ent.bridge set item_count = item_count + 1 where measure = '对象' and item = 'reported'")
    with pytest.raises(ReconciliationError) as caught:
        roll_up(store, PERIOD)
    assert caught.value.exit_code == ExitCode.RECONCILIATION
    assert caught.value.where is not None
    assert caught.value.where.startswith("T10 62")
    assert "对象" in caught.value.what
    kept = store.rows("select value from out.figure where figure_id = 'F02' and unit_code = '620000'")
    assert kept == [(before.figures["F02"],)]
    store.execute("create or replace table ent.bridge as from ent.whole_bridge")


def test_a_row_that_is_not_the_sum_of_its_counties_is_found(store: Store) -> None:
    store.execute("update out.t02 set home_count = 7 where unit_code = '620102' and category = '孤儿'")
    store.execute("update out.t02 set care_unknown_count = -4 where unit_code = '620102' and category = '孤儿'")
    with pytest.raises(ReconciliationError) as caught:
        reconcile(store, store.period_params(PERIOD))
    assert caught.value.where == "T02 620100"
    assert "孤儿 home_count should be 7 and is 0" in caught.value.what
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("城关区 holds the difference, 7: it may have been left out")


def test_a_sum_of_counties_that_no_county_explains_is_only_told(store: Store) -> None:
    store.execute("update out.t02 set home_count = 7 where unit_code = '620000' and category = '孤儿'")
    store.execute("update out.t02 set care_unknown_count = -2 where unit_code = '620000' and category = '孤儿'")
    with pytest.raises(ReconciliationError) as caught:
        reconcile(store, store.period_params(PERIOD))
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("Behind it stand: 城关区 AX01 2024-12 (return 1, file0.xlsx)")


def test_a_blank_year_above_a_known_one_is_no_difference(store: Store) -> None:
    store.execute("update out.t03 set year_value = 5 where unit_code = '620102' and item_no = 1")
    reconcile(store, store.period_params(PERIOD))
    store.execute("update out.t03 set year_value = 4 where unit_code = '620100' and item_no = 1")
    with pytest.raises(ReconciliationError):
        reconcile(store, store.period_params(PERIOD))


def test_two_rows_of_one_grain_are_our_fault(store: Store) -> None:
    store.execute("insert into out.t06 select * from out.t06 limit 1")
    with pytest.raises(DefinitionError):
        _count_rows(store, store.catalogue.get("t06", "rollup"), PERIOD)


def lines_of(store: Store, period: str) -> dict[tuple[Any, Any], dict[str, Any]]:
    """A month's returns by unit and form."""
    states = status(store, period)
    rows = [dict(zip(states.columns, row, strict=True)) for row in states.rows]
    return {(row["unit_code"], row["form"]): row for row in rows}


def test_status_says_who_has_sent_what(store: Store) -> None:
    rows = lines_of(store, PERIOD)
    assert rows["620102", "pairing"]["state"] == "received"
    assert rows["620102", "pairing"]["rows_accepted"] == 3
    assert rows["620103", "activity"]["state"] == "missing"
    assert ("620100", "project") not in rows


def test_status_of_another_month_needs_only_its_states_read(store: Store) -> None:
    read_states(store, "2025-01")
    rows = lines_of(store, "2025-01")
    assert rows["620102", "pairing"]["state"] == "carried"
    assert rows["620102", "pairing"]["used_period"] == PERIOD
    assert rows["620102", "activity"]["state"] == "missing"
