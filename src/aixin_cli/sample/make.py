"""From options to a whole made world, faults and all."""

from __future__ import annotations

from collections.abc import Callable

from aixin_cli.sample.faults.activity import plant_activity_faults
from aixin_cli.sample.faults.cadres import plant_cadres
from aixin_cli.sample.faults.colleagues import plant_colleagues
from aixin_cli.sample.faults.identity import plant_identity_faults
from aixin_cli.sample.faults.lookalikes import plant_lookalikes
from aixin_cli.sample.faults.pairing import (
    note_second_helpers,
    plant_blanked,
    plant_cosmetic,
    plant_doubles,
    plant_quarantined,
)
from aixin_cli.sample.faults.plant import Picker
from aixin_cli.sample.faults.social import plant_social_faults
from aixin_cli.sample.faults.variants import plant_second_rows
from aixin_cli.sample.options import SampleOptions
from aixin_cli.sample.world.activity import make_activities
from aixin_cli.sample.world.frame import Frame
from aixin_cli.sample.world.history import add_history
from aixin_cli.sample.world.indicators import make_indicators
from aixin_cli.sample.world.ledger import make_ledger
from aixin_cli.sample.world.plan import make_plan
from aixin_cli.sample.world.social import make_social
from aixin_cli.sample.world.style import UnitStyle, unit_styles
from aixin_cli.sample.world.totals import make_openings
from aixin_cli.sample.world.world import World


def make_world(
    options: SampleOptions, opened: Callable[[World], Frame] = make_openings, *, is_first: bool = True
) -> tuple[World, tuple[UnitStyle, ...]]:
    """Everybody and everything that the returns tell of, and how each unit tells it.

    `opened` gives what each unit had before the month; it is sent (AX08) with the first month of several alone.
    """
    world = make_ledger(make_plan(options))
    world.is_first = is_first
    add_history(world)
    styles = unit_styles(world.plan)
    picker = Picker(world, world.stream("pairing faults"))
    plant_identity_faults(world, picker, styles)
    if options.faults > 0:
        plant_doubles(world, picker)
        plant_blanked(world, picker, styles)
        plant_cosmetic(world, picker)
        plant_quarantined(world)
    if options.identity_faults:
        plant_persons(world, picker, styles)
    note_second_helpers(world)
    make_activities(world)
    make_social(world)
    if options.faults > 0:
        plant_activity_faults(world)
        plant_social_faults(world)
    world.openings = opened(world)
    make_indicators(world)
    return world, styles


def plant_persons(world: World, picker: Picker, styles: tuple[UnitStyle, ...]) -> None:
    """People told twice with a damaged number, and people who look like others: what linking must tell apart."""
    picker.random = world.stream("who is who")
    plant_lookalikes(world, picker, styles)
    plant_colleagues(world, picker)
    plant_cadres(world, picker)
    plant_second_rows(world, picker, styles)
