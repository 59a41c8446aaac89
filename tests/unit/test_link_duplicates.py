"""Every kind of duplicate is listed as often as it is counted, and explained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aixin_cli.check import run_checks
from aixin_cli.errors import UsageError
from aixin_cli.link import count_duplicates, duplicate_kinds, link_period, list_duplicates
from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_catalogue
from tests.linked import Part, activity, ended, linked, number, pairing
from tests.unit.test_link_relinked import DAMAGED, decide, identity, numbered

HERE, THERE, PROVINCIAL, MONTH = "620102", "620103", "62X002", "2024-12"


@pytest.fixture(scope="module")
def store() -> Store:
    """A month in which everything is there twice that can be."""
    waiting = {"helper_kind": None, "status": "待结对"}
    row = pairing("马一", "李一")
    here = [
        row,
        row,
        pairing("马一", "李一", remark="又"),
        pairing("马二", "李一"),
        pairing("马二", "李二"),
        pairing("马三", "李一"),
        pairing("马四", "李一", recipient_category="特困人员"),
        pairing("马四", "李二"),
        pairing("马五", "马五", helper_id=number("马五")),
        ended("马六", "李一", date(2024, 12, 5), "退休"),
        pairing("马七", "李三", recipient_id=number("马一")),
        pairing("马八", None, **waiting),
        pairing("马九", "李一"),
        pairing("马九", "李四", village="下庄", **DAMAGED),
    ]
    there = [
        row,
        pairing("马三", "李二"),
        pairing("马六", "李一"),
        pairing("马八", "李二"),
    ]
    visits = [
        activity("马一", content="送米"),
        activity("马一", content="送米"),
        activity("马一", content="送油"),
    ]
    parts = [Part(HERE, here), Part(THERE, there), Part(PROVINCIAL, [row]), Part(HERE, visits, "activity")]
    store = linked(*parts)
    unknown = identity(store, "folded_name = '马九' and id_number is null")
    decide(store, "person", numbered(store, "马九"), unknown, "同一人")
    link_period(store, MONTH)
    run_checks(store, MONTH)
    return store


def counts(store: Store) -> dict[str, tuple[int, int]]:
    return {kind: (cases, rows) for kind, cases, rows, _bridged in count_duplicates(store, MONTH, None)}


def listed(store: Store, kind: str, unit: str | None = None) -> list[dict[str, Any]]:
    return list(list_duplicates(store, MONTH, kind, unit).to_pylist())


def test_every_kind_is_found_in_a_month_that_has_them_all(store: Store) -> None:
    assert not [kind for kind, (cases, _) in counts(store).items() if cases == 0]


def test_kinds_have_labels_in_their_order(store: Store) -> None:
    assert list(duplicate_kinds(store))[:3] == ["same_row", "same_pair", "other_unit"]
    assert duplicate_kinds(store)["same_row"] == "The same row twice"


def test_what_is_counted_is_what_linking_removed_or_found_to_overlap(store: Store) -> None:
    found = counts(store)
    for reason, rows in store.rows("select reason, count(*) from ent.pair_removed group by reason"):
        assert found[reason] == (rows, rows)
    for kind, cases in store.rows("select kind, sum(item_count) from ent.overlap group by kind"):
        assert found[kind][0] == cases, kind
    assert found["same_activity"][1] == store.rows("select count(*) from ent.activity_removed")[0][0]
    ((bridged,),) = store.rows(
        "select sum(item_count) from ent.bridge where measure in ('对', '辅助对')"
        " and item in ('same_row', 'same_pair', 'other_unit')"
    )
    # The bridge tells of area units' active pairs only.
    active = "select count(*) from ent.pair_removed join meta.unit using (unit_code) where is_active"
    assert [(bridged,)] == store.rows(f"{active} and reports <> 'helper'")


def test_what_t10_takes_off_is_told_beside_the_rows(store: Store) -> None:
    told = {kind: (rows, bridged) for kind, _cases, rows, bridged in count_duplicates(store, MONTH, None)}
    # A provincial unit's row and a pair that was ended are on the list as well.
    assert told["other_unit"] == (3, 1)
    assert told["several_main"][1] is None
    mine = {kind: bridged for kind, _cases, _rows, bridged in count_duplicates(store, MONTH, THERE)}
    assert (mine["other_unit"], mine["same_pair"]) == (1, 0)


def test_activities_that_nearly_repeat_are_those_that_are_asked_about(store: Store) -> None:
    asked = store.rows("select part_id, row from chk.finding where rule = 'X065' order by all")
    assert len(asked) == len(listed(store, "activity_nearly")) == 1
    assert asked[0][1] == listed(store, "activity_nearly")[0]["row"]


@pytest.mark.parametrize("kind", [item.id for item in load_catalogue().of_kind("duplicate")])
def test_what_is_listed_is_what_is_counted_and_names_nobody(store: Store, kind: str) -> None:
    rows = listed(store, kind)
    cases, row_count = counts(store)[kind]
    assert len(rows) == row_count
    assert len({row["case_no"] for row in rows}) == cases
    for row in rows:
        assert row["rule"]
        assert row["masked_name"].endswith("**")
    assert number("马一") not in str(rows)


def test_a_row_says_of_which_it_is_a_duplicate_and_by_which_rule(store: Store) -> None:
    rules = {
        row["unit_code"]: (row["other_unit"], row["other_row"], row["rule"]) for row in listed(store, "other_unit")
    }
    # Of a unit's own rows that no rule tells apart what they say decides, not their order.
    ((first, rule),) = {(row["other_row"], row["rule"]) for row in listed(store, "same_pair")}
    assert rule == "content_order"
    assert rules[THERE] == (HERE, first, "lower_unit")
    assert rules[PROVINCIAL] == (HERE, first, "area_unit")
    assert [(row["unit_code"], row["rule"]) for row in listed(store, "ended_and_active")] == [(HERE, "active")]
    assert [row["rule"] for row in listed(store, "linked")] == ["decision"]
    assert [row["rule"] for row in listed(store, "one_number")] == ["fits_other"]


def test_a_county_sees_its_own_side_only(store: Store) -> None:
    (mine,) = listed(store, "claimed_by_units", THERE)
    assert (mine["unit_code"], mine["other_unit"], mine["rule"]) == (THERE, HERE, "lower_unit")
    assert mine["row"] is not None
    assert (mine["other_path"], mine["other_sheet"], mine["other_row"]) == (None, None, None)
    assert len(listed(store, "claimed_by_units")) == 2


def test_a_decision_on_the_home_is_the_reason_from_then_on(store: Store) -> None:
    decision = decide(store, "home", numbered(store, "马三"), None, THERE)
    link_period(store, MONTH)
    assert {row["unit_code"]: row["rule"] for row in listed(store, "claimed_by_units")} == {
        HERE: "decision",
        THERE: "home",
    }
    store.execute("delete from meta.decision where decision_id = ?", [decision])
    link_period(store, MONTH)
    assert {row["rule"] for row in listed(store, "claimed_by_units")} == {"home", "lower_unit"}


def test_a_kind_that_there_is_not_is_refused_with_those_there_are(store: Store) -> None:
    with pytest.raises(UsageError, match="no kind of duplicate"):
        list_duplicates(store, MONTH, "twice", None)
