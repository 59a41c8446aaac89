"""Faults of the ledger that are no matter of numbers: doubles, claims, bad cells, slips that mend themselves."""

from __future__ import annotations

from typing import Any

import numpy as np

from aixin_cli.sample.faults.plant import Picker, copies_of, times_used
from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, Frame, length, stack
from aixin_cli.sample.world.ledger import FIRST_START, MOVED_AWAY, days_from, ledger_rows, some_helper, spare_people
from aixin_cli.sample.world.plan import DAY
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.world import ENDED, KEPT, MAIN, ON, OTHER_UNIT, QUARANTINED, SAME_PAIR, SAME_ROW, World

QUARANTINE_LIMIT = 0.03
BLANKED = "the value is blanked, the row counts"
NOTHING = "none: the value is cleaned"
REMOVED = "removed as a duplicate"


def plant_doubles(world: World, picker: Picker) -> None:
    """The same row, pair or recipient more than once."""
    everyone = np.ones(length(world.ledger), dtype=bool)
    same = picker.draw(everyone, world.quota("pairing", 0.08))
    copies = copies_of(world, "pairing", same, fate=SAME_ROW, survivor=same)
    world.plant("pairing", "same_row", copies, "recipient_id", REMOVED)
    same = picker.draw(everyone, world.quota("pairing", 0.05))
    copies = copies_of(world, "pairing", same, fate=SAME_PAIR, survivor=same)
    world.plant("pairing", "same_pair", copies, ("remark", "补录"), REMOVED)
    if len(world.plan.units) > 1:
        _across_units(world, picker)
    _two_categories(world, picker)


def elsewhere(world: World, rows: Array) -> tuple[Array, Array]:
    """The next unit with a higher code that sends this month's ledger, for rows that have one."""
    carried = world.plan.has_role("carried")
    target = world.ledger["unit"][rows] + 1
    target = np.where(carried[np.minimum(target, len(carried) - 1)], target + 1, target)
    fine = target < len(carried)
    return rows[fine], target[fine]


def _across_units(world: World, picker: Picker) -> None:
    carried = world.plan.has_role("carried")
    not_last = world.ledger["unit"] < np.flatnonzero(~carried)[-1]
    rows, unit = elsewhere(world, picker.draw(not_last, world.quota("pairing", 0.04)))
    copies = copies_of(world, "pairing", rows, unit=unit, fate=OTHER_UNIT, survivor=rows, is_quiet=1)
    world.plant("pairing", "other_unit", copies, "unit_name", REMOVED)
    rows, unit = elsewhere(world, picker.draw(not_last, world.quota("pairing", 0.01)))
    end = days_from(world.plan.dates.start - 20 * DAY, 15, picker.random, len(rows))
    gone: dict[str, Array | int] = {"status": ENDED, "end": end, "reason": MOVED_AWAY, "is_quiet": 1}
    copies = copies_of(world, "pairing", rows, unit=unit, fate=OTHER_UNIT, survivor=rows, **gone)
    world.plant("pairing", "ended_here_active_there", copies, "status", REMOVED)
    rows, unit = elsewhere(world, picker.draw(not_last, world.quota("pairing", 0.03)))
    helper = some_helper(world.plan, picker.random, unit)
    copies = copies_of(world, "pairing", rows, unit=unit, helper=helper, is_quiet=1)
    world.plant("pairing", "claimed_by_two_units", copies, "unit_name", "counts once, home is the lowest unit code")


def _two_categories(world: World, picker: Picker) -> None:
    """A disabled person with a second helper whose row says 特困人员."""
    who = world.ledger["recipient"]
    fit = (world.recipients["category"][who] == people.DISABLED) & (world.recipients["other"][who] < 0)
    rows = picker.draw(fit, world.quota("pairing", 0.02))
    helper = some_helper(world.plan, picker.random, world.ledger["unit"][rows])
    fine = helper != world.ledger["helper"][rows]
    rows, helper = rows[fine], helper[fine]
    copies = copies_of(world, "pairing", rows, helper=helper, category=people.DESTITUTE, is_quiet=1)
    world.plant("pairing", "two_categories", copies, "recipient_category", "counts once, as 特困人员")


BAD_COUNTING = (
    ("recipient_category", "生活困难户"),
    ("recipient_category", "留守儿童"),
    ("pair_kind", "第三类"),
    ("status", "不清楚"),
    ("helper_kind", "友邻"),
)
BAD_ENDINGS = (("end_date", ""), ("end_date", "2024年13月5日"), ("end_reason", "情况变化"))


def plant_quarantined(world: World) -> None:
    """Rows of people who stand nowhere else, with a counting field that can't be used."""
    plan = world.plan
    sent = np.bincount(world.ledger["unit"], minlength=len(plan.units))[: len(plan.units)]
    share = plan.options.faults * 0.12
    wanted = np.round(sent * share).astype(np.int64)
    if plan.options.size == "small":
        wanted = np.maximum(wanted, 2)
    wanted = np.minimum(wanted, np.floor(sent * QUARANTINE_LIMIT).astype(np.int64))
    wanted[plan.has_role("carried")] = 0
    random = world.stream("quarantined pairings")
    units = np.repeat(np.arange(len(plan.units)), wanted)
    recipient, helper = spare_people(world, units)
    start = days_from(FIRST_START, 60, random, len(units))
    rows = ledger_rows(recipient, helper, units, random, start=start, fate=QUARANTINED)
    turn = np.arange(len(units)) % (len(BAD_COUNTING) + len(BAD_ENDINGS))
    _as_ended(world, rows, turn >= len(BAD_COUNTING))
    first = length(world.ledger)
    world.tables["pairing"] = stack([world.ledger, rows])
    for place, (name, value) in enumerate(BAD_COUNTING + BAD_ENDINGS):
        chosen = first + np.flatnonzero(turn == place)
        world.plant("pairing", "quarantined", chosen, (name, value), "quarantined")


def _as_ended(world: World, rows: Frame, mask: Array) -> None:
    rows["status"][mask] = ENDED
    rows["reason"][mask] = MOVED_AWAY
    rows["end"][mask] = world.plan.dates.start - 50 * DAY


def plant_blanked(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """Bad values in descriptive fields: they vanish, the row stays."""
    says = np.array([style.has_sex_and_birth for style in styles])[world.ledger["unit"]]
    who = world.ledger["recipient"]
    everyone = np.ones(len(who), dtype=bool)
    at_home = world.recipients["care_mode"][who] == people.AT_HOME
    certified = world.recipients["certificate"][who] != ""
    only_here = times_used(world.ledger["helper"]) == 1
    cells: tuple[tuple[str, Any, Array, float], ...] = (
        ("recipient_phone", "1398", everyone, 0.08),
        ("helper_phone", "1.54000E+10", everyone, 0.06),
        ("guardian_name", "???", everyone, 0.03),
        ("helper_level", "国际级", only_here, 0.04),
        ("care_mode", "看情况", at_home, 0.03),
        ("recipient_birth_date", "2010年2月30日", says, 0.03),
        ("recipient_sex", "待定", says, 0.02),
        ("start_date", "去年夏天", everyone, 0.04),
        ("disability_certificate", "残疾证在办", certified, 0.03),
    )
    for name, value, fit, share in cells:
        rows = picker.draw(fit, world.quota("pairing", share))
        world.plant("pairing", f"bad_{name}", rows, (name, value), BLANKED)
        _forget(world, name, rows)


def _forget(world: World, name: str, rows: Array) -> None:
    """What a reader can't know after the value was blanked, the truth doesn't know either."""
    recipient, helper = world.ledger["recipient"][rows], world.ledger["helper"][rows]
    if name == "helper_level":
        world.helpers["level"][helper] = 0
    elif name == "care_mode":
        world.recipients["care_mode"][recipient] = people.NO_MODE
    elif name == "disability_certificate":
        world.recipients["disability_kind"][recipient] = 0
        world.recipients["disability_grade"][recipient] = 0
    elif name == "start_date":
        world.ledger["start"][rows] = np.datetime64("NaT")


def plant_cosmetic(world: World, picker: Picker) -> None:
    """Slips that a reader mends without asking: they change nothing."""
    everyone = np.ones(length(world.ledger), dtype=bool)

    def drawn(share: float) -> tuple[Array, Array, Array]:
        rows = picker.draw(everyone, world.quota("pairing", share))
        return rows, world.ledger["recipient"][rows], world.ledger["helper"][rows]

    rows, recipient, _ = drawn(0.05)
    spaced = np.array([name[0] + "　" + name[1:] for name in world.recipients["name"][recipient]], dtype=object)
    world.plant("pairing", "spaced_name", rows, ("recipient_name", spaced), NOTHING)
    rows, _, helper = drawn(0.04)
    wide = np.array([number.translate(WIDE) for number in world.helpers["id"][helper]], dtype=object)
    world.plant("pairing", "wide_digits", rows, ("helper_id", wide), NOTHING)
    rows, recipient, _ = drawn(0.04)
    apart = np.array(
        [f"{number[:6]} {number[6:14]} {number[14:]}" for number in world.recipients["id"][recipient]], dtype=object
    )
    world.plant("pairing", "spaced_number", rows, ("recipient_id", apart), NOTHING)
    rows, recipient, _ = drawn(0.04)
    dialled = np.array(
        [f"+86 {phone[:3]}-{phone[3:7]}-{phone[7:]}" for phone in world.recipients["phone_text"][recipient]],
        dtype=object,
    )
    world.plant("pairing", "dialled_phone", rows, ("recipient_phone", dialled), NOTHING)


WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def note_second_helpers(world: World) -> None:
    """Several main pairings of one recipient in one unit are a question, not a fault."""
    ledger = world.ledger
    rows = np.flatnonzero((ledger["fate"] == KEPT) & (ledger["status"] == ON) & (ledger["kind"] == MAIN))
    key = ledger["recipient"][rows] * 1000 + ledger["unit"][rows]
    _, place, count = np.unique(key, return_inverse=True, return_counts=True)
    effect = "queried: both pairings count, the recipient once"
    world.plant("pairing", "several_main", rows[count[place] > 1], "recipient_id", effect)
