"""People told twice with a damaged number, people who look alike, and the truth that is kept of both."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import openpyxl
import pytest

from aixin_cli.sample import SampleOptions, make_months, make_sample
from aixin_cli.sample.faults.cadres import PLACEMENTS as CADRE_PLACEMENTS
from aixin_cli.sample.faults.damage import DAMAGES, LOST, damaged
from aixin_cli.sample.faults.renaming import folded, renamed
from aixin_cli.sample.faults.second_rows import PLACEMENTS
from aixin_cli.sample.faults.variants import KINDS
from aixin_cli.sample.make import make_world
from aixin_cli.sample.world.totals import make_figures
from aixin_cli.sample.world.world import World
from tests.unit.sample_rows import is_whole, row_of, ties
from tests.unit.sample_worlds import table, truth, written

TRAPS = {"twins", "namesakes", "homonyms", "wards", "siblings", "parents", "colleagues", "office_phone"}


@cache
def told_twice(faults: float = 0.0, seed: int = 1) -> Path:
    directory = Path(mkdtemp()) / "sample"
    make_sample(directory, SampleOptions(faults=faults, seed=seed, container="csv", identity_faults=True))
    return directory


@cache
def province(faults: float) -> World:
    return make_world(SampleOptions(size="province", faults=faults, identity_faults=True))[0]


@pytest.mark.parametrize("faults", [0.0, pytest.param(0.05, marks=pytest.mark.province)])
def test_every_kind_of_damage_placement_and_likeness_is_planted_in_a_province(faults: float) -> None:
    world = province(faults)
    kinds = Counter((variant.role, kind) for variant in world.variants for kind in variant.kinds)
    assert {kind for role, kind in kinds if role == "recipient"} == set(KINDS)
    assert {kind for role, kind in kinds if role == "helper"} == set(DAMAGES)
    assert min(kinds.values()) > 50
    placements = {variant.placement for variant in world.variants}
    assert {*PLACEMENTS, *CADRE_PLACEMENTS, "bare elsewhere", "bare moved", "bare two recipients"} == placements
    assert {kind for kind, _, rows in world.traps if len(rows) > 20} == TRAPS
    names = {planted.kind for planted in world.planted if planted.kind.startswith("name_")}
    assert names == {"name_interpunct", "name_traditional", "name_same_sound", "name_dropped"}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_small_sample_has_nearly_every_kind(seed: int) -> None:
    directory = told_twice(seed=seed)
    kinds = Counter((row["role"], row["kind"]) for row in table(directory, "variants"))
    assert {kind for role, kind in kinds if role == "recipient"} == set(KINDS)
    assert {kind for role, kind in kinds if role == "helper"} == set(DAMAGES)
    assert {row["trap"] for row in table(directory, "mentions")} == {"", *TRAPS}


def test_a_province_has_as_many_linkable_pairs_as_a_benchmark_needs() -> None:
    sizes = Counter()
    for variant in province(0.0).variants:
        if not variant.placement.startswith("bare"):
            sizes[variant.role] += int((variant.kinds != "old_form").sum())
    assert 2_400 <= sizes["recipient"] <= 2_600
    assert 950 <= sizes["helper"] <= 1_050


def test_people_told_twice_do_not_change_the_published_figures() -> None:
    plain = make_figures(make_world(SampleOptions(size="province", faults=0.0))[0])
    figures = make_figures(province(0.0))
    assert {name: figures[name] for name in ("F01", "F02", "F09")} == {
        name: plain[name] for name in ("F01", "F02", "F09")
    }


@pytest.mark.parametrize("faults", [0.0, 0.05])
def test_every_linkable_pair_has_one_lost_number_and_two_ties_as_written(faults: float) -> None:
    directory = told_twice(faults)
    pairs = table(directory, "linkable")
    assert len(pairs) > 30
    for pair in pairs:
        left = row_of(directory, pair["left_file"], pair["left_row"])
        right = row_of(directory, pair["right_file"], pair["right_row"])
        field = f"{pair['role']}_id"
        assert is_whole(left[field])
        assert not is_whole(right[field])
        assert ties(pair["role"], left, right) == set(pair["agreeing"].split(","))
        assert len(pair["agreeing"].split(",")) >= 2


def test_second_rows_that_hardly_anything_ties_are_not_called_linkable() -> None:
    bare = [row for row in table(told_twice(), "variants") if row["placement"].startswith("bare")]
    assert {row["role"] for row in bare} == {"recipient", "helper"}
    assert not any(row["is_linkable"] for row in bare)


def test_an_old_number_of_15_places_is_the_same_number_and_not_a_lost_one() -> None:
    directory = told_twice()
    old = [row for row in table(directory, "variants") if row["kind"] == "old_form"]
    assert old
    for pair in old:
        field = f"{pair['role']}_id"
        left = row_of(directory, pair["left_file"], pair["left_row"])[field]
        right = row_of(directory, pair["right_file"], pair["right_row"])[field]
        assert right == left[:6] + left[8:17]
        assert not pair["is_linkable"]


def test_nobody_born_in_this_century_has_a_number_of_15_places() -> None:
    world = province(0.0)
    for variant in world.variants:
        people = world.recipients if variant.role == "recipient" else world.helpers
        told = variant.right[variant.kinds.astype(str) == "old_form"]
        assert (people["birth"][world.ledger[variant.role][told]] < np.datetime64("2000-01-01")).all()


def test_a_name_is_never_written_in_two_ways_within_one_return() -> None:
    world = province(0.0)
    for variant in world.variants:
        near = world.ledger["unit"][variant.left] == world.ledger["unit"][variant.right]
        changed = world.overrides.get(("pairing", f"{variant.role}_name"), [])
        written_otherwise = np.concatenate([rows for rows, _ in changed])
        assert not np.isin(variant.right[near], written_otherwise).any()
        assert not np.isin(variant.left[near], written_otherwise).any()


def test_every_mention_of_the_ledgers_in_force_has_its_place_and_its_person() -> None:
    directory = told_twice()
    mentions = table(directory, "mentions")
    assert len({(row["file"], row["row"], row["role"]) for row in mentions}) == len(mentions)
    accepted = sum(row["accepted"] + row["quarantined"] for row in truth(directory)["counts"] if row["form"] == "AX01")
    assert sum(row["role"] == "recipient" for row in mentions) == accepted
    names = defaultdict(set)
    for row in mentions:
        if not row["variant"]:
            names[row["person"]].add(row_of(directory, row["file"], row["row"])[f"{row['role']}_id"])
    assert all(len(numbers - {""}) <= 1 for numbers in names.values())


def test_no_two_people_share_a_valid_number_unless_that_is_planted() -> None:
    directory = told_twice(0.05)
    holders = defaultdict(set)
    for row in table(directory, "mentions"):
        number = row_of(directory, row["file"], row["row"])[f"{row['role']}_id"]
        if row["variant"] != "another's" and is_whole(number):
            holders[number].add(row["person"])
    assert len(holders) > 200
    assert all(len(people) == 1 for people in holders.values())


def test_every_number_of_a_province_with_twins_and_namesakes_is_different() -> None:
    world = province(0.0)
    people = np.concatenate([world.recipients["id"], world.helpers["id"]])
    assert len(set(people)) == len(people)
    trapped = np.concatenate([rows.ravel() for _, role, rows in world.traps if role == "recipient"])
    numbers = world.recipients["id"][world.ledger["recipient"][trapped]]
    assert all(is_whole(number) for number in numbers)


def test_twins_share_all_but_the_given_name_and_have_numbers_that_follow_on_one_another() -> None:
    world = province(0.0)
    rows = next(rows for kind, _, rows in world.traps if kind == "twins")
    one, other = (world.recipients["id"][who] for who in world.ledger["recipient"][rows].T)
    for first, second in zip(one, other, strict=True):
        assert first[:14] == second[:14]
        assert 1 <= int(second[14:17]) - int(first[14:17]) <= 3
    frame = world.recipients
    elder, younger = world.ledger["recipient"][rows].T
    for name in ("birth", "township", "village", "guardian", "phone_text", "unit"):
        assert (frame[name][elder] == frame[name][younger]).all(), name
    assert (frame["name"][elder] != frame["name"][younger]).all()


def test_people_with_a_damaged_number_and_no_second_row_stay_persons_of_their_own() -> None:
    directory = told_twice()
    lost = {row["recipient"] for row in table(directory, "recipients") if not row["is_identified"]}
    rows = Counter(row["person"] for row in table(directory, "mentions") if row["role"] == "recipient")
    assert len(lost) > 10
    assert all(rows[person] == 1 for person in lost)


def test_the_same_options_give_the_same_bytes_with_people_told_twice(tmp_path: Path) -> None:
    make_sample(tmp_path / "again", SampleOptions(faults=0.0, container="csv", identity_faults=True))
    first = told_twice()
    for path in first.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(first)).read_bytes() == path.read_bytes(), path.name


def test_a_sample_without_the_option_keeps_no_truth_of_mentions() -> None:
    assert not {"mentions", "linkable", "variants"} & {path.stem for path in (written() / "truth").iterdir()}


def test_a_workbook_holds_a_damaged_number_where_the_truth_says(tmp_path: Path) -> None:
    make_sample(tmp_path / "books", SampleOptions(container="workbook", faults=0.0, identity_faults=True))
    lost = [row for row in table(tmp_path / "books", "mentions") if row["variant"] == "exponent"]
    assert lost
    for row in lost:
        book = openpyxl.load_workbook(tmp_path / "books" / row["file"], read_only=True)
        cells = next(book[row["sheet"]].iter_rows(row["row"], row["row"], values_only=True))
        assert any(str(cell).endswith("E+17") for cell in cells)


def test_months_tell_the_same_people_twice_in_the_same_way(tmp_path: Path) -> None:
    options = SampleOptions(period="2024-11", faults=0, container="csv", identity_faults=True)
    reports = make_months(tmp_path, options, 3)
    told = [
        [(row["kind"], row["placement"], row["person"]) for row in table(report.directory, "variants")]
        for report in reports
    ]
    assert told[0]
    assert told[0] == told[1] == told[2]
    figures = [report.figures for report in reports]
    assert figures[0]["F02"] == figures[1]["F02"] == figures[2]["F02"]
    assert figures[0]["F03"] < figures[1]["F03"] < figures[2]["F03"]


@pytest.mark.parametrize("kind", LOST)
def test_no_damage_makes_a_valid_number(kind: str) -> None:
    ids = province(0.0).recipients["id"][:3_000]
    found = damaged(kind, ids, np.random.default_rng(7))
    assert not any(is_whole(number) for number in found)
    assert not any(one == other for one, other in zip(found, ids, strict=True))


def test_names_are_written_otherwise_by_point_old_character_sound_or_loss() -> None:
    ways = {renamed(["扎西·卓玛"], [turn])[0] for turn in range(8)}
    assert ("扎西卓玛", "interpunct") in ways
    assert ("马哈散", "same_sound") in {renamed(["马哈三"], [turn])[0] for turn in range(8)}
    assert ("馬哈三", "traditional") in {renamed(["马哈三"], [turn])[0] for turn in range(8)}
    assert ("扎西才", "dropped") in {renamed(["扎西才让"], [turn])[0] for turn in range(8)}
    assert renamed(["宋蕊"], [5]) == [("宋蕊", "")]


def test_a_number_that_is_still_valid_stands_beside_one_name_only() -> None:
    directory = told_twice(0.05, seed=2)
    names = defaultdict(set)
    for row in table(directory, "mentions"):
        if row["variant"] in {"", "old_form"}:
            written_name = row_of(directory, row["file"], row["row"])[f"{row['role']}_name"]
            names[row["role"], row["person"]].add(folded(written_name).replace("　", ""))
    lost = {(row["role"], row["person"]) for row in table(directory, "variants") if row["kind"] not in {"old_form"}}
    assert all(len(found) == 1 for who, found in names.items() if who not in lost)


def test_a_helper_whose_number_is_lost_everywhere_stands_in_one_row() -> None:
    world = province(0.0)
    lost = np.flatnonzero(~world.helpers["is_identified"] & (world.helpers["kind"] == 0))
    rows = Counter(world.ledger["helper"][np.isin(world.ledger["helper"], lost)].tolist())
    assert rows
    assert set(rows.values()) == {1}
