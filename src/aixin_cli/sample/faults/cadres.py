"""The same helper in two rows, with a damaged number in one of them."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.faults.damage import DAMAGES, WHOLE, damaged
from aixin_cli.sample.faults.plant import Picker, copies_of, times_used
from aixin_cli.sample.faults.renaming import renamed
from aixin_cli.sample.faults.second_rows import knows_namesake
from aixin_cli.sample.faults.variants import HARDLY, LINKED, TOLD_OTHERWISE, unlike_kinds
from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, length, texts
from aixin_cli.sample.world.identity import phones
from aixin_cli.sample.world.world import KEPT, MAIN, ON, SAME_PAIR, Variant, World

SHARE = 0.0041
"""Helpers' second rows a member of the programme: some 1,000 of the province's can be linked."""
BARE_SHARE = 2e-5
TWO_RECIPIENTS, SECOND_UNIT, SAME_AGAIN = "two recipients", "second unit", "same pair"
PLACEMENTS = (TWO_RECIPIENTS, SECOND_UNIT, TWO_RECIPIENTS, TWO_RECIPIENTS, SAME_AGAIN)
OTHER_PHONE = 0.12


def plant_cadres(world: World, picker: Picker) -> None:
    """Helpers of two recipients, helpers whom a second county names, and pairs told twice."""
    members = int(world.plan.members.sum())
    total = max(2 * len(DAMAGES) + 2, round(members * SHARE))
    shares = {placement: round(total * PLACEMENTS.count(placement) / len(PLACEMENTS)) for placement in set(PLACEMENTS)}
    left, right = _two_recipients(world, picker, shares[TWO_RECIPIENTS])
    bare = np.zeros(len(left), dtype=bool)
    bare[: max(1, round(members * BARE_SHARE))] = True
    _write(world, picker, (TWO_RECIPIENTS, left[~bare], right[~bare]))
    _write_bare(world, picker, left[bare], right[bare])
    if len(world.plan.units) > 1:
        _write(world, picker, (SECOND_UNIT, *_second_unit(world, picker, shares[SECOND_UNIT])))
    _write(world, picker, (SAME_AGAIN, *_same_again(world, picker, shares[SAME_AGAIN])))


def _two_recipients(world: World, picker: Picker, wanted: int) -> tuple[Array, Array]:
    """Rows of helpers who have exactly two, both untouched, in one unit or in two."""
    ledger, plan = world.ledger, world.plan
    carried = np.append(plan.has_role("carried"), True)
    fit = (ledger["fate"] == KEPT) & (ledger["kind"] == MAIN) & (ledger["status"] == ON)
    fit &= (ledger["start"] < plan.dates.start) & ~carried[np.minimum(ledger["unit"], len(carried) - 1)]
    fit &= (world.recipients["state"][ledger["recipient"]] == people.ACTIVE) & (ledger["is_quiet"] == 0)
    fit &= (times_used(ledger["recipient"]) == 1) & (times_used(ledger["helper"]) == 2)
    for (layout, _), changes in world.overrides.items():
        if layout == "pairing":
            fit[np.concatenate([rows for rows, _ in changes])] = False
    rows = np.flatnonzero(fit)
    rows = rows[np.argsort(ledger["helper"][rows], kind="stable")]
    both = np.flatnonzero(ledger["helper"][rows[:-1]] == ledger["helper"][rows[1:]])
    chosen = picker.random.permutation(both)[:wanted]
    turned = picker.random.random(len(chosen)) < 0.5
    first, second = rows[chosen], rows[chosen + 1]
    return np.where(turned, second, first), np.where(turned, first, second)


def _second_unit(world: World, picker: Picker, wanted: int) -> tuple[Array, Array]:
    """A recipient of another county has a second helper: one whom his own county names soundly."""
    everyone = np.ones(length(world.ledger), dtype=bool)
    random = picker.random
    rows = random.permutation(picker.draw(everyone, 2 * wanted))
    helper_rows, rows = rows[: len(rows) // 2], rows[len(rows) // 2 : 2 * (len(rows) // 2)]
    ledger = world.ledger
    helper = ledger["helper"][helper_rows]
    fine = (ledger["unit"][helper_rows] != ledger["unit"][rows]) & ~knows_namesake(
        world, helper, ledger["recipient"][rows]
    )
    rows, helper_rows, helper = rows[fine], helper_rows[fine], helper[fine]
    copies = copies_of(world, "pairing", rows, helper=helper, is_quiet=1, place=random.random(len(rows)))
    return helper_rows, copies


def _same_again(world: World, picker: Picker, wanted: int) -> tuple[Array, Array]:
    """A pair that one unit tells twice."""
    rows = picker.draw(np.ones(length(world.ledger), dtype=bool), wanted)
    place = picker.random.random(len(rows))
    return rows, copies_of(world, "pairing", rows, fate=SAME_PAIR, survivor=rows, is_quiet=1, place=place)


def _write(world: World, picker: Picker, planned: tuple[str, Array, Array]) -> None:
    """Damaged numbers of every kind, some other phones, and names in another county's way."""
    placement, left, right = planned
    random = picker.random
    told = sum(len(variant.right) for variant in world.variants if variant.role == "helper")
    kinds = texts(list(DAMAGES))[(told + np.arange(len(right))) % len(DAMAGES)]
    # The old form has no century: nobody born in this one ever had it.
    young = world.helpers["birth"][world.ledger["helper"][right]] >= np.datetime64("2000-01-01")
    whole = np.isin(kinds.astype(str), WHOLE)
    kinds[young & whole] = "check_digit"
    kinds = unlike_kinds(world, "helper", right, kinds)
    world.ledger["is_quiet"][right] = 1
    _write_numbers(world, picker, right, kinds, is_bare=False)
    moved = right[random.random(len(right)) < OTHER_PHONE]
    world.overwrite("pairing", "helper_phone", moved, phones(random.integers(0, 10**8, len(moved))))
    apart = world.ledger["unit"][left] != world.ledger["unit"][right]
    renames = apart & ~np.isin(right, moved) & ~whole
    _write_names(world, right[renames & (random.random(len(right)) < 0.35)], random)
    world.variants.append(Variant("helper", placement, kinds, left, right))


def _write_bare(world: World, picker: Picker, left: Array, right: Array) -> None:
    """Another phone and no employer: the name alone is left."""
    kinds = unlike_kinds(world, "helper", right, np.full(len(right), "check_digit", dtype=object))
    world.ledger["is_quiet"][right] = 1
    _write_numbers(world, picker, right, kinds, is_bare=True)
    world.overwrite("pairing", "helper_phone", right, phones(picker.random.integers(0, 10**8, len(right))))
    world.overwrite("pairing", "helper_unit", right, np.full(len(right), "", dtype=object))
    world.variants.append(Variant("helper", f"bare {TWO_RECIPIENTS}", kinds, left, right))


def _write_numbers(world: World, picker: Picker, rows: Array, kinds: Array, is_bare: bool) -> None:
    world.damaged.append(("helper", rows, kinds))
    for kind in DAMAGES:
        mine = rows[kinds == kind]
        written = damaged(kind, world.helpers["id"][world.ledger["helper"][mine]], picker.random)
        effect = HARDLY if is_bare else TOLD_OTHERWISE if kind in WHOLE else LINKED
        name = f"bare_helper_{kind}" if is_bare else f"helper_row_{kind}"
        world.plant("pairing", name, mine, ("helper_id", written), effect)


def _write_names(world: World, rows: Array, random: np.random.Generator) -> None:
    names = world.helpers["name"][world.ledger["helper"][rows]]
    found = renamed(names.tolist(), random.integers(0, 1000, len(rows)).tolist())
    kinds = texts([kind for _, kind in found])
    written = texts([name for name, _ in found])
    for kind in sorted(set(kinds) - {""}):
        mine = kinds == kind
        world.plant("pairing", f"name_{kind}", rows[mine], ("helper_name", written[mine]), LINKED)
