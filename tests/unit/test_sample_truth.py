"""truth.json and the tables beside it agree with each other and with the files."""

import csv
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from aixin_cli.errors import UsageError
from aixin_cli.sample import SampleOptions, make_months, make_sample
from aixin_cli.sample.make import make_world
from tests.unit.sample_worlds import table, truth, written

ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


def files_of(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def delimited_rows(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    encoding = "utf-16" if content.startswith(b"\xff\xfe") else "utf-8-sig" if is_utf8(content) else "gb18030"
    text = content.decode(encoding)
    return list(csv.reader(io.StringIO(text), delimiter="\t" if encoding == "utf-16" else ","))


def is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def rows_of_file(directory: Path, name: str, sheet: str | None) -> list[list[str]]:
    if name.endswith(".csv"):
        return delimited_rows(directory / name)
    book = openpyxl.load_workbook(directory / name, read_only=True)
    return [[str(cell or "") for cell in row] for row in book[sheet].iter_rows(values_only=True)]


@pytest.mark.parametrize("container", ["mixed", "workbook", "csv"])
def test_the_same_options_give_the_same_bytes(tmp_path: Path, container: str) -> None:
    make_sample(tmp_path / "again", SampleOptions(container=container, seed=3))
    assert files_of(tmp_path / "again") == files_of(written(container))


def test_another_seed_gives_another_sample(tmp_path: Path) -> None:
    make_sample(tmp_path / "other", SampleOptions(seed=4))
    assert (tmp_path / "other" / "truth.json").read_bytes() != (written() / "truth.json").read_bytes()


@pytest.mark.parametrize("container", ["mixed", "csv"])
def test_each_planted_cell_stands_where_the_truth_says(container: str) -> None:
    directory = written(container)
    altered = [entry for entry in truth(directory)["planted"] if entry.get("written")]
    assert altered
    for entry in altered:
        row = rows_of_file(directory, entry["file"], entry["sheet"])[entry["row"] - 1]
        assert entry["written"] in row, entry


def test_a_sample_without_faults_plants_only_questions() -> None:
    kinds = {entry["kind"] for entry in truth(written(faults=0.0))["planted"]}
    assert kinds <= {"no_number", "several_main"}


def test_every_kind_of_fault_is_explained_in_the_readme() -> None:
    text = (written() / "README.md").read_text(encoding="utf-8")
    assert text.count("\n| ") >= len(truth(written())["planted"])


def test_figures_follow_from_the_tables() -> None:
    directory = written()
    figures = truth(directory)["figures"]
    pairs = [row for row in table(directory, "pairs") if row["fate"] == "kept" and row["status"] == "在帮"]
    recipients = table(directory, "recipients")
    assert figures["F01"] == len({row["helper"] for row in pairs if row["pair_kind"] == "主结对"})
    assert figures["F02"] == sum(row["is_member"] for row in recipients)
    assert figures["F09"] == len({row["recipient"] for row in pairs if row["pair_kind"] == "辅助结对"})
    assert figures["F09"] == sum(row["is_auxiliary"] for row in recipients)
    contacts = [
        row["person_times"]
        for row in table(directory, "activities")
        if row["is_counted"] and row["pair_kind"] == "主结对" and row["activity_kind"] == "联系交流"
    ]
    openings = [
        row["value"]
        for row in table(directory, "openings")
        if row["measure"] == "联系交流" and row["scope"] == "启动以来累计"
    ]
    assert figures["F03"] == sum(contacts) + sum(openings)


def test_rows_sent_are_rows_accepted_and_quarantined() -> None:
    directory = written()
    fates = Counter((row["unit"], row["fate"] == "quarantined") for row in table(directory, "pairs"))
    for count in truth(directory)["counts"]:
        if count["form"] == "AX01":
            assert count["accepted"] == fates[(count["unit"], False)]
            assert count["quarantined"] == fates[(count["unit"], True)]


def test_a_removed_duplicate_names_a_survivor_that_counts() -> None:
    pairs = {row["row"]: row for row in table(written(), "pairs")}
    removed = [row for row in pairs.values() if row["fate"] in {"same_row", "same_pair", "other_unit"}]
    assert removed
    for row in removed:
        survivor = pairs[row["survivor"]]
        assert survivor["fate"] == "kept"
        assert (survivor["recipient"], survivor["helper"]) == (row["recipient"], row["helper"])


def test_a_person_without_a_valid_number_stands_in_one_row() -> None:
    directory = written()
    unidentified = {row["recipient"] for row in table(directory, "recipients") if not row["is_identified"]}
    assert unidentified
    rows = Counter(row["recipient"] for row in table(directory, "pairs"))
    assert all(rows[recipient] == 1 for recipient in unidentified)


def test_identity_faults_are_planted_on_request_only(tmp_path: Path) -> None:
    asked = make_sample(tmp_path / "asked", SampleOptions(identity_faults=True, seed=3))
    assert asked.planted["second_row_check_digit"] >= 1
    assert not any(entry["kind"].startswith("second_row") for entry in truth(written())["planted"])


def test_a_county_is_one_unit_with_about_three_thousand_pairs(tmp_path: Path) -> None:
    report = make_sample(tmp_path / "county", SampleOptions(size="county", container="csv"))
    assert report.figures["F02"] == 3010
    assert {row["unit"] for row in truth(tmp_path / "county")["counts"]} == {"621022"}


@pytest.mark.parametrize("period", ["2024-01", "2023-10", "2025-06"])
def test_a_sample_can_be_of_another_month(tmp_path: Path, period: str) -> None:
    make_sample(tmp_path / "month", SampleOptions(period=period, container="csv"))
    assert truth(tmp_path / "month")["period"] == period


def test_no_project_of_an_earlier_month_was_finished_after_it() -> None:
    world = make_world(SampleOptions(size="county", period="2024-11", faults=0))[0]
    assert not (world.tables["project"]["end"] > world.plan.dates.end).any()


def test_a_directory_that_holds_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageError):
        make_sample(tmp_path)


@pytest.mark.parametrize(
    "options",
    [
        SampleOptions(period="2024-13"),
        SampleOptions(period="2022-12"),
        SampleOptions(faults=0.5),
        SampleOptions(seed=-1),
        SampleOptions(size="county_"),  # type: ignore[arg-type]
    ],
)
def test_options_that_cannot_be_meant_are_refused(tmp_path: Path, options: SampleOptions) -> None:
    with pytest.raises(UsageError):
        make_sample(tmp_path / "new", options)


def test_the_repositorys_sample_is_what_the_program_makes() -> None:
    for name, faults in (("clean", 0.0), ("faulty", 0.05)):
        directory = Path(__file__).parents[2] / "sample_data" / name
        fresh = written(faults=faults)
        assert {path.name for path in directory.iterdir()} == {path.name for path in fresh.iterdir()}
        assert truth(directory) == truth(fresh)
        for path in directory.glob("*.csv"):
            assert path.read_bytes() == (fresh / path.name).read_bytes()


def test_months_that_follow_on_one_another_have_the_same_people_and_sums_that_go_on(tmp_path: Path) -> None:
    reports = make_months(tmp_path, SampleOptions(period="2024-11", faults=0, container="csv"), 3)
    assert [report.directory.name for report in reports] == ["2024-11", "2024-12", "2025-01"]
    people = [
        [
            (row["recipient"], row["sex"], row["birth_date"], row["category"])
            for row in table(report.directory, "recipients")
        ]
        for report in reports
    ]
    assert people[0] == people[1] == people[2]
    contacts = [report.figures["F03"] for report in reports]
    assert contacts[0] < contacts[1] < contacts[2]
    done = sum(
        row["person_times"]
        for row in table(reports[1].directory, "activities")
        if row["is_counted"] and row["pair_kind"] == "主结对" and row["activity_kind"] == "联系交流"
    )
    assert contacts[1] - contacts[0] == done
