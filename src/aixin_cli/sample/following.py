"""Months that follow on one another: the same people, and openings that lead from month to month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from aixin_cli.sample.make import make_world
from aixin_cli.sample.options import SampleOptions
from aixin_cli.sample.world.frame import Array, Frame, pick
from aixin_cli.sample.world.plan import Dates
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.totals import MEASURES, RAISED_MEASURE, SCOPES, has_year_opening, measured
from aixin_cli.sample.world.world import World

AHEAD, AHEAD_PROVINCE = 12, 2
"""So many months after December 2024 follow on one another where each is made by itself."""


def make_following(options: SampleOptions) -> tuple[World, tuple[UnitStyle, ...]]:
    """A month by itself, whose openings are what the months since December 2024 came to.

    Those months are made on the way.
    """
    offset = Dates.of(options.period).offset
    if not 0 < offset <= (AHEAD_PROVINCE if options.size == "province" else AHEAD):
        return make_world(options)
    earlier, _ = make_following(replace(options, period=Dates.of(options.period).before.period))
    return make_world(options, partial(_carried_on, earlier))


def make_each(months: Sequence[SampleOptions]) -> Iterator[tuple[World, tuple[UnitStyle, ...]]]:
    """Months of one folder: openings are sent with the first alone, and counted on from there."""
    world, styles = make_following(months[0])
    yield world, styles
    for options in months[1:]:
        earlier = world
        world, styles = make_world(options, partial(_gone_on, earlier), is_first=False)
        yield world, styles


def _early(world: World) -> Array:
    """Unit by measure: whose opening ends a month earlier."""
    return np.asarray(world.plan.has_role("early_opening")[:, None] & (np.arange(len(MEASURES)) != RAISED_MEASURE))


def _values(world: World) -> Array:
    """Openings as unit by measure by scope; the own-level senders together are the last unit."""
    opening = world.openings
    values = np.zeros((len(world.plan.units) + 1, len(MEASURES), len(SCOPES)), dtype=np.int64)
    unit = np.minimum(opening["unit"], len(world.plan.units))
    values[unit, opening["measure"], opening["scope"]] = opening["value"]
    return values


def _frame(world: World, values: Array, as_of: Array) -> Frame:
    unit, measure, scope = (axis.ravel() for axis in np.indices(values.shape))
    frame = {
        "unit": unit,
        "measure": measure,
        "scope": scope,
        "value": values.ravel(),
        "as_of": np.repeat(as_of.ravel(), len(SCOPES)),
    }
    return pick(frame, scope < (2 if has_year_opening(world.plan) else 1))


def _month_flows(world: World) -> Array:
    """What an opening lacks at the month's end: where it ends early, the month before."""
    month, every = measured(world, month_only=True), measured(world)
    units = len(world.plan.units)
    return np.asarray(np.where(_early(world), (every - month)[:units], month[:units]))


def _carried_on(earlier: World, world: World) -> Frame:
    """The openings of the month before and what was done in it; a year begins with none."""
    units = len(world.plan.units)
    values = _values(earlier)[:units] + _month_flows(earlier)[:, :, None]
    dates = earlier.plan.dates
    return _frame(world, values, np.where(_early(world), dates.before.end, dates.end))


def _gone_on(earlier: World, world: World) -> Frame:
    """What every unit had come to when the month began: openings once, and all the months since."""
    values = _values(earlier) + measured(earlier)[:, :, None]
    units = len(world.plan.units)
    frame = _frame(world, values, np.full(values.shape[:2], earlier.plan.dates.end))
    # Behind the area units stands the helper side, then the first of the own-level senders.
    frame["unit"] = np.where(frame["unit"] == units, units + 1, frame["unit"])
    return frame if world.plan.own else pick(frame, frame["unit"] < units)
