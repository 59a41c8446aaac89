"""`aixin template`, from the shell: made, refused, filled in, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin_here, fresh_aixin
from tests.templates import PERIOD, UNIT, blank_of, fill

ASKED = ["--unit", UNIT, "--period", PERIOD, "-o", "blank"]


def refused(*arguments: str, cwd: Path) -> str:
    done = aixin_here("template", *arguments, cwd=cwd)
    lines = done.stderr.splitlines()[-2:]
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert lines[0].startswith("aixin: error: ")
    assert lines[1].startswith("hint: ")
    assert done.stdout == ""
    assert not list(cwd.rglob("*.xlsx"))
    return " ".join(lines)


def checked(*paths: Path) -> dict[str, Any]:
    done = aixin_here("check", *map(str, paths), "--format", "json", "--fail-on", "note")
    assert done.returncode == ExitCode.DONE, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_paths_go_to_stdout_and_the_last_line_names_the_next_command(tmp_path: Path) -> None:
    done = fresh_aixin("template", *ASKED, cwd=tmp_path)
    assert done.returncode == ExitCode.DONE, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in paths] == [f"620102_2025-01_AX0{number}_城关.xlsx" for number in (1, 2, 6, 7)]
    assert all((tmp_path / path).is_file() for path in paths)
    assert done.stderr.splitlines()[-1] == f"fill them in, then: aixin check {paths[0]}"
    assert not (tmp_path / "aixin-store").exists()


def test_a_unit_may_be_called_by_its_name(tmp_path: Path) -> None:
    done = aixin_here("template", "AX03", "--unit", "白银市", "--period", PERIOD, "-o", "blank", cwd=tmp_path)
    assert done.stdout.splitlines() == [str(Path("blank") / "620400_2025-01_AX03_白银.xlsx")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pairin", *ASKED], "pairing"),
        (["pairing", "--unit", "长安县", "--period", PERIOD], "长安县"),
        (["pairing", "--unit", UNIT, "--period", "2025-13"], "2025-13"),
        (["pairing", "--unit", UNIT, "--period", "2023-04"], "2023-05"),
        (["pairing", "--unit", "620100", "--period", PERIOD], "organization, fund_entry"),
        (["--unit", "62X002", "--period", PERIOD], "forms it may send: pairing"),
    ],
)
def test_a_wrong_form_unit_or_period_is_a_usage_error(tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in refused(*arguments, cwd=tmp_path)


def test_a_workbook_that_somebody_filled_in_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "blank").mkdir()
    path = fill("site", tmp_path / "blank" / blank_of("site").file_name)
    before = path.read_bytes()
    done = aixin_here("template", *ASKED, cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert path.name in done.stderr
    assert [item.name for item in (tmp_path / "blank").iterdir()] == [path.name]
    assert path.read_bytes() == before
    again = aixin_here("template", "AX01", *ASKED, cwd=tmp_path)
    assert aixin_here("template", "AX01", *ASKED, cwd=tmp_path).stdout == again.stdout


def test_a_folder_that_is_worked_in_stays_and_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    folder = tmp_path.stat().st_ino
    first = aixin_here("template", "AX01", "--unit", UNIT, "--period", PERIOD, cwd=tmp_path).stdout.splitlines()
    second = aixin_here("template", "AX01", "--unit", "620105", "--period", PERIOD, cwd=tmp_path).stdout.splitlines()
    assert tmp_path.stat().st_ino == folder
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["mine.txt", *first, *second])


@pytest.mark.parametrize(
    "forms",
    [
        ("pairing", "activity"),
        ("pairing", "activity_monthly"),
        *((form,) for form in ("organization", "fund_entry", "project", "site", "indicator", "opening")),
    ],
    ids="+".join,
)
def test_what_is_filled_in_is_read_back_without_a_finding(tmp_path: Path, forms: tuple[str, ...]) -> None:
    found = checked(*[fill(form, tmp_path / blank_of(form).file_name) for form in forms])
    assert found["findings"] == []
    rows = [item["rows"] for file in found["files"] for item in file["returns"]]
    assert [row["accepted"] for row in rows] == [row["read"] - sum(row["set_aside"].values()) for row in rows]
    assert all(row["accepted"] for row in rows)


def test_a_blank_one_is_no_return_and_its_only_finding_says_so(tmp_path: Path) -> None:
    aixin_here("template", *ASKED, cwd=tmp_path)
    done = aixin_here("check", "blank", "--format", "json", cwd=tmp_path)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stderr.splitlines()[-1] == "fill them in, then: aixin check blank"
    found = json.loads(done.stdout)
    assert [file["returns"] for file in found["files"]] == [[], [], [], []]
    assert [(item["rule"], item["severity"]) for item in found["findings"]] == [
        *[("R007", "note")] * 3,
        ("R015", "note"),
    ]


def test_the_stores_settings_are_kept_to(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "aixin.toml").write_text("[returns]\ndeadline_day = 20\n", encoding="utf-8")
    aixin_here("template", "site", *ASKED, "--store", "store", cwd=tmp_path)
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "blank" / blank_of("site").file_name)
    assert "2025年2月20日前" in [row[1].value for row in book["填表说明"].iter_rows()]
