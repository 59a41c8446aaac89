"""The truth that a sample comes with, and the plain ways of counting in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from tests.truth.places import ROWS, SCOPE, rows_of

Column = dict[Any, Any]
"""Cells of one column by row."""
Table = dict[str, Column]

NAMED = {"recipient", "helper", "organisation"}
"""Columns that hold the truth's own names."""
STOCK = {"AX01", "AX03", "AX05", "AX06", "AX07", "AX08"}


@dataclass(frozen=True, eq=False)
class World:
    """What is true of the month; each is itself only, so that what was computed of it can be kept."""

    said: Mapping[str, Any]
    frames: Mapping[str, pd.DataFrame]
    counts: pd.DataFrame

    @classmethod
    def of(cls, sample: Path) -> World:
        said = json.loads((sample / "truth.json").read_text("utf-8"))
        frames = {path.stem: pd.read_parquet(path) for path in (sample / "truth").glob("*.parquet")}
        return cls(said, frames, pd.DataFrame(said["counts"]))

    @classmethod
    def together(cls, worlds: Iterable[World]) -> World:
        """Worlds of one month that share no unit, person, organisation or project, as one."""
        told = [world.renamed(str(number)) for number, world in enumerate(worlds)]
        said = {**told[0].said, "figures": dict(sum((Counter(one.said["figures"]) for one in told), Counter()))}
        frames = {name: pd.concat([one.frames[name] for one in told], ignore_index=True) for name in told[0].frames}
        return cls(said, frames, pd.concat([one.counts for one in told], ignore_index=True))

    def renamed(self, mark: str) -> World:
        """The same with other names for those whom the truth itself has named."""
        frames = {
            name: frame.assign(**{column: mark + frame[column] for column in NAMED & set(frame.columns)})
            for name, frame in self.frames.items()
        }
        return World(self.said, frames, self.counts)

    @property
    def period(self) -> str:
        return str(self.said["period"])

    @property
    def last_period(self) -> str:
        return str(pd.Period(self.period, "M") - 1)

    @property
    def as_of(self) -> pd.Timestamp:
        return pd.Period(self.period, "M").end_time.normalize()

    @property
    def last_as_of(self) -> pd.Timestamp:
        return pd.Period(self.last_period, "M").end_time.normalize()

    def in_use(self, form: str) -> pd.DataFrame:
        """The returns of a form that stand for the month: a stock's newest, a flow's own."""
        mine = self.counts[self.counts["form"] == form]
        if form in STOCK:
            return mine.sort_values("period").drop_duplicates("unit", keep="last")
        return mine[mine["period"] == self.period]

    def senders(self, form: str) -> set[str]:
        """Units with a return of the form that stands for the month."""
        return set(self.in_use(form)["unit"])

    def rows(self, *forms: str) -> set[str]:
        """Rows in which any of these forms has something to say: the others are blank, not 0."""
        return rows_of(set().union(*(self.senders(form) for form in forms)))


def scoped(frame: pd.DataFrame, unit: str = "unit") -> pd.DataFrame:
    """Each record once for each row that its unit rolls into."""
    return frame.merge(SCOPE, left_on=unit, right_on="unit", suffixes=("_own", ""))


def tally(frame: pd.DataFrame, unit: str = "unit") -> pd.Series:
    """Records a row."""
    return scoped(frame, unit).groupby("row").size()


def total(frame: pd.DataFrame, value: str) -> pd.Series:
    """Sum of a column a row."""
    return scoped(frame).groupby("row")[value].sum()


def distinct(frame: pd.DataFrame, item: str) -> pd.Series:
    """Different items a row: who stands in two units of a prefecture is one there."""
    return scoped(frame[["unit", item]].drop_duplicates()).groupby("row")[item].nunique()


def cells(counted: pd.Series, rows: Iterable[str]) -> Column:
    """Numbers of the rows that have something to say, 0 where nothing was counted, and blanks elsewhere."""
    known, present = counted.to_dict(), set(rows)
    return {row: known.get(row, 0) if row in present else None for row in ROWS}


def ratio(part: Column, whole: Column) -> Column:
    """Rates to four places, half up; a dash where there is nothing to divide by."""
    return {row: quotient(part[row], whole[row]) for row in part}


def quotient(part: Any, whole: Any) -> Decimal | None:
    if part is None or not whole:
        return None
    exact = Decimal(str(part)) / Decimal(str(whole))
    return exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def minus(one: Column, other: Column) -> Column:
    return {row: None if one[row] is None or other[row] is None else one[row] - other[row] for row in one}


@dataclass(frozen=True)
class Definition:
    """How a table is computed, what names a row beside the unit, the columns not computed, and which rows it has."""

    compute: Callable[[World], Table]
    key: str = ""
    besides: frozenset[str] = frozenset()
    has_own_level: bool = False
