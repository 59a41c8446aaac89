"""People who look like somebody else and aren't: twins, namesakes, families, wards of one guardian; and loners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aixin_cli.sample.faults.damage import LOST, damaged
from aixin_cli.sample.faults.plant import Picker, clear_namesakes
from aixin_cli.sample.faults.renaming import TIBETAN
from aixin_cli.sample.faults.variants import unlike_kinds
from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, joined, numbered, rank_within, texts
from aixin_cli.sample.world.identity import check_characters, day_number
from aixin_cli.sample.world.names import FEMALE_SIGNS, MALE_SACRED, MALE_SIGNS, TIBETAN_WORDS
from aixin_cli.sample.world.plan import DAY
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.world import World

SHARES = {"twins": 6e-4, "namesakes": 6e-4, "homonyms": 4e-4, "wards": 4e-4, "siblings": 2e-4, "parents": 3e-4}
LONERS = 1.1e-3
"""Groups, and people without a second row, a member of the programme."""
FIRST_SEQUENCE = {"twins": 902, "namesakes": 922, "homonyms": 942, "siblings": 962}
"""Sequences of ID numbers that `resident_ids` never comes to, a range a kind."""
SHARED_HOME = ("township", "village", "household")
STAYS = "another person: stays apart"
KEEPING = ("check_digit", "transposed", "mistyped_area", "mistyped_birth", "digit_missing", "digit_doubled")
"""Kinds that leave enough of a number to tell it from another person's."""
LONG_NAME = 4
NEVER_SPARED = 10**9


@dataclass(frozen=True, slots=True)
class Trap:
    """A kind of likeness: what befalls the last number of a group, and in each how manieth group nothing does."""

    name: str
    kinds: tuple[str, ...] = tuple(kind for kind in LOST if kind != "look_alike")
    spared: int = NEVER_SPARED


def plant_lookalikes(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """Every kind of likeness, then people whose damaged number stands in one row only."""
    says = np.array([style.has_sex_and_birth for style in styles])[world.ledger["unit"]]
    who = world.ledger["recipient"]
    alone = (world.recipients["certificate"][who] == "") & (world.recipients["care_mode"][who] != people.IN_INSTITUTION)
    child = alone & (world.recipients["category"][who] <= people.DE_FACTO)
    _parents(world, picker, alone, child)
    _siblings(world, picker, _mostly_children(world, picker, child & says, alone & says))
    _twins(world, picker, _mostly_children(world, picker, child, alone))
    _wards(world, picker, alone)
    _namesakes(world, picker, alone)
    _homonyms(world, picker, alone & says)
    _loners(world, picker, alone)


def groups(world: World, picker: Picker, fit: Array, kind: str, size: int = 2) -> Array:
    """Free rows in groups of one unit, children or of one category, one group a line; no longer free from now on."""
    rows, key = _by_unit(world, picker, fit)
    first = np.flatnonzero(rank_within(key) % size == 0)
    first = first[first + size <= len(rows)]
    first = first[key[first] == key[first + size - 1]]
    return _taken(world, picker, kind, rows[first[:, None] + np.arange(size)])


def _by_unit(world: World, picker: Picker, fit: Array) -> tuple[Array, Array]:
    """Free rows in chance order within units and ages, and what they are sorted by."""
    free = np.zeros(len(fit), dtype=bool)
    free[: len(picker.free)] = picker.free
    rows = picker.random.permutation(np.flatnonzero(fit & free))
    category = world.recipients["category"][world.ledger["recipient"][rows]]
    key = world.ledger["unit"][rows] * 10 + np.where(category <= people.DE_FACTO, 0, category)
    order = np.argsort(key, kind="stable")
    return rows[order], key[order]


def _taken(world: World, picker: Picker, kind: str, found: Array) -> Array:
    """As many groups as a kind gets."""
    wanted = max(1, round(int(world.plan.members.sum()) * SHARES[kind]))
    out = found[np.sort(picker.random.permutation(len(found))[:wanted])]
    picker.free[out.ravel()] = False
    return np.asarray(out)


def _mostly_children(world: World, picker: Picker, child: Array, alone: Array) -> Array:
    """Children, but where no unit has two of them left (a small sample) grown-ups too."""
    _, key = _by_unit(world, picker, child)
    return child if (np.bincount(key, minlength=1) > 1).any() else alone


def _twins(world: World, picker: Picker, child: Array) -> None:
    """One birth date, home, guardian and phone, numbers that follow on one another, different given names."""
    rows = groups(world, picker, child, "twins")
    elder, younger = world.ledger["recipient"][rows].T
    frame = world.recipients
    _share(world, elder, younger, (*SHARED_HOME, "birth", "guardian", "phone_text"))
    frame["name"][younger] = _brothers(frame["name"][elder], frame["is_male"][younger], picker.random)
    _renumber(world, "twins", rows)
    _damage(world, picker, rows, Trap("twins", spared=4))


def _namesakes(world: World, picker: Picker, alone: Array) -> None:
    """One name in one county, born on the same day or within three; what is left of the number tells them apart."""
    rows = groups(world, picker, alone, "namesakes")
    one, other = world.ledger["recipient"][rows].T
    frame = world.recipients
    frame["name"][other] = frame["name"][one]
    frame["birth"][other] = frame["birth"][one] + picker.random.integers(0, 4, len(one)).astype("timedelta64[D]")
    # Of the same village they would be homonyms, whom a birth date tells apart.
    frame["village"][other] = frame["village"][one] % 15 + 1
    _renumber(world, "namesakes", rows)
    _damage(world, picker, rows, Trap("namesakes", KEEPING, spared=3))


def _homonyms(world: World, picker: Picker, alone: Array) -> None:
    """One name in one village, years apart; one of the two has no number."""
    rows = groups(world, picker, alone, "homonyms")
    one, other = world.ledger["recipient"][rows].T
    _share(world, one, other, ("name", "township", "village"))
    born = world.recipients["birth"][one]
    # Older, but where a child would no longer be one.
    grown = (world.recipients["category"][one] <= people.DE_FACTO) & (born < world.plan.dates.ages_on - 11 * 365 * DAY)
    world.recipients["birth"][other] = born + np.where(grown, 1100, -1100) * DAY
    _renumber(world, "homonyms", rows)
    _damage(world, picker, rows, Trap("homonyms", ("missing",)))


def _wards(world: World, picker: Picker, alone: Array) -> None:
    """People of different families whose guardian and phone are one; one has a damaged number or none."""
    rows = groups(world, picker, alone, "wards", 3)
    first, second, third = world.ledger["recipient"][rows].T
    guardian = world.recipients["guardian"]
    # Grown wards have a guardian too: somebody else of the county.
    guardian[first] = np.where(guardian[first] == "", world.recipients["name"][first - 1], guardian[first])
    for other in (second, third):
        _share(world, first, other, ("guardian", "phone_text"))
    _damage(world, picker, rows, Trap("wards"))


def _siblings(world: World, picker: Picker, child: Array) -> None:
    """Two children of one home under their guardian's number."""
    rows = groups(world, picker, child, "siblings")
    elder, younger = world.ledger["recipient"][rows].T
    frame = world.recipients
    _share(world, elder, younger, (*SHARED_HOME, "guardian", "phone_text"))
    frame["name"][younger] = _brothers(frame["name"][elder], frame["is_male"][younger], picker.random)
    born = frame["birth"][elder].astype("datetime64[Y]").astype("datetime64[D]") - 40 * 365 * DAY
    prefixes = np.array([unit.id_prefix for unit in world.plan.units])[world.ledger["unit"][rows[:, 0]]]
    rank = rank_within(prefixes * 10**6 + born.astype(np.int64))
    number = _numbers(prefixes, born, FIRST_SEQUENCE["siblings"] + 2 * rank)
    for column in rows.T:
        who = world.ledger["recipient"][column]
        frame["id_text"][who], frame["is_identified"][who] = number, False
        world.ledger["is_quiet"][column] = 1
        world.plant("pairing", "siblings_guardian_number", column, "recipient_id", STAYS)
    world.traps.append(("siblings", "recipient", rows))


def _parents(world: World, picker: Picker, alone: Array, child: Array) -> None:
    """A father and his child, both helped, whose names differ in the last sign."""
    adult = alone & ~child & (world.recipients["guardian"][world.ledger["recipient"]] == "")
    adults, children = _by_unit(world, picker, adult)[0], _by_unit(world, picker, child)[0]
    units = [world.ledger["unit"][found] for found in (adults, children)]
    keys = [unit * 10**6 + rank_within(unit) for unit in units]
    _, at, place = np.intersect1d(keys[0], keys[1], return_indices=True)
    rows = _taken(world, picker, "parents", np.stack([adults[at], children[place]], axis=1))
    father, son = world.ledger["recipient"][rows].T
    frame = world.recipients
    _share(world, father, son, (*SHARED_HOME, "phone_text"))
    frame["guardian"][son] = frame["name"][father]
    frame["name"][son] = _brothers(frame["name"][father], frame["is_male"][son], picker.random)
    _damage(world, picker, rows, Trap("parents"))


def _loners(world: World, picker: Picker, alone: Array) -> None:
    """Damaged numbers of people who stand in one row: persons of their own."""
    kinds = Trap("single").kinds
    each = max(1, round(int(world.plan.members.sum()) * LONERS / len(kinds)))
    for kind in kinds:
        rows = clear_namesakes(world, picker.draw(alone, each), "recipient")
        _lose(world, picker, rows, np.full(len(rows), kind, dtype=object), "single")


def _share(world: World, one: Array, other: Array, names: tuple[str, ...]) -> None:
    for name in names:
        world.recipients[name][other] = world.recipients[name][one]


def _damage(world: World, picker: Picker, rows: Array, trap: Trap) -> None:
    """The last of each group loses its number, unless the group is spared."""
    last = rows[np.arange(len(rows)) % trap.spared != trap.spared - 1, -1]
    chosen = np.resize(texts(list(trap.kinds)), len(last))[picker.random.permutation(len(last))]
    _lose(world, picker, last, chosen, trap.name)
    world.traps.append((trap.name, "recipient", rows))


def _lose(world: World, picker: Picker, rows: Array, kinds: Array, name: str) -> None:
    """Damage people's only number, in every form that tells of them."""
    kinds = unlike_kinds(world, "recipient", rows, kinds)
    world.damaged.append(("recipient", rows, kinds))
    frame = world.recipients
    for kind in LOST:
        mine = rows[kinds == kind]
        who = world.ledger["recipient"][mine]
        frame["id_text"][who] = damaged(kind, frame["id"][who], picker.random)
        frame["is_identified"][who] = False
        world.plant("pairing", f"{name}_{kind}", mine, "recipient_id", STAYS)


def _renumber(world: World, kind: str, rows: Array) -> None:
    """Numbers of the range of a kind, in sequence within each group."""
    frame = world.recipients
    who = world.ledger["recipient"][rows]
    prefixes = np.array([unit.id_prefix for unit in world.plan.units])[world.ledger["unit"][rows[:, 0]]]
    births = frame["birth"][who]
    days = births.astype("datetime64[D]").astype(np.int64)
    for place in range(rows.shape[1]):
        rank = rank_within(prefixes * 10**6 + days[:, place])
        sequence = FIRST_SEQUENCE[kind] + 4 * rank + 2 * place + frame["is_male"][who[:, place]]
        numbers = _numbers(prefixes, births[:, place], sequence)
        frame["id"][who[:, place]] = frame["id_text"][who[:, place]] = numbers


def _numbers(prefixes: Array, births: Array, sequence: Array) -> Array:
    first17 = (prefixes * 10**8 + day_number(births)) * 1000 + sequence
    return joined(numbered(first17), check_characters(first17))


def _brothers(names: Array, is_male: Array, random: np.random.Generator) -> Array:
    """Names of brothers and sisters: the last sign or, of long names, the last word is another."""
    turns = random.integers(0, 10**6, len(names)).tolist()
    return texts([_brother(*one) for one in zip(names.tolist(), is_male.tolist(), turns, strict=True)])


def _brother(name: str, is_male: bool, turn: int) -> str:
    if len(name) >= LONG_NAME or "·" in name:
        kept, others = name[:2].rstrip("·"), TIBETAN_WORDS if name[:2] in TIBETAN else MALE_SACRED
    else:
        kept, others = name[: max(1, len(name) - 1)], MALE_SIGNS if is_male else FEMALE_SIGNS
    ways = [str(kept + other) for other in others if other not in name]
    return ways[turn % len(ways)]
