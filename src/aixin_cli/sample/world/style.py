"""How each unit fills in its forms: its titles, its dates, its files, its habits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from aixin_cli.sample.world.frame import stream

if TYPE_CHECKING:
    from aixin_cli.sample.world.plan import Plan

DateStyle = Literal["cell", "iso", "slash", "dot", "chinese", "compact"]
HouseholdStyle = Literal["number", "head", "none"]
FileKind = Literal["book", "books", "csv", "zip"]

DATE_STYLES: tuple[DateStyle, ...] = ("cell", "iso", "slash", "dot", "chinese", "compact")
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16", "utf-8")
FUND_UNITS = ("元", "万元", "")


@dataclass(frozen=True, slots=True)
class UnitStyle:
    """The habits of one unit; `wording` chooses among titles and among synonyms of codes."""

    wording: int
    dates: DateStyle
    households: HouseholdStyle
    has_sex_and_birth: bool
    has_grouped_header: bool
    has_subtotals: bool
    has_total: bool
    has_signature: bool
    has_unit_column: bool
    has_code_column: bool
    has_merged_places: bool
    swaps_people: bool
    title_rows: int
    files: FileKind
    encoding: str
    fund_unit: str
    speaks_synonyms: bool


def unit_styles(plan: Plan) -> tuple[UnitStyle, ...]:
    """A style for each area unit, then one for each other sender."""
    count = len(plan.units) + len(plan.own) + 1
    random = stream(plan.options.seed, "styles")
    chances = random.random((count, 8))
    turns = random.integers(0, 1000, (count, 3))
    styles = [_style(plan, index, chances[index].tolist(), turns[index].tolist()) for index in range(count)]
    for index in np.flatnonzero(plan.has_role("combined")):
        # One sheet for several units: what it says of a person can't depend on the unit.
        households: HouseholdStyle = "number" if plan.dates.has_new_fields else "none"
        styles[index] = replace(styles[index], households=households, has_sex_and_birth=True)
    return tuple(styles)


def _style(plan: Plan, index: int, chances: list[float], turns: list[int]) -> UnitStyle:
    files = _file_kind(plan, index)
    grouped = index % 4 == 2 and files in {"book", "books"}
    return UnitStyle(
        wording=index % 3,
        dates=DATE_STYLES[(index + turns[0]) % 6],
        households=("number", "number", "head", "none")[index % 4] if plan.dates.has_new_fields else "none",
        has_sex_and_birth=index % 5 != 4,
        has_grouped_header=grouped,
        has_subtotals=index % 7 == 3,
        has_total=index % 2 == 0,
        has_signature=chances[2] < 0.8,
        has_unit_column=chances[3] < 0.5,
        has_code_column=chances[4] < 0.25,
        has_merged_places=index % 8 == 5 and files in {"book", "books"},
        swaps_people=chances[5] < 0.25 and not grouped,
        title_rows=1 + turns[1] % 3,
        files=files,
        encoding=ENCODINGS[(index + turns[2]) % 4] if files in {"csv", "zip"} else "",
        fund_unit=FUND_UNITS[index % 3] if index % 9 else "元",
        speaks_synonyms=index % 3 == 2,
    )


def _file_kind(plan: Plan, index: int) -> FileKind:
    container = plan.options.container
    if container == "csv":
        return "csv"
    if container == "workbook":
        return "book" if index % 2 else "books"
    if index < len(plan.units) and plan.has_role("zipped")[index]:
        return "zip"
    return ("book", "books", "csv", "book", "csv")[index % 5]
