from __future__ import annotations

import errno
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import typer
from typer.exceptions import TyperException

from aixin_cli import app as shell
from aixin_cli.errors import (
    AixinError,
    DefinitionError,
    ExitCode,
    InputError,
    ReconciliationError,
    StoreError,
    UsageError,
)

SECRET = "62019919900101123X"
Run = Callable[[BaseException], tuple[int, list[str]]]


@pytest.fixture
def run_raising(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A run of the app whose only verb raises, with its code and the lines on stderr."""
    monkeypatch.setenv("AIXIN_LANG", "en")
    monkeypatch.delenv("AIXIN_DEBUG", raising=False)

    def run(error: BaseException) -> tuple[int, list[str]]:
        def fail() -> None:
            raise error

        verb = SimpleNamespace(add_to=lambda app: app.command("fail")(fail))
        monkeypatch.setattr(shell, "PANELS", (("All", "", ("fail",)),))
        monkeypatch.setattr(shell, "load_verb", lambda _folder, _name: verb)
        code = shell.run(["fail"])
        captured = capsys.readouterr()
        assert captured.out == ""
        return code, captured.err.splitlines()

    return run


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (UsageError, ExitCode.USAGE),
        (InputError, ExitCode.INPUT),
        (DefinitionError, ExitCode.DEFINITION),
        (StoreError, ExitCode.STORE),
        (ReconciliationError, ExitCode.RECONCILIATION),
        (AixinError, ExitCode.BUG),
    ],
)
def test_an_error_of_ours_is_two_lines_and_its_code(run_raising: Run, kind: type[AixinError], code: ExitCode) -> None:
    assert run_raising(kind("it broke", "a.xlsx", "mend it")) == (
        code,
        ["aixin: error: a.xlsx: it broke", "hint: mend it"],
    )


def test_an_error_without_a_hint_still_has_two_lines(run_raising: Run) -> None:
    code, lines = run_raising(InputError("it broke\nover two lines"))
    assert code == ExitCode.INPUT
    assert lines == ["aixin: error: it broke over two lines", "hint: `aixin --help` lists what can be done"]


def test_an_unforeseen_error_shows_neither_traceback_nor_value(run_raising: Run) -> None:
    code, lines = run_raising(ValueError(f"could not convert {SECRET}"))
    assert code == ExitCode.BUG
    assert len(lines) == 2
    assert "ValueError" in lines[0]
    assert SECRET not in "".join(lines)


def test_an_unforeseen_error_shows_all_to_who_asks_for_it(run_raising: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_DEBUG", "1")
    lines = run_raising(ValueError(f"could not convert {SECRET}"))[1]
    assert SECRET in "".join(lines)
    assert "Traceback" in "".join(lines)


def test_a_full_disk_is_the_stores_matter(run_raising: Run) -> None:
    code, lines = run_raising(OSError(errno.ENOSPC, "No space left on device", "/x/马龙.xlsx"))
    assert code == ExitCode.STORE
    assert lines[0] == "aixin: error: the disk is full"


def test_another_refusal_of_the_system_names_the_reason_but_no_file(run_raising: Run) -> None:
    code, lines = run_raising(PermissionError(errno.EACCES, "Permission denied", "/x/马龙.xlsx"))
    assert code == ExitCode.STORE
    assert "Permission denied" in lines[0]
    assert "马龙" not in "".join(lines)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_an_interruption_ends_with_130(run_raising: Run, error: BaseException) -> None:
    code, lines = run_raising(error)
    assert code == ExitCode.INTERRUPTED
    assert len(lines) == 2


def test_another_runtime_error_is_a_fault(run_raising: Run) -> None:
    assert run_raising(RuntimeError("no"))[0] == ExitCode.BUG


def test_an_unknown_complaint_of_typers_keeps_its_words(run_raising: Run) -> None:
    code, lines = run_raising(TyperException("something new"))
    assert code == ExitCode.USAGE
    assert lines[0] == "aixin: error: something new"


def test_an_exit_code_passes_through(run_raising: Run) -> None:
    assert run_raising(typer.Exit(4)) == (4, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["runn"], "No such command 'runn'. Did you mean 'run'?"),
        (["--bogus"], "there is no option `--bogus`"),
        (["run", "--bogus"], "there is no option `--bogus`"),
        (["run"], "`PATH` is missing"),
        (["run", "."], "the option `--period` is missing"),
        (["run", ".", "--period", "2024-13"], "`2024-13` is not a period"),
        (["run", ".", "--period", "2024"], "`2024` is not a period"),
        (["status", "--period", "2024-12", "--format", "xml"], "the value of `--format` does not fit"),
        (["check", ".", "--unit", "Nowhere"], "no reporting unit is called `Nowhere`"),
        (["forms", "show", "pairings"], "There is no form called pairings."),
    ],
)
def test_a_wrong_command_line_is_two_lines_and_code_2(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AIXIN_LANG", "en")
    assert shell.run(arguments) == ExitCode.USAGE
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"aixin: error: {said}")
    assert lines[1].startswith("hint: ")


def test_a_path_that_is_not_there_is_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AIXIN_LANG", "en")
    assert shell.run(["run", "nowhere.xlsx", "--period", "2024-12"]) == ExitCode.INPUT
    assert "nowhere.xlsx: there is no such file or folder" in capsys.readouterr().err


def test_a_call_without_a_verb_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert shell.run([]) == ExitCode.USAGE
    captured = capsys.readouterr()
    assert "run" in captured.out
    assert captured.err == ""


def test_the_version_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert shell.run(["--version"]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("aixin ")
