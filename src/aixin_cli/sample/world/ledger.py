"""The ledger of pairings (AX01): who helps whom, since when, and how it ended."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, Frame, Random, length, pick, rank_within, stack, starts_of, stream
from aixin_cli.sample.world.people import finish, helpers_of, recipients_of
from aixin_cli.sample.world.plan import DAY, PROGRAMME_START, Plan
from aixin_cli.sample.world.world import (
    AUXILIARY_PAIR,
    ENDED,
    HELPER_SIDE,
    KEPT,
    MAIN,
    NEVER,
    ON,
    OTHER_UNIT,
    WAITING_STATUS,
    World,
)

END_REASONS = (
    *("", "去世", "迁出", "收养", "恢复监护", "不再符合条件", "年满18周岁且不在读", "自愿退出"),
    *("干部调离", "退休", "结对人去世", "更换结对人"),
)
DIED, MOVED_AWAY, REPLACED = 1, 2, 11
FIRST_START = PROGRAMME_START + 3 * DAY
AUXILIARY_KINDS = ("党员干部", "教师", "医生", "律师", "退休干部", "企业人员", "群团干部", "其他爱心人士", "社会组织")
SPARE_KIND = -1


def days_from(first: np.datetime64 | Array, span: Any, random: Random, rows: int) -> Array:
    """A day in the `span` days that begin with `first`."""
    return np.asarray(first + np.floor(random.random(rows) * span).astype("timedelta64[D]"))


def make_ledger(plan: Plan) -> World:
    """People and their pairings, without any fault."""
    recipients = _make_recipients(plan)
    helpers, parts = _make_helpers(plan, recipients)
    world = World(plan, recipients, helpers)
    kin = _share_helpers(plan, recipients, helpers, parts)
    world.tables["pairing"] = stack(parts)
    finish(plan, recipients, helpers, kin)
    _tell_namesakes_apart(world)
    if plan.is_province:
        add_helper_side(world)
    return world


def _make_recipients(plan: Plan) -> Frame:
    members = plan.members
    replacing = np.maximum(1, np.round(members * 0.003)).astype(np.int64)
    groups = (
        (people.ACTIVE, members - replacing),
        (people.REPLACING, replacing),
        (people.WAITING, np.maximum(1, np.round(members * 0.015)).astype(np.int64)),
        (people.EXITED, np.maximum(2, np.round(members * 0.02)).astype(np.int64)),
        (people.LAPSED, np.maximum(1, np.round(members * 0.001)).astype(np.int64)),
        (people.AUXILIARY, np.round(plan.auxiliary * 0.6).astype(np.int64)),
        (people.SPARE, plan.spare),
    )
    units = np.concatenate([np.repeat(np.arange(len(plan.units)), counts) for _, counts in groups])
    states = np.concatenate([np.full(counts.sum(), state) for state, counts in groups])
    return recipients_of(plan, units, states, "base")


def ledger_rows(recipient: Array, helper: Array, unit: Array, random: Random, **given: Array | int) -> Frame:
    """Ledger rows of active main pairings, altered by what is given for other columns."""
    rows = len(recipient)
    plain: dict[str, Array | int] = {
        "kind": MAIN,
        "status": ON,
        "start": np.full(rows, NEVER),
        "end": np.full(rows, NEVER),
        "reason": 0,
        "category": -1,
        "fate": KEPT,
        "survivor": -1,
        "is_quiet": 0,
    }
    plain.update(given)
    columns = {
        name: value if isinstance(value, np.ndarray) else np.full(rows, value, np.int64)
        for name, value in plain.items()
    }
    return {"recipient": recipient, "helper": helper, "unit": unit, **columns, "place": random.random(rows)}


def _make_helpers(plan: Plan, recipients: Frame) -> tuple[Frame, list[Frame]]:
    """Helpers, and the ledger rows other than those of plain active pairings (built in `_share_helpers`)."""
    random = stream(plan.options.seed, "ledger")
    units, state = recipients["unit"], recipients["state"]
    lead_units = np.repeat(np.arange(len(plan.units)), plan.helpers)
    frames = [helpers_of(plan, lead_units, 0, "lead")]
    parts: list[Frame] = []
    for kind in (people.REPLACING, people.LAPSED):
        chosen = np.flatnonzero(state == kind)
        helper = np.arange(len(chosen)) + sum(length(frame) for frame in frames)
        frames.append(helpers_of(plan, units[chosen], 0, people.STATES[kind]))
        parts.append(_helper_side_ends(plan, random, (chosen, helper, units[chosen]), kind))
    waiting = np.flatnonzero(state == people.WAITING)
    none = np.full(len(waiting), -1)
    parts.append(ledger_rows(waiting, none, units[waiting], random, status=WAITING_STATUS))
    exited = np.flatnonzero(state == people.EXITED)
    helper = some_helper(plan, random, units[exited])
    parts.append(_exits(plan, random, (exited, helper, units[exited]), recipients["category"][exited]))
    auxiliary, extra = _auxiliary(plan, random, recipients, sum(length(frame) for frame in frames))
    frames.append(extra)
    parts.append(auxiliary)
    frames.append(helpers_of(plan, np.repeat(np.arange(len(plan.units)), plan.spare), SPARE_KIND, "spare"))
    return stack(frames), parts


def some_helper(plan: Plan, random: Random, units: Array) -> Array:
    """Any helper with a pairing of his own in each of the given units."""
    first = starts_of(plan.helpers)
    return np.asarray(first[units] + np.floor(random.random(len(units)) * plan.helpers[units]).astype(np.int64))


def _helper_side_ends(plan: Plan, random: Random, who: tuple[Array, Array, Array], state: int) -> Frame:
    rows = len(who[0])
    first = plan.dates.start
    if state == people.REPLACING:
        end = days_from(first - 19 * DAY, 14, random, rows)
    else:
        end = days_from(first - 133 * DAY, 5, random, rows)
    start = days_from(FIRST_START, 60, random, rows)
    reason = random.integers(8, 12, rows)
    return ledger_rows(*who, random, status=ENDED, start=np.minimum(start, end - DAY), end=end, reason=reason)


def _exits(plan: Plan, random: Random, who: tuple[Array, Array, Array], category: Array) -> Frame:
    rows = len(category)
    first = plan.dates.start
    can_be_new = ~plan.has_role("carried")[who[2]]
    is_new = (random.random(rows) < 0.4) & can_be_new
    is_new[np.flatnonzero(can_be_new)[:1]] = True
    long_ago = (plan.dates.settled - 40 * DAY - (FIRST_START + 70 * DAY)) // DAY
    end = np.where(
        is_new, days_from(first + 2 * DAY, 23, random, rows), days_from(FIRST_START + 70 * DAY, long_ago, random, rows)
    )
    minor = (category == people.ORPHAN) | (category == people.DE_FACTO)
    reason = np.where(minor, random.integers(2, 6, rows), np.array([1, 1, 2, 5, 7])[random.integers(0, 5, rows)])
    start = days_from(FIRST_START, 60, random, rows)
    return ledger_rows(*who, random, status=ENDED, start=start, end=end, reason=reason)


def _auxiliary(plan: Plan, random: Random, recipients: Frame, first: int) -> tuple[Frame, Frame]:
    """Auxiliary pairings: children of their own and members who have a second helper."""
    own = np.flatnonzero(recipients["state"] == people.AUXILIARY)
    wanted = plan.auxiliary - np.bincount(recipients["unit"][own], minlength=len(plan.units))
    active = np.flatnonzero(recipients["state"] == people.ACTIVE)
    shuffled = active[random.permutation(len(active))]
    by_unit = shuffled[np.argsort(recipients["unit"][shuffled], kind="stable")]
    counts = np.bincount(recipients["unit"][active], minlength=len(plan.units))
    rank = np.arange(len(by_unit)) - np.repeat(starts_of(counts), counts)
    shared = by_unit[rank < np.repeat(wanted, counts)]
    chosen = np.sort(np.concatenate([own, shared]))
    units = recipients["unit"][chosen]
    helpers = helpers_of(plan, units, 1, "auxiliary")
    helpers["kind"] = random.integers(1, 9, len(chosen))
    start = days_from(FIRST_START, (plan.dates.settled - 40 * DAY - FIRST_START) // DAY, random, len(chosen))
    rows = ledger_rows(chosen, np.arange(len(chosen)) + first, units, random, kind=AUXILIARY_PAIR, start=start)
    return rows, helpers


def _starts(plan: Plan, random: Random, units: Array) -> Array:
    """Most pairings began in the programme's first months, some later, a few this month."""
    rows = len(units)
    first = plan.dates.start
    late = np.maximum((plan.dates.settled - 5 * DAY - FIRST_START) // DAY, 1)
    start = np.where(
        random.random(rows) < 0.8, days_from(FIRST_START, 110, random, rows), days_from(FIRST_START, late, random, rows)
    )
    new = (random.random(rows) < 0.006) & ~plan.has_role("carried")[units]
    return np.where(new, days_from(first + DAY, 18, random, rows), start)


def _share_helpers(plan: Plan, recipients: Frame, helpers: Frame, parts: list[Frame]) -> Array:
    """Active main pairings: one helper a recipient, the rest share the helper (and household) of another."""
    random = stream(plan.options.seed, "sharing")
    active = np.flatnonzero(recipients["state"] == people.ACTIVE)
    units = recipients["unit"][active]
    counts = np.bincount(units, minlength=len(plan.units))
    rank = np.arange(len(active)) - np.repeat(starts_of(counts), counts)
    is_lead = rank < plan.helpers[units]
    helper = starts_of(plan.helpers)[units] + np.minimum(rank, plan.helpers[units] - 1)
    kin = np.full(length(recipients), -1)
    attached = np.flatnonzero(~is_lead)
    step = (rank[attached] - plan.helpers[units[attached]]) * 7 % plan.helpers[units[attached]]
    chosen = starts_of(plan.helpers)[units[attached]] + step
    lead_of_helper = active[is_lead]
    kin[active[attached]] = lead_of_helper[chosen]
    helper[attached] = chosen
    _move_together(recipients, active[attached], kin)
    if plan.is_province:
        away = attached[random.random(len(attached)) < 0.015]
        helper[away] = some_helper(plan, random, (units[away] + 1) % len(plan.units))
        recipients["household"][active[away]] = active[away]
        kin[active[away]] = -1
    start = _starts(plan, random, units)
    parts.insert(0, ledger_rows(active, helper, units, random, start=start))
    _second_helpers(plan, random, parts)
    return kin


def _move_together(recipients: Frame, attached: Array, kin: Array) -> None:
    """Households share township and village; those who live in an institution have no household."""
    apart = (recipients["care_mode"][attached] == people.IN_INSTITUTION) | (
        recipients["care_mode"][kin[attached]] == people.IN_INSTITUTION
    )
    moved = attached[~apart]
    for name in ("township", "village"):
        recipients[name][moved] = recipients[name][kin[moved]]
    recipients["household"][moved] = kin[moved]


def _second_helpers(plan: Plan, random: Random, parts: list[Frame]) -> None:
    """One recipient in a hundred has 爱心爸爸 and 爱心妈妈."""
    base = parts[0]
    chosen = np.flatnonzero(random.random(length(base)) < 0.01)
    rows = pick(base, chosen)
    other = some_helper(plan, random, rows["unit"])
    fine = other != rows["helper"]
    second = pick({**rows, "helper": other}, fine)
    second["place"] = second["place"] + 1e-9
    parts.append(second)


def _tell_namesakes_apart(world: World) -> None:
    """No helper has two recipients of one name: activities may name a recipient without a number."""
    ledger, names = world.ledger, world.recipients["name"]
    table = pd.DataFrame({"helper": ledger["helper"], "recipient": ledger["recipient"]})
    table = table[table["helper"] >= 0].drop_duplicates()
    table["name"] = names[table["recipient"].to_numpy()]
    again = table.loc[table.duplicated(["helper", "name"]), "recipient"].to_numpy()
    for place, recipient in enumerate(np.unique(again)):
        names[recipient] = names[recipient][:1] + "双" + "甲乙丙丁戊己庚辛"[place % 8]


def add_helper_side(world: World) -> None:
    """What 省直及中央在甘单位 sends: rows that areas have too, and a few that no area has."""
    plan, ledger = world.plan, world.ledger
    random = world.stream("helper side")
    level = world.helpers["level"][ledger["helper"]]
    same = (ledger["kind"] == MAIN) & (ledger["status"] == ON) & (level == 1) & (ledger["helper"] >= 0)
    chosen = np.flatnonzero(same & (random.random(len(level)) < 0.7))
    copies = {**pick(ledger, chosen), "survivor": chosen}
    rows = len(chosen)
    copies |= {"unit": np.full(rows, len(plan.units)), "fate": np.full(rows, OTHER_UNIT)}
    alone = _strangers(world, random, 12)
    world.tables["pairing"] = stack([ledger, copies, alone])


def _strangers(world: World, random: Random, count: int) -> Frame:
    """Pairings of people whom no area knows."""
    units = random.integers(0, len(world.plan.units), count)
    recipient, helper = spare_people(world, units)
    world.helpers["level"][helper] = 1
    start = days_from(FIRST_START, 60, random, count)
    home = np.full(count, len(world.plan.units))
    return ledger_rows(recipient, helper, home, random, start=start, fate=HELPER_SIDE)


def spare_people(world: World, units: Array) -> tuple[Array, Array]:
    """Recipients and helpers of the given units whom nothing has used yet."""
    order = rank_within(units)
    recipients = np.flatnonzero(world.recipients["state"] == people.SPARE)
    helpers = np.flatnonzero(world.helpers["kind"] == SPARE_KIND)
    place = starts_of(world.plan.spare)[units] + world.spare_used[units] + order
    world.spare_used += np.bincount(units, minlength=len(world.plan.units))
    if (world.spare_used > world.plan.spare).any():
        raise AssertionError("the sample's reserve of people is used up")
    chosen = helpers[place]
    return recipients[place], chosen
