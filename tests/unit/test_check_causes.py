"""What a check found to differ is put down to its likely cause, on a real store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.balance import suggestion_words
from aixin_cli.check import causes, explain_differences
from aixin_cli.link import link_period
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Catalogue, parse_statement
from tests.returns import pairing, source_files, source_table

PERIOD = "2024-12"
CHECK = "declared_less_than_ledger"
TOWNSHIPS = {"甲乡": 3, "乙乡": 5, "丙乡": 9, "丁乡": 9}
"""The ledger's pairs by township: 26 in all."""

Month = Callable[..., Store]


@pytest.fixture
def month() -> Iterator[Month]:
    """A month linked and its check asked, with what two indicators declare for it and for the month before."""
    with Store.in_memory() as store:

        def load(helpers: int, recipients: int, before: int | None = None) -> Store:
            places = [name for name, count in TOWNSHIPS.items() for _ in range(count)]
            tables = [source_table("pairing", [pairing(n, township=name) for n, name in enumerate(places, 1)])]
            tables.append(source_table("indicator", declared(helpers, recipients)))
            if before is not None:
                tables.append(source_table("indicator", declared(before, before), period="2024-11"))
            load_files(store, source_files(*tables), LoadOptions())
            link_period(store, PERIOD)
            find(store)
            return store

        yield load


def declared(helpers: int, recipients: int) -> list[dict[str, str | None]]:
    numbers = {"K501": helpers, "K502": recipients}
    return [{"indicator_code": code, "month_value": str(n), "total_value": str(n)} for code, n in numbers.items()]


def find(store: Store) -> None:
    """Put the check's findings down with their differences."""
    statement = store.catalogue.get(CHECK, "check")
    params = {name: value for name, value in store.period_params(PERIOD).items() if name in statement.params}
    store.execute("delete from chk.finding")
    store.execute(
        f"""
        insert into chk.finding by name
        select part_id, row, 'X012' as rule, field, value, difference, $period as period
        from ({statement.sql}) as asked where not ok
        """,
        {**params, "period": PERIOD},
    )


def suggestions(store: Store) -> list[dict[str, Any]]:
    explain_differences(store, PERIOD)
    rows = store.rows("select suggestion from chk.finding where suggestion is not null order by part_id, row, rule")
    return [json.loads(text) for (text,) in rows]


def test_a_township_left_out_is_named(month: Month) -> None:
    found = suggestions(month(26 - 5, 26))
    assert found == [{"kind": "omitted", "facts": {"amount": "5", "count": 1, "places": [{"label": "乙乡"}]}}]
    assert suggestion_words(found[0])[1] == "乙乡的 5 正好等于差额，可能漏加了，或明细中重复。"


def test_a_township_counted_twice_is_named_for_helpers_and_recipients_alike(month: Month) -> None:
    found = suggestions(month(26 + 3, 26 + 5))
    assert [item["kind"] for item in found] == ["doubled", "doubled"]
    assert [item["facts"]["places"] for item in found] == [[{"label": "甲乡"}], [{"label": "乙乡"}]]


def test_townships_of_the_same_size_are_all_named(month: Month) -> None:
    (found,) = suggestions(month(26, 26 - 9))
    assert found["facts"] == {"amount": "9", "count": 2, "places": [{"label": "丁乡"}, {"label": "丙乡"}]}


def test_last_months_number_sent_again_is_told_before_anything_else(month: Month) -> None:
    found = suggestions(month(26 - 5, 26 - 3, before=21))
    assert found[0] == {"kind": "previous", "facts": {"amount": "21"}}
    assert found[1]["kind"] == "omitted"


def test_what_fits_nothing_has_no_suggestion_and_what_agrees_no_finding(month: Month) -> None:
    store = month(26 - 7, 26)
    assert suggestions(store) == []
    assert store.rows("select count(*) from chk.finding") == [(1,)]


def test_only_the_suggestion_is_written(month: Month) -> None:
    store = month(62, 26 - 5)
    columns = "part_id, row, rule, field, value, outcome, difference, period"
    before = store.rows(f"select {columns} from chk.finding order by all")
    assert [item["kind"] for item in suggestions(store)] == ["swapped", "omitted"]
    assert store.rows(f"select {columns} from chk.finding order by all") == before


def test_a_rule_without_addends_is_explained_by_the_figure_itself(month: Month) -> None:
    store = month(26, 26)
    store.execute(
        """
        insert into chk.finding (part_id, row, rule, field, value, difference, facts, outcome, period) values
        (1, 5, 'X901', 'a', '1250000', 1249875, null, 'fail', $period),
        (1, 6, 'X901', 'a', '公开', 18, '{"stated": "53"}', 'fail', $period),
        (1, 7, 'X901', 'a', '40', 2, '{"previous": 40}', 'fail', $period),
        (1, 8, 'X901', 'a', 'three', 9, null, 'fail', $period),
        (1, 9, 'X901', 'a', '21', 9, null, 'unknown', $period),
        (1, 10, 'X901', 'a', '21', 9, null, 'fail', '2024-11'),
        (1, 11, 'X901', 'a', '21', 0, null, 'fail', $period)
        """,
        {"period": PERIOD},
    )
    kinds = [(item["kind"], item["facts"]["amount"]) for item in suggestions(store)]
    assert kinds == [("unit", "1250000"), ("swapped", "53"), ("previous", "40")]


def test_of_a_rule_that_finds_very_much_the_largest_differences_are_explained(month: Month) -> None:
    store = month(26, 26)
    store.execute(
        """
        insert into chk.finding (part_id, row, rule, field, value, difference, period)
        select 1, n, 'X901', 'a', 10 * n, 9 * n, $period from range(1, 201) as numbered (n)
        """,
        {"period": PERIOD},
    )
    assert len(suggestions(store)) == causes.MOST_EXPLAINED
    assert store.rows("select min(row) from chk.finding where suggestion is not null") == [(151,)]


ADDENDS = """/*
id = "declared_less_than_ledger"
kind = "addend"
title = { zh = "加数", en = "Addends" }
*/
"""


def with_addends(store: Store, directory: Path, sql: str) -> Store:
    path = directory / f"{CHECK}.sql"
    path.write_text(ADDENDS + sql, encoding="utf-8")
    others = tuple(item for item in store.catalogue.statements if item.kind != "addend")
    store.catalogue = replace(store.catalogue, statements=(*others, parse_statement(path)))
    assert isinstance(store.catalogue, Catalogue)
    return store


def test_addends_may_name_rows_and_hold_subtotals_and_belong_to_one_field(month: Month, tmp_path: Path) -> None:
    store = with_addends(
        month(20, 26),
        tmp_path,
        """
        select s.part_id, s.row, given.*
        from stg.indicator as s
        cross join (
            values (6.00, '某表', 7, false, 'month_value'), (6.00, '某表', 9, false, 'total_value'),
                (20.00, '某表', 8, false, null)
        ) as given (amount, label, item_row, is_subtotal, field)
        where s.indicator_code = 'K501'
        """,
    )
    (found,) = suggestions(store)
    assert found == {
        "kind": "omitted",
        "facts": {"amount": "6", "count": 1, "places": [{"label": "某表", "row": 7}]},
    }
    assert suggestion_words(found)[0].startswith("某表 row 7 holds the difference, 6")


def test_a_subtotal_among_the_addends_is_told_as_one(month: Month, tmp_path: Path) -> None:
    store = with_addends(
        month(20, 26),
        tmp_path,
        """
        select part_id, row, 6.00 as amount, '甲乡' as label, true as is_subtotal from stg.indicator
        union all
        select part_id, row, 26.00 as amount, '乙乡' as label, false as is_subtotal from stg.indicator
        """,
    )
    (found,) = suggestions(store)
    assert (found["kind"], found["facts"]["places"]) == ("subtotal_omitted", [{"label": "甲乡"}])


@pytest.mark.parametrize(
    "sql", ["select nothing from nowhere", "select part_id, row, error('') as amount from stg.indicator"]
)
def test_addends_that_cannot_be_asked_stop_nothing(month: Month, tmp_path: Path, sql: str) -> None:
    store = with_addends(month(62, 26 - 5), tmp_path, sql)
    assert [item["kind"] for item in suggestions(store)] == ["swapped"]
