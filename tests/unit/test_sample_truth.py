"""truth.json and the tables beside it agree with each other and with the files."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from aixin_cli.errors import UsageError
from aixin_cli.jobs.comparing import compare
from aixin_cli.link import link_period
from aixin_cli.read import Declared, read_sources
from aixin_cli.rollup import roll_up
from aixin_cli.sample import SampleOptions, SampleReport, make_months, make_sample
from aixin_cli.sample.make import make_world
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.truth.places import SCOPE
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


@pytest.mark.parametrize("months", [("2024-11", "2024-12", "2025-01"), ("2023-11", "2023-12", "2024-01")], ids=max)
def test_months_that_follow_on_one_another_have_the_same_people_and_sums_that_go_on(
    tmp_path: Path, months: tuple[str, ...]
) -> None:
    reports = make_months(tmp_path, SampleOptions(period=months[0], faults=0, container="csv"), 3)
    assert [report.directory.name for report in reports] == list(months)
    people = [
        [
            (row["recipient"], row["sex"], row["birth_date"], row["category"])
            for row in table(report.directory, "recipients")
        ]
        for report in reports
    ]
    assert people[0] == people[1] == people[2]
    began = [
        {row["start_date"] for row in table(report.directory, "pairs") if str(row["start_date"]) < months[0]}
        for report in reports
    ]
    assert began[0] == began[1] == began[2]
    contacts = [report.figures["F03"] for report in reports]
    assert contacts[0] < contacts[1] < contacts[2]
    done = sum(
        row["person_times"]
        for row in table(reports[1].directory, "activities")
        if row["is_counted"] and row["pair_kind"] == "主结对" and row["activity_kind"] == "联系交流"
    )
    assert contacts[1] - contacts[0] == done


def test_openings_come_with_the_first_of_several_months_alone(tmp_path: Path) -> None:
    assert aixin_here("sample", "made", "--months", "2", "--container", "csv", cwd=tmp_path).returncode == 0
    for period, is_sent in (("2024-12", True), ("2025-01", False)):
        said = truth(tmp_path / "made" / period)
        assert any(item["form"] == "AX08" for item in said["counts"]) is is_sent
        assert any(item["kind"] == "before_opening" for item in said["planted"]) is is_sent


def test_months_made_one_by_one_open_with_what_the_months_before_came_to(tmp_path: Path) -> None:
    months = [
        make_sample(tmp_path / period, SampleOptions(period=period, container="csv"))
        for period in ("2024-12", "2025-01", "2025-02")
    ]
    for before, after in zip(months, months[1:], strict=False):
        opened = [row for row in table(after.directory, "openings") if row["scope"] == "启动以来累计"]
        for figure, measure in (("F03", "联系交流"), ("F07", "募集资金"), ("F10", "帮助群众")):
            assert sum(row["value"] for row in opened if row["measure"] == measure) == before.figures[figure]


def test_months_count_as_their_truth_says_whichever_is_loaded_first(tmp_path: Path) -> None:
    reports = make_months(tmp_path / "made", SampleOptions(container="csv"), 2)
    with Store.in_memory() as store:
        for report in reversed(reports):
            load_month(store, report.directory)
        for report in reports:
            assert counted(store, report) == report.figures
        assert store.rows("select * from meta.hold") == []
        before, after = (report.directory.name for report in reports)
        compared = compare(store, before, after, None, [])
    expected = done_in(reports[1].directory)
    for item in compared.bridges:
        figure = str(item.header["figure_id"])
        lines = {line.code: line.amount for line in item.lines if line.code != "new_year"}
        assert lines == expected.get((figure, item.row_code), {}), (figure, item.row_code)


def done_in(directory: Path) -> dict[tuple[str, str], dict[str, Decimal]]:
    """What a month adds to each figure of each row, by its truth alone: the stocks of these months stand still."""
    rows: Counter[tuple[str, str]] = Counter()
    for figure, unit, amount in [*activities_in(directory), *raised_in(directory)]:
        for code in SCOPE[SCOPE["unit"] == unit]["row"]:
            rows[figure, code] += amount
    return {key: {"added": Decimal(amount)} for key, amount in rows.items() if amount}


KINDS = {"联系交流": ("F03", "person_times"), "走访探视": ("F04", "person_times"), "帮办实事": ("F05", "matter_count")}


def activities_in(directory: Path) -> Iterator[tuple[str, str, int]]:
    for row in table(directory, "activities"):
        if not row["is_counted"]:
            continue
        if row["pair_kind"] == "辅助结对":
            yield "F10", row["unit"], row["person_times"]
            continue
        for money in ("F11", "F11_year"):
            yield money, row["unit"], row["amount_yuan"]
        if row["activity_kind"] in KINDS:
            figure, measure = KINDS[row["activity_kind"]]
            yield figure, row["unit"], row[measure]


def raised_in(directory: Path) -> Iterator[tuple[str, str, int]]:
    for row in table(directory, "funds"):
        if row["fate"] == "kept" and row["direction"] == "募集":
            yield "F07", row["unit"], row["amount_yuan"]


def load_month(store: Store, directory: Path) -> None:
    declared = Declared(period=directory.name, is_period_strict=False)
    load_files(store, read_sources([directory], declared), LoadOptions())


def counted(store: Store, report: SampleReport) -> dict[str, int]:
    """Figures of the report's month as they are rolled up, those that aren't rolled up as the truth has them."""
    link_period(store, report.directory.name)
    made = roll_up(store, report.directory.name).figures
    return {name: int(made[name] or 0) if name in made else value for name, value in report.figures.items()}
