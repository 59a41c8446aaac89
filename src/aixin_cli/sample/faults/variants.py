"""Second rows of recipients whose number is damaged in one of the two: one person, whatever the rows say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aixin_cli.sample.faults.damage import DAMAGES, LOST, VANISHING, WHOLE, damaged
from aixin_cli.sample.faults.plant import Picker
from aixin_cli.sample.faults.renaming import folded, renamed
from aixin_cli.sample.faults.second_rows import ACTIVE_PLACEMENTS, ELSEWHERE, PLACEMENTS, SAME_HELPER, second_rows
from aixin_cli.sample.world.frame import Array, joined, numbered, texts
from aixin_cli.sample.world.identity import phones
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.world import Variant, World

LINKABLE_SHARE = 0.0102
"""Second rows a member of the programme: some 2,500 of the province's can be linked."""
BARE_ACTIVE, BARE_ENDED = 4e-5, 15e-5
"""Shares of second rows that hardly anything ties to the first; the active ones shift F02 until they are found."""
CERTIFIED = "certificate"
KINDS = (*DAMAGES, CERTIFIED)
LINKED = "the same person: one after linking"
TOLD_OTHERWISE = "the same person: the number stands there in another form"
HARDLY = "the same person: hardly anything shows it"
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Changes:
    """What else differs in the appended rows: the chances of each, and whether all that ties the rows goes."""

    name: float = 0.35
    phone: float = 0.15
    village: float = 0.1
    is_bare: bool = False


def plant_second_rows(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """Some of every kind of damage in every placement, and a few rows that can't be linked."""
    members = int(world.plan.members.sum())
    each = max(2, round(members * LINKABLE_SHARE / len(KINDS)))
    fits = _fits(world)
    drawn = [picker.draw(fits[kind], each) for kind in (CERTIFIED, "old_form", *LOST)]
    rows = np.concatenate(drawn)
    kinds = np.repeat(texts([CERTIFIED, "old_form", *LOST]), [len(part) for part in drawn])
    where = np.resize(texts(PLACEMENTS), len(rows))[picker.random.permutation(len(rows))]
    for placement in dict.fromkeys(PLACEMENTS):
        mine = where == placement
        _plant(world, picker, styles, (placement, rows[mine], kinds[mine]), Changes())
    for placement, share in (("elsewhere", BARE_ACTIVE), ("moved", BARE_ENDED)):
        bare = picker.draw(fits["missing"], max(1, round(members * share)))
        kinds = texts(LOST)[picker.random.integers(0, len(LOST), len(bare))]
        _plant(world, picker, styles, (placement, bare, kinds), Changes(is_bare=True))


def _fits(world: World) -> dict[str, Array]:
    """Which rows' people each kind can befall; an old number has no century, a certificate repeats the number."""
    who = world.ledger["recipient"]
    everyone = np.ones(len(who), dtype=bool)
    old = world.recipients["birth"][who] < np.datetime64("2000-01-01")
    return dict.fromkeys(KINDS, everyone) | {
        "old_form": old,
        CERTIFIED: world.recipients["certificate"][who] != "",
    }


def _plant(
    world: World,
    picker: Picker,
    styles: tuple[UnitStyle, ...],
    wanted: tuple[str, Array, Array],
    changes: Changes,
) -> None:
    """Append the second rows of one placement and write them in their own way."""
    for placement, rows, copies, index in second_rows(world, picker.random, *wanted[:2]):
        kinds = wanted[2][index]
        turned = np.zeros(len(rows), dtype=bool)
        if placement in ACTIVE_PLACEMENTS and not changes.is_bare:
            turned = picker.random.random(len(rows)) < 0.4
        left, right = np.where(turned, copies, rows), np.where(turned, rows, copies)
        kinds = unlike_kinds(world, "recipient", right, kinds)
        world.ledger["is_quiet"][right] = 1
        _write_numbers(world, picker, right, kinds, changes.is_bare)
        _write_own_numbers(world, copies)
        ties = _ties(world, styles, rows, copies, placement)
        # A number that is told otherwise is still one: under another name it would be another person's.
        ties[np.isin(kinds.astype(str), (*WHOLE, CERTIFIED))] = ENOUGH
        _write_changes(world, picker, (copies, placement), ties, changes)
        name = f"bare {placement}" if changes.is_bare else placement
        world.variants.append(Variant("recipient", name, kinds, left, right))


def unlike_kinds(world: World, role: str, rows: Array, kinds: Array) -> Array:
    """Kinds that leave the numbers of two namesakes of one unit different; a clash gets a wrong check digit."""
    names = (world.recipients if role == "recipient" else world.helpers)["name"]
    earlier = [
        planted.rows
        for planted in world.planted
        if planted.layout == "pairing" and planted.field == f"{role}_id" and planted.kind.endswith(VANISHING)
    ]
    taken = np.concatenate([*earlier, np.zeros(0, dtype=np.int64)])
    mine = np.flatnonzero(np.isin(kinds.astype(str), VANISHING))
    both = np.concatenate([taken, rows[mine]])
    table = pd.DataFrame({"unit": world.ledger["unit"][both], "name": names[world.ledger[role][both]]})
    again = table.duplicated().to_numpy()[len(taken) :]
    out = kinds.copy()
    out[mine[again]] = "check_digit"
    return out


def _write_numbers(world: World, picker: Picker, rows: Array, kinds: Array, is_bare: bool) -> None:
    """The damaged numbers, and no certificate that would repeat the sound one."""
    world.damaged.append(("recipient", rows, kinds))
    for kind in KINDS:
        mine = rows[kinds == kind]
        ids = world.recipients["id"][world.ledger["recipient"][mine]]
        written = damaged("missing" if kind == CERTIFIED else kind, ids, picker.random)
        whole = kind in {*WHOLE, CERTIFIED}
        effect = HARDLY if is_bare else TOLD_OTHERWISE if whole else LINKED
        name = f"bare_row_{kind}" if is_bare else f"second_row_{kind}"
        world.plant("pairing", name, mine, ("recipient_id", written), effect)
    plain = rows[kinds != CERTIFIED]
    world.overwrite("pairing", "disability_certificate", plain, np.full(len(plain), "", dtype=object))


def _write_own_numbers(world: World, copies: Array) -> None:
    """A second row mostly has no number of the unit's own, else another one."""
    unit = world.ledger["unit"][copies]
    codes = texts([place.code for place in world.plan.units])[unit]
    other = joined(codes, "-9", numbered(copies, 6))
    world.overwrite("pairing", "recipient_no", copies, np.where(copies % 3 == 0, other, "").astype(object))


def _ties(world: World, styles: tuple[UnitStyle, ...], rows: Array, copies: Array, placement: str) -> Array:
    """How many fields agree in each two rows as long as nothing else is changed: name and phone always do."""
    unit = world.ledger["unit"]
    says = np.array([style.has_sex_and_birth for style in styles])
    guardian = world.recipients["guardian"][world.ledger["recipient"][rows]] != ""
    near = placement not in ELSEWHERE
    return np.asarray(
        ENOUGH + (says[unit[rows]] & says[unit[copies]]) + guardian + int(near) + int(placement in SAME_HELPER)
    )


def _write_changes(world: World, picker: Picker, where: tuple[Array, str], ties: Array, changes: Changes) -> None:
    """Other phones, blank villages, other ways to write a name: mostly three ties remain, sometimes two."""
    copies, placement = where
    random, count = picker.random, len(copies)
    spare = ties - np.where(random.random(count) < 0.1, ENOUGH, ENOUGH + 1)
    if placement in ELSEWHERE:
        spare -= _write_names(world, copies, (random.random(count) < changes.name) | changes.is_bare, spare, random)
    phone = (random.random(count) < changes.phone) & (spare > 0) | changes.is_bare
    chosen = copies[phone]
    world.overwrite("pairing", "recipient_phone", chosen, phones(random.integers(0, 10**8, len(chosen))))
    village = (random.random(count) < changes.village) & (spare - phone > 0) | changes.is_bare
    bare = ("recipient_birth_date", "guardian_name") if changes.is_bare else ()
    for field in ("village", *bare):
        chosen = copies[village]
        world.overwrite("pairing", field, chosen, np.full(len(chosen), "", dtype=object))


def _write_names(world: World, copies: Array, wanted: Array, spare: Array, random: np.random.Generator) -> Array:
    """Names as the other county writes them; returns 1 where the name no longer ties the rows."""
    names = world.recipients["name"][world.ledger["recipient"][copies]]
    found = renamed(names.tolist(), random.integers(0, 1000, len(copies)).tolist())
    written, kinds = texts([name for name, _ in found]), texts([kind for _, kind in found])
    loses = np.array([folded(name) != folded(old) for name, old in zip(written, names, strict=True)], dtype=bool)
    use = wanted & (kinds != "") & (~loses | (spare > 0))
    for kind in sorted(set(kinds[use])):
        mine = use & (kinds == kind)
        world.plant("pairing", f"name_{kind}", copies[mine], ("recipient_name", written[mine]), LINKED)
    return np.asarray(use & loses).astype(np.int64)
