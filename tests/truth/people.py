"""T01, T02 and T04: helpers, recipients, pairs and households."""

from __future__ import annotations

from functools import cache

import pandas as pd

from tests.truth.places import HELPER_UNIT, ROWS, rows_of
from tests.truth.world import Column, Definition, Table, World, cells, distinct, minus, ratio, scoped, tally

CATEGORIES = {
    "孤儿": ("orphan", "K101"),
    "事实无人抚养儿童": ("de_facto", "K102"),
    "特困人员": ("destitute", "K301"),
    "困难重度残疾人": ("disabled", "K201"),
    "特困家庭成员": ("family", ""),
}
HELPER_SIDE = {"干部调离", "退休", "结对人去世", "更换结对人"}
LEVELS = {
    "省直及中央在甘": "provincial",
    "市州直": "prefectural",
    "县区直": "county",
    "乡镇街道": "township",
    "村社区": "village",
    "": "unfilled",
}
AUXILIARY = {
    "教师": "teacher",
    "医生": "doctor",
    "律师": "lawyer",
    "退休干部": "retired",
    "企业人员": "company",
    "群团干部": "league",
    "其他爱心人士": "volunteer",
    "社会组织": "organization",
}
BANDS = {"0_5": 5, "6_15": 15, "16_17": 17, "18_59": 59, "60_79": 79, "80_plus": 200}
DISABILITIES = ("visual", "hearing", "speech", "physical", "intellect", "mental", "multiple")
CARE = {"机构集中": "institution", "分散散居": "home", "不适用": "care_none", "": "care_unknown"}


def active_pairs(world: World, pair_kind: str) -> pd.DataFrame:
    """Pairs that go on and count."""
    pairs = world.frames["pairs"]
    on = (pairs["fate"] == "kept") & (pairs["status"] == "在帮") & (pairs["unit"] != HELPER_UNIT)
    return pairs[on & (pairs["pair_kind"] == pair_kind)]


def cadres(world: World) -> pd.DataFrame:
    """Active main pairs of cadres, with what is known of the helper."""
    pairs = active_pairs(world, "主结对")
    return pairs[pairs["helper_kind"] == "党员干部"].merge(world.frames["helpers"], on="helper")


def recipients(world: World) -> pd.DataFrame:
    """Recipients of area units, `unit` being their home."""
    return world.frames["recipients"].rename(columns={"home_unit": "unit"})


@cache
def members(world: World) -> pd.DataFrame:
    everyone = recipients(world)
    return everyone[everyone["is_member"]]


@cache
def t01(world: World) -> Table:
    rows = world.rows("AX01")
    mine, lead = members(world), cadres(world)
    homes = mine[mine["household"] != ""].drop_duplicates(["unit", "household"])
    table = {
        "helper_count": cells(distinct(lead, "helper"), rows),
        "helper_unverified_count": cells(distinct(lead[~lead["is_identified"]], "helper"), rows),
        "recipient_count": cells(tally(mine), rows),
        "recipient_unverified_count": cells(tally(mine[~mine["is_identified"]]), rows),
        "replacing_count": cells(tally(mine[mine["is_replacing"]]), rows),
        "pair_count": cells(tally(active_pairs(world, "主结对")), rows),
        "household_count": cells(tally(homes), rows),
        "household_presumed_count": cells(tally(homes[homes["is_household_presumed"]]), rows),
    }
    table |= _due(world, "", None)
    for category, (name, code) in CATEGORIES.items():
        table |= _due(world, f"{name}_", category)
        if code:
            table |= _declared(world, name, code)
    return table | _movements(world)


def _due(world: World, prefix: str, category: str | None) -> Table:
    everyone, rows = recipients(world), world.rows("AX01")
    if category:
        everyone = everyone[everyone["category"] == category]
    paired = cells(tally(everyone[everyone["is_member"]]), rows)
    waiting = cells(tally(everyone[everyone["is_waiting"] & ~everyone["is_member"]]), rows)
    due = cells(tally(everyone[everyone["is_waiting"] | everyone["is_member"]]), rows)
    found = {"due_count": due, "paired_count": paired, "waiting_count": waiting, "paired_rate": ratio(paired, due)}
    return {f"{prefix}{name}": column for name, column in found.items()}


def entitled(world: World, name: str) -> pd.DataFrame:
    """Members who belong to a category, be it beside another."""
    mine = members(world)
    return mine[mine[f"is_{name}"]]


def _declared(world: World, name: str, code: str) -> Table:
    said = world.frames["indicators"]
    said = said[(said["indicator_code"] == code) & (said["month_value"] >= 0)]
    both = said[said["unit"].isin(world.senders("AX01"))]
    theirs = entitled(world, name)
    theirs = theirs[theirs["unit"].isin(both["unit"])]
    rows = set(scoped(both)["row"])
    declared = cells(scoped(said).groupby("row")["month_value"].sum(), set(scoped(said)["row"]))
    gap = minus(cells(scoped(both).groupby("row")["month_value"].sum(), rows), cells(tally(theirs), rows))
    return {f"{name}_declared_count": declared, f"{name}_gap_count": gap}


def _before(world: World) -> pd.DataFrame:
    """Who was a member a month ago by the dates of the pairs, and where."""
    pairs = world.frames["pairs"]
    pairs = pairs[(pairs["fate"] == "kept") & (pairs["pair_kind"] == "主结对") & (pairs["unit"] != HELPER_UNIT)]
    start, end, then = pd.to_datetime(pairs["start_date"]), pd.to_datetime(pairs["end_date"]), world.last_as_of
    begun = start.isna() | (start <= then)
    going = begun & (end.isna() | (end > then))
    recent = (end <= then) & (end > then - pd.DateOffset(months=2))
    replacing = begun & recent & pairs["end_reason"].isin(HELPER_SIDE)
    ranked = pairs.assign(rank=replacing.astype(int))[going | replacing].sort_values(["rank", "unit"])
    return ranked.drop_duplicates("recipient")[["recipient", "unit"]]


def _movements(world: World) -> Table:
    rows = world.rows("AX01")
    sent = world.in_use("AX01")
    # Where last month's ledger was sent (and stands), the opening is that ledger's.
    derived = rows_of(set(sent.loc[sent["period"] == world.period, "unit"]))
    both = _before(world).merge(
        members(world)[["recipient", "unit"]], on="recipient", how="outer", suffixes=("_1", "_2")
    )
    came, went = both["unit_1"].isna(), both["unit_2"].isna()
    moved = ~came & ~went & (both["unit_1"] != both["unit_2"])

    def where(mask: pd.Series, which: str) -> Column:
        return cells(tally(both[mask].rename(columns={which: "unit"})[["unit"]]), rows)

    return {
        "opening_count": where(~came, "unit_1"),
        "revised_count": cells(pd.Series(dtype=int), rows),
        "added_count": where(came, "unit_2"),
        "moved_in_count": where(moved, "unit_2"),
        "exited_count": where(went, "unit_1"),
        "moved_out_count": where(moved, "unit_1"),
        "closing_count": where(~went, "unit_2"),
        "opening_mark": {row: "推算" if row in derived else None for row in ROWS},
    }


def _ages(born: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Whole years of life; unknown where the birth date is."""
    birth = pd.to_datetime(born)
    has_had = (birth.dt.month < day.month) | ((birth.dt.month == day.month) & (birth.dt.day <= day.day))
    return day.year - birth.dt.year - (~has_had).astype(int)


@cache
def _traits(world: World) -> dict[str, pd.Series]:
    """A mask over the members for each column of T02."""
    mine = members(world)
    age = _ages(mine["birth_date"], world.as_of)
    sexes = {"male": mine["sex"] == "男", "female": mine["sex"] == "女"}
    low, bands = -1, {}
    for name, high in BANDS.items():
        bands[name] = (age > low) & (age <= high)
        low = high
    bands["unknown"] = age.isna()
    found = {"person": mine["is_member"], **sexes, "sex_unknown": mine["sex"] == ""}
    found |= {f"age_{name}": mask for name, mask in bands.items()}
    for sex, is_sex in sexes.items():
        found |= {f"{sex}_{'age_' if name == 'unknown' else ''}{name}": is_sex & band for name, band in bands.items()}
    for kind, name in enumerate(DISABILITIES, 1):
        for grade in range(1, 5):
            mask = (mine["disability_kind"] == kind) & (mine["disability_grade"] == grade)
            found[f"{name}_grade_{grade}"] = mask
    found["disability_unknown"] = mine["is_disabled"] & (mine["disability_kind"] == 0)
    found |= {name: mine["care_mode"] == mode for mode, name in CARE.items()}
    others = {
        f"also_{name}": mine[f"is_{name}"] & (mine["category"] != category)
        for category, (name, _) in CATEGORIES.items()
        if name != "family"
    }
    return found | others | {"overlap": pd.concat(others, axis=1).any(axis=1)}


@cache
def t02(world: World) -> Table:
    rows, mine = world.rows("AX01"), members(world)
    masks = pd.DataFrame(_traits(world)).astype(int).assign(unit=mine["unit"])
    by_category = {category: masks[mine["category"] == category] for category in CATEGORIES}
    out: Table = {}
    for category, chosen in {"合计": masks, **by_category}.items():
        sums = scoped(chosen.groupby("unit").sum().reset_index()).groupby("row").sum(numeric_only=True)
        for name in _traits(world):
            counted = cells(sums[name], rows)
            out.setdefault(f"{name}_count", {}).update({(row, category): value for row, value in counted.items()})
    return out


@cache
def t04(world: World) -> Table:
    rows, lead, beside = world.rows("AX01"), cadres(world), active_pairs(world, "辅助结对")
    out = {
        "helper_count": cells(distinct(lead, "helper"), rows),
        "helper_unverified_count": cells(distinct(lead[~lead["is_identified"]], "helper"), rows),
        "auxiliary_helper_count": cells(distinct(beside, "helper"), rows),
    }
    for level, name in LEVELS.items():
        out[f"{name}_level_count"] = cells(distinct(lead[lead["level"] == level], "helper"), rows)
    for kind, name in AUXILIARY.items():
        out[f"{name}_count"] = cells(distinct(beside[beside["helper_kind"] == kind], "helper"), rows)
    return out


TABLES = {"T01": Definition(t01), "T02": Definition(t02, "category"), "T04": Definition(t04)}
