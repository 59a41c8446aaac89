"""Who is who in truth: every mention with its place and person, and which two rows linking is to find."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.faults.damage import WHOLE
from aixin_cli.sample.faults.renaming import folded
from aixin_cli.sample.faults.variants import ENOUGH
from aixin_cli.sample.paper.cells import finish_cells, pairing_cells
from aixin_cli.sample.paper.files import places_of
from aixin_cli.sample.truth.truth import person_keys
from aixin_cli.sample.world.frame import Array, Frame, blank, length, pick, stack, texts
from aixin_cli.sample.world.world import Variant, World

if TYPE_CHECKING:
    from aixin_cli.sample.paper.write import Job
    from aixin_cli.sample.world.style import UnitStyle

ANOTHERS = "another's"
FIELDS = {
    "recipient": ("name", "birth_date", "village", "guardian", "phone", "helper"),
    "helper": ("name", "employer", "phone", "recipient"),
}
OLD_KINDS = {
    "no_number": ("recipient", "missing"),
    "recipient_id_missing": ("recipient", "missing"),
    "recipient_check_digit": ("recipient", "check_digit"),
    "recipient_exponent": ("recipient", "exponent"),
    "helper_check_digit": ("helper", "check_digit"),
    "helper_exponent": ("helper", "exponent"),
    "one_number_two_children": ("recipient", ANOTHERS),
    "guardian_number": ("recipient", ANOTHERS),
    "siblings_guardian_number": ("recipient", ANOTHERS),
}
"""Whose number the faults of every sample damage, and how."""
DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$")


def identity_tables(world: World, styles: tuple[UnitStyle, ...], jobs: list[Job]) -> dict[str, Frame]:
    """Tables by name; none where no faults of identity were asked for."""
    if not world.plan.options.identity_faults:
        return {}
    sheet_of, paths, names, numbers = places_of(jobs, "pairing", length(world.ledger))
    places = {
        "file": texts(paths)[sheet_of],
        "sheet": np.array([*names, None], dtype=object)[sheet_of],
        "row": numbers,
    }
    variants = stack([_variant_rows(world, styles, variant, places) for variant in world.variants])
    linkable = pick(variants, variants["is_linkable"])
    return {
        "mentions": stack([_mentions(world, role, places) for role in FIELDS]),
        "linkable": {name: column for name, column in linkable.items() if name != "is_linkable"},
        "variants": variants,
    }


def _mentions(world: World, role: str, places: Frame) -> Frame:
    """One row a person whom a ledger row names in a role."""
    who = world.ledger[role]
    rows = np.flatnonzero(who >= 0)
    variant, trap = _ever_lost(world, role)[who], blank(len(who))
    for its_role, lost, kinds in world.damaged:
        if its_role == role:
            variant[lost] = kinds
    for kind, its_role, trapped in world.traps:
        if its_role == role:
            trap[trapped.ravel()] = kind
    return {
        **pick(places, rows),
        "role": np.full(len(rows), role, dtype=object),
        "person": person_keys(role[0], who[rows]),
        "variant": variant[rows],
        "trap": trap[rows],
    }


def _ever_lost(world: World, role: str) -> Array:
    """What befell the numbers of people whom the faults of every sample hit, person by person."""
    out = blank(length(world.recipients if role == "recipient" else world.helpers))
    for planted in world.planted:
        its_role, kind = OLD_KINDS.get(planted.kind, ("", ""))
        if planted.layout == "pairing" and its_role == role:
            out[world.ledger[role][planted.rows]] = kind
    return out


def _variant_rows(world: World, styles: tuple[UnitStyle, ...], variant: Variant, places: Frame) -> Frame:
    """Two rows a line, with the fields that agree as they are written in both."""
    agreeing = _agreeing(world, styles, variant)
    enough = np.array([text.count(",") + 1 >= ENOUGH for text in agreeing], dtype=bool)
    sides = {
        f"{side}_{name}": column[rows]
        for side, rows in (("left", variant.left), ("right", variant.right))
        for name, column in places.items()
    }
    count = len(variant.left)
    return {
        "kind": variant.kinds,
        "placement": np.full(count, variant.placement, dtype=object),
        "role": np.full(count, variant.role, dtype=object),
        "person": person_keys(variant.role[0], world.ledger[variant.role][variant.left]),
        **sides,
        "agreeing": agreeing,
        "is_linkable": enough & ~np.isin(variant.kinds.astype(str), WHOLE),
    }


def _agreeing(world: World, styles: tuple[UnitStyle, ...], variant: Variant) -> Array:
    left, right = (_written(world, styles, variant.role, rows) for rows in (variant.left, variant.right))
    fields = FIELDS[variant.role]
    same = np.stack([(left[name] == right[name]) & (left[name] != "") for name in fields], axis=1).astype(bool)
    return texts([",".join(compress(fields, row)) for row in same.tolist()])


def _written(world: World, styles: tuple[UnitStyle, ...], role: str, rows: Array) -> Frame:
    """What the sheets say of people in rows, made comparable; empty where they say nothing."""
    cells = _cells(world, styles, rows)
    names = texts([folded(name) for name in cells[f"{role}_name"]])
    phone = cells[f"{role}_phone"]
    if role == "helper":
        return {"name": names, "employer": cells["helper_unit"], "phone": phone, "recipient": cells["recipient_id"]}
    says = np.array([style.has_sex_and_birth for style in styles])[world.ledger["unit"][rows]]
    days = texts([_day(text) if said else "" for text, said in zip(cells["recipient_birth_date"], says, strict=True)])
    village = np.where(cells["village"] != "", cells["township"] + cells["village"], "")
    return {
        "name": names,
        "birth_date": days,
        "village": village,
        "guardian": cells["guardian_name"],
        "phone": phone,
        "helper": cells["helper_id"],
    }


def _day(text: str) -> str:
    found = DAY.match(text)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""


def _cells(world: World, styles: tuple[UnitStyle, ...], rows: Array) -> Frame:
    """The cells of some rows of the ledger, without filling in the others."""
    part = World(world.plan, world.recipients, world.helpers, tables={"pairing": pick(world.ledger, rows)})
    places = np.full(length(world.ledger), -1)
    places[rows] = np.arange(len(rows))
    return finish_cells(world, "pairing", pairing_cells(part, styles), places)
