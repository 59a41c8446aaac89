"""Each question of `sql/reconcile` and each additive column finds one number that is off by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from aixin_cli.link import link_period
from aixin_cli.rollup import roll_up
from aixin_cli.rollup.reconcile import additive_columns, differences
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.statement import Statement
from tests.returns import contact, pairing, source_files, source_table

PERIOD = "2024-12"
ASKED = load_catalogue().of_kind("reconcile")
ADDITIVE = [item for item in load_catalogue().of_kind("rollup") if additive_columns(item)]
COUNTY = "unit_code = '620102'"
MUTATIONS = {
    "activity_total": [
        f"update out.t03 set month_value = month_value + 1 where {COUNTY} and item_no = 1",
        f"update out.t03 set total_value = total_value + 1 where {COUNTY} and item_no = 9",
        f"update ent.activity set is_counted = false where {COUNTY} and activity_id = 1",
        "insert into ent.activity select * from ent.activity where activity_id = 1",
    ],
    "bridge_total": [
        f"update out.t10 set verified_count = verified_count + 1 where {COUNTY} and measure = '对象'",
        f"update out.t05 set auxiliary_count = auxiliary_count + 1 where {COUNTY}",
        "update out.t10 set cross_child_count = cross_child_count + 1 where unit_code = '620100' and measure = '活动'",
        f"delete from out.t10 where {COUNTY} and measure = '干部'",
    ],
    "helper_parts": [
        f"update out.t04 set county_level_count = county_level_count + 1 where {COUNTY}",
        f"update out.t01 set helper_count = helper_count + 1 where {COUNTY}",
    ],
    "recipient_parts": [
        f"update out.t02 set male_count = male_count + 1 where {COUNTY} and category = '孤儿'",
        f"update out.t02 set age_6_15_count = age_6_15_count - 1 where {COUNTY} and category = '合计'",
        f"update out.t02 set care_unknown_count = null where {COUNTY} and category = '合计'",
        f"update out.t01 set orphan_paired_count = orphan_paired_count + 1 where {COUNTY}",
        f"update out.t01 set waiting_count = waiting_count + 1 where {COUNTY}",
    ],
    "stock_identity": [
        f"update ent.flow set added = added + 1 where {COUNTY}",
        f"update out.t01 set exited_count = exited_count + 1 where {COUNTY}",
        f"update out.t01 set recipient_count = recipient_count - 1 where {COUNTY}",
        "update out.t01 set moved_in_count = moved_in_count + 1, added_count = added_count - 1 "
        "where unit_code = '620000'",
    ],
}
"""Of every question, numbers to alter one by one: a question without any fails below."""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A month of two counties that adds up."""
    tables = [
        source_table(
            "pairing", [*(pairing(number) for number in (1, 2)), pairing(3, pair_kind="辅助结对", helper_kind="教师")]
        ),
        source_table("pairing", [pairing(4), pairing(5)], unit="620103"),
        source_table("activity", [contact(number) for number in (1, 2)]),
    ]
    with Store.in_memory() as opened:
        load_files(opened, source_files(*tables), LoadOptions())
        link_period(opened, PERIOD)
        roll_up(opened, PERIOD)
        assert differences(opened, opened.period_params(PERIOD)) == []
        yield opened


def answers(store: Store, statement: Statement) -> list[tuple[object, ...]]:
    params = store.period_params(PERIOD)
    return store.rows(statement.sql, {name: params[name] for name in statement.params})


@contextmanager
def altered(store: Store, *statements: str) -> Iterator[None]:
    """What is altered inside is as it was outside."""
    store.execute("begin transaction")
    try:
        for statement in statements:
            store.execute(statement)
        yield
    finally:
        store.execute("rollback")


@pytest.mark.parametrize("statement", ASKED, ids=lambda statement: statement.id)
def test_each_question_finds_each_number_that_is_off_by_one(store: Store, statement: Statement) -> None:
    mutations = MUTATIONS.get(statement.id)
    assert mutations, "write a number to alter into MUTATIONS: what finds nothing proves nothing"
    for mutation in mutations:
        with altered(store, mutation):
            assert answers(store, statement), mutation
    assert answers(store, statement) == []


@pytest.mark.parametrize("statement", ADDITIVE, ids=lambda statement: statement.id)
def test_each_additive_column_is_missed_where_a_county_has_one_more(store: Store, statement: Statement) -> None:
    columns = additive_columns(statement)
    more = ", ".join(f"{name} = coalesce({name}, 0) + 1" for name in columns)
    known = ", ".join(f"{name} = coalesce({name}, 0)" for name in columns)
    with altered(
        store,
        f"update {statement.table} set {known} where unit_code = '620100'",
        f"update {statement.table} set {more} where {COUNTY}",
    ):
        found = [item for item in differences(store, store.period_params(PERIOD)) if item.table == statement.id]
    assert columns.keys() <= {item.what.rsplit(" ", 1)[-1] for item in found}


@pytest.mark.parametrize("statement", ADDITIVE, ids=lambda statement: statement.id)
def test_a_row_that_has_none_above_it_is_found(store: Store, statement: Statement) -> None:
    first = next(iter(additive_columns(statement)))
    with altered(
        store,
        f"update {statement.table} set {first} = 1 where {COUNTY}",
        f"delete from {statement.table} where unit_code = '620100'",
    ):
        found = [item for item in differences(store, store.period_params(PERIOD)) if item.table == statement.id]
    assert "620100" in {item.unit_code for item in found}
