"""A held return whose finding says `--part`, `--replace` or `--prefer` has to obey them when it comes again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from aixin_cli.stage import LoadOptions, LoadReport, load_files
from aixin_cli.store import Store
from tests.returns import pairing, source_files, source_table


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def load(store: Store, *contents: list[Any], names: tuple[str, ...], **options: Any) -> LoadReport:
    dated = options.pop("dated", None)
    tables = [source_table("pairing", rows, filled_date=dated) for rows in contents]
    return load_files(store, source_files(*tables, names=names), LoadOptions(**options))


def many(count: int, start: int = 1) -> list[Any]:
    return [pairing(number) for number in range(start, start + count)]


def states(store: Store) -> list[tuple[Any, ...]]:
    return store.rows("select state, state_reason from meta.part order by part_id")


@pytest.mark.parametrize(("preferred", "kept"), [("a.xlsx", 0), ("b.xlsx", 1)])
def test_of_two_held_versions_the_preferred_one_counts_in_the_end(store: Store, preferred: str, kept: int) -> None:
    names = ("a.xlsx", "b.xlsx")
    load(store, many(20), many(19), names=names)
    assert states(store) == [("held", "conflict")] * 2
    again = load(store, many(20), many(19), names=names, prefer={preferred})
    assert not again.changed_nothing
    assert states(store)[kept] == ("accepted", None)
    assert states(store)[1 - kept] == ("superseded", "newer version")


@pytest.mark.parametrize(("relation", "first"), [("part", "accepted"), ("replace", "superseded")])
def test_a_held_overlap_obeys_when_it_comes_again(store: Store, relation: str, first: str) -> None:
    half = [*many(10), *many(10, 100)]
    load(store, many(20), names=("a.xlsx",))
    load(store, half, names=("half.xlsx",))
    assert states(store)[1] == ("held", "overlap")
    load(store, half, names=("half.xlsx",), relation=relation)
    assert [state for state, _reason in states(store)] == [first, "accepted"]


def test_coming_again_without_a_word_changes_nothing_and_keeps_the_reason(store: Store) -> None:
    names = ("a.xlsx", "b.xlsx")
    load(store, many(20), many(19), names=names)
    before = store.rows("select part_id, state, state_reason, superseded_by from meta.part order by part_id")
    assert load(store, many(20), many(19), names=names).changed_nothing
    assert load(store, many(20), many(19), names=names, prefer={"c.xlsx"}).changed_nothing
    assert store.rows("select part_id, state, state_reason, superseded_by from meta.part order by part_id") == before


def test_a_superseded_version_keeps_what_replaced_it_when_a_further_part_comes(store: Store) -> None:
    load(store, many(20), names=("a.xlsx",), dated="2025-01-03")
    load(store, many(19), names=("b.xlsx",), dated="2025-01-05")
    before = store.rows("select state, state_reason, superseded_by from meta.part where part_id = 1")
    assert before == [("superseded", "newer version", 2)]
    load(store, many(20, 200), names=("c.xlsx",))
    assert store.rows("select state, state_reason, superseded_by from meta.part where part_id = 1") == before
