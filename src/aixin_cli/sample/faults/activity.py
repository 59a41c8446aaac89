"""Faults of activities: told twice, told of strangers, told too late, and cells that can't be used."""

from __future__ import annotations

from typing import Any

import numpy as np

from aixin_cli.sample.faults.pairing import BLANKED, NOTHING, REMOVED
from aixin_cli.sample.faults.plant import copies_of
from aixin_cli.sample.world import people
from aixin_cli.sample.world.activity import (
    BEFORE_OPENING,
    CONTACT,
    DEED,
    JUST_ENDED,
    MONEY,
    PUBLIC_MONEY,
    SUBSTITUTE,
    UNMATCHED,
    VISIT,
    record_rows,
)
from aixin_cli.sample.world.frame import Array, Frame, length, rank_within, stack
from aixin_cli.sample.world.ledger import DIED, some_helper, spare_people
from aixin_cli.sample.world.plan import DAY
from aixin_cli.sample.world.world import ENDED, KEPT, MAIN, OTHER_UNIT, QUARANTINED, SAME_ROW, World

NEW_LINE = 10**9


def plant_activity_faults(world: World) -> None:
    """All faults of AX02; those that need a day go to units that keep a log."""
    _doubles(world)
    _substitutes(world)
    _after_the_end(world)
    _strangers(world)
    if world.is_first:
        _before_opening(world)
    if world.plan.dates.has_new_fields:
        _public_money(world)
    _unusable(world)
    _unusable_sheets(world)
    _untidy(world)
    _damaged_again(world)


def _chosen(world: World, mask: Array, share: float, name: str) -> Array:
    """Rows of the log that fit, by chance."""
    fit = np.flatnonzero(mask)
    return np.sort(world.stream(f"activity {name}").permutation(fit)[: world.quota("activity", share)])


def _logged(world: World) -> Array:
    """The month's sound records of units with a log, outside the supplement and not of earlier months."""
    records = world.tables["activity"]
    plain = (records["fate"] == KEPT) & (records["match"] == 0) & (records["is_earlier"] == 0)
    return np.asarray(plain & (records["month"] == 0) & world.plan.is_log[records["unit"]])


def _doubles(world: World) -> None:
    rows = _chosen(world, _logged(world), 0.08, "same row")
    copies = copies_of(world, "activity", rows, fate=SAME_ROW, survivor=rows)
    world.plant("activity", "same_activity", copies, "activity_date", REMOVED)
    logs = np.flatnonzero(world.plan.is_log)
    if len(logs) < 2:
        return
    records = world.tables["activity"]
    fit = _logged(world) & (records["unit"] < logs[-1]) & (records["is_named"] == 1) & ~_has_copy(records)
    # A person without a valid number is known in its own unit only.
    fit &= world.recipients["is_identified"][records["recipient"]] & world.helpers["is_identified"][records["helper"]]
    rows = _chosen(world, fit, 0.03, "other unit")
    unit = logs[np.searchsorted(logs, records["unit"][rows], side="right")]
    copies = copies_of(world, "activity", rows, fate=OTHER_UNIT, survivor=rows, unit=unit, is_named=1)
    world.plant("activity", "same_activity_other_unit", copies, "unit_name", REMOVED)


def _has_copy(records: Frame) -> Array:
    """Records that were told twice already."""
    has = np.zeros(length(records), dtype=bool)
    has[records["survivor"][records["survivor"] >= 0]] = True
    return has


def _substitutes(world: World) -> None:
    """A known recipient visited by somebody else's helper."""
    records = world.tables["activity"]
    fit = _logged(world) & (records["pair_kind"] == MAIN) & (records["kind"] == VISIT)
    fit &= world.recipients["is_identified"][records["recipient"]]
    rows = _chosen(world, fit, 0.03, "substitute")
    helper = some_helper(world.plan, world.stream("substitute helpers"), records["unit"][rows])
    sound = world.helpers["is_identified"][helper] & ~_are_paired(world, records["recipient"][rows], helper)
    rows, helper = rows[sound], helper[sound]
    copies = copies_of(world, "activity", rows, helper=helper, match=SUBSTITUTE, is_named=1)
    world.plant("activity", "substitute", copies, "helper_name", "counts to the recipient's main pairing, queried")


def _are_paired(world: World, recipient: Array, helper: Array) -> Array:
    ledger = world.ledger
    return np.isin(recipient * 10**7 + helper, ledger["recipient"] * 10**7 + ledger["helper"])


def _on_rows(world: World, rows: Array, name: str, **given: Array | int) -> Array:
    """Append visits on ledger rows; returns where they stand."""
    random = world.stream(f"activity on {name}")
    first = length(world.tables["activity"])
    kind = np.where(np.arange(len(rows)) % 2 == 0, VISIT, CONTACT)
    frame = record_rows(world, rows, kind, random, line=NEW_LINE + first + np.arange(len(rows)), **given)
    world.tables["activity"] = stack([world.tables["activity"], frame])
    return np.arange(first, first + len(rows))


def _after_the_end(world: World) -> None:
    plan, ledger = world.plan, world.ledger
    log = np.append(plan.is_log & ~plan.has_role("carried"), False)[ledger["unit"]]
    gone = log & (ledger["status"] == ENDED) & (ledger["fate"] == KEPT) & (ledger["kind"] == MAIN)
    gone &= (world.recipients["state"][ledger["recipient"]] == people.EXITED) & (ledger["reason"] != DIED)
    new = gone & (ledger["end"] >= plan.dates.start) & (ledger["end"] <= plan.dates.end - 4 * DAY)
    rows = _chosen(world, new, 0.02, "just ended")
    date = ledger["end"][rows] + 2 * DAY
    copies = _on_rows(world, rows, "just ended", date=date, match=JUST_ENDED)
    world.plant("activity", "just_ended", copies, "activity_date", "counts: the pairing ended at most 31 days before")
    old = gone & (ledger["end"] < plan.dates.start - 38 * DAY)
    rows = _chosen(world, old, 0.02, "long ended")
    copies = _on_rows(world, rows, "long ended", date=_some_day(world, rows), match=UNMATCHED)
    world.plant("activity", "long_ended", copies, "activity_date", "not counted: the pairing ended long before")


def _some_day(world: World, rows: Array) -> Array:
    return np.asarray(world.plan.dates.start + (rows % 27).astype("timedelta64[D]"))


def _strangers(world: World) -> None:
    """Activities for people who stand in no ledger."""
    random = world.stream("activity strangers")
    fit = np.flatnonzero(_logged(world))
    if not len(fit):
        return
    count = min(world.quota("activity", 0.02), int(world.plan.members.sum()) // 40 + 1)
    rows = fit[random.integers(0, len(fit), count)]
    units = world.tables["activity"]["unit"][rows]
    # A small unit has only so many people whom nobody else needs.
    fine = rank_within(units) < (world.plan.spare - world.spare_used)[units]
    rows, units = rows[fine], units[fine]
    recipient = spare_people(world, units)[0]
    altered: dict[str, Array | int] = {"recipient": recipient, "match": UNMATCHED, "is_named": 1, "pair_kind": -1}
    copies = copies_of(world, "activity", rows, **altered)
    world.plant("activity", "unmatched", copies, "recipient_id", "not counted: no such recipient")


def _before_opening(world: World) -> None:
    """Activities dated in months that the opening totals already hold."""
    early = world.plan.has_role("early_opening")[world.tables["activity"]["unit"]]
    rows = _chosen(world, _logged(world) & ~early, 0.02, "before opening")
    date = world.tables["activity"]["date"][rows] - 60 * DAY
    copies = copies_of(world, "activity", rows, date=date, match=BEFORE_OPENING, is_earlier=1)
    world.plant("activity", "before_opening", copies, "activity_date", "not counted: the opening holds it")


def _public_money(world: World) -> None:
    records = world.tables["activity"]
    fit = (records["fate"] == KEPT) & (records["amount"] > 0) & (records["match"] == 0) & (records["month"] == 0)
    rows = _chosen(world, fit & ~_has_copy(records), 0.01, "public money")
    records["source"][rows] = PUBLIC_MONEY
    log = world.plan.is_log[records["unit"][rows]]
    for layout, mine in (("activity", log), ("activity_monthly", ~log)):
        world.plant(layout, "public_money", rows[mine], "fund_source", "the activity counts, its money doesn't")


def _unusable(world: World) -> None:
    """Copies of sound records with a counting field that can't be used."""
    plan = world.plan
    after = str(plan.dates.end + 9 * DAY)
    cells: tuple[tuple[str, Any, int], ...] = (
        ("activity_kind", "文艺演出", CONTACT),
        ("activity_date", "2024年13月5日", CONTACT),
        ("activity_date", after, VISIT),
        ("activity_date", "2022-06-01", CONTACT),
        ("person_times", "若干", VISIT),
        ("matter_count", "", DEED),
        ("amount_yuan", "一些", VISIT),
    )
    records = world.tables["activity"]
    for place, (name, value, kind) in enumerate(cells):
        rows = _chosen(world, _logged(world) & (records["kind"] == kind), 0.012, f"unusable {place}")
        copies = copies_of(world, "activity", rows, fate=QUARANTINED)
        world.plant("activity", "quarantined", copies, (name, value), "quarantined")
        records = world.tables["activity"]


def _unusable_sheets(world: World) -> None:
    """Extra lines of monthly sheets with a count that is none."""
    records = world.tables["activity"]
    fit = (records["fate"] == KEPT) & ~world.plan.is_log[records["unit"]] & (records["kind"] != MONEY)
    for place, (name, value) in enumerate(
        (("visit_count", "-2"), ("contact_count", "二十多"), ("amount_yuan", "一些"))
    ):
        rows = _chosen(world, fit, 0.012, f"unusable sheet {place}")
        line = NEW_LINE * (2 + place) + rows
        copies = copies_of(world, "activity", rows, fate=QUARANTINED, line=line)
        world.plant("activity_monthly", "quarantined", copies, (name, value), "quarantined")


def _untidy(world: World) -> None:
    """Descriptive cells that are blanked, and words that a reader understands."""
    free = _logged(world)
    free[: length(world.tables["activity"])] &= world.tables["activity"]["line"] % 3 == 1
    rows = _chosen(world, free, 0.03, "method")
    world.plant("activity", "bad_method", rows, ("method", "飞鸽"), BLANKED)
    free[rows] = False
    rows = _chosen(world, free, 0.02, "times")
    world.plant("activity", "counted_in_words", rows, ("person_times", "1人次"), NOTHING)


def _damaged_again(world: World) -> None:
    """The damaged numbers of the ledger stand in the activities too: there they still find their pair."""
    records = world.tables["activity"]
    log = world.plan.is_log[records["unit"]]
    for role, frame in (("recipient", world.recipients), ("helper", world.helpers)):
        who = records[role]
        damaged = ~frame["is_identified"][who] & (frame["id_text"][who] != "") & (records["fate"] != QUARANTINED)
        for layout, mine in (("activity", log), ("activity_monthly", ~log)):
            rows = np.flatnonzero(damaged & mine)
            if layout == "activity_monthly":
                rows = rows[np.unique(records["line"][rows] * 2 + (records["month"][rows] < 0), return_index=True)[1]]
            world.plant(
                layout, "damaged_number_again", rows, f"{role}_id", "finds its pair by number and name as written"
            )
