"""The figures for briefings, for every row and as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from tests.truth.actions import t03
from tests.truth.people import t01
from tests.truth.places import OWN, ROWS, SCOPE
from tests.truth.society import t05
from tests.truth.world import Column, World


@dataclass(frozen=True)
class Figure:
    """A figure's cells, the unverified persons in it, and the form whose quarantined rows would have entered it."""

    value: Column
    unidentified: Column
    form: str
    word: str


FLOWS = {
    "F03": (1, "人次"),
    "F04": (2, "人次"),
    "F05": (5, "件"),
    "F10": (7, "人次"),
    "F11": (6, "元"),
}
WITH_OWN = {"F06", "F07", "F08", "F09"}


@cache
def figures(world: World) -> dict[str, Figure]:
    """All figures by id."""
    people, society, acts = t01(world), t05(world), t03(world)
    nobody = dict.fromkeys(ROWS, 0)
    out = {
        "F01": Figure(people["helper_count"], people["helper_unverified_count"], "AX01", "名"),
        "F02": Figure(people["recipient_count"], people["recipient_unverified_count"], "AX01", "名"),
        "F06": Figure(society["organization_count"], society["organization_unverified_count"], "AX03", "个"),
        "F07": Figure(society["raised_total_yuan"], nobody, "AX04", "元"),
        "F08": Figure(society["project_count"], nobody, "AX05", "个"),
        "F09": Figure(society["auxiliary_count"], society["auxiliary_unverified_count"], "AX01", "名"),
    }
    for figure, (number, word) in FLOWS.items():
        value = {row: acts["total_value"][row, number] for row in ROWS}
        out[figure] = Figure(value, nobody, "AX02", word)
    year = {row: acts["year_value"][row, 6] for row in ROWS}
    return out | {"F11_year": Figure(year, nobody, "AX02", "元")}


def rows_of_figure(figure: str) -> list[str]:
    """Own levels have organisations, money and projects only."""
    return [row for row in ROWS if row not in OWN or figure in WITH_OWN]


@cache
def quarantined(world: World, form: str) -> dict[str, int]:
    """Rows of a form set apart until corrected, a row."""
    held = world.in_use(form).merge(SCOPE, on="unit").groupby("row")["quarantined"].sum()
    return {row: int(held.get(row, 0)) for row in ROWS}


def printed(value: Any, word: str) -> str:
    """As in a briefing: plain below 1万, then 万, then 亿, rounded half up, without trailing zeros."""
    if value is None:
        return "—"
    for scale, name in ((1, ""), (10**4, "万"), (10**8, "亿")):
        shown = (Decimal(value) / scale).quantize(Decimal("0.1") if name else Decimal(1), rounding=ROUND_HALF_UP)
        if shown < 10**4 or name == "亿":
            break
    text = f"{shown:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + name + word
