"""Names and levels of the rows of published tables, from the division table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.model import Unit
from aixin_cli.publish.model import Level
from aixin_cli.sheets.words import load_words

OWN = "-0"
"""The end of a row code that stands for a province's or prefecture's own returns."""


@cache
def _units() -> dict[str, Unit]:
    return {unit.code: unit for unit in load_divisions().units}


@cache
def province() -> Unit:
    """The unit at the top of the division table."""
    return next(unit for unit in load_divisions().units if unit.level == "province")


def name(row_code: str) -> str:
    """What a row is called, alone and outside its table."""
    unit = _units().get(row_code.removesuffix(OWN))
    if unit is None:
        return row_code
    return str(load_words()["own_name"]).format(unit=unit.name) if row_code.endswith(OWN) else unit.name


def fold_names(row_codes: Sequence[str], among: Collection[str]) -> dict[str, str]:
    """What each unit is called in a list: its prefecture, where all units of that among those meant are in the list."""
    below: dict[str, set[str]] = defaultdict(set)
    for code in among:
        below[prefecture(code)].add(code)
    whole = {above for above, codes in below.items() if above and len(codes) > 1 and codes <= set(row_codes)}
    return {code: name(prefecture(code) if prefecture(code) in whole else code) for code in row_codes}


def prefecture(row_code: str) -> str:
    """The prefecture that a unit's returns belong to; none of what reports to the province itself."""
    unit = _units().get(row_code.removesuffix(OWN))
    code = "" if unit is None else unit.code if row_code.endswith(OWN) else unit.parent_code or ""
    return code if code in _units() and _units()[code].level == "prefecture" else ""


def short_name(row_code: str) -> str:
    """What a unit is called where there is little room."""
    unit = _units().get(row_code)
    return unit.short_name if unit else row_code


def level(row_code: str | None) -> Level:
    """How a row is set: a prefecture that reports as an area looks like one."""
    unit = _units().get((row_code or "").removesuffix(OWN))
    if unit is None or row_code is None:
        return "none"
    if row_code.endswith(OWN):
        return "own"
    if unit.reports == "helper":
        return "helper"
    if unit.level == "province":
        return "province"
    return "prefecture" if unit.level == "prefecture" and unit.reports != "area" else "area"


def tier(row_code: str | None) -> str:
    """What a row's unit is in the division table, whoever reports; "own" for a unit's own returns."""
    unit = _units().get(row_code or "")
    return unit.level if unit else "own" if (row_code or "").endswith(OWN) else "none"
