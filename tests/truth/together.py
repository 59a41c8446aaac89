"""Nine small months as one: each is three counties of its own, placed apart from the others, with its own faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from aixin_cli.sample import SampleOptions, make_sample
from aixin_cli.sample.world import plan
from aixin_cli.sample.world.places import Place

PREFECTURES = (
    ("620171", "", ""),
    ("620302", "", ""),
    ("620402", "620421", ""),
    ("620502", "620525", ""),
    ("620602", "620623", "620621"),
    ("620702", "620721", "620722"),
    ("620802", "620821", "620822"),
    ("620902", "620921", "620922"),
    ("621002", "621022", "621021"),
    ("", "621102", "621121"),
    ("", "621202", "621221"),
    ("", "", "622927"),
    ("", "", "623001"),
)
"""Of each prefecture a county for the first, the second and the third of a month."""
FAULTS = (0, 0.05, 0.15)
MONTHS = tuple(SampleOptions(seed=seed, faults=FAULTS[seed % 3]) for seed in range(1, 10))


def units_of(place: int) -> tuple[str, str, str]:
    """Three counties of three prefectures: in none of these does another month have its county of the same rank.

    The credit codes of organisations hang on prefecture and rank.
    """
    first, second, third = (PREFECTURES[place + 2 * rank][rank] for rank in range(3))
    return first, second, third


def make_together(folder: Path) -> None:
    """Write the months, a folder each."""
    for place, options in enumerate(MONTHS):
        with placed(place):
            make_sample(folder / f"m{place + 1}", options)


@contextmanager
def placed(place: int) -> Iterator[None]:
    """The small sample in other counties, its people with numbers that no other month gives."""
    first, second, third = units_of(place)
    roles = plan.Roles(
        in_parts=frozenset({second}),
        superseded=frozenset({third}),
        supplement=frozenset({second}),
        no_funds=frozenset({first}),
    )
    with (
        patch.object(plan, "SMALL_UNITS", (first, second, third)),
        patch.object(plan, "SMALL_ROLES", roles),
        patch.object(plan, "area_units", partial(numbered_units, place, plan.area_units())),
    ):
        yield


def numbered_units(place: int, units: tuple[Place, ...]) -> tuple[Place, ...]:
    """Units whose people's numbers begin with an area that was never given out, another for each month."""
    return tuple(replace(unit, id_prefix=unit.id_prefix // 100 * 100 + 90 + place) for unit in units)
