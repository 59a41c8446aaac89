"""Faults in organisations, money, projects and sites."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.faults.pairing import BLANKED, QUARANTINE_LIMIT, REMOVED
from aixin_cli.sample.faults.plant import copies_of
from aixin_cli.sample.world.frame import Array, texts
from aixin_cli.sample.world.social import RAISED
from aixin_cli.sample.world.world import KEPT, QUARANTINED, SAME_ITEM, World

BAD_CELLS = {
    "organization": (("org_kind", "协作体"), ("exit_date", "2024年13月5日")),
    "fund_entry": (("direction", "转账"), ("amount", "若干"), ("entry_date", "2024年13月5日")),
    "project": (("status", "看情况"), ("budget_yuan", "待定")),
    "site": (("site_kind", "文艺队"), ("volunteer_count", "很多")),
}
BLANKED_CELLS = {
    "organization": (("join_date", "去年夏天"), ("contact_phone", "1398")),
    "fund_entry": (("donor_kind", "好心人"),),
    "project": (("start_date", "年初"),),
    "site": (("opened_date", "前几年"),),
}


def plant_social_faults(world: World) -> None:
    """Doubles, rows that can't be used and values that are blanked, in each of the four forms."""
    _doubles(world)
    for layout, cells in BAD_CELLS.items():
        _unusable(world, layout, cells)
    for layout, blanks in BLANKED_CELLS.items():
        for name, value in blanks:
            rows = _chosen(world, layout, 0.05, name)
            world.plant(layout, f"bad_{name}", rows, (name, value), BLANKED)
    _twin_entries(world)


def _free(world: World, layout: str) -> Array:
    """Rows without a fault, not of a unit that is carried forward."""
    table = world.tables[layout]
    senders = np.append(world.plan.has_role("carried"), np.zeros(len(world.plan.own) + 1, dtype=bool))
    free = (table["fate"] == KEPT) & ~senders[table["unit"]]
    for planted in world.planted:
        if planted.layout == layout:
            free[planted.rows] = False
    free[table["survivor"][table["survivor"] >= 0]] = False
    return np.asarray(free)


def _chosen(world: World, layout: str, share: float, name: str) -> Array:
    fit = np.flatnonzero(_free(world, layout))
    order = world.stream(f"{layout} {name}").permutation(fit)
    return np.sort(order[: world.quota(layout, share)])


def _doubles(world: World) -> None:
    for layout, cell in (("organization", "uscc"), ("project", "project_code"), ("fund_entry", "voucher_no")):
        rows = _chosen(world, layout, 0.1, "double")
        if layout == "organization":
            rows = rows[world.tables[layout]["uscc"][rows] != ""]
        if layout == "fund_entry":
            rows = rows[world.tables[layout]["voucher"][rows] != ""]
        copies = copies_of(world, layout, rows, fate=SAME_ITEM, survivor=rows)
        world.plant(layout, "same_item", copies, cell, REMOVED)


def _twin_entries(world: World) -> None:
    """Two equal gifts without a voucher are two gifts."""
    table = world.tables["fund_entry"]
    rows = _chosen(world, "fund_entry", 0.1, "twin")
    rows = rows[(table["voucher"][rows] == "") & (table["direction"][rows] == RAISED)]
    copies = copies_of(world, "fund_entry", rows)
    world.plant("fund_entry", "twin_without_voucher", copies, "voucher_no", "counts, queried")


def _unusable(world: World, layout: str, cells: tuple[tuple[str, str], ...]) -> None:
    """Extra rows with a counting field that can't be used, few enough that no return is held."""
    table = world.tables[layout]
    senders = len(world.plan.units) + 1 + len(world.plan.own)
    sent = np.bincount(table["unit"], minlength=senders)
    wanted = np.minimum(np.round(sent * world.plan.options.faults * 0.15), np.floor(sent * QUARANTINE_LIMIT)).astype(
        np.int64
    )
    if layout == "fund_entry":
        wanted = (np.arange(senders) % 3 == 0) & (sent > 0)
    fit = np.flatnonzero(_free(world, layout))
    fit = world.stream(f"{layout} unusable").permutation(fit)
    fit = fit[np.argsort(table["unit"][fit], kind="stable")]
    rank = np.arange(len(fit)) - np.searchsorted(table["unit"][fit], table["unit"][fit])
    rows = fit[rank < wanted[table["unit"][fit]]]
    copies = copies_of(world, layout, rows, fate=QUARANTINED)
    _as_new(world, layout, copies)
    for place, (name, value) in enumerate(cells):
        chosen = copies[np.arange(len(copies)) % len(cells) == place]
        world.plant(layout, "quarantined", chosen, (name, value), "quarantined")


def _as_new(world: World, layout: str, rows: Array) -> None:
    """A quarantined row is nobody's double: it has a name and number of its own."""
    table = world.tables[layout]
    for column in ("name", "code", "voucher", "uscc"):
        if column in table and len(rows):
            old = table[column][rows]
            table[column] = table[column].copy()
            table[column][rows] = old if column == "uscc" else texts([f"{text}附{i}" for i, text in enumerate(old)])
