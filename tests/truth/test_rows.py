"""No row is lost: each row of each file is accepted, quarantined or set aside, and the truth says which."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aixin_cli.sample import SampleOptions, make_sample
from tests.contract.processes import ROOT, aixin_here

MADE = {
    "many faults": SampleOptions(seed=2, faults=0.15),
    "all workbooks": SampleOptions(seed=4, faults=0.05, container="workbook"),
    "all CSV": SampleOptions(seed=5, faults=0.05, container="csv"),
    "people told twice": SampleOptions(seed=1, faults=0, identity_faults=True),
}
KEPT = ("sample_data/clean", "sample_data/faulty")
FORMS = {
    "pairing": "AX01",
    "activity": "AX02",
    "organization": "AX03",
    "fund_entry": "AX04",
    "project": "AX05",
    "site": "AX06",
    "indicator": "AX07",
    "opening": "AX08",
}
Report = dict[str, Any]


@pytest.fixture(scope="module", params=[*KEPT, *MADE])
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A folder of returns and what `aixin check` says of it."""
    folder = ROOT / request.param
    if request.param in MADE:
        folder = tmp_path_factory.mktemp("rows") / "sample"
        make_sample(folder, MADE[request.param])
    done = aixin_here("check", folder.name, "--format", "json", "--fail-on", "never", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def read_files(report: Report) -> list[dict[str, Any]]:
    return [file for file in report["files"] if file["status"] != "ignored"]


def last_rows(path: Path) -> int:
    """How many rows a person counts in a file, from the first to the last that holds anything, in all sheets."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(last_filled(list(sheet.iter_rows(values_only=True))) for sheet in book)
    text = decoded(path.read_bytes())
    delimiter = "\t" if "\t" in text else ","
    return last_filled(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))


def decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def last_filled(rows: list[Any]) -> int:
    return max((number for number, row in enumerate(rows, 1) if any(cell not in {None, ""} for cell in row)), default=0)


def test_every_row_read_is_accepted_quarantined_or_set_aside(checked: tuple[Path, Report]) -> None:
    returns = [item["rows"] for file in read_files(checked[1]) for item in file["returns"]]
    assert returns
    for rows in returns:
        assert rows["read"] == rows["accepted"] + rows["quarantined"] + sum(rows["set_aside"].values())
        assert rows["unidentified"] <= rows["accepted"]


def test_every_row_of_every_file_is_read(checked: tuple[Path, Report]) -> None:
    folder, report = checked
    for file in read_files(report):
        read = sum(item["rows"]["read"] for item in file["returns"])
        assert read == last_rows(folder.parent / file["path"]), file["path"]


def test_every_file_is_listed_once(checked: tuple[Path, Report]) -> None:
    folder, report = checked
    listed = Counter(file["path"] for file in report["files"])
    on_disk = {path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert listed == Counter(on_disk)


def test_the_rows_of_each_return_are_those_of_the_truth(checked: tuple[Path, Report]) -> None:
    folder, report = checked
    found: dict[tuple[str, str, str], Counter[str]] = {}
    for file in read_files(report):
        # The first version of a ledger is superseded: what counts is the second.
        for item in [] if "初稿" in file["path"] else file["returns"]:
            key = (item["unit"], FORMS[item["form"]], item["period"])
            rows = {name: count for name, count in item["rows"].items() if name != "set_aside"}
            found.setdefault(key, Counter()).update(rows | {"parts": 1})
    expected = {
        (item["unit"], item["form"], item["period"]): {
            name: item[name] for name in ("read", "accepted", "unidentified", "quarantined", "parts")
        }
        for item in json.loads((folder / "truth.json").read_text("utf-8"))["counts"]
    }
    assert {key: dict(rows) for key, rows in found.items()} == expected
