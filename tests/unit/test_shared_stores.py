"""A store that was lent before is like one that was never used: the other tests stand on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aixin_cli.link import link_period
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests import stores
from tests.returns import pairing, source_files, source_table

EVERYTHING = {
    "tables": "select database_name, schema_name, table_name, sql from duckdb_tables()",
    "views": "select database_name, schema_name, view_name, sql from duckdb_views() where not internal",
    "indexes": "select schema_name, index_name, sql from duckdb_indexes()",
    "sequences": "select schema_name, sequence_name from duckdb_sequences()",
    "macros": "select function_name, macro_definition from duckdb_functions() where not internal",
    "settings": "select name, value from duckdb_settings()",
}


@pytest.fixture(autouse=True)
def lent() -> Iterator[None]:
    """Nothing lies ready but what the test itself gives back."""
    before = list(stores._free)
    stores._free.clear()
    yield
    stores._free[:] = before


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that a database holds: its objects and settings, and the rows of each table."""
    found = {name: sorted(store.rows(sql), key=repr) for name, sql in EVERYTHING.items()}
    for name, _, _ in stores.list_tables(store.connection):
        found[name] = sorted(store.rows(f"select * from {name}"), key=repr)
    return found


def test_an_emptied_store_is_like_a_new_one() -> None:
    with Store.in_memory() as store:
        new = everything(store)
        load_files(store, source_files(source_table("pairing", [pairing(1), pairing(2)])), LoadOptions())
        link_period(store, "2024-12", keep_scratch=True)
        connection = store.connection
    with Store.in_memory() as again:
        assert again is not store
        assert again.connection is connection
        assert everything(again) == new
        assert again.settings == store.settings


@pytest.mark.parametrize(
    "change",
    [
        "set threads = 3",
        "update meta.unit set name = 'x' where unit_code = '620102'",
        "delete from meta.owes",
        "alter table stg.pairing add column more integer",
        "begin transaction",
    ],
)
def test_one_that_is_not_as_it_was_is_given_to_nobody(change: str) -> None:
    with Store.in_memory() as store:
        store.execute(change)
    assert not stores._free
