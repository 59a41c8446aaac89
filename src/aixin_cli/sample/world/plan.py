"""How big the made world is, what its published totals are, and which unit reports in which odd way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aixin_cli.sample.world.frame import Array, share_out, stream
from aixin_cli.sample.world.places import Place, area_units, own_units

if TYPE_CHECKING:
    from aixin_cli.sample.options import SampleOptions

DAY = np.timedelta64(1, "D")
PROGRAMME_START = np.datetime64("2023-05-12")
SMALL_UNITS = ("620171", "621022", "622927")
COUNTY_UNIT = ("621022",)

# The ledger of openings and the month together must give these (data/published_figures.csv).
# A measure's total since the start and this year's; a span leaves the last digits to the seed.
PROVINCE_TOTALS = {
    "联系交流": (2_751_000, 1_289_000, 400),
    "走访探视": (1_840_000, 871_000, 400),
    "政策宣传落实": (1_486_000, 702_000, 400),
    "解决实际困难": (212_000, 98_000, 400),
    "帮办实事": (408_000, 174_700, 40),
    "资助资金": (107_300_000, 42_901_600, 40),
    "募集资金": (110_000_000, 31_000_000, 400_000),
    "帮助群众": (335_000, 158_000, 400),
}
MONEY_MEASURES = ("资助资金", "募集资金")


@dataclass(frozen=True, slots=True)
class Dates:
    """The month reported and the days around it, as NumPy dates."""

    period: str
    start: np.datetime64
    end: np.datetime64
    first: str
    """The first of the months that follow on one another: people and what lies behind them are drawn by it."""

    @classmethod
    def of(cls, period: str, first: str | None = None) -> Dates:
        """The days of a month written YYYY-MM; `first` is the first of its months, else itself."""
        month = np.datetime64(period, "M")
        return cls(period, month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - DAY, first or period)

    @property
    def before(self) -> Dates:
        """The month before."""
        return Dates.of(str(np.datetime64(self.period, "M") - 1), self.first)

    @property
    def ages_on(self) -> np.datetime64:
        """The day on which ages are drawn: one for all later months, so that people keep their birth dates."""
        return np.datetime64("2024-12-31") if self.first >= "2024-01" else Dates.of(self.first).end

    @property
    def settled(self) -> np.datetime64:
        """The day before which old dates lie: later months' returns tell them as the months before did."""
        return self.known.start

    @property
    def known(self) -> Dates:
        """The month that the first months' stock speaks of; later months add nothing to it."""
        return Dates.of("2024-12" if self.first >= "2024-11" else self.first)

    @property
    def offset(self) -> int:
        """Months since December 2024: what differs from month to month is drawn by it."""
        return int((np.datetime64(self.period, "M") - np.datetime64("2024-12", "M")).astype(np.int64))

    @property
    def has_new_fields(self) -> bool:
        """Whether the fields in force since December 2024 are (household, source of money)."""
        return self.period >= "2024-12"


@dataclass(frozen=True, slots=True)
class Roles:
    """Which units (by code) report in a way that a pipeline must know how to read."""

    carried: frozenset[str] = frozenset()
    in_parts: frozenset[str] = frozenset()
    superseded: frozenset[str] = frozenset()
    combined: frozenset[str] = frozenset()
    sheet_each: frozenset[str] = frozenset()
    in_folder: frozenset[str] = frozenset()
    zipped: frozenset[str] = frozenset()
    early_opening: frozenset[str] = frozenset()
    supplement: frozenset[str] = frozenset()
    no_funds: frozenset[str] = frozenset()
    no_activities: frozenset[str] = frozenset()


PROVINCE_ROLES = Roles(
    carried=frozenset({"620923"}),
    in_parts=frozenset({"621022", "620302"}),
    superseded=frozenset({"621221", "620122"}),
    combined=frozenset({"621100"}),
    sheet_each=frozenset({"623000"}),
    in_folder=frozenset({"620800"}),
    zipped=frozenset({"620400"}),
    early_opening=frozenset({"620724"}),
    supplement=frozenset({"621026"}),
    no_funds=frozenset({"62X001", "620924"}),
    no_activities=frozenset({"62X001"}),
)
SMALL_ROLES = Roles(
    in_parts=frozenset({"621022"}),
    superseded=frozenset({"622927"}),
    supplement=frozenset({"621022"}),
    no_funds=frozenset({"620171"}),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The fixed numbers of a world: everything else is drawn inside them."""

    options: SampleOptions
    dates: Dates
    units: tuple[Place, ...]
    own: tuple[Place, ...]
    roles: Roles
    members: Array
    helpers: Array
    auxiliary: Array
    organisations: int
    projects: Array

    @property
    def is_province(self) -> bool:
        """Whether the published figures must come out."""
        return self.options.size == "province"

    def has_role(self, role: str) -> Array:
        """A mask over the area units that have a role."""
        chosen = getattr(self.roles, role)
        return np.array([unit.code in chosen or unit.parent in chosen for unit in self.units])

    @property
    def spare(self) -> Array:
        """People in reserve a unit: for rows that will be quarantined and for persons nobody knows."""
        return np.ceil(self.members * (0.03 + self.options.faults * 0.1)).astype(np.int64) + 8

    @property
    def is_log(self) -> Array:
        """Units whose activities are a dated log; the others keep the monthly sheet."""
        picked = [index % 3 == 1 or len(self.units) == 1 for index in range(len(self.units))]
        forced = self.has_role("early_opening") | self.has_role("supplement")
        return (np.array(picked) | forced) & ~self.has_role("no_activities")


def _sizes(options: SampleOptions, units: tuple[Place, ...]) -> tuple[Array, Array, Array]:
    random = stream(options.seed, "sizes")
    weights = np.array([max(2, len(unit.townships)) for unit in units]) * random.uniform(0.7, 1.3, len(units))
    if options.size == "small":
        return random.integers(52, 62, 3), random.integers(46, 50, 3), random.integers(8, 11, 3)
    if options.size == "county":
        return np.array([3010]), np.array([2830]), np.array([395])
    weights[[unit.code == "62X001" for unit in units]] = 0.6
    weights[[unit.code == "620924" for unit in units]] = 1.2
    members = share_out(266_900 + int(random.integers(10, 90)), weights)
    helpers = share_out(250_900 + int(random.integers(10, 90)), weights)
    auxiliary = share_out(35_000 + int(random.integers(10, 90)), weights)
    return members, helpers, auxiliary


def make_plan(options: SampleOptions) -> Plan:
    """Settle the size of everything for these options."""
    every = area_units()
    wanted = {"small": SMALL_UNITS, "county": COUNTY_UNIT}.get(options.size)
    units = every if wanted is None else tuple(unit for unit in every if unit.code in wanted)
    members, helpers, auxiliary = _sizes(options, units)
    random = stream(options.seed, "social sizes")
    is_province = options.size == "province"
    projects = share_out(11_960 + int(random.integers(0, 80)), members) if is_province else members // 10 + 2
    return Plan(
        options=options,
        dates=Dates.of(options.period, options.first),
        units=units,
        own=own_units() if is_province else (),
        roles=PROVINCE_ROLES if is_province else SMALL_ROLES if options.size == "small" else Roles(),
        members=members,
        helpers=helpers,
        auxiliary=auxiliary,
        organisations=6_661 if is_province else 8 * len(units) + 1,
        projects=projects,
    )
