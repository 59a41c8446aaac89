"""Bad input, disks, stores and settings: two clear lines, the right exit code, nothing written."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin, aixin_after, aixin_here, environment, fresh_aixin_after
from tests.contract.returns import write_pairing
from tests.contract.test_exit_codes import refusal

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of a process and rights of folders are POSIX's")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PERIOD = "2024-12"
SECRET = "Aixin-2024-geheim"
Change = Callable[[str], bytes]


def text(*changes: tuple[str, str]) -> Change:
    """The good return with some words replaced."""

    def changed(content: str) -> bytes:
        for old, new in changes:
            assert old in content
            content = content.replace(old, new)
        return content.encode()

    return changed


def workbook(content: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("台账")
        for place, line in enumerate(content.splitlines()):
            sheet.write_row(place, 0, line.split(","))
    return buffer.getvalue()


def truncated(content: str) -> bytes:
    whole = workbook(content)
    return whole[: len(whole) // 2]


def encrypted(content: str) -> bytes:
    """What Excel makes of a workbook with a password."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(content))).encrypt(SECRET, buffer)
    return buffer.getvalue()


BAD: dict[str, tuple[str, Change, str, str]] = {
    "an empty file": ("a.csv", lambda _: b"", "is empty", "send it again"),
    "a file of blanks": ("a.csv", lambda _: b"\r\n\r\n", "is empty", "send it again"),
    "a truncated workbook": ("a.xlsx", truncated, "damaged", "save it as .xlsx"),
    "a workbook with a password": ("a.xlsx", encrypted, "password-protected", "remove the password"),
    "an OLE file that is no workbook": ("a.xls", lambda _: OLE + bytes(3000), "damaged", "save it as .xlsx"),
    "a web page": ("a.xls", lambda _: b"<html><p>log in</p></html>", "web page", "save it as .xlsx"),
    "a PDF": ("a.xlsx", lambda _: b"%PDF-1.7 ...", "really PDF", "save the table"),
    "another archive": ("a.rar", lambda _: b"Rar!\x1a\x07", "RAR", "pack the files again as .zip"),
    "no form": ("a.csv", lambda _: "甲,乙\n1,2\n".encode(), "No form was recognised", "aixin forms show"),
    "a missing column": ("a.csv", text(("帮扶对象身份证号", "对象证件")), "帮扶对象身份证号 is missing", "对象证件"),
    "no unit": ("a.csv", text(("填报单位：城关区", ""), ("城关区", "")), "Which unit", "--unit"),
    "no period": ("a.csv", text(("报告期：2024年12月", "")), "Which period", "--period"),
    "a period that is none": ("a.csv", text(("2024年12月", "2024年13月")), "Which period", "--period"),
    "units that disagree": ("七里河区.csv", text(), "城关区 (620102)", "correct the file"),
    "periods that disagree": ("2024-11.csv", text(), "2024-11", "correct the file"),
    "no table": ("a.docx", text(), "no table", "give .xlsx"),
}


@pytest.fixture
def good(tmp_path: Path) -> str:
    """The text of a return that can be read."""
    return write_pairing(tmp_path / "good" / "b.csv").read_text("utf-8-sig")


def traces(folder: Path) -> set[str]:
    """What a command has left in a folder."""
    return {path.name for path in folder.iterdir()} - {"good", "bad"}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_with_its_name_and_what_to_do(tmp_path: Path, good: str, case: str) -> None:
    name, change, what, hint = BAD[case]
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / name).write_bytes(change(good))
    done = aixin_here("load", f"bad/{name}", cwd=tmp_path)
    error, advice = refusal(done)
    assert done.returncode == ExitCode.INPUT
    assert len(done.stderr.splitlines()) == 2
    assert name in error
    assert what in error
    assert hint in advice
    assert not traces(tmp_path)


@pytest.mark.parametrize("verb", [("run", "--period", PERIOD), ("load",), ("check",)], ids=lambda verb: verb[0])
def test_where_every_file_is_refused_nothing_is_left(tmp_path: Path, good: str, verb: tuple[str, ...]) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "1.csv").write_bytes(b"")
    (tmp_path / "bad" / "2.xlsx").write_bytes(truncated(good))
    done = aixin(verb[0], "bad", *verb[1:], "--fail-on", "never", cwd=tmp_path)
    assert done.returncode == ExitCode.INPUT
    assert "none of the files could be read" in refusal(done)[0]
    assert "refused: bad/1.csv: The file is empty." in done.stderr
    assert "refused: bad/2.xlsx: The workbook is damaged" in done.stderr
    assert done.stdout == ""
    assert not traces(tmp_path)


def test_a_store_that_was_there_stays_as_it_was_when_every_file_is_refused(tmp_path: Path, good: str) -> None:
    assert good
    assert aixin_here("load", "good", cwd=tmp_path).returncode == ExitCode.DONE
    before = aixin_here("returns", "list", "--period", PERIOD, cwd=tmp_path).stdout
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "1.csv").write_bytes(b"")
    assert aixin_here("load", "bad", cwd=tmp_path).returncode == ExitCode.INPUT
    assert aixin_here("returns", "list", "--period", PERIOD, cwd=tmp_path).stdout == before


def test_an_empty_folder_given_for_the_store_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "1.csv").write_bytes(b"")
    assert aixin_here("load", "bad", "--store", "mine", cwd=tmp_path).returncode == ExitCode.INPUT
    assert (tmp_path / "mine").is_dir()
    assert not list((tmp_path / "mine").iterdir())


def test_refused_files_are_told_in_two_lines_and_the_others_are_loaded(tmp_path: Path, good: str) -> None:
    (tmp_path / "good" / "a.xlsx").write_bytes(truncated(good))
    (tmp_path / "good" / "c.csv").write_bytes(text(("帮扶对象身份证号", "对象证件"))(good))
    done = aixin_here("load", "good", cwd=tmp_path)
    assert done.returncode == ExitCode.INPUT
    lines = done.stderr.splitlines()
    assert "files: 1 accepted, 0 held, 2 refused, 0 ignored" in lines
    for name, hint in (("a.xlsx", "save it as .xlsx"), ("c.csv, row 3", "对象证件")):
        (place,) = [number for number, line in enumerate(lines) if f"refused: good/{name.split(',')[0]}" in line]
        assert lines[place + 1].strip().startswith("hint: ")
        assert hint in lines[place + 1]
    assert "pairing" in aixin_here("returns", "list", "--period", PERIOD, cwd=tmp_path).stdout


def test_a_member_of_a_zip_is_refused_by_its_place(tmp_path: Path, good: str) -> None:
    (tmp_path / "bad").mkdir()
    with zipfile.ZipFile(tmp_path / "bad" / "all.zip", "w") as packed:
        packed.writestr("b.csv", good)
        packed.writestr("a.xlsx", truncated(good))
    done = aixin_here("load", "bad", cwd=tmp_path)
    assert done.returncode == ExitCode.INPUT
    assert "refused: bad/all.zip/a.xlsx" in done.stderr
    assert "files: 1 accepted" in done.stderr


def test_a_password_comes_from_the_environment_and_is_kept_nowhere(tmp_path: Path, good: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.xlsx").write_bytes(encrypted(good))
    wrong = aixin("load", "bad", cwd=tmp_path, AIXIN_PASSWORD="wrong-word")
    assert wrong.returncode == ExitCode.INPUT
    assert "The password doesn't open the file" in wrong.stderr
    assert "wrong-word" not in wrong.stderr
    done = aixin("load", "bad", cwd=tmp_path, AIXIN_PASSWORD=SECRET)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "files: 1 accepted" in done.stderr
    assert SECRET not in done.stderr + done.stdout
    for path in (tmp_path / "aixin-store").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
    assert not traces(tmp_path) - {"aixin-store"}


def test_no_option_takes_a_password() -> None:
    for verb in ("run", "load", "check"):
        assert "--password" not in aixin(verb, "--help").stdout


@POSIX
def test_a_password_is_asked_for_at_a_terminal_and_not_shown(tmp_path: Path, good: str) -> None:
    (tmp_path / "bad").mkdir()
    for name in ("a", "b"):
        (tmp_path / "bad" / f"{name}.xlsx").write_bytes(
            encrypted(good.replace("孤儿", "特困人员" if name == "b" else "孤儿"))
        )
    code, seen = at_terminal(("load", "bad"), ["no-such-word", SECRET], tmp_path)
    assert seen.count("password of") == 2, seen
    assert "bad/a.xlsx" in seen
    assert "doesn't open the file" in seen
    assert "refused:" not in seen
    assert code == ExitCode.DONE
    assert SECRET not in seen
    assert "no-such-word" not in seen


def at_terminal(arguments: tuple[str, ...], answers: list[str], cwd: Path) -> tuple[int, str]:
    """One command at a terminal where somebody types the answers; its exit code and what was to be seen."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        os.execve(sys.executable, [sys.executable, "-m", "aixin_cli", *arguments], environment())
    seen = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
        if piece.rstrip().endswith(b"out):") and answers:
            os.write(terminal, answers.pop(0).encode() + b"\n")
    _pid, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), seen.decode("utf-8", "replace")


def test_what_is_passed_over_is_counted_by_reason(tmp_path: Path, good: str) -> None:
    assert good
    for name in ("~$b.xlsx", ".DS_Store", "a.docx", "c.docx"):
        (tmp_path / "good" / name).write_bytes(b"x")
    done = aixin_here("load", "good", cwd=tmp_path)
    assert "files: 1 accepted, 0 held, 0 refused, 4 ignored" in done.stderr
    assert "  ignored: hidden or of the system 1, left behind by Excel or WPS 1, not a table 2" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("forms", "show", "pairng"), "no form called pairng"),
        (("run", "good", "--period", "2024-13"), "is not a period"),
        (("run", "good"), "`--period` is missing"),
        (("run", "good", "--period", PERIOD, "--nope"), "no option `--nope`"),
        (("load", "good", "--unit", "无此县"), "no reporting unit"),
        (("load", "good", "--fail-on", "x"), "one of error, query, note, never"),
        (("load", "good", "--prefer"), "needs a value"),
        (("sample", "made", "--seed", "x"), "whole number"),
        (("sample", "made", "--faults", "2"), "faults"),
        (("publish", "--period", PERIOD, "--template", "none.md"), "no such template"),
        (("forms", "show", "pairing", "more"), "too many arguments: more"),
    ],
    ids=lambda value: " ".join(value[:1]) if isinstance(value, tuple) else value,
)
def test_a_command_line_that_cannot_be_meant(tmp_path: Path, good: str, arguments: tuple[str, ...], what: str) -> None:
    assert good
    done = aixin(*arguments, cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert what in refusal(done)[0]
    assert not traces(tmp_path)


def test_a_preferred_file_that_is_none_of_those_given(tmp_path: Path, good: str) -> None:
    assert good
    done = aixin_here("load", "good", "--prefer", "c.csv", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "c.csv" in refusal(done)[0]
    assert not traces(tmp_path)


@pytest.mark.parametrize("name", ["good/b.csv", "b.csv", "./good/b.csv"])
def test_a_preferred_file_is_found_by_its_path_or_the_end_of_it(tmp_path: Path, good: str, name: str) -> None:
    (tmp_path / "good" / "a.csv").write_bytes(text(("特困人员", "孤儿"))(good))
    done = aixin_here("load", "good", "--prefer", name, cwd=tmp_path)
    assert done.returncode == ExitCode.DONE
    assert "files: 2 accepted" in done.stderr


def test_held_versions_are_told_and_what_comes_next(tmp_path: Path, good: str) -> None:
    (tmp_path / "good" / "a.csv").write_bytes(text(("特困人员", "孤儿"))(good))
    done = aixin_here("load", "good", cwd=tmp_path)
    assert "files: 0 accepted, 2 held" in done.stderr
    assert done.stderr.splitlines()[-1] == "held returns don't count; next: aixin returns list --period 2024-12"


def test_returns_of_another_month_than_the_one_that_is_run_are_told(tmp_path: Path, good: str) -> None:
    assert good
    done = aixin_here("run", "good", "--period", "2024-11", cwd=tmp_path)
    assert done.returncode == ExitCode.DONE
    assert "returns of other months count there, not here: 2024-12" in done.stderr
    assert done.stderr.splitlines()[-1] == "next: aixin run good --period 2024-12"


@pytest.mark.parametrize("arguments", [("--fail-on", "x"), ("--prefer",)], ids=["choice", "value"])
def test_the_command_line_is_explained_in_chinese_too(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = aixin("load", "good", *arguments, cwd=tmp_path, AIXIN_LANG="zh").stderr.splitlines()
    assert told[0].startswith("aixin: 错误：")
    assert told[1].startswith("提示：")
    assert not any(word in told[0] for word in ("is not", "requires", "Input should"))


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ("[returns\n", "not valid TOML"),
        ("[returns]\ndeadline_day = 45\n", "between 1 and 28"),
        ("[returns]\ndeadline_day = true\n", "of type int"),
        ("[retruns]\ndeadline_day = 5\n", "no setting retruns.deadline_day"),
        ("[engine]\nthreads = -1\n", "between 0 and 256"),
        ('[as_of]\n"2024-12" = "soon"\n', "as_of.2024-12"),
        ('[programme]\nprovincial_project_pattern = "(("\n', "provincial_project_pattern"),
        ('[programme]\nstart = "spring"\n', "programme.start"),
    ],
)
def test_a_broken_setting_is_named(tmp_path: Path, good: str, setting: str, what: str) -> None:
    assert good
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "aixin.toml").write_text(setting)
    done = aixin_here("run", "good", "--period", PERIOD, "--store", "mine", cwd=tmp_path)
    assert done.returncode == ExitCode.DEFINITION
    assert "aixin.toml" in refusal(done)[0]
    assert what in refusal(done)[0]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["aixin.toml"]
    assert not (tmp_path / "out").exists()


def test_a_broken_template_is_named_and_nothing_is_published(tmp_path: Path, good: str) -> None:
    assert good
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "mine.md").write_text("共{F99}", "utf-8")
    done = aixin_here("run", "good", "--period", PERIOD, "--template", "bad/mine.md", cwd=tmp_path)
    assert done.returncode == ExitCode.DEFINITION
    assert "mine.md" in refusal(done)[0]
    assert not (tmp_path / "out" / PERIOD).exists()


def test_a_store_of_a_newer_program(tmp_path: Path, good: str) -> None:
    assert good
    aixin_here("load", "good", cwd=tmp_path)
    with duckdb.connect(str(tmp_path / "aixin-store" / "register.duckdb")) as connection:
        connection.execute("insert into meta.schema_version values (999)")
    for verb in (("load", "good"), ("status", "--period", PERIOD)):
        done = aixin_here(*verb, cwd=tmp_path)
        assert done.returncode == ExitCode.STORE
        assert "newer aixin" in refusal(done)[0]


@pytest.mark.parametrize("option", ["--store", "--out"])
def test_a_place_that_cannot_be_a_folder(tmp_path: Path, good: str, option: str) -> None:
    assert good
    (tmp_path / "bad").write_text("a file")
    done = aixin_here("run", "good", "--period", PERIOD, option, "bad", cwd=tmp_path)
    assert done.returncode == ExitCode.STORE, done.stderr
    assert "bad" in refusal(done)[0]
    assert option in refusal(done)[1]
    assert (tmp_path / "bad").read_text() == "a file"


# Neither it nor a process of its own may keep compiled modules: Python writes them short here without a word, and
# whoever imports them afterwards fails.
LIMITED = """import os, resource, sys
sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit},) * 2)"""


@POSIX
@pytest.mark.parametrize("limit", [50_000, 1_000_000])
def test_a_full_disk_leaves_the_store_whole(tmp_path: Path, good: str, limit: int) -> None:
    """No file of the process may grow beyond the limit, which is what a full disk looks like to it."""
    assert good
    for name in ("x", "y"):
        write_pairing(tmp_path / "more" / f"{name}.csv", 3000)
    assert aixin("load", "good", cwd=tmp_path).returncode == ExitCode.DONE
    before = aixin("returns", "list", "--period", PERIOD, cwd=tmp_path).stdout
    # What is published at the end is not the point, and takes longer than all else.
    arguments = ("run", "more", "--period", PERIOD, "--replace", "--only", "data")
    done = aixin_after(LIMITED.format(limit=limit), *arguments, cwd=tmp_path)
    assert done.returncode == ExitCode.STORE, done.stderr
    assert "the disk is full" in refusal(done)[0]
    assert aixin("returns", "list", "--period", PERIOD, cwd=tmp_path).returncode == ExitCode.DONE
    assert before
    assert aixin(*arguments, cwd=tmp_path).returncode == ExitCode.DONE


@POSIX
def test_a_disk_that_is_full_from_the_start_leaves_no_store(tmp_path: Path, good: str) -> None:
    assert good
    done = aixin_after(LIMITED.format(limit=50_000), "load", "good", cwd=tmp_path)
    assert done.returncode == ExitCode.STORE, done.stderr
    assert "the disk is full" in refusal(done)[0]
    assert not traces(tmp_path)


@POSIX
def test_a_disk_that_fills_while_a_month_is_published_is_told_without_an_afterword(tmp_path: Path, good: str) -> None:
    assert good
    assert aixin("run", "good", "--period", PERIOD, "--out", "first", cwd=tmp_path).returncode == ExitCode.DONE
    before, arguments = LIMITED.format(limit=3000), ("publish", "--period", PERIOD, "--out", "second")
    done = fresh_aixin_after(before, *arguments, cwd=tmp_path)
    assert done.returncode == ExitCode.STORE, done.stderr
    assert "the disk is full" in refusal(done)[0]
    assert "Exception ignored in" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("second/*"))
