"""Sums of the made world, the openings that lead up to them, and the figures that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.world.activity import counted, counted_amount
from aixin_cli.sample.world.frame import Array, Frame, length, share_out
from aixin_cli.sample.world.plan import DAY, PROVINCE_TOTALS
from aixin_cli.sample.world.social import COUNTED_KINDS, FINISHED, RAISED, UNDER_WAY
from aixin_cli.sample.world.world import AUXILIARY_PAIR, KEPT, MAIN, ON, World

if TYPE_CHECKING:
    from aixin_cli.sample.world.plan import Plan

MEASURES = tuple(PROVINCE_TOTALS)
SCOPES = ("启动以来累计", "本年累计")
HELPED = MEASURES.index("帮助群众")
RAISED_MEASURE = MEASURES.index("募集资金")

# What one member's unit had by the end of the month before, where nothing is calibrated.
RATES = {measure: (total / 267_000, year / 267_000) for measure, (total, year, _) in PROVINCE_TOTALS.items()}


def measured(world: World, month_only: bool = False) -> Array:
    """Counted flows of all loaded months, one row an area unit (own-level senders last), one column a measure."""
    records = world.tables["activity"]
    units = len(world.plan.units)
    out = np.zeros((units + 1, len(MEASURES)), dtype=np.int64)
    use = counted(records) & ((records["month"] == 0) | (not month_only))
    main = use & (records["pair_kind"] == MAIN)
    for kind in range(5):
        _add(out, kind, records["unit"], np.where(main & (records["kind"] == kind), _size(records, kind), 0))
    _add(out, 5, records["unit"], np.where(main, counted_amount(records), 0))
    _add(out, HELPED, records["unit"], np.where(use & (records["pair_kind"] == AUXILIARY_PAIR), records["times"], 0))
    funds = world.tables["fund_entry"]
    raised = (funds["fate"] == KEPT) & (funds["direction"] == RAISED)
    _add(out, RAISED_MEASURE, np.minimum(funds["unit"], units), np.where(raised, funds["amount"], 0))
    return out


def _size(records: Frame, kind: int) -> Array:
    return np.asarray(records["times"] if kind < 2 else records["matters"])


def _add(out: Array, measure: int, units: Array, values: Array) -> None:
    out[:, measure] += np.bincount(units, values, minlength=len(out))[: len(out)].astype(np.int64)


def has_year_opening(plan: Plan) -> bool:
    """In January the openings end in the year before: there is none for the year."""
    return plan.dates.before.period[:4] == plan.dates.period[:4]


def make_openings(world: World) -> Frame:
    """AX08: what lets the month lead to the published totals."""
    plan = world.plan
    flows = measured(world).sum(axis=0)
    random = world.stream("openings")
    early = plan.has_role("early_opening")
    flow_end = np.where(early, plan.dates.before.start - DAY, plan.dates.before.end)
    rows: list[tuple[int, int, Array, Array]] = []
    for place, measure in enumerate(MEASURES):
        slack = int(random.integers(0, PROVINCE_TOTALS[measure][2]))
        as_of = np.full(len(early), plan.dates.before.end) if measure == "募集资金" else flow_end
        for scope in range(2 if has_year_opening(plan) else 1):
            target = PROVINCE_TOTALS[measure][scope] + slack
            if not plan.is_province:
                target = int(plan.members.sum() * RATES[measure][scope]) + int(flows[place])
            rows.append((place, scope, share_out(target - int(flows[place]), plan.members), as_of))
    units = np.arange(len(plan.units))
    return {
        "unit": np.tile(units, len(rows)),
        "measure": np.repeat([row[0] for row in rows], len(units)),
        "scope": np.repeat([row[1] for row in rows], len(units)),
        "value": np.concatenate([row[2] for row in rows]),
        "as_of": np.concatenate([row[3] for row in rows]),
    }


def totals(world: World) -> Array:
    """Measure × scope totals: openings and flows together."""
    out = np.zeros((len(MEASURES), 2), dtype=np.int64)
    opening = world.openings
    np.add.at(out, (opening["measure"], opening["scope"]), opening["value"])
    return np.asarray(out + measured(world).sum(axis=0)[:, None])


def make_figures(world: World) -> dict[str, int]:
    """F01 … F11 as whole numbers (money in yuan), and this year's money."""
    ledger = world.ledger
    on = (ledger["fate"] == KEPT) & (ledger["status"] == ON)
    main = on & (ledger["kind"] == MAIN)
    organisations, projects = world.tables["organization"], world.tables["project"]
    taking_part = (organisations["kind"] < COUNTED_KINDS) & (organisations["fate"] == KEPT)
    started = np.isin(projects["status"], (UNDER_WAY, FINISHED)) & (projects["fate"] == KEPT)
    total = totals(world)
    by_name = {measure: total[place] for place, measure in enumerate(MEASURES)}
    return {
        "F01": len(np.unique(ledger["helper"][main])),
        "F02": int(is_member(world).sum()),
        "F03": int(by_name["联系交流"][0]),
        "F04": int(by_name["走访探视"][0]),
        "F05": int(by_name["帮办实事"][0]),
        "F06": len(np.unique(organisations["organisation"][taking_part])),
        "F07": int(by_name["募集资金"][0]),
        "F08": int(started.sum()),
        "F09": len(np.unique(ledger["recipient"][on & (ledger["kind"] == AUXILIARY_PAIR)])),
        "F10": int(by_name["帮助群众"][0]),
        "F11": int(by_name["资助资金"][0]),
        "F03_year": int(by_name["联系交流"][1]),
        "F04_year": int(by_name["走访探视"][1]),
        "F05_year": int(by_name["帮办实事"][1]),
        "F11_year": int(by_name["资助资金"][1]),
    }


def is_active_member(world: World) -> Array:
    """Recipients with an active main pairing."""
    ledger = world.ledger
    main = (ledger["fate"] == KEPT) & (ledger["status"] == ON) & (ledger["kind"] == MAIN)
    out = np.zeros(length(world.recipients), dtype=bool)
    out[ledger["recipient"][main]] = True
    return out


def is_replacing(world: World) -> Array:
    """Recipients whose helper left in the last two months and who have no other yet."""
    ledger = world.ledger
    recent = ledger["end"] > world.plan.dates.end - np.timedelta64(58, "D")
    ended = (ledger["fate"] == KEPT) & (ledger["kind"] == MAIN) & (ledger["reason"] >= 8) & recent
    out = np.zeros(length(world.recipients), dtype=bool)
    out[ledger["recipient"][ended]] = True
    return out & ~is_active_member(world)


def is_member(world: World) -> Array:
    """F02: paired, or waiting for a new helper for at most two months."""
    return is_active_member(world) | is_replacing(world)
