"""The province prints what was published, whatever the seed and the faults."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from aixin_cli.sample import SampleOptions
from aixin_cli.sample.world.plan import make_plan
from aixin_cli.sample.world.totals import make_figures
from aixin_cli.sample.world.world import QUARANTINED
from tests.unit.sample_worlds import province

PUBLISHED = {
    "F01": "25.1万",
    "F02": "26.7万",
    "F03": "275.1万",
    "F04": "184万",
    "F05": "40.8万",
    "F06": "6661",
    "F07": "1.1亿",
    "F08": "1.2万",
    "F09": "3.5万",
    "F10": "33.5万",
}
OF_THE_YEAR = {
    "F03_year": ("128.9万", 1),
    "F04_year": ("87.1万", 1),
    "F05_year": ("17.47万", 2),
    "F11_year": ("4290.16万", 2),
}
FURTHER = [pytest.param(seed, faults, marks=pytest.mark.province) for seed, faults in ((1, 0.15), (2, 0.05))]
WORLDS = [(1, 0.0), (3, 0.15), *FURTHER]


def printed(value: int, places: int = 1) -> str:
    if value < 10_000:
        return str(value)
    base, word = (10**8, "亿") if value >= 99_995_000 else (10**4, "万")
    rounded = (Decimal(value) / base).quantize(Decimal(10) ** -places, ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") + word


@pytest.mark.parametrize(("seed", "faults"), WORLDS)
def test_the_ten_published_figures_come_out(seed: int, faults: float) -> None:
    figures = make_figures(province(seed, faults))
    assert {name: printed(figures[name]) for name in PUBLISHED} == PUBLISHED


@pytest.mark.parametrize(("seed", "faults"), WORLDS)
def test_the_calendar_year_comes_out(seed: int, faults: float) -> None:
    figures = make_figures(province(seed, faults))
    assert {name: printed(figures[name], places) for name, (_, places) in OF_THE_YEAR.items()} == {
        name: text for name, (text, _) in OF_THE_YEAR.items()
    }


def test_removing_nothing_would_print_other_figures() -> None:
    world = province(3, 0.15)
    naive = len(world.ledger["recipient"][(world.ledger["status"] == 0) & (world.ledger["kind"] == 0)])
    assert printed(naive) != PUBLISHED["F02"]


@pytest.mark.parametrize(("seed", "faults"), WORLDS)
def test_no_stock_return_has_so_many_quarantined_rows_that_it_is_held(seed: int, faults: float) -> None:
    world = province(seed, faults)
    for layout in ("pairing", "organization", "project", "site"):
        table = world.tables[layout]
        sent = np.bincount(table["unit"])
        bad = np.bincount(table["unit"][table["fate"] == QUARANTINED], minlength=len(sent))
        assert (bad <= sent * 0.04).all(), layout


def test_the_month_is_about_as_large_as_the_provinces() -> None:
    world = province(1, 0.0)
    records = world.tables["activity"]
    now = (records["month"] == 0) & (records["pair_kind"] == 0)
    contacts = records["times"][now & (records["kind"] == 0)].sum()
    visits = records["times"][now & (records["kind"] == 1)].sum()
    deeds = records["matters"][now & (records["kind"] == 4)].sum()
    assert 104_000 < contacts < 110_000
    assert 70_000 < visits < 76_000
    assert 14_000 < deeds < 15_200


def test_a_province_has_all_89_area_units() -> None:
    plan = make_plan(SampleOptions(size="province"))
    assert len(plan.units) == 89
    assert len({unit.code for unit in plan.units}) == 89
