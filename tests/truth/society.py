"""T05, T06 and T07: organisations, money, projects, sites, and the indicators beside the ledgers."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from tests.truth.actions import ITEMS, t03
from tests.truth.people import CATEGORIES, entitled, recipients, t01
from tests.truth.places import ROWS, SCOPE
from tests.truth.world import Column, Definition, Table, World, cells, distinct, minus, scoped, tally, total

COUNTED = {"社会团体": "association", "社会服务机构": "service", "基金会": "foundation"}
BESIDE = {"企业": "company", "未登记": "unregistered", "其他": "other"}
DIRECTIONS = {"募集": "raised", "支出": "spent", "上级拨入": "received", "拨付下级": "passed"}
STATUSES = {"筹备": "preparing", "实施中": "running", "已完成": "finished", "终止": "stopped"}
SITES = {
    "青年之家": "youth_home",
    "爱心驿站": "care_station",
    "爱心妈妈关爱服务加油站": "mother_station",
    "其他": "site_other",
}
TEAMS = {"党员志愿服务队": "party_team", "青年志愿服务队": "youth_team", "巾帼志愿服务队": "women_team"}


def kept(world: World, name: str) -> pd.DataFrame:
    frame = world.frames[name]
    return frame[frame["fate"] == "kept"]


@cache
def t05(world: World) -> Table:
    return _organisations(world) | _funds(world) | _projects(world) | _auxiliary(world)


def _organisations(world: World) -> Table:
    rows, all_kinds = world.rows("AX03"), kept(world, "organisations")
    counted = all_kinds[all_kinds["org_kind"].isin(COUNTED)]
    out = {
        "organization_count": cells(distinct(counted, "organisation"), rows),
        # No sample has an opening of organisations, nor one of a counted kind without a number.
        "organization_opening_count": dict.fromkeys(ROWS),
        "organization_unverified_count": cells(pd.Series(dtype=int), rows),
    }
    for kind, name in {**COUNTED, **BESIDE}.items():
        out[f"{name}_count"] = cells(distinct(all_kinds[all_kinds["org_kind"] == kind], "organisation"), rows)
    return out


def _funds(world: World) -> Table:
    rows, entries, out = world.rows("AX04"), kept(world, "funds"), {}
    said = world.frames["openings"]
    raised_before = said[(said["measure"] == "募集资金") & (said["scope"] == "启动以来累计")]
    for direction, name in DIRECTIONS.items():
        month = total(entries[entries["direction"] == direction], "amount_yuan")
        out[f"{name}_month_yuan"] = cells(month, rows)
        known = rows | set(scoped(raised_before)["row"]) if direction == "募集" else rows
        before = total(raised_before, "value") if direction == "募集" else pd.Series(dtype=int)
        out[f"{name}_total_yuan"] = cells(month.add(before, fill_value=0).astype(int), known)
    return out


def _projects(world: World) -> Table:
    rows, projects = world.rows("AX05"), kept(world, "projects")
    # No code in the samples is provincial: a project is one in its unit only.
    projects = projects.assign(project=projects["unit"] + "/" + projects["project_code"])
    started = projects[projects["status"].isin(["实施中", "已完成"])]
    out = {
        "project_count": cells(distinct(started, "project"), rows),
        "project_opening_count": dict.fromkeys(ROWS),
        "beneficiary_times": cells(total(projects, "beneficiary_times"), rows),
    }
    for status, name in STATUSES.items():
        out[f"project_{name}_count"] = cells(distinct(projects[projects["status"] == status], "project"), rows)
    return out


def _auxiliary(world: World) -> Table:
    rows, everyone, acts = world.rows("AX01"), recipients(world), t03(world)
    mine = everyone[everyone["is_auxiliary"]]
    helped = next(number for number, item in enumerate(ITEMS, 1) if item[1] == "帮助群众")
    return {
        "auxiliary_count": cells(tally(mine), rows),
        "auxiliary_unverified_count": cells(tally(mine[~mine["is_identified"]]), rows),
        "helped_month_times": {row: acts["month_value"][row, helped] for row in ROWS},
        "helped_total_times": {row: acts["total_value"][row, helped] for row in ROWS},
    }


@cache
def t06(world: World) -> Table:
    rows, places = world.rows("AX06"), kept(world, "sites")
    teams = places["site_kind"].isin(TEAMS)
    out = {
        "site_count": cells(tally(places[~teams]), rows),
        "team_count": cells(tally(places[teams]), rows),
        "volunteer_count": cells(total(places, "volunteer_count"), rows),
        "served_times": cells(total(places, "served_times"), rows),
    }
    for kind, name in {**SITES, **TEAMS}.items():
        out[f"{name}_count"] = cells(tally(places[places["site_kind"] == kind]), rows)
    return out


def _ledger(world: World) -> dict[str, tuple[Column, Column | None, str]]:
    """What the ledgers say of an indicator this month and since the start, and the form that says it."""
    people, society, sites, acts = t01(world), t05(world), t06(world), t03(world)
    rows = world.rows("AX01")
    out: dict[str, tuple[Column, Column | None, str]] = {
        code: (cells(tally(entitled(world, name)), rows), None, "AX01") for name, code in CATEGORIES.values() if code
    }
    out |= {
        "K401": (society["organization_count"], None, "AX03"),
        "K402": (society["raised_month_yuan"], society["raised_total_yuan"], "AX04"),
        "K403": (society["project_count"], None, "AX05"),
        "K404": (sites["volunteer_count"], None, "AX06"),
        "K405": (sites["site_count"], None, "AX06"),
        "K406": (society["auxiliary_count"], None, "AX01"),
        "K501": (people["helper_count"], None, "AX01"),
        "K502": (people["recipient_count"], None, "AX01"),
    }
    for code, number in {"K503": 1, "K504": 2, "K505": 5, "K407": 7}.items():
        month, since = ({row: acts[name][row, number] for row in ROWS} for name in ("month_value", "total_value"))
        out[code] = (month, since, "AX02")
    return out


@cache
def t07(world: World) -> Table:
    ledger, kinds = _ledger(world), indicator_kinds()
    said = world.frames["indicators"]
    period = world.in_use("AX07").set_index("unit")["period"]
    out: Table = {}
    for code, kind in kinds.items():
        mine = said[said["indicator_code"] == code]
        # A carried head-count stands; what happened in another month is not this month's.
        mine = mine[(mine["unit"].map(period) == world.period) | (kind == "stock")]
        for name, column in _indicator(world, mine, ledger.get(code)).items():
            out.setdefault(name, {}).update({(row, code): value for row, value in column.items()})
    return out


def indicator_kinds() -> dict[str, str]:
    """Stock or flow of each indicator, from the list of codes."""
    data = tomllib.loads((files("aixin_cli.forms") / "indicator_codes.toml").read_text("utf-8"))
    return {item["code"]: item["kind"] for item in data["indicator"]}


def _indicator(world: World, said: pd.DataFrame, ledger: tuple[Column, Column | None, str] | None) -> Table:
    nothing = dict.fromkeys(ROWS)
    out: Table = {}
    for name in ("month_value", "year_value", "total_value"):
        given = said[said[name] >= 0]
        out[name] = cells(total(given, name), set(scoped(given)["row"]))
    month, since, form = ledger or (nothing, None, "")
    out["ledger_month_value"] = month
    out["ledger_total_value"] = since or nothing
    units = world.senders(form) if form else set()
    out["month_difference"] = _difference(said, "month_value", (out["month_value"], month), units)
    since_units = units | (_with_opening(world, form) if since else set())
    out["total_difference"] = _difference(said, "total_value", (out["total_value"], since or nothing), since_units)
    return out


def _with_opening(world: World, form: str) -> set[str]:
    """Units whose totals are known from an opening though this month's return is missing."""
    return world.senders("AX08") if form in {"AX02", "AX04"} else set()


def _difference(said: pd.DataFrame, name: str, sides: tuple[Column, Column], units: set[str]) -> Column:
    """Declared less counted, where the same units stand behind both."""
    declared = set(said.loc[said[name] >= 0, "unit"])
    found: dict[str, list[set[Any]]] = {row: [set(), set()] for row in ROWS}
    for unit, row in SCOPE.itertuples(index=False):
        for side, senders in enumerate((declared, units)):
            if unit in senders:
                found[row][side].add(unit)
    gap = minus(*sides)
    return {row: gap[row] if found[row][0] == found[row][1] else None for row in ROWS}


TABLES = {
    "T05": Definition(t05, has_own_level=True),
    "T06": Definition(t06, has_own_level=True),
    "T07": Definition(t07, "indicator_code", frozenset({"indicator_name", "indicator_unit"})),
}
