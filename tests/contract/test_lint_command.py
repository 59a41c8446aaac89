"""`aixin lint`: what it prints and how it ends, and that nobody's name stands in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from aixin_cli.errors import ExitCode
from tests.contract.conftest import PERIOD, Month
from tests.contract.processes import aixin, aixin_here

KEYS = ["paragraph", "severity", "kind", "stands", "should", "source", "note", "sentence"]


@pytest.fixture(scope="module")
def folder(faulty_month: Month) -> Path:
    return faulty_month.folder


def lint(folder: Path, text: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "edited.md").write_text(text, encoding="utf-8")
    return aixin_here("lint", "edited.md", "--period", PERIOD, *arguments, cwd=folder, **environment)


def edit(folder: Path, pattern: str, new: str) -> str:
    """The published briefing with one place changed."""
    text = (folder / "out" / PERIOD / "briefing.md").read_text("utf-8")
    edited, count = re.subn(pattern, new, text, count=1)
    assert count == 1
    return edited


@pytest.mark.parametrize("name", ["briefing.docx", "briefing.md"])
def test_0_what_is_published_has_no_error_in_it(folder: Path, name: str) -> None:
    done = aixin_here("lint", f"out/{PERIOD}/{name}", "--period", PERIOD, "--format", "json", cwd=folder)
    assert done.returncode == ExitCode.DONE, done.stdout
    assert {item["severity"] for item in json.loads(done.stdout)} <= {"note"}
    right = re.fullmatch(r"numbers right (\d+), wrong 0, written otherwise 0, unverified \d+\n", done.stderr)
    assert right
    assert int(right[1]) > 50


def test_4_a_changed_figure_is_told_as_json_with_what_should_stand(folder: Path) -> None:
    done = lint(folder, edit(folder, r"\d+名党员干部", "999名党员干部"), "--format", "json")
    assert done.returncode == ExitCode.FINDINGS
    told = json.loads(done.stdout)
    assert all(list(item) == KEYS for item in told)
    (wrong,) = [item for item in told if item["severity"] == "error"]
    assert (wrong["kind"], wrong["stands"], wrong["source"]) == ("value", "999名", "F01")
    assert re.fullmatch(r"\d+名", wrong["should"])
    assert "999名党员干部" in wrong["sentence"]


def test_a_table_and_csv_have_the_same_columns(folder: Path) -> None:
    text = edit(folder, r"\d+名党员干部", "999名党员干部")
    assert lint(folder, text).stdout.split("\n")[0].split() == KEYS
    assert lint(folder, text, "--format", "csv").stdout.split("\n")[0] == ",".join(KEYS)


def test_nothing_wrong_prints_no_table(folder: Path) -> None:
    done = lint(folder, "爱心甘肃")
    assert (done.returncode, done.stdout) == (ExitCode.DONE, "")


def test_what_is_said_is_chinese_on_request(folder: Path) -> None:
    assert lint(folder, "会议有12名代表。", AIXIN_LANG="zh").stderr == "数字：正确 0，有误 0，写法不同 0，未核实 1\n"


def test_3_files_that_cannot_be_read(folder: Path) -> None:
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    (folder / "blank.txt").write_bytes(b"")
    for name in ("old.doc", "blank.txt", "none.docx"):
        done = aixin_here("lint", name, "--period", PERIOD, cwd=folder)
        assert (done.returncode, done.stdout) == (ExitCode.INPUT, "")
        assert done.stderr.startswith("aixin: error: ")
        assert "\nhint: " in done.stderr


def test_2_6_and_8_a_period_that_is_none_or_not_there_or_stale(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("结对干部25名。", "utf-8")
    assert aixin_here("lint", "a.txt", "--period", "2024-13", cwd=tmp_path).returncode == ExitCode.USAGE
    assert aixin_here("lint", "a.txt", "--period", PERIOD, cwd=tmp_path).returncode == ExitCode.STORE
    shutil.copytree(folder / "aixin-store", tmp_path / "aixin-store")
    done = aixin_here("lint", "a.txt", "--period", "2024-10", cwd=tmp_path)
    assert (done.returncode, "has not been rolled up" in done.stderr) == (ExitCode.STORE, True)
    (tmp_path / "aixin-store" / "aixin.toml").write_text("[returns]\ndeadline_day = 9\n", "utf-8")
    assert aixin_here("lint", "a.txt", "--period", PERIOD, cwd=tmp_path).returncode == ExitCode.NOT_READY


def test_no_name_of_the_register_and_no_other_is_printed(folder: Path) -> None:
    with duckdb.connect(str(folder / "aixin-store" / "register.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select distinct unnest([recipient_name, helper_name, guardian_name, recipient_id_text, helper_phone])"
            " from stg.pairing"
        ).fetchall()
    # An organization that helps is nobody, nor are the few digits that a spreadsheet has left of a number.
    names = sorted(name for (name,) in rows if name and re.search(r"^\D{2}|\d{7}", name) and "中心" not in name)
    assert len(names) > 300
    strangers = ["欧阳建国", "才让卓玛", "买买提·吐尔逊", "王和平", "李在", "孟向前", "马安宁", "Zhang Wei"]
    text = "\n".join(
        f"结对干部{name}走访孤儿{name}一家，送去慰问金{place}000元。" for place, name in enumerate([*names, *strangers])
    )
    (folder / "edited.txt").write_text(text, encoding="utf-8")
    done = aixin("lint", "edited.txt", "--period", PERIOD, "--format", "csv", cwd=folder)
    assert done.stdout.count("\n") > len(names)
    assert not [name for name in [*names, *strangers] if name in done.stdout + done.stderr]
