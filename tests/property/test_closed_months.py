"""In whatever order later returns come, a closed month stays as it was, and the open one is the same."""

from __future__ import annotations

from typing import Any

import pytest

from aixin_cli.link import link_period
from aixin_cli.rollup import Answer, roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.stage.returns import decisions
from aixin_cli.store import Store
from aixin_cli.store.files.publications import Publication, keep_publication
from tests.months import DECEMBER, HERE, JANUARY, THERE, contacts, ledger
from tests.returns import contact, pairing, source_files, source_table

LATE = "620104"
TABLES = ("out.figure", "out.t01", "out.t03", "out.t05", "out.t10")
FALLS = Answer(("F03", "F04", "F05", "F10", "F11", "F11_year"), "a trial", "nobody")


def first() -> list[Any]:
    """What December was published from."""
    days = [contact(number, f"2024-12-{day}") for number in (4, 5) for day in (10, 11, 12)]
    return [
        ledger(DECEMBER, 1, 2, 3),
        ledger(DECEMBER, 4, 5, unit=THERE),
        contacts(DECEMBER, 1, 2, 3),
        source_table("activity", days, unit=THERE, filled_date="2025-01-03"),
    ]


def later() -> dict[str, Any]:
    """A late unit's December, a corrected December, and January."""
    days = [contact(number, f"2024-12-{day}") for number in (4, 5) for day in (10, 11, 12, 13)][:7]
    moved = [pairing(4), pairing(3, start_date="2025-01-12")]
    return {
        "late ledger": ledger(DECEMBER, 6, unit=LATE),
        "late contacts": contacts(DECEMBER, 6, unit=LATE),
        "corrected": source_table("activity", days, unit=THERE, filled_date="2025-01-20"),
        "january": ledger(JANUARY, 1, 2),
        "january there": source_table("pairing", moved, unit=THERE, period=JANUARY),
        "contacts": contacts(JANUARY, 1, 2),
        "january late": contacts(JANUARY, 6, unit=LATE),
    }


def put(store: Store, **tables: Any) -> None:
    load_files(store, source_files(*tables.values(), names=list(tables)), LoadOptions())


def add_up(store: Store, period: str) -> None:
    link_period(store, period)
    roll_up(store, period, FALLS)


def published(store: Store, period: str) -> dict[str, list[tuple[Any, ...]]]:
    return {
        name: store.rows(f"select * from {name} where period = ? order by all", [period])  # noqa: S608
        for name in TABLES
    }


def after(order: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """January, after December was closed and the rest came in this order; December must stand as it stood."""
    tables = later()
    with Store.in_memory() as store:
        put(store, **{str(place): table for place, table in enumerate(first())})
        add_up(store, DECEMBER)
        keep_publication(store, Publication(DECEMBER, 1, "final", "the office"), {})
        december, members = published(store, DECEMBER), store.rows("select * from meta.member order by all")
        for name in order:
            put(store, **{name: tables[name]})
        # Whoever looks at a closed month leaves no trace in it.
        link_period(store, DECEMBER)
        assert store.rows("select * from meta.member order by all") == members
        ((withdrawn,),) = store.rows(
            "select part_id from meta.part where unit_code = ? and form = 'activity' and period = ?", [HERE, DECEMBER]
        )
        decisions.withdraw(store, withdrawn, decisions.Decision("sent by mistake", "the office"))
        add_up(store, JANUARY)
        assert published(store, DECEMBER) == december
        return published(store, JANUARY)


@pytest.fixture(scope="module")
def in_order() -> dict[str, list[tuple[Any, ...]]]:
    return after(list(later()))


@pytest.mark.parametrize("shift", [3, 5])
def test_the_open_month_is_the_same_and_the_closed_one_never_moves(
    in_order: dict[str, list[tuple[Any, ...]]], shift: int
) -> None:
    names = [*reversed(later())]
    assert after(names[shift:] + names[:shift]) == in_order


def test_what_came_late_is_an_adjustment_of_the_open_month(in_order: dict[str, list[tuple[Any, ...]]]) -> None:
    # One came late, one more was in the corrected return, three were withdrawn.
    (contact_row,) = [row for row in in_order["out.t03"] if "620000" in row and "联系交流" in row]
    previous, month, _earlier, adjustment = contact_row[contact_row.index("人次") + 1 :][:4]
    assert (previous, month, adjustment) == (9, 3, -1)
