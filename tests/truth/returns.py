"""T09 and T10: who sent what, and how what was reported becomes what is counted."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from tests.truth.people import recipients
from tests.truth.places import AREAS, HELPER_UNIT, OWN, PARENT, ROWS, SCOPE
from tests.truth.society import COUNTED
from tests.truth.world import STOCK, Column, Definition, Table, World

FORMS = [f"AX0{number}" for number in range(1, 9)]
OWED = {"AX01", "AX02", "AX06", "AX07"}
OWN_FORMS = ("AX03", "AX04", "AX05", "AX06")
MEASURES = {
    "干部": "AX01",
    "对象": "AX01",
    "对": "AX01",
    "辅助对象": "AX01",
    "辅助对": "AX01",
    "组织": "AX03",
    "项目": "AX05",
    "活动": "AX02",
}
RECEIVED = "2025-01-20"
"""The day on which everything comes in: after the deadline, whatever day a unit wrote on its return."""
ADDED = {"reported", "replacing", "home_only"}
ITEMS = ("same_row", "same_pair", "other_unit", "same_person", "other_home", "not_started", "unmatched")
ALL_ITEMS = ("reported", *ITEMS, "before_opening", "other_removed", "replacing", "home_only")


def t09(world: World) -> Table:
    owing = [(unit, unit, form) for unit in AREAS.index for form in FORMS]
    owing += [(row, row[:6], form) for row in OWN for form in OWN_FORMS]
    owing.append((HELPER_UNIT, HELPER_UNIT, "AX01"))
    found = {(item["unit"], item["form"], item["period"]): item for item in world.counts.to_dict("records")}
    used = {(item["unit"], item["form"]): item["period"] for form in FORMS for item in _dicts(world.in_use(form))}
    out: Table = {}
    for row, unit, form in owing:
        sent = found.get((unit, form, world.period), {})
        for name, value in _quality(world, sent, used.get((unit, form)), form, row in AREAS.index).items():
            out.setdefault(name, {})[row, form] = value
    return out


def _dicts(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame[["unit", "form", "period"]].to_dict("records")


def _quality(world: World, sent: dict[str, Any], used: str | None, form: str, is_area: bool) -> dict[str, Any]:
    rows = {name: int(sent.get(name, 0)) for name in ("read", "accepted", "unidentified", "quarantined")}
    accepted = rows["accepted"] + rows["quarantined"]
    is_owed = is_area and form in OWED
    standing = "已报期初" if form == "AX08" else "沿用"
    without = standing if used and form in STOCK else "未报" if is_owed else None
    state = ("已报" if accepted else "零报告") if sent else without
    is_late = pd.Timestamp(RECEIVED) > world.as_of + pd.Timedelta(days=15)
    return {
        "expected_mark": "应报" if is_owed else "可报",
        "state": state,
        "used_period": used,
        "filled_date": sent.get("filled"),
        "late_mark": "迟报" if sent and is_late else None,
        "part_count": sent.get("parts") if sent else None,
        "version_count": sent.get("versions") if sent else None,
        **{f"rows_{name}": count if sent else None for name, count in rows.items()},
        "rows_set_aside": rows["read"] - accepted if sent else None,
    }


Bridge = dict[str, pd.DataFrame]
"""For each measure: items by unit."""


def _pairs(world: World) -> pd.DataFrame:
    pairs = world.frames["pairs"]
    sent = (pairs["fate"] != "quarantined") & (pairs["status"] == "在帮") & (pairs["unit"] != HELPER_UNIT)
    home = world.frames["recipients"].set_index("recipient")["home_unit"]
    return pairs[sent].assign(home=pairs["recipient"].map(home))


def _by_unit(**items: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(items).reindex(columns=ALL_ITEMS).fillna(0).astype(int)


def _of_pairs(rows: pd.DataFrame) -> pd.DataFrame:
    fate = {name: rows[rows["fate"] == name].groupby("unit").size() for name in ("same_row", "same_pair", "other_unit")}
    return _by_unit(reported=rows.groupby("unit").size(), **fate)


def _of_helpers(rows: pd.DataFrame) -> pd.DataFrame:
    out = _of_pairs(rows)
    stay = rows[rows["fate"] == "kept"]
    again = stay.groupby("unit").size() - stay.groupby("unit")["helper"].nunique()
    return out.assign(same_person=again.reindex(out.index).fillna(0).astype(int))


def _of_recipients(rows: pd.DataFrame, more: dict[str, pd.Series]) -> pd.DataFrame:
    """Each person once in a unit, and then only at home: a double from elsewhere is somebody at home elsewhere."""
    once = rows.drop_duplicates(["unit", "recipient"])
    fate = {name: rows[rows["fate"] == name].groupby("unit").size() for name in ("same_row", "same_pair")}
    away = once[once["unit"] != once["home"]].groupby("unit").size()
    out = _by_unit(reported=rows.groupby("unit").size(), **fate, other_home=away, **more)
    people = once.groupby("unit").size().reindex(out.index).fillna(0).astype(int)
    return out.assign(same_person=out["reported"] - out["same_row"] - out["same_pair"] - people)


def _of_items(frame: pd.DataFrame, unused: pd.Series) -> pd.DataFrame:
    """Organisations or projects."""
    sent = frame[frame["fate"] != "quarantined"]
    double = sent[sent["fate"] == "same_item"].groupby("unit").size()
    return _by_unit(reported=sent.groupby("unit").size(), same_row=double, not_started=unused)


def _of_activities(world: World) -> pd.DataFrame:
    records = world.frames["activities"]
    sent = records[(records["fate"] != "quarantined") & (records["period"] == world.period)]

    def times(mask: pd.Series) -> pd.Series:
        return sent[mask].groupby("unit")["person_times"].sum()

    stay = sent["fate"] == "kept"
    return _by_unit(
        reported=times(stay | ~stay),
        same_row=times(~stay),
        unmatched=times(stay & (sent["match"] == "unmatched")),
        before_opening=times(stay & (sent["match"] == "before_opening")),
    )


def _bridges(world: World) -> Bridge:
    pairs, people = _pairs(world), recipients(world)
    main, beside = (pairs[pairs["pair_kind"] == kind] for kind in ("主结对", "辅助结对"))
    reported = set(zip(beside["unit"], beside["recipient"], strict=True))
    helped = people[people["is_auxiliary"]]
    alone = [pair not in reported for pair in zip(helped["unit"], helped["recipient"], strict=True)]
    organisations, projects = world.frames["organisations"], world.frames["projects"]
    idle = projects[(projects["fate"] == "kept") & ~projects["status"].isin(["实施中", "已完成"])]
    nobody = pd.Series(dtype=int)
    return {
        "干部": _of_helpers(main[main["helper_kind"] == "党员干部"]),
        "对象": _of_recipients(main, {"replacing": people[people["is_replacing"]].groupby("unit").size()}),
        "对": _of_pairs(main),
        "辅助对象": _of_recipients(beside, {"home_only": helped[alone].groupby("unit").size()}),
        "辅助对": _of_pairs(beside),
        "组织": _of_items(organisations[organisations["org_kind"].isin(COUNTED)], nobody),
        "项目": _of_items(projects, idle.groupby("unit").size()),
        "活动": _of_activities(world),
    }


def _several(world: World, measure: str) -> pd.DataFrame | None:
    """Unit and item of what may count in several units."""
    if measure == "干部":
        pairs = _pairs(world)
        mine = (pairs["fate"] == "kept") & (pairs["pair_kind"] == "主结对") & (pairs["helper_kind"] == "党员干部")
        return pairs.loc[mine, ["unit", "helper"]].set_axis(["unit", "item"], axis=1).drop_duplicates()
    if measure == "组织":
        listed = world.frames["organisations"]
        mine = (listed["fate"] == "kept") & listed["org_kind"].isin(COUNTED)
        return listed.loc[mine, ["unit", "organisation"]].set_axis(["unit", "item"], axis=1).drop_duplicates()
    return None


@cache
def t10(world: World) -> Table:
    out: Table = {}
    for measure, bridge in _bridges(world).items():
        columns = _bridge_rows(bridge)
        columns |= _verified(world, measure, columns)
        held = world.in_use(MEASURES[measure]).merge(SCOPE, on="unit").groupby("row")["quarantined"].sum()
        columns["quarantined_count"] = {row: int(held.get(row, 0)) for row in columns["reported_count"]}
        for name, column in columns.items():
            out.setdefault(name, {}).update({(row, measure): value for row, value in column.items()})
    return out


def _bridge_rows(bridge: pd.DataFrame) -> Table:
    rolled = bridge.rename_axis("unit").reset_index().merge(SCOPE, on="unit").groupby("row")[list(ALL_ITEMS)].sum()
    return {f"{name}_count": rolled[name].to_dict() for name in ALL_ITEMS}


def _verified(world: World, measure: str, columns: Table) -> Table:
    rows = columns["reported_count"]
    verified = {
        row: sum((1 if name in ADDED else -1) * columns[f"{name}_count"][row] for name in ALL_ITEMS) for row in rows
    }
    items = _several(world, measure)
    cross: Column = dict.fromkeys(rows, 0)
    if items is not None:
        counted = items.merge(SCOPE, on="unit").groupby("row")["item"].agg(["size", "nunique"])
        cross = {row: int(counted["size"].get(row, 0) - counted["nunique"].get(row, 0)) for row in rows}
    final = {row: verified[row] - cross[row] for row in rows}
    children: Column = dict.fromkeys(rows)
    for row in rows:
        if (parent := PARENT.get(row)) is not None:
            children[parent] = (children[parent] or 0) + final[row]
    holds_openings = measure in {"组织", "项目"}
    return {
        "covered_count": dict.fromkeys(rows, 0 if holds_openings else None),
        "opening_count": dict.fromkeys(rows),
        "cross_unit_count": cross,
        "verified_count": final,
        "children_count": children,
        "cross_child_count": {
            row: None if children[row] is None else children[row] - final[row] for row in rows if row in ROWS
        },
    }


# Findings are judged by tests of the checks: the truth knows rows, not how often each is complained of.
_T09_BESIDES = frozenset({"form_name", "error_count", "query_count", "note_count"})
TABLES = {
    "T09": Definition(t09, "form_code", _T09_BESIDES, has_own_level=True),
    "T10": Definition(t10, "measure", has_own_level=True),
}
