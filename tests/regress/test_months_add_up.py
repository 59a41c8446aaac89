"""Returns that once kept a province's month from adding up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from aixin_cli.link import link_period
from aixin_cli.rollup import roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.returns import contact, pairing, source_files, source_table

ENDED = {"status": "终止", "end_date": "2024-12-05", "end_reason": "更换结对人"}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """November, and a December with one awkward return after another."""
    auxiliary: dict[str, Any] = {"pair_kind": "辅助结对", "helper_kind": "教师"}
    december = [
        # A quarantined auxiliary pair where no other is counted, beside a county that counts some.
        source_table(
            "pairing", [pairing(1), *(pairing(n) for n in range(10, 50)), pairing(2, status=None, **auxiliary)]
        ),
        source_table("pairing", [pairing(3), pairing(4, **auxiliary)], unit="620103"),
        # Still counted by a pairing that a helper left, and paired as what only the county counts.
        source_table(
            "pairing",
            [
                pairing(5, **ENDED),
                pairing(5, recipient_category="安置帮教对象", helper_name="王丁", helper_id=pairing(9)["helper_id"]),
            ],
            unit="620105",
        ),
        source_table("opening", [opening("社会组织", "12.5"), opening("帮助群众", "2.5")]),
        source_table("opening", [opening("社会组织", "0.5"), opening("联系交流", "7", "本年累计")], unit="620103"),
        source_table("activity", [contact(1, person_times="999999999999")]),
        source_table("site", [{"site_name": "站", "site_kind": "青年之家", "volunteer_count": "999999999999999"}]),
    ]
    with Store.in_memory() as opened:
        load_files(
            opened,
            source_files(
                source_table("pairing", [pairing(8)], unit="620104", period="2024-08"),
                source_table("pairing", [pairing(1)], period="2024-11"),
            ),
            LoadOptions(),
        )
        link_period(opened, "2024-11")
        roll_up(opened, "2024-11")
        names = [f"{number}.xlsx" for number in range(len(december))]
        load_files(opened, source_files(*december, names=names), LoadOptions())
        link_period(opened, "2024-12")
        roll_up(opened, "2024-12")
        yield opened


def opening(measure: str, value: str, scope: str = "启动以来累计") -> dict[str, str | None]:
    return {"measure": measure, "scope": scope, "value": value, "as_of": "2024-11-30"}


def rows(store: Store, columns: str, table: str, where: str) -> list[tuple[Any, ...]]:
    return store.rows(f"select {columns} from {table} where period = '2024-12' and {where} order by all")


def test_a_quarantined_row_is_told_on_every_row_above_it(store: Store) -> None:
    found = rows(store, "unit_code, quarantined_count", "out.t10", "measure = '辅助对'")
    assert dict(found) | {"620000": 1, "620100": 1, "620102": 1, "620103": 0} == dict(found)


def test_who_is_counted_has_a_category_that_is_counted(store: Store) -> None:
    assert rows(store, "person_count", "out.t02", "unit_code = '620105' and category = '孤儿'") == [(1,)]


def test_halves_are_whole_in_every_unit_before_units_are_added(store: Store) -> None:
    found = dict(rows(store, "unit_code, organization_opening_count", "out.t05", "true"))
    assert found["620100"] == found["620102"] + found["620103"]


def test_a_year_is_blank_where_one_county_doesn_t_know_its_own(store: Store) -> None:
    found = rows(store, "unit_code, year_value", "out.t03", "item_no = 1 and unit_code in ('620100', '620102')")
    assert found == [("620100", None), ("620102", None)]


def test_a_ledger_too_old_to_carry_is_blank_and_nobody_left_it(store: Store) -> None:
    assert rows(store, "recipient_count, opening_count, exited_count", "out.t01", "unit_code = '620104'") == [
        (None, None, None)
    ]


def test_money_beside_auxiliary_pairings_has_a_blank_total_and_a_note(store: Store) -> None:
    assert rows(store, "month_value, total_value", "out.t03", "item_no = 8 and unit_code = '620102'") == [(0, None)]
    assert rows(store, "text", "out.note", "table_id = 't03' and text like '辅助结对的资助资金%'")
