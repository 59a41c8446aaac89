"""What is published is what is true: every cell of every table and every figure, over seeds and fault rates."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

import pytest

from aixin_cli.sample import SampleOptions
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.gathered import is_published
from tests.truth import figures
from tests.truth.places import NAMES, PROVINCE, ROWS
from tests.truth.published import AS_PUBLISHED, DEFINITIONS, Run, differences, plain, run_made, run_sample, same_type
from tests.truth.together import make_together
from tests.truth.world import World

SMALL = "nine small months as one"
COUNTY = SampleOptions(size="county", seed=1, faults=0.05, container="workbook")
WHOLE = SampleOptions(size="province", seed=1, faults=0.05, container="csv")


def _name(options: SampleOptions | str) -> str:
    return options if isinstance(options, str) else f"{options.size}-seed{options.seed}-faults{options.faults}"


@pytest.fixture(
    scope="module",
    params=[
        *(pytest.param(options, id=_name(options)) for options in [SMALL, COUNTY]),
        pytest.param(WHOLE, id=_name(WHOLE), marks=pytest.mark.province),
    ],
)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("truth")
    if request.param == SMALL:
        make_together(folder / "sample")
        return run_made(folder)
    # The county's figures and tables are looked at as data alone.
    return run_sample(folder, request.param, *(("--only", "data") if request.param is COUNTY else ()))


def test_every_published_table_has_a_truth() -> None:
    published = [item.id.upper() for item in load_catalogue().of_kind("rollup") if is_published(item)]
    assert sorted(published) == sorted(DEFINITIONS)


@pytest.mark.parametrize("table", DEFINITIONS)
def test_each_cell_of_a_table_is_the_truths(run: Run, table: str) -> None:
    found = differences(run, table)
    assert not found, f"{len(found)} cells differ:\n" + "\n".join(found[:20])


@pytest.mark.parametrize("table", DEFINITIONS)
def test_the_units_stand_in_the_order_of_their_codes_under_their_names(run: Run, table: str) -> None:
    rows = run.table(table)
    order = list(dict.fromkeys(row["unit_code"] for row in rows))
    assert [code for code in order if code in NAMES] == [code for code in ROWS if code in order]
    assert {row["unit_name"] for row in rows if row["unit_code"] in NAMES} == {
        NAMES[code] for code in order if code in NAMES
    }


def test_each_figure_of_each_row_is_the_truths_and_printed_by_the_rule(run: Run) -> None:
    expected = figures.figures(run.world)
    found = {(item["指标编号"], item["区划代码"]): item for item in run.figures()}
    assert found.keys() == {(figure, row) for figure in expected for row in figures.rows_of_figure(figure)}
    for (figure, row), item in found.items():
        one = expected[figure]
        value = one.value[row]
        exact = f"{value}.00" if one.word == "元" else str(value)
        assert item["数值"] == ("" if value is None else exact), (figure, row)
        text = figures.printed(value, one.word)
        assert item["公布写法"] == text, (figure, row)
        held = figures.quarantined(run.world, one.form)[row]
        assert (item["其中身份待核实"] or "0", item["隔离待核"]) == (str(one.unidentified[row] or 0), str(held)), (
            figure,
            row,
        )


def test_the_figures_of_the_province_are_the_samples_own(run: Run) -> None:
    said = run.world.said["figures"]
    briefing, computed = run.briefing(), figures.figures(run.world)
    both = said.keys() & briefing.keys()
    assert AS_PUBLISHED.keys() <= both
    assert {figure: briefing[figure]["value"] for figure in both} == {figure: said[figure] for figure in both}
    assert {figure: computed[figure].value[PROVINCE] for figure in both} == {figure: said[figure] for figure in both}


def test_the_rows_of_the_summary_are_those_of_the_table_of_returns(run: Run) -> None:
    line = next(line for line in run.messages.splitlines() if line.startswith("rows: "))
    read, accepted, unidentified, quarantined, set_aside = map(int, re.findall(r"\d+", line))
    assert read == accepted + quarantined + set_aside
    counts = run.world.counts
    if not run.world.said["roles"].get("superseded"):
        assert [read, accepted, unidentified, quarantined] == [
            counts[name].sum() for name in ("read", "accepted", "unidentified", "quarantined")
        ]


@pytest.mark.province
def test_a_whole_province_prints_the_programmes_published_figures(run: Run, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["run"] is not WHOLE:
        pytest.skip("of the whole province only")
    assert {figure: run.briefing()[figure]["printed"] for figure in AS_PUBLISHED} == AS_PUBLISHED
    briefing = (run.out / "briefing.md").read_text("utf-8")
    assert all(text in briefing for figure, text in AS_PUBLISHED.items() if figure != "F11_year")


@pytest.mark.province
def test_a_whole_provinces_workbook_prints_on_sixty_pages(run: Run, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["run"] is not WHOLE:
        pytest.skip("of the whole province only")
    pages = [sheet.page_setup for sheet in run.book if sheet.sheet_state == "visible"]
    # Of the notes, two pages at most, it isn't said how many there are.
    assert sum((page.fitToWidth or 1) * (page.fitToHeight or 1) for page in pages) + 1 <= 60


def test_the_recomputation_would_notice(run: Run) -> None:
    frames = dict(run.world.frames)
    pairs = frames["pairs"].copy()
    removed = pairs.index[pairs["fate"].isin(["same_pair", "other_unit", "quarantined"]) & (pairs["status"] == "在帮")]
    if not len(removed) or run.world.said["size"] == "province":
        pytest.skip("nothing is wrong in this sample, or it is too large to look twice")
    pairs.loc[removed, "fate"] = "kept"
    frames["pairs"] = pairs
    wrong = Run(run.sample, run.out, run.messages)
    wrong.__dict__["world"] = World(run.world.said, frames, run.world.counts)
    assert differences(wrong, "T01")
    assert differences(wrong, "T10")


@pytest.mark.parametrize("table", DEFINITIONS)
def test_csv_and_parquet_hold_the_same_cells(run: Run, table: str) -> None:
    if run.world.said["size"] != "small":
        pytest.skip("shown on the small samples")
    stored = [[plain(value) for value in row.values()] for row in run.stored(table)]
    told = [
        [same_type(cell, value) for cell, value in zip(row, kept, strict=True)]
        for row, kept in zip(run.csv_rows(table), stored, strict=True)
    ]
    assert told == stored


@pytest.mark.parametrize("table", DEFINITIONS)
def test_the_workbook_says_of_each_unit_what_the_table_holds(run: Run, table: str) -> None:
    if run.world.said["size"] != "small":
        pytest.skip("shown on the small samples")
    stored: dict[str, set[Decimal]] = defaultdict(set)
    for row in run.stored(table):
        stored[row["unit_code"]] |= {Decimal(str(value)) for value in row.values() if isinstance(value, int | Decimal)}
    seen = False
    for unit, *cells in run.sheet_rows(table):
        numbers = {Decimal(str(cell)) for cell in cells if isinstance(cell, int | float)}
        # T09 gives a unit's rows in all its returns together.
        assert table == "T09" or numbers <= stored[unit], unit
        seen = seen or bool(numbers)
    assert seen
    assert {row[0] for row in run.sheet_rows(table)} == stored.keys()
