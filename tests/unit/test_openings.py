"""Openings (AX08): given once; what comes again is the same, goes on, or is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.link import link_period, read_states
from aixin_cli.rollup import roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.stage.returns.decisions import Decision, reinstate, release, withdraw
from aixin_cli.stage.returns.lookback import judge_beside
from aixin_cli.stage.returns.shown import list_returns
from aixin_cli.store import Store
from tests.months import DECEMBER, HERE, JANUARY, contacts, ledger, opening
from tests.returns import source_files


def load(store: Store, name: str, *tables: object) -> None:
    load_files(
        store, source_files(*tables, names=[f"{name}-{place}.xlsx" for place in range(len(tables))]), LoadOptions()
    )


def december() -> tuple[object, ...]:
    return (
        ledger(DECEMBER, 1, 2, 3),
        contacts(DECEMBER, 1, 2, 3),
        opening(DECEMBER, "2024-11-30", 联系交流=1000, 走访探视=500),
    )


def january(*more: object) -> tuple[object, ...]:
    return ledger(JANUARY, 1, 2, 3), contacts(JANUARY, 1, 2), *more


def held(store: Store, period: str) -> list[tuple[str, str]]:
    rows = list_returns(store, period).to_pylist()
    return [(row["state"], row["reason"]) for row in rows if row["form"] == "opening"]


def state(store: Store, period: str) -> str:
    read_states(store, period)
    return str(store.rows(f"select state from ent.return_state where unit_code = '{HERE}' and form = 'opening'")[0][0])


def notices(store: Store) -> list[str]:
    return [str(row[0]) for row in store.rows("select message from chk.notice where rule = 'R925'")]


def total(store: Store, period: str) -> int:
    link_period(store, period)
    return int(roll_up(store, period).figures["F03"] or 0)


def test_an_opening_given_once_is_neither_carried_forward_nor_missing() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        assert [state(store, period) for period in (DECEMBER, JANUARY, "2026-12")] == ["received", "given", "given"]
        store.execute("update meta.part set state = 'superseded' where form = 'opening'")
        assert state(store, JANUARY) == "missing"


def test_old_values_under_a_later_day_are_held_named_and_change_no_total_until_released() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        assert total(store, DECEMBER) == 1003
        load(store, "b", *january(opening(JANUARY, "2024-12-31", 联系交流=1000, 走访探视=500)))
        assert held(store, JANUARY) == [("held", "opening")]
        (message,) = notices(store)
        for word in ("AX08", "联系交流", "1000 up to 2024-12-31", "1000 up to 2024-11-30", "(2 rows like it)"):
            assert word in message
        hint = store.rows("select hint from chk.notice where rule = 'R925'")[0][0]
        assert f'aixin returns release 城关区 AX08 --period {JANUARY} --reason "..."' in hint
        assert total(store, JANUARY) == 1005
        # Again it is held, and a release stays given.
        load(store, "c", opening(JANUARY, "2024-12-31", 联系交流=1000, 走访探视=501))
        assert {reason for _, reason in held(store, JANUARY)} == {"opening", "conflict"}
        release(store, (HERE, "opening", JANUARY), Decision("as the county says"))
        load(store, "d", contacts(JANUARY, 3, day=20, is_supplement=True))
        assert ("accepted", None) in held(store, JANUARY)


@pytest.mark.parametrize(
    ("later", "is_held"),
    [
        (("2024-11-30", {"联系交流": 1000, "走访探视": 500}), False),
        (("2024-12-31", {"联系交流": 1003, "走访探视": 500}), False),
        (("2024-12-31", {"联系交流": 1003, "走访探视": 499}), True),
        (("2024-12-31", {"联系交流": 1000}), True),
        (("2024-10-31", {"联系交流": 990}), False),
        (("2024-10-31", {"联系交流": 1001}), True),
    ],
)
def test_an_opening_sent_again_is_the_same_goes_on_or_waits(later: tuple[str, dict[str, int]], is_held: bool) -> None:
    as_of, values = later
    with Store.in_memory() as store:
        load(store, "a", *december(), *january(opening(JANUARY, as_of, **values)))
        assert held(store, JANUARY) == [("held", "opening") if is_held else ("accepted", None)]
        assert held(store, DECEMBER) == [("accepted", None)]


def test_it_waits_whichever_month_is_loaded_first() -> None:
    with Store.in_memory() as store:
        load(store, "b", *january(opening(JANUARY, "2024-12-31", 联系交流=1000)))
        assert held(store, JANUARY) == [("accepted", None)]
        load(store, "a", *december())
        assert held(store, JANUARY) == [("held", "opening")]
        assert held(store, DECEMBER) == [("accepted", None)]


def test_in_one_month_the_first_opening_stands_and_the_other_part_waits() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        load(store, "b", opening(DECEMBER, "2024-12-15", 联系交流=1000, 走访探视=500))
        assert sorted(held(store, DECEMBER), key=str) == [("accepted", None), ("held", "opening")]


def test_a_later_opening_that_covers_the_months_replaces_their_sum_and_less_than_published_waits() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        assert total(store, DECEMBER) == 1003
        load(store, "b", *january(opening(JANUARY, "2024-12-31", 联系交流=1002, 走访探视=500)))
        assert held(store, JANUARY) == [("held", "opening")]
        assert "1003 up to 2024-12-31" in notices(store)[0]
        store.execute("delete from meta.hold")
        store.execute("update stg.opening set value = 1010 where value = 1002")
        assert total(store, JANUARY) == 1012
        row = "select previous_total_value, month_value, adjustment_value from out.t03"
        assert store.rows(f"{row} where period = '{JANUARY}' and unit_code = '{HERE}' and item_no = 1") == [
            (1003, 2, 7)
        ]


def test_a_later_opening_counts_when_the_one_it_contradicts_is_withdrawn_and_waits_again_with_it() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        load(store, "b", *january(opening(JANUARY, "2024-12-31", 联系交流=1000, 走访探视=500)))
        assert held(store, JANUARY) == [("held", "opening")]
        ((first,), (second,)) = store.rows("select part_id from meta.part where form = 'opening' order by 1")
        done = withdraw(store, first, Decision("a slip", "王"))
        assert (done.gained, done.lost) == (((second, (HERE, "opening", JANUARY)),), ())
        assert (held(store, JANUARY), notices(store)) == ([("accepted", None)], [])
        done = reinstate(store, first)
        assert (done.gained, done.lost) == ((), ((second, (HERE, "opening", JANUARY)),))
        assert held(store, JANUARY) == [("held", "opening")]


def test_in_one_month_the_part_that_waits_counts_when_the_one_that_stands_is_withdrawn() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        load(store, "b", opening(DECEMBER, "2024-12-15", 联系交流=1000, 走访探视=500))
        ((first,),) = store.rows("select part_id from meta.part where form = 'opening' and state = 'accepted'")
        withdraw(store, first, Decision("a slip", "王"))
        assert sorted(held(store, DECEMBER), key=str) == [("accepted", None), ("withdrawn", "withdrawn")]


def test_a_released_opening_stays_so_for_its_version_and_a_worse_one_waits() -> None:
    with Store.in_memory() as store:
        load(store, "a", *december())
        again = opening(JANUARY, "2024-12-31", 联系交流=1000, 走访探视=500)
        load(store, "b", *january(again))
        release(store, (HERE, "opening", JANUARY), Decision("as the county says"))
        load(store, "c", again, contacts(JANUARY, 3, day=20, is_supplement=True))
        assert held(store, JANUARY) == [("accepted", None)]
        worse = opening(JANUARY, "2024-12-31", 联系交流=900, 走访探视=500)
        load_files(store, source_files(worse, names=["d.xlsx"]), LoadOptions("replace"))
        assert sorted(held(store, JANUARY), key=str) == [("held", "opening"), ("superseded", "newer version")]


def test_check_puts_openings_beside_those_of_the_store_and_keeps_nothing_of_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as known:
        load(known, "a", *december())
        assert total(known, DECEMBER) == 1003
        cases = {
            # Old values under a later day, and less than was rolled up.
            "old": (opening(JANUARY, "2024-12-31", 联系交流=1000, 走访探视=500), "1000 up to 2024-11-30"),
            "below": (opening(JANUARY, "2024-12-31", 联系交流=1002, 走访探视=501), "1003 up to 2024-12-31"),
            "same": (opening(JANUARY, "2024-11-30", 联系交流=1000, 走访探视=500), None),
            "more": (opening(JANUARY, "2024-12-31", 联系交流=1003, 走访探视=501), None),
            # The store's own month again, corrected: it would replace what is there.
            "corrected": (opening(DECEMBER, "2024-12-15", 联系交流=1000, 走访探视=500), None),
        }
        for table, word in cases.values():
            with Store.in_memory() as store:
                load(store, "c", table)
                before = store.rows("select count(*) from meta.part")
                judge_beside(store, known, 1)
                assert [word in message for message in notices(store)] == ([True] if word else [])
                assert store.rows("select count(*) from meta.part") == before
                assert store.rows("select count(*) from meta.hold") == [(1 if word else 0,)]
                assert store.rows("select count(*) from duckdb_tables() where schema_name = 'out'") == [(0,)]
        assert held(known, DECEMBER) == [("accepted", None)]
