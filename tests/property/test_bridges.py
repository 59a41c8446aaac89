"""Whatever happens between months, what lies between them adds up in every row, and who moves moves both ways."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from aixin_cli.jobs.comparing import compare
from aixin_cli.link import link_period
from aixin_cli.rollup import Answer, roll_up
from aixin_cli.rollup.kept import keep_apart
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.returns import contact, id_number, pairing, source_files, source_table

UNITS = ("620102", "620103", "620104", "620105")
MONTHS = ("2024-12", "2025-01", "2025-02")
ENDS = ("去世", "迁出", "更换结对人", "退休", "自愿退出")
CUMULATIVE = ("F03", "F04", "F05", "F07", "F08", "F10", "F11", "F11_year")
Row = dict[str, str | None]


class World:
    """People who are paired, change helpers, move and leave, in counties that forget to send, or send again."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.homes = {number: self.chance.choice(UNITS) for number in range(1, 25)}
        self.helpers = {number: number for number in self.homes}
        self.sent = 0

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def ledger(self, unit: str, period: str) -> list[Row]:
        return [self.row(number, period) for number, home in list(self.homes.items()) if home == unit]

    def row(self, number: int, period: str) -> Row:
        """Somebody's row of a month, and what becomes of them afterwards."""
        row = pairing(number, helper_id=id_number("1980-05-06", self.helpers[number]))
        if self.happens(0.2):
            row["pair_kind"] = "辅助结对"
        if self.happens(0.1):
            row["start_date"] = f"{period}-03"
        if self.happens(0.15):
            row |= {"status": "终止", "end_date": f"{period}-09", "end_reason": self.chance.choice(ENDS)}
            self.leave(number)
        elif self.happens(0.1):
            self.helpers[number] = self.chance.choice(list(self.helpers))
        elif self.happens(0.1):
            self.homes[number] = self.chance.choice(UNITS)
        return row

    def leave(self, number: int) -> None:
        if self.happens(0.7):
            self.homes.pop(number)

    def contacts(self, period: str) -> list[Row]:
        return [
            contact(number, f"{period}-{self.chance.randint(1, 28):02d}")
            for number in self.chance.sample(range(1, 25), 9)
        ]

    def returns(self, period: str) -> Iterator[Any]:
        """What comes for a month, or comes late for one before it."""
        for unit in UNITS:
            late = self.chance.choice([month for month in MONTHS if month <= period])
            if self.happens(0.8):
                yield self.table("pairing", self.ledger(unit, period), unit, period)
            if self.happens(0.8):
                yield self.table("activity", self.contacts(period), unit, period)
            if self.happens(0.3):
                yield self.table("activity", self.contacts(late), unit, late)
            if self.happens(0.2):
                yield self.table("pairing", self.ledger(unit, late), unit, late)
            if self.happens(0.15):
                yield self.table("opening", [self.opening(period)], unit, period)

    def opening(self, period: str) -> Row:
        measure = self.chance.choice(["联系交流", "社会组织", "募集资金"])
        return {
            "measure": measure,
            "scope": "启动以来累计",
            "value": str(self.chance.randint(1, 50)),
            "as_of": f"{period}-01",
        }

    def table(self, layout: str, rows: list[Row], unit: str, period: str) -> Any:
        self.sent += 1
        day = f"2025-{3 + self.sent // 28:02d}-{1 + self.sent % 28:02d}"
        return source_table(layout, rows, unit=unit, period=period, filled_date=day)


def put(store: Store, world: World, period: str) -> None:
    tables = [table for table in world.returns(period) if table.rows.num_rows]
    names = [f"{period}-{world.sent}-{place}.xlsx" for place in range(len(tables))]
    load_files(store, source_files(*tables, names=names), LoadOptions())


def add_up(store: Store, period: str) -> set[int]:
    """Roll a month up, whatever falls; whom it counts."""
    link_period(store, period)
    roll_up(store, period, Answer(CUMULATIVE, "a trial", "nobody"))
    return {person for (person,) in store.rows("select person_id from meta.member where period = ?", [period])}


def lines_of(store: Store, before: str, after: str, figure: str) -> dict[str, dict[str, tuple[int, int]]]:
    """By row and line: amount and rows; it fails where a row doesn't add up."""
    found = compare(store, before, after, None, [])
    return {
        item.row_code: {line.code + line.detail: (int(line.amount), line.rows) for line in item.lines}
        for item in found.bridges
        if item.header["figure_id"] == figure
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_row_adds_up_and_nobody_is_lost(seed: int) -> None:
    world = World(seed)
    with Store.in_memory() as store:
        counted = {}
        for period in MONTHS:
            put(store, world, period)
            counted[period] = add_up(store, period)
        for before, after in combinations(MONTHS, 2):
            found = lines_of(store, before, after, "F02")
            # Everybody who came or went stands in one line.
            assert sum(rows for _amount, rows in found["620000"].values()) == len(counted[before] ^ counted[after])
            moved = [found[unit].get(line, (0, 0))[0] for unit in UNITS for line in ("moved_in", "moved_out")]
            assert sum(moved) == 0

        keep_apart(store, MONTHS[0], f"{MONTHS[0]}#1")
        put(store, world, MONTHS[0])
        add_up(store, MONTHS[0])
        for after in (MONTHS[0], MONTHS[2]):
            lines_of(store, f"{MONTHS[0]}#1", after, "F03")
