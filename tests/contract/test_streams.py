"""stdout and stderr that are closed, unread or full, from real processes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from aixin_cli import streams
from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin_here, shell
from tests.contract.returns import write_pairing, write_statistics

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the streams")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a return without a fault, one with faults, and a store with statistics."""
    folder = tmp_path_factory.mktemp("streams")
    write_pairing(folder / "good.csv", 40)
    write_pairing(folder / "bad.csv", 40, **{"结对人类别": "什么也不是"})
    write_statistics(folder)
    return folder


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("aixin check bad.csv >&-", ExitCode.FINDINGS),
        ("aixin check bad.csv >&- 2>&- <&-", ExitCode.FINDINGS),
        ("aixin query 'select 1' >&-", ExitCode.DONE),
        ("aixin query 'selec 1' 2>&-", ExitCode.USAGE),
        ("aixin --help >&-", ExitCode.DONE),
        ("aixin --version >&-", ExitCode.DONE),
        ("aixin query 'from range(200000)' --format csv | head -1", ExitCode.DONE),
        ("aixin check bad.csv --format csv | true", ExitCode.FINDINGS),
        ("aixin query 'select 1' 2>/dev/full", ExitCode.DONE),
    ],
)
def test_streams_that_are_closed_or_unread_change_no_code_and_leave_no_traceback(
    line: str, code: ExitCode, place: Path
) -> None:
    ended, said = shell(line, place)
    assert ended == code
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert "aixin: error" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_below_stdout_is_said_once_and_has_its_code(place: Path) -> None:
    ended, said = shell("aixin query 'from range(200000)' --format csv >/dev/full", place)
    assert ended == ExitCode.STORE
    assert said.splitlines()[-2:] == [
        "aixin: error: the disk is full",
        "hint: free some space and run the same command again",
    ]
    assert "Exception ignored" not in said


def test_no_file_of_ours_gets_the_number_of_a_closed_stream(place: Path) -> None:
    code = "import sys; from aixin_cli import streams; streams.prepare(); sys.exit(open(sys.argv[0]).fileno() <= 2)"
    (place / "opens.py").write_text(code)
    assert shell(f"'{sys.executable}' opens.py <&- >&- 2>&-", place)[0] == 0


@pytest.mark.parametrize("width", ["0", "-5", "19", "wide", "9" * 5000, "٣٠٠٠٠٠", ""])
def test_a_width_that_cannot_be_meant_is_none(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    streams.forget_width()
    assert "COLUMNS" not in os.environ


def test_a_width_that_can_be_meant_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    streams.forget_width()
    assert os.environ["COLUMNS"] == "20"


@pytest.mark.parametrize(
    "arguments", [["load", "good.csv", "--store"], ["publish", "--period", "2024-12", "--out"], ["--store"]]
)
def test_a_folder_whose_name_is_no_utf8_is_refused_by_name(arguments: list[str], place: Path) -> None:
    folder = os.fsdecode(os.fsencode(place) + b"/st\xff")
    rest = ["status", "--period", "2024-12"] if arguments == ["--store"] else []
    done = aixin_here(*arguments, folder, *rest, cwd=place)
    assert done.returncode == ExitCode.USAGE
    assert "st?: this path holds bytes that are no UTF-8" in done.stderr
    assert not Path(folder).exists()


def test_a_file_whose_name_is_no_utf8_is_read_and_shown(place: Path) -> None:
    ended, said = shell("cp good.csv $(printf 'g\\377.csv') || exit 0; aixin check g*.csv --format csv", place)
    assert ended == ExitCode.DONE
    assert "Traceback" not in said
