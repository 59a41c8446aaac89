"""Public editions: what would show single persons is withheld, and an attack on all of them finds nothing narrower."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from aixin_cli.publish.public.blocks import Grid, Limits
from aixin_cli.publish.public.protecting import find_small, protect
from aixin_cli.store import Store
from tests.attack import PROVINCE, Key, Program, add_edition, add_part, find_narrow, read_table
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, FEBRUARY, JANUARY, add_up, put, told, two_months
from tests.prints import make_once
from tests.returns import pairing, source_table

LIMITS = Limits(5, 5)
UNITS = ("620102", "620103", "620104", "620502", "620503", "620521", "620171", "620200")
KINDS = ("孤儿", "事实无人抚养儿童", "特困人员")
COUNTS = {
    "620102": (9, 2, 7),
    "620103": (8, 7, 0),
    "620104": (6, 6, 9),
    "620502": (7, 0, 3),
    "620503": (5, 8, 6),
    "620521": (1, 0, 0),
    "620171": (3, 6, 5),
    "620200": (12, 0, 0),
}
LEVELS = ("县区直", "乡镇街道", "村社区", "市州直")


def ledgers(period: str, *, without: int = 0) -> list[object]:
    """Eight units' pairings; in the first the last of a category are missing."""
    tables, number = [], 0
    for unit, counts in COUNTS.items():
        rows = []
        for kind, count in zip(KINDS, counts, strict=True):
            for place in range(count):
                number += 1
                level = LEVELS[(place * place) % 4]
                row = pairing(number, recipient_category=kind, helper_level=level)
                if not (unit == "620102" and kind == KINDS[2] and place < without):
                    rows.append(row)
        tables.append(source_table("pairing", rows, unit=unit, period=period, filled_date=f"{period}-{20 + without}"))
    return tables


def editions() -> Path:
    """The public editions of three months and a revision of the first, made once; nobody writes here."""
    folder, name = make_once("public editions", _fill)
    return folder / name


def _fill(folder: Path) -> str:
    store, months = folder / "store", (DECEMBER, JANUARY, FEBRUARY)
    for place, period in enumerate(months):
        put(store, *ledgers(period, without=place), names=[f"{period}-{unit}.xlsx" for unit in UNITS])
    add_up(store, *months)
    for period in months:
        release(store, folder / "first", period)
    with Store.open(store) as opened:
        opened.execute(
            "update out.t01 set destitute_paired_count = 4, recipient_count = 15"
            " where period = ? and unit_code = '620102'",
            [DECEMBER],
        )
        opened.execute(
            "update out.t01 set destitute_paired_count = destitute_paired_count - 3,"
            " recipient_count = recipient_count - 3"
            " where period = ? and unit_code in ('620100', '620000')",
            [DECEMBER],
        )
    release(store, folder / "second", DECEMBER)
    return "."


def release(store: Path, out: Path, period: str) -> None:
    done = aixin_here("publish", "--period", period, "--public", "--store", str(store), "--out", str(out), cwd=store)
    assert done.returncode == 0, done.stderr


def grid_of(seed: int, *, is_additive: bool) -> Grid:
    """Units of several prefectures with invented counts, many of them small."""
    chance = random.Random(seed)
    columns = ("a", "b", "c", "d")[: chance.choice((1, 2, 3, 4))]
    above = {f"{place}-{unit}": place for place in ("", "p", "q", "r") for unit in range(chance.randint(1, 5))}
    values = {(unit, column): chance.choice((0, 1, 2, 4, 6, 9, 15, 40)) for unit in above for column in columns}
    for code in ("p", "q", "r", PROVINCE):
        for column in columns:
            tops = ["p", "q", "r", *(unit for unit in above if above[unit] == "")]
            below = tops if code == PROVINCE else [unit for unit in above if above[unit] == code]
            of_rows = [values[row, column] for row in below]
            counted_twice = 0 if is_additive else chance.randint(0, sum(of_rows) - max(of_rows)) // 4
            values[code, column] = sum(of_rows) - counted_twice
    if len(columns) > 1:
        for row in {row for row, _ in values}:
            values[row, "total"] = sum(values[row, column] for column in columns)
    return Grid(columns, "total" if len(columns) > 1 else None, above, values, PROVINCE, is_additive)


def attack(grid: Grid, withheld: set[tuple[str, str]]) -> dict[Key, tuple[float, float]]:
    program = Program()
    for (row, column), value in grid.values.items():
        program.cell(("e", "t", row, column), "x" if (row, column) in withheld else value)
    for row in (*grid.rows, PROVINCE):
        if grid.total:
            add_part(program, ("e", "t", row, grid.total), [("e", "t", row, name) for name in grid.columns])
    for column in grid.shown:
        tops = [row for row in grid.rows if row not in grid.units or grid.above[row] == ""]
        for above, rows in {
            PROVINCE: tops,
            **{code: [unit for unit in grid.units if grid.above[unit] == code] for code in ("p", "q", "r")},
        }.items():
            cells = [("e", "t", row, column) for row in rows]
            add_part(program, ("e", "t", above, column), cells, is_exact=grid.is_additive)
    return find_narrow(program, [("e", "t", *cell) for cell in sorted(withheld)], LIMITS.width)


@pytest.mark.parametrize("is_additive", [True, False])
def test_no_withheld_count_is_bounded_more_narrowly_than_promised(is_additive: bool) -> None:
    for seed in range(40):
        grid = grid_of(seed, is_additive=is_additive)
        done = protect(grid, LIMITS)
        assert find_small(grid, LIMITS) <= done.cells
        assert attack(grid, done.cells) == {}, seed


def test_small_counts_withheld_alone_are_given_back() -> None:
    found = [seed for seed in range(10) if attack(grid := grid_of(seed, is_additive=True), find_small(grid, LIMITS))]
    assert len(found) > 5


def test_what_is_neither_small_nor_gives_anything_back_is_shown() -> None:
    grid = Grid(
        ("a", "b"),
        "total",
        {"1": "p", "2": "p", "3": "p"},
        {
            (row, column): value
            for row, *values in (
                ("1", 2, 30, 32),
                ("2", 20, 30, 50),
                ("3", 40, 50, 90),
                ("p", 62, 110, 172),
                (PROVINCE, 62, 110, 172),
            )
            for column, value in zip(("a", "b", "total"), values, strict=True)
        },
        PROVINCE,
    )
    assert protect(grid, LIMITS).cells == {("1", "a"), ("1", "b"), ("2", "a"), ("2", "b")}


def test_an_attack_on_three_months_and_a_revision_bounds_nothing_narrowly() -> None:
    program, withheld = Program(), []
    folders = {f"{part}/{path.name}": path for part in ("first", "second") for path in (editions() / part).iterdir()}
    assert len(folders) == 4
    for name, folder in folders.items():
        withheld += add_edition(program, name, folder)
    # Whoever knows that a unit sent nothing new for the revision takes both editions' cells of it for the same.
    for edition, *cell in list(program.places):
        twin = ("second/2024-12-public", *cell)
        if edition == "first/2024-12-public" and not cell[1].startswith(("6201", PROVINCE)) and twin in program.places:
            program.between({(edition, *cell): 1.0, twin: -1.0}, 0.0, 0.0)
    assert len(withheld) > 40
    assert find_narrow(program, withheld, LIMITS.width) == {}


def test_a_revision_withholds_what_the_edition_before_withheld() -> None:
    first, second = (read_table(editions() / part / "2024-12-public", "T01") for part in ("first", "second"))
    for before, after in zip(first, second, strict=True):
        assert {name for name, cell in before.items() if cell == "x"} <= {n for n, cell in after.items() if cell == "x"}
    assert first != second


def test_noughts_stay_where_they_say_nothing_of_single_persons() -> None:
    rows = {row["unit_code"]: row for row in read_table(editions() / "first" / "2024-12-public", "T01")}
    assert rows["620502"]["disabled_paired_count"] == "0"
    # All in these units are orphans: noughts everywhere else would say of each what he is.
    others = ("de_facto_paired_count", "destitute_paired_count")
    assert all("x" in {rows[unit][name] for name in others} for unit in ("620200", "620521"))
    assert rows[PROVINCE]["orphan_paired_count"] == "51"


def test_the_files_say_how_much_is_withheld_and_nothing_of_returns() -> None:
    folder = editions() / "first" / "2024-12-public"
    told = json.loads((folder / "withheld.json").read_text(encoding="utf-8"))
    tables = {item["table"]: item["withheld"] for item in told["tables"]}
    assert told["withheld"] == sum(tables.values()) > 0
    assert set(tables) == {"T01", "T02", "T03", "T04", "T05"}
    for path in folder.rglob("*"):
        text = path.read_text(encoding="utf-8-sig") if path.suffix in {".csv", ".json", ".md"} else ""
        assert "内部资料" not in text
        assert ".xlsx" not in text.replace("summary.xlsx", "")
    assert {row["unit_code"] for row in read_table(folder, "T02")} == {PROVINCE}


@pytest.mark.parametrize("asked", [["--only", "data"], ["--only-reported"], ["--placeholders"]])
def test_what_is_not_protected_is_not_made_public(asked: list[str], tmp_path: Path) -> None:
    done = aixin_here("publish", "--period", DECEMBER, "--public", *asked, "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()


def test_with_fewer_than_three_units_nothing_is_written(tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(two_months(), store)
    said = told(store, "publish", "--period", DECEMBER, "--public", "--out", str(tmp_path / "out"), code=8)
    assert "T01 rests on 2 reporting units" in said
    assert not (tmp_path / "out").exists()


def test_every_name_in_the_json_is_told() -> None:
    documented = set(re.findall(r"\w+", Path("docs/public.md").read_text(encoding="utf-8")))
    folder = editions() / "first" / "2024-12-public"
    for path in (folder / "figures.json", folder / "withheld.json", folder / "tables" / "T01.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        within = [item for name in ("figures", "tables", "columns") for item in content.get(name, [])]
        assert {name for item in (content, *within) for name in item} <= documented


def test_the_last_sheet_says_how_many_cells_are_withheld_and_why() -> None:
    folder = editions() / "first" / "2024-12-public"
    book = openpyxl.load_workbook(folder / "summary.xlsx")
    rows = [[cell for cell in row if cell is not None] for row in book.worksheets[-1].values]
    told_in_json = json.loads((folder / "withheld.json").read_text(encoding="utf-8"))
    assert ["合计", told_in_json["withheld"]] in rows
    assert [[line] for line in told_in_json["reasons"]] == rows[-len(told_in_json["reasons"]) :]


def test_the_same_again_is_no_new_edition(tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "out"
    shutil.copytree(editions() / "store", store)
    release(store, out, JANUARY)
    first = editions() / "first" / "2025-01-public"
    for path in sorted(first.rglob("*.*")):
        assert (out / "2025-01-public" / path.relative_to(first)).read_bytes() == path.read_bytes()
    with Store.open(store, read_only=True) as opened:
        assert opened.rows("select edition from meta.public_edition where period = ?", [JANUARY]) == [(1,)]
