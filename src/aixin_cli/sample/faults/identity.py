"""Faults of ID numbers: the number is refused, the person stays and counts."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.faults.plant import Picker, clear_namesakes
from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array
from aixin_cli.sample.world.identity import as_exponents, with_wrong_check
from aixin_cli.sample.world.ledger import spare_people
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.world import World

NO_NUMBER_REASONS = ("", "无户籍", "弃婴待落户", "其他")
FEW = 10
STAYS = "unidentified: the person counts"


def plant_identity_faults(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """Damaged, missing and shared numbers of recipients and helpers."""
    _without_number(world, picker)
    if world.plan.options.faults == 0:
        return
    _damaged_recipients(world, picker)
    _damaged_helpers(world, picker)
    _one_number_two_children(world, picker, styles)
    _guardian_number(world, picker, styles)


def _has_no_certificate(world: World) -> Array:
    """A certificate repeats the ID: only people without one can lose theirs altogether."""
    return np.asarray(world.recipients["certificate"][world.ledger["recipient"]] == "")


def _is_child(world: World) -> Array:
    category = world.recipients["category"][world.ledger["recipient"]]
    return np.asarray(category <= people.DE_FACTO)


def _without_number(world: World, picker: Picker) -> None:
    """Children who have no number yet: a reason is given, the unit's own number identifies them."""
    wanted = max(1, round(len(world.ledger["unit"]) * 0.0004)) + world.quota("pairing", 0.02)
    rows = picker.draw(_has_no_certificate(world) & _is_child(world), wanted)
    recipient = world.ledger["recipient"][rows]
    world.recipients["id_text"][recipient] = ""
    world.recipients["no_number"][recipient] = 1 + world.recipients["township"][recipient] % 3
    world.recipients["is_identified"][recipient] = False
    world.plant("pairing", "no_number", rows, "no_id_reason", STAYS)


def _damaged_recipients(world: World, picker: Picker) -> None:
    fit = _has_no_certificate(world)
    random = world.stream("damaged recipients")
    for kind, share in (("recipient_check_digit", 0.05), ("recipient_exponent", 0.03), ("recipient_id_missing", 0.01)):
        rows = picker.draw(fit, world.quota("pairing", share))
        if kind != "recipient_check_digit":
            rows = clear_namesakes(world, rows, "recipient")
        recipient = world.ledger["recipient"][rows]
        ids = world.recipients["id"][recipient]
        damaged = {
            "recipient_check_digit": lambda ids=ids: with_wrong_check(ids, random.integers(1, 10, len(ids))),
            "recipient_exponent": lambda ids=ids: as_exponents(ids),
        }.get(kind, lambda ids=ids: np.full(len(ids), "", dtype=object))()
        world.recipients["id_text"][recipient] = damaged
        world.recipients["is_identified"][recipient] = False
        world.plant("pairing", kind, rows, "recipient_id", STAYS)


def _damaged_helpers(world: World, picker: Picker) -> None:
    everyone = np.ones(len(world.ledger["unit"]), dtype=bool)
    random = world.stream("damaged helpers")
    for kind, share in (("helper_check_digit", 0.03), ("helper_exponent", 0.02)):
        rows = picker.draw(everyone, world.quota("pairing", share))
        if kind == "helper_exponent":
            rows = clear_namesakes(world, rows, "helper")
        helper = world.ledger["helper"][rows]
        ids = world.helpers["id"][helper]
        exponent = kind == "helper_exponent"
        damaged = as_exponents(ids) if exponent else with_wrong_check(ids, random.integers(1, 10, len(ids)))
        world.helpers["id_text"][helper] = damaged
        world.helpers["is_identified"][helper] = False
        world.plant("pairing", kind, rows, "helper_id", STAYS)


def _states_birth(world: World, styles: tuple[UnitStyle, ...]) -> Array:
    says = np.array([style.has_sex_and_birth for style in styles])
    return np.asarray(says[world.ledger["unit"]])


def _differ(world: World, first: Array, second: Array) -> Array:
    """Whether the people of two lists of rows differ in unit-wide name and in birth date."""
    one, two = world.ledger["recipient"][first], world.ledger["recipient"][second]
    people_ = world.recipients
    return np.asarray((people_["name"][one] != people_["name"][two]) & (people_["birth"][one] != people_["birth"][two]))


def _neighbours(world: World, picker: Picker, fit: Array, wanted: int) -> tuple[Array, Array]:
    """Two rows of one unit each, of children who differ in name and birth date."""
    if wanted < FEW:
        # So few that chance would seldom put two of them into one unit.
        free = fit[: len(picker.free)] & picker.free
        fit = fit & (world.ledger["unit"] == np.bincount(world.ledger["unit"][: len(free)][free]).argmax())
    rows = picker.draw(fit, 2 * wanted)
    rows = rows[np.argsort(world.ledger["unit"][rows], kind="stable")]
    first, second = rows[:-1:2], rows[1::2]
    fine = (world.ledger["unit"][first] == world.ledger["unit"][second]) & _differ(world, first, second)
    return first[fine], second[fine]


def _one_number_two_children(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """A brother's number copied down: the row that fits keeps it, the other child is a person of its own."""
    fit = _states_birth(world, styles) & _has_no_certificate(world) & _is_child(world)
    first, second = _neighbours(world, picker, fit, world.quota("pairing", 0.02))
    keeper, other = world.ledger["recipient"][first], world.ledger["recipient"][second]
    world.recipients["id_text"][other] = world.recipients["id"][keeper]
    world.recipients["is_identified"][other] = False
    world.ledger["is_quiet"][np.concatenate([first, second])] = 1
    world.plant("pairing", "one_number_two_children", second, "recipient_id", STAYS)


def _guardian_number(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """A grandparent's number entered for two children: it fits neither."""
    fit = _states_birth(world, styles) & _has_no_certificate(world) & _is_child(world)
    first, second = _neighbours(world, picker, fit, world.quota("pairing", 0.01))
    grandparent = spare_people(world, world.ledger["unit"][first])[1]
    for rows in (first, second):
        recipient = world.ledger["recipient"][rows]
        world.recipients["id_text"][recipient] = world.helpers["id"][grandparent]
        world.recipients["is_identified"][recipient] = False
        world.ledger["is_quiet"][rows] = 1
        world.plant("pairing", "guardian_number", rows, "recipient_id", STAYS)
