from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from aixin_cli.screen import console

ROWS = [("城关区", 12, Decimal("3.50")), ("七里河区", 3, None)]
COLUMNS = ("unit", "count", "amount")


def test_a_table_is_aligned_by_width_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    console.out_rows(COLUMNS, ROWS, "table")
    assert capsys.readouterr().out.splitlines() == [
        "unit      count  amount",
        "--------  -----  ------",
        "城关区       12    3.50",
        "七里河区      3",
    ]


def test_a_table_too_wide_for_the_screen_goes_on_below_and_is_parted_between_columns() -> None:
    assert list(console.align(COLUMNS, ROWS, 16)) == [
        "unit      count",
        "    amount",
        "--------  -----",
        "    ------",
        "城关区       12",
        "      3.50",
        "七里河区      3",
    ]
    assert list(console.align(COLUMNS, ROWS, 23)) == list(console.align(COLUMNS, ROWS))


def test_a_table_without_rows_has_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    console.out_rows(COLUMNS, [], "table")
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_csv_and_json_hold_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    console.out_rows(COLUMNS, ROWS, "csv")
    assert capsys.readouterr().out.splitlines() == ["unit,count,amount", "城关区,12,3.50", "七里河区,3,"]
    console.out_rows(COLUMNS, ROWS, "json")
    text = capsys.readouterr().out
    assert "城关区" in text
    assert json.loads(text)[0] == {"unit": "城关区", "count": 12, "amount": 3.5}


def test_talk_goes_to_stderr_only(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("hello")
    assert capsys.readouterr() == ("", "hello\n")


def test_no_bar_is_drawn_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(console.track([1, 2, 3], "reading", 3)) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal_leaves_stdout_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(console.track([1, 2], "reading", 2)) == [1, 2]
    assert "reading" in terminal.getvalue()
    assert capsys.readouterr().out == ""


def test_fields_leave_out_what_is_zero() -> None:
    assert console.fields({"blank": 2, "titles": 0, "totals": 1}) == "blank 2, totals 1"


def test_csv_on_the_screen_runs_nothing_in_a_spreadsheet_program(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("=cmd|' /C calc'!A0", -5), ("@SUM(A1)", Decimal("-3.50")), ("+1", None), ("-x", 1)]
    console.out_rows(("=title", "count"), rows, "csv")
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["'=title", "count"], ["'=cmd|' /C calc'!A0", "-5"], ["'@SUM(A1)", "-3.50"], ["'+1", ""], ["'-x", "1"],
    ]  # fmt: skip


def test_whatever_writes_csv_is_guarded() -> None:
    package = Path(console.__file__).parents[1]
    writers = [path for path in sorted(package.rglob("*.py")) if "csv.writer(" in path.read_text("utf-8")]
    # The sample's files are returns as counties send them, made to be read by this program.
    told = {path.relative_to(package).as_posix() for path in writers} - {"sample/paper/write.py"}
    assert {"screen/console.py", "publish/data_files.py"} <= told
    assert all("import guard" in (package / name).read_text("utf-8") for name in told)


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x00", "\x7f", "\x9b", "\r", "\x08"])
def test_nothing_that_moves_or_colours_a_terminal_is_printed(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    console.out(f"a{sign}[31mb")
    console.say(f"a{sign}[31mb")
    console.out_rows([f"t{sign}"], [(f"a{sign}b",)], "table")
    console.out_json({"a": f"a{sign}b"})
    printed = capsys.readouterr()
    assert sign not in printed.out + printed.err
    assert json.loads(printed.out[printed.out.index("{") :]) == {"a": f"a{sign}b"}


def test_chinese_tabs_and_line_ends_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    console.out("城关区\tA\n—“”\U00020bb7")
    assert capsys.readouterr().out == "城关区\tA\n—“”\U00020bb7\n"
