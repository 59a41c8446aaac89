"""People found to be one, or found to be two, after a month was published: revisions, never flows."""

from __future__ import annotations

from datetime import date
from typing import Any

from aixin_cli import rollup
from aixin_cli.check import run_checks
from aixin_cli.link import link_period
from aixin_cli.store import Store
from tests.linked import Part, activity, ended, flows, linked, load, number, pairing

HERE, THERE = "620102", "620103"
DAMAGED: dict[str, Any] = {
    "recipient_id": None,
    "recipient_id_text": "6.2E+17",
    "recipient_birth_date": None,
    "recipient_sex": None,
}
"""So little is told of them that the model leaves them to people."""


def month(period: str, unit: str, *rows: Any) -> Part:
    return Part(unit, rows, period=period)


def identity(store: Store, condition: str) -> int:
    """The key of the one identity of which the condition holds."""
    ((key,),) = store.rows(f"select person_id from meta.person where {condition}")
    return int(key)


def numbered(store: Store, name: str) -> int:
    return identity(store, f"id_number = '{number(name)}'")


def decide(store: Store, kind: str, left: int, right: int | None, verdict: str) -> int:
    """Put a decision into the store as the clerical list would."""
    ((decision,),) = store.rows("select coalesce(max(decision_id), 0) + 1 from meta.decision")
    if right is not None:
        left, right = min(left, right), max(left, right)
    store.execute(
        "insert into meta.decision by name select ? as decision_id, ? as kind, ? as left_id, ? as right_id, "
        "? as verdict, '2024-12' as period, 'a' as decided_by, timestamp '2025-01-02' as decided_at",
        [decision, kind, left, right, verdict],
    )
    return int(decision)


def withdraw(store: Store, decision: int) -> None:
    store.execute(
        "update meta.decision set withdrawn_by = 'b', withdrawn_at = timestamp '2025-02-02' where decision_id = ?",
        [decision],
    )


def members(store: Store) -> list[tuple[Any, ...]]:
    return store.rows("select home_unit, count(*) from ent.recipient where is_member group by all order by all")


def home_of(store: Store) -> list[tuple[Any, ...]]:
    return store.rows("select home_unit, is_home_contested from ent.recipient")


def reconcile(store: Store, period: str) -> None:
    """Roll up as the command does; an error where figures don't reconcile."""
    run_checks(store, period)
    rollup.roll_up(store, period)


def test_two_found_to_be_one_are_a_person_less_by_revision_and_one_more_when_that_is_withdrawn() -> None:
    rows = (pairing("马一", "李一"), pairing("马一", "李二", **DAMAGED), pairing("马二", "李三"))
    store = linked(month("2024-11", HERE, *rows), period="2024-11")
    one, other = numbered(store, "马一"), identity(store, "id_number is null")
    decision = decide(store, "person", one, other, "同一人")
    load(store, [month("2024-12", HERE, *rows)])
    link_period(store, "2024-12")
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 3, "revised": -1, "closing": 2}]
    kept = store.rows("select person_id from meta.member where period = '2024-12'")
    assert (min(one, other),) in kept
    withdraw(store, decision)
    load(store, [month("2025-01", HERE, *rows)])
    link_period(store, "2025-01")
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 2, "revised": 1, "closing": 3}]


def test_a_split_is_a_revision_also_where_the_pair_began_this_month() -> None:
    rows = (pairing("马一", "李一"), pairing("马一", "李二", **DAMAGED))
    store = linked(month("2024-11", HERE, *rows), period="2024-11")
    decision = decide(store, "person", numbered(store, "马一"), identity(store, "id_number is null"), "同一人")
    link_period(store, "2024-11")
    assert members(store) == [(HERE, 1)]
    withdraw(store, decision)
    late = pairing("马一", "李二", start_date=date(2024, 12, 9), **DAMAGED)
    load(store, [month("2024-12", HERE, rows[0], late)])
    link_period(store, "2024-12")
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 1, "revised": 1, "closing": 2}]


def test_two_of_two_counties_found_to_be_one_move_nowhere() -> None:
    here, there = pairing("马一", "李一"), pairing("马一", "李二", **DAMAGED)
    store = linked(month("2024-11", HERE, here), month("2024-11", THERE, there), period="2024-11")
    decide(store, "person", numbered(store, "马一"), identity(store, "id_number is null"), "同一人")
    gone = ended("马一", "李二", date(2024, 12, 5), "不再符合条件", **DAMAGED)
    load(store, [month("2024-12", HERE, here), month("2024-12", THERE, gone)])
    link_period(store, "2024-12")
    assert flows(store) == [
        {"unit": HERE, "category": "孤儿", "opening": 1, "closing": 1},
        {"unit": THERE, "category": "孤儿", "opening": 1, "revised": -1},
    ]


def test_one_who_leaves_in_the_month_in_which_two_are_found_to_be_one_leaves_once() -> None:
    rows = (pairing("马一", "李一"), pairing("马一", "李二", **DAMAGED))
    store = linked(month("2024-11", HERE, *rows), period="2024-11")
    decide(store, "person", numbered(store, "马一"), identity(store, "id_number is null"), "同一人")
    gone = (
        ended("马一", "李一", date(2024, 12, 5), "去世"),
        ended("马一", "李二", date(2024, 12, 5), "去世", **DAMAGED),
    )
    load(store, [month("2024-12", HERE, *gone)])
    link_period(store, "2024-12")
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 2, "revised": -1, "exited": 1}]


def test_a_number_that_comes_a_month_later_leaves_the_key_and_makes_no_flow() -> None:
    place = {"village": "上庄", "township": "测试乡", "guardian_name": "丁一"}
    almost = number("马一")[:6] + number("马一")[7:]
    damaged = {"recipient_id": None, "recipient_id_text": almost, **place}
    store = linked(month("2024-11", HERE, pairing("马一", **damaged)), period="2024-11")
    (before,) = store.rows("select person_id from meta.member where period = '2024-11'")
    load(store, [month("2024-12", HERE, pairing("马一", **place))])
    link_period(store, "2024-12")
    assert store.rows("select person_id from meta.member where period = '2024-12'") == [before]
    assert store.rows("select is_identified from ent.person join ent.recipient using (person_id)") == [(True,)]
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 1, "closing": 1}]


def test_paired_anew_after_an_ending_in_an_earlier_month_is_new_and_nothing_is_asked() -> None:
    row = ended("马一", "李一", date(2024, 11, 10), "恢复监护")
    store = linked(
        month("2024-11", HERE, row, pairing("马二")),
        month("2024-12", HERE, row, pairing("马二"), pairing("马一", "李二", start_date=date(2024, 12, 3))),
    )
    assert flows(store) == [{"unit": HERE, "category": "孤儿", "opening": 1, "added": 1, "closing": 2}]


def test_a_decided_home_holds_until_that_unit_claims_nobody_and_the_newest_word_counts() -> None:
    store = linked(Part(HERE, [pairing("马一", "李一")]), Part(THERE, [pairing("马一", "李二")]))
    assert home_of(store) == [(HERE, True)]
    decide(store, "home", numbered(store, "马一"), None, THERE)
    link_period(store, "2024-12")
    assert home_of(store) == [(THERE, False)]
    newest = decide(store, "home", numbered(store, "马一"), None, HERE)
    link_period(store, "2024-12")
    assert home_of(store) == [(HERE, False)]
    withdraw(store, newest)
    load(store, [month("2025-01", HERE, pairing("马一", "李一")), month("2025-01", THERE, pairing("马二", "李二"))])
    link_period(store, "2025-01")
    assert store.rows("select home_unit, unit_count from ent.recipient_home order by 1") == [(HERE, 1), (THERE, 1)]


def test_a_pair_of_two_counties_stays_with_the_one_that_was_decided_for() -> None:
    store = linked(Part(HERE, [pairing("马一", "李一")]), Part(THERE, [pairing("马一", "李一")]))
    assert store.rows("select unit_code, rule from ent.pair_removed") == [(THERE, "lower_unit")]
    decide(store, "home", numbered(store, "马一"), None, THERE)
    link_period(store, "2024-12")
    assert store.rows("select unit_code, rule from ent.pair_removed") == [(HERE, "decision")]
    assert home_of(store) == [(THERE, False)]


def test_the_bridge_closes_with_people_put_together_across_units_and_inside_one() -> None:
    helper = {"helper_id": None, "helper_id_text": "6.2E+17"}
    store = linked(
        Part(
            HERE,
            [
                pairing("马一", "李一"),
                pairing("马一", "李一", **DAMAGED),
                pairing("马一", "李二", **DAMAGED),
                pairing("马三", "李三"),
                pairing("马四", "李三", **helper),
                pairing("马五", None, status="待结对", helper_kind=None),
            ],
        ),
        Part(
            THERE,
            [
                pairing("马一", "李四", **DAMAGED),
                pairing("马三", "李三", **helper),
                pairing("马五", "李三", **helper),
            ],
        ),
        Part(HERE, [activity("马一", "李二", recipient_id=None, recipient_id_text="6.2E+17")], "activity"),
    )
    assert sum(count for _, count in members(store)) > 4
    for key in store.rows("select person_id from meta.person where folded_name = '马一'"):
        decide(store, "person", numbered(store, "马一"), key[0], "同一人")
    mine = identity(store, f"id_number = '{number('李三', date(1980, 1, 2))}'")
    for key in store.rows("select person_id from meta.person where folded_name = '李三'"):
        decide(store, "person", mine, key[0], "同一人")
    # At home where they only wait for a helper.
    decide(store, "home", numbered(store, "马五"), None, HERE)
    link_period(store, "2024-12")
    assert members(store) == [(HERE, 4)]
    assert store.rows("select match from ent.activity") == [("open",)]
    reconcile(store, "2024-12")
    verified = """
        select unit_code, verified_count, cross_unit_count from out.t10
        where measure = $measure and unit_code in ('620000', '620102', '620103') order by 1
    """
    assert store.rows(verified, {"measure": "对象"}) == [("620000", 4, 0), (HERE, 4, 0), (THERE, 0, 0)]
    assert store.rows(verified, {"measure": "干部"}) == [("620000", 4, 1), (HERE, 3, 0), (THERE, 2, 0)]


def test_a_home_decided_and_the_decision_withdrawn_are_revisions_on_both_sides() -> None:
    rows = [pairing("马一", "李一"), pairing("马二", "李一")]
    both = [month(period, unit, *rows) for period in ("2024-11", "2024-12") for unit in (HERE, THERE)]
    with linked(*both, period="2024-11") as store:
        decision = decide(store, "home", numbered(store, "马一"), None, THERE)
        link_period(store, "2024-12")
        assert flows(store) == [
            {"unit": HERE, "category": "孤儿", "opening": 2, "revised": -1, "closing": 1},
            {"unit": THERE, "category": "孤儿", "revised": 1, "closing": 1},
        ]
        withdraw(store, decision)
        load(store, [month("2025-01", unit, *rows) for unit in (HERE, THERE)])
        link_period(store, "2025-01")
        assert all("moved_in" not in flow and "moved_out" not in flow for flow in flows(store))


def test_a_number_corrected_in_the_month_of_the_decision_moves_nobody() -> None:
    old = pairing("马一", "李一", **DAMAGED)
    new = pairing("马一", "李一")
    with linked(month("2024-11", HERE, old), month("2024-11", THERE, old), period="2024-11") as store:
        for (key,) in store.rows("select distinct recipient_id from ent.recipient_home"):
            decide(store, "home", key, None, THERE)
        load(store, [month("2024-12", HERE, new), month("2024-12", THERE, new)])
        link_period(store, "2024-12")
        assert all("moved_in" not in flow and "moved_out" not in flow for flow in flows(store))
