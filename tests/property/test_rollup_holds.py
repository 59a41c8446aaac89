"""Whatever returns say, the months that they make add up: exit code 7 never comes from input.

A world (tests/worlds.py) sends returns of every level of unit and every form, in awkward company, over some months;
people decide, returns are withdrawn, settings vary. `AIXIN_WORLDS=100` tries the first hundred worlds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest

from aixin_cli.errors import NotReadyError
from aixin_cli.link import link_period
from aixin_cli.rollup import roll_up
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.settings import Settings
from tests.returns import source_files
from tests.worlds import World

SEEDS = range(1, 1 + int(os.environ.get("AIXIN_WORLDS", "1")))
MONTHS = 3 if "AIXIN_WORLDS" in os.environ else 2
HOMES = ("620102", "620103", "620104", "620302", "620200", "62X001")


@pytest.mark.parametrize("seed", SEEDS)
def test_no_returns_keep_a_month_from_adding_up(seed: int) -> None:
    world = World(seed)
    with Store.in_memory() as store:
        if seed % 3 == 0:
            store.settings = Settings({**store.settings.values, **_varied(world, store.settings)})
        periods = list(_sent(world, store))
        # A third of the returns are taken back, and every month is done anew.
        store.execute("update meta.part set state = 'withdrawn' where hash(part_id + ?) % 3 = 0", [seed])
        for period in periods:
            _added_up(store, period)


def _sent(world: World, store: Store) -> Iterator[str]:
    """Months as they come in, each added up before the next."""
    for place in range(MONTHS):
        tables = list(world.tables(0.7 if place < 2 else 0.4))
        names = [f"{world.seed}-{place}-{number}.xlsx" for number in range(len(tables))]
        load_files(store, source_files(*tables, names=names), LoadOptions(relation="replace"))
        if place:
            store.execute("update meta.hold set released_reason = 'x' where hash(unit_code) % 2 = 0")
            _decide(world, store)
        _added_up(store, world.period)
        yield world.period
        for _month in range(world.chance.choice((1, 1, 4))):
            world.next_month()


def _added_up(store: Store, period: str) -> None:
    """Add a month up, and look whether every row that came is somewhere."""
    link_period(store, period)
    # Where a cumulative figure fell, somebody has to answer for it.
    with suppress(NotReadyError):
        roll_up(store, period)
    lost = store.rows(
        """
        select part_id
        from meta.part
        where state = 'accepted' and rows_read <> rows_accepted + rows_quarantined + rows_set_aside
        """
    )
    assert lost == []
    ((rows, told),) = store.rows(
        """
        select
            (select count(*) from stg.pairing semi join ent.part_used using (part_id)),
            (select count(*) from ent.pair_mention)
        """
    )
    assert told == rows


def _decide(world: World, store: Store) -> None:
    """Some homes, and some pairs of identities, are decided about."""
    people = [person for (person,) in store.rows("select person_id from ent.recipient order by 1")]
    if len(people) < 2:
        return
    for _home in range(world.chance.randrange(4)):
        _decided(store, world.period, "home", world.chance.choice(people), None, world.chance.choice(HOMES))
    for _pair in range(world.chance.randrange(3)):
        left, right = sorted(world.chance.sample(people, 2))
        _decided(store, world.period, "person", left, right, world.chance.choice(("同一人", "不是")))


def _decided(store: Store, period: str, *decision: object) -> None:
    store.execute(
        """
        insert into meta.decision by name
        select
            (select coalesce(max(decision_id), 0) + 1 from meta.decision) as decision_id, ? as kind, ? as left_id,
            ? as right_id, ? as verdict, ? as period, 'a' as decided_by, timestamp '2025-01-02' as decided_at
        """,
        [*decision, period],
    )


def _varied(world: World, settings: Settings) -> dict[str, int]:
    """How long a ledger is carried, and how long a recipient may wait for a new helper."""
    choices = {"carry_months": (0, 1, 3), "replacing_months": (0, 2, 6)}
    return {
        name: world.chance.choice(choices[name.rpartition(".")[2]])
        for name in settings.values
        if name.rpartition(".")[2] in choices
    }
