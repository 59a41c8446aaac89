"""The whole road on a small made sample, twice in interpreters of their own."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.store.catalogue import load_catalogue
from tests.contract.processes import aixin, aixin_here, fresh_aixin

PERIOD = "2024-12"
NUMBER = re.compile(r"(?<![0-9a-fA-F])\d{17}[\dXx](?![0-9a-fA-F])")
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Road:
    """A folder in which `aixin run` went its whole way."""

    folder: Path
    done: Done

    @property
    def results(self) -> Path:
        return self.folder / "out" / PERIOD

    def aixin(self, *arguments: str) -> Done:
        return fresh_aixin(*arguments, cwd=self.folder)

    def here(self, *arguments: str) -> Done:
        return aixin_here(*arguments, cwd=self.folder)

    def files(self, out: str = "out") -> dict[str, bytes]:
        root = self.folder / out / PERIOD
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Road:
    folder = tmp_path_factory.mktemp("road")
    made = fresh_aixin("sample", "try", "--size", "small", "--seed", "7", "--period", PERIOD, cwd=folder)
    assert made.returncode == ExitCode.DONE, made.stderr
    return Road(folder, fresh_aixin("run", "try", "--period", PERIOD, "--out", "out", cwd=folder))


@pytest.fixture(scope="module")
def checked(road: Road) -> Done:
    """What `aixin check` prints of the same returns."""
    return aixin("check", "try", "--format", "json", cwd=road.folder)


def test_it_is_done_and_says_where_and_what_next(road: Road) -> None:
    assert road.done.returncode == ExitCode.DONE, road.done.stderr
    assert road.done.stdout == ""
    lines = road.done.stderr.splitlines()
    assert any(line.startswith("rows: ") for line in lines)
    assert any(line.startswith("findings: ") for line in lines)
    assert any(line.startswith("results: out") for line in lines)
    assert lines[-1].startswith("next: aixin ")


def test_every_figure_is_the_truths(road: Road) -> None:
    truth = json.loads((road.folder / "try" / "truth.json").read_text("utf-8"))["figures"]
    figures = json.loads((road.results / "figures.json").read_text("utf-8"))["figures"]
    assert {item["id"] for item in figures} == {item.header["figure_id"] for item in load_catalogue().of_kind("figure")}
    # One that the sample's truth lacks is reckoned in tests/truth/figures.py.
    reckoned = {item["id"]: item["value"] for item in figures if item["id"] in truth}
    assert len(reckoned) > 10
    assert reckoned == {name: truth[name] for name in reckoned}


def test_all_results_are_there(road: Road) -> None:
    names = road.files().keys()
    assert {"summary.xlsx", "figures.json", "briefing.md", "tables/figures.csv"} <= names
    published = [item.id.upper() for item in load_catalogue().of_kind("rollup") if "column" in item.header]
    assert {"T01", "T02", "T03", "T04", "T05", "T06", "T07", "T09", "T10"} <= set(published)
    for table in published:
        assert {f"tables/{table}.csv", f"tables/{table}.parquet"} <= names


def test_a_second_run_from_nothing_gives_the_same_bytes(road: Road) -> None:
    again = road.aixin("run", "try", "--period", PERIOD, "--out", "again", "--store", "other")
    assert again.returncode == ExitCode.DONE, again.stderr
    assert again.stderr.replace("again", "out") == road.done.stderr
    assert road.files("again") == road.files()


def test_publishing_from_the_store_gives_the_same_bytes(road: Road) -> None:
    done = aixin("publish", "--period", PERIOD, "--out", "published", cwd=road.folder)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert road.files("published") == road.files()


def test_loading_the_same_again_changes_nothing_and_says_so(road: Road) -> None:
    done = road.here("load", "try")
    assert "everything here was loaded before: nothing changed" in done.stderr
    assert road.here("rollup", "--period", PERIOD).returncode == ExitCode.DONE
    assert road.here("publish", "--period", PERIOD, "--out", "reloaded").returncode == ExitCode.DONE
    assert road.files("reloaded") == road.files()


def test_no_result_and_no_talk_shows_a_number_of_a_person(road: Road, checked: Done) -> None:
    shown = {"talk": road.done.stdout + road.done.stderr}
    for name, content in road.files().items():
        if name.endswith((".xlsx", ".docx")):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                texts = [part for part in book.namelist() if not part.endswith(".png")]
                shown |= {f"{name}/{part}": book.read(part).decode() for part in texts}
        elif not name.endswith((".parquet", ".png")):
            shown[name] = content.decode()
    shown["check"] = checked.stdout + checked.stderr
    leaks = {name: NUMBER.findall(text) for name, text in shown.items() if NUMBER.search(text)}
    assert not leaks


def test_the_check_prints_one_object_of_its_contract(checked: Done) -> None:
    report = json.loads(checked.stdout)
    assert report.keys() == {"files", "findings", "outcomes"}
    accepted = [file for file in report["files"] if file["status"] == "accepted"]
    assert accepted
    for item in (item for file in accepted for item in file["returns"]):
        assert item.keys() == {"form", "unit", "period", "rows", "fixes"}
        rows = item["rows"]
        assert rows["read"] == rows["accepted"] + rows["quarantined"] + sum(rows["set_aside"].values())
    keys = {"rule", "severity", "file", "sheet", "row", "column", "value", "message", "hint", "expected", "fingerprint"}
    assert all(finding.keys() >= keys for finding in report["findings"])
    assert {"truth.json"} <= {Path(file["path"]).name for file in report["files"] if file["status"] == "ignored"}


def test_findings_are_told_in_the_chosen_language(road: Road, checked: Done) -> None:
    told = aixin_here("check", "try", "--format", "json", cwd=road.folder, AIXIN_LANG="zh")
    english, chinese = (json.loads(done.stdout)["findings"] for done in (checked, told))
    assert [item["rule"] for item in english] == [item["rule"] for item in chinese]
    assert all(re.search(r"[\u4e00-\u9fff]", item["message"] + item["hint"]) for item in chinese)
    assert all(one["message"] != other["message"] for one, other in zip(english, chinese, strict=True))


@pytest.mark.parametrize(
    ("arguments", "above"),
    [
        (("status", "--period", PERIOD, "--long"), 4),
        (("returns", "list", "--period", PERIOD), 2),
        (("query", "select figure_id, unit_code, value from out.figure order by all"), 2),
    ],
    ids=["status", "returns", "query"],
)
def test_csv_and_json_of_data_hold_the_same_rows(road: Road, arguments: tuple[str, ...], above: int) -> None:
    table = road.here(*arguments)
    assert table.returncode == ExitCode.DONE, table.stderr
    rows = list(csv.DictReader(road.here(*arguments, "--format", "csv").stdout.splitlines()))
    objects = json.loads(road.here(*arguments, "--format", "json").stdout)
    assert len(rows) == len(objects) > 0
    assert list(rows[0]) == list(objects[0])
    assert len(table.stdout.splitlines()) == len(rows) + above


@pytest.mark.parametrize(
    "sql",
    [
        "drop table out.figure",
        "copy out.figure to 'x.csv'",
        "select * from read_csv('/etc/passwd')",
        "not a question",
        "select cast(unit_code as integer) from out.figure",
        "",
    ],
)
def test_a_query_can_only_read_the_statistics(road: Road, sql: str) -> None:
    done = road.here("query", sql)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert done.stdout == ""
    assert not (road.folder / "x.csv").exists()
    assert road.here("query", "select count(*) from out.figure").returncode == ExitCode.DONE


def test_a_superseded_version_can_be_put_back_in_force(road: Road) -> None:
    listed = json.loads(road.here("returns", "list", "--period", PERIOD, "--format", "json").stdout)
    old = [item for item in listed if item["state"] == "superseded"]
    assert old, "the sample has a superseding version"
    done = road.here("returns", "reinstate", str(old[0]["part_id"]))
    assert done.returncode == ExitCode.DONE, done.stderr
    again = json.loads(road.here("returns", "list", "--period", PERIOD, "--format", "json").stdout)
    states = {item["part_id"]: item["state"] for item in again}
    assert states[old[0]["part_id"]] == "accepted"
    assert road.here("returns", "reinstate", str(old[0]["part_id"])).returncode == ExitCode.USAGE
    assert road.here("returns", "reinstate", "999999").returncode == ExitCode.USAGE


def test_a_refused_file_marks_the_results_incomplete(road: Road) -> None:
    (road.folder / "with_bad").mkdir()
    (road.folder / "with_bad" / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    for path in sorted((road.folder / "try").glob("622927*.csv")):
        (road.folder / "with_bad" / path.name).write_bytes(path.read_bytes())
    done = road.here("run", "with_bad", "--period", PERIOD, "--out", "bad", "--store", "bad_store")
    assert done.returncode == ExitCode.INPUT
    assert "the results are marked incomplete: 1 files were refused" in done.stderr
    figures = json.loads((road.folder / "bad" / PERIOD / "figures.json").read_text("utf-8"))
    assert figures["is_complete"] is False
    assert figures["refused"] == ["with_bad/bad.xlsx"]
    assert "结果不完整" in (road.folder / "bad" / PERIOD / "briefing.md").read_text("utf-8")
