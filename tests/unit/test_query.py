"""Questions to the statistics file: values exact, in JSON, CSV, a table and files."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin_here
from tests.contract.returns import write_statistics


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query")
    write_statistics(folder)
    return folder


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def asked(place: Path, sql: str, *options: str) -> subprocess.CompletedProcess[str]:
    return aixin_here("query", sql, *options, cwd=place)


def as_json(place: Path, sql: str) -> list[dict[str, Any]]:
    done = asked(place, sql, "--format", "json")
    assert done.returncode == ExitCode.DONE, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout, parse_constant=refuse_constant)
    return found


def as_csv(place: Path, sql: str) -> list[str]:
    return asked(place, sql, "--format", "csv").stdout.splitlines()


@pytest.mark.parametrize(
    ("sql", "keys"),
    [
        ("select 1 as a, 2 as a", ["a", "a_2"]),
        ("select 1 as a, 2 as a, 3 as a_2, 4 as a", ["a", "a_3", "a_2", "a_4"]),
        ("select 1 as a_2, 2 as a, 3 as a", ["a_2", "a", "a_3"]),
        ("select 1 as A, 2 as a", ["A", "a"]),
    ],
)
def test_no_value_is_lost_where_columns_are_called_alike(place: Path, sql: str, keys: list[str]) -> None:
    (row,) = as_json(place, sql)
    assert list(row) == keys
    assert sorted(row.values()) == list(range(1, len(keys) + 1))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0/0::double", None),
        ("1/0::double", None),
        ("-1/0::double", None),
        ("'nan'::float", None),
        ("1.5::double", 1.5),
        ("1e300::double", 1e300),
        ("12.50::decimal(10,2)", 12.5),
        ("12.00::decimal(10,2)", 12),
        ("1000::decimal(10,0)", 1000),
        ("170141183460469231731687303715884105727::hugeint", 170141183460469231731687303715884105727),
        ("(-9223372036854775808)::bigint", -9223372036854775808),
        ("255::utinyint", 255),
        ("true", True),
        ("null", None),
        ("''", ""),
        ("'null'", "null"),
        ("'a\"b\\c' || chr(10) || chr(27) || chr(155)", 'a"b\\c\n\x1b\x9b'),
        ("date '2024-12-31'", "2024-12-31"),
        ("timestamp '2024-12-31 08:00:00.5'", "2024-12-31 08:00:00.5"),
        ("time '08:00:00'", "08:00:00"),
        ("date 'infinity'", "infinity"),
        ("interval 1 day", "1 day"),
        ("'\\xAA'::blob", "\\xAA"),
        ("'10'::bit", "10"),
        ("{'a': 1, 'b': interval 1 day, 'n': 'nan'::double}", {"a": 1, "b": "1 day", "n": None}),
        ("[1, null, 3]", [1, None, 3]),
        ("['NaN']", ["NaN"]),
        ("map {'k': 1.5}", {"k": 1.5}),
        ("'{\"a\": [1]}'::json", {"a": [1]}),
        ("'x'::enum('x', 'y')", "x"),
    ],
)  # fmt: skip
def test_every_value_is_json_that_a_strict_reader_takes(place: Path, value: str, expected: object) -> None:
    assert as_json(place, f"select {value} as v") == [{"v": expected}]


def test_digits_that_a_float_would_lose_are_kept(place: Path) -> None:
    done = asked(place, "select 1234567890123456789.0123456789::decimal(38,10) as v", "--format", "json")
    assert '"v": 1234567890123456789.0123456789\n' in done.stdout


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("interval 1 day", "1 day"),
        ("{'a': 1}", "{'a': 1}"),
        ("12.50::decimal(10,2)", "12.50"),
        ("null", '""'),
        ("''", '""'),
        ("'nan'::double", "nan"),
        ("true", "true"),
        ("'=1+1'", "'=1+1"),
        ("-5", "-5"),
        ("'-5'", "'-5"),
        ("'a,b'", '"a,b"'),
    ],
)
def test_csv_has_duckdbs_words(place: Path, value: str, expected: str) -> None:
    assert as_csv(place, f"select {value} as v") == ["v", expected]


def test_csv_tells_null_from_an_empty_text_and_reads_back(place: Path) -> None:
    sql = "select null as a, '' as b, 'x\"y' || chr(10) || 'z' as c, ' ' as d, 2 as d"
    text = asked(place, sql, "--format", "csv").stdout
    assert text == 'a,b,c,d,d\n,"","x""y\nz"," ",2\n'
    assert list(csv.reader(io.StringIO(text)))[1] == ["", "", 'x"y\nz', " ", "2"]


@pytest.mark.parametrize(
    "sql",
    [
        "select 1;", "\n-- one; two\nselect 1", "select 1 -- ; select 2", "/* ; */ select 1 /* ; */ ;;",
        "select ';' as a;", "from range(1)", "values (1)", "with a as (select 1) select * from a",
        "describe select 1 as a", "pivot (select 1 as a) on a using count(*)",
    ],
)  # fmt: skip
def test_one_question_is_answered_whatever_semicolons_it_holds(place: Path, sql: str) -> None:
    done = asked(place, sql)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "1 rows" in done.stderr


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select 1; select 2", "this is 2 questions"),
        ("select 1; drop table out.figure", "this is 2 questions"),
        ("", "has no answer"),
        ("/* nothing */", "has no answer"),
        ("drop table out.figure", "can only be read"),
        ("set threads = 1", "can only be read"),
        ("select error('x')", "can't be answered"),
        ("select 'a'::int", "can't be answered"),
        ("selec 1", "not valid SQL"),
        ("select * from read_text('/etc/hostname')", "can't be answered"),
        ("figures_by_mont", "no question is saved as `figures_by_mont`"),
    ],
)
def test_what_is_no_question_is_refused(place: Path, sql: str, said: str) -> None:
    done = asked(place, sql)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert said in done.stderr


def test_an_order_is_kept(place: Path) -> None:
    sql = "select a from (select unnest(range(3000)) as a) order by hash(a)"
    assert [row["a"] for row in as_json(place, sql)] != list(range(3000))
    assert [row["a"] for row in as_json(place, sql)] == [row["a"] for row in as_json(place, f"from ({sql})")]


def test_saved_questions_are_listed_and_asked_by_name(place: Path) -> None:
    listed = json.loads(aixin_here("query", "--format", "json", cwd=place).stdout)
    assert {"figures_by_month", "recipients_without_activity"} <= {item["name"] for item in listed}
    done = asked(place, "figures_by_mnth")
    assert "did you mean figures_by_month?" in done.stderr
    # This statistics file has no such table: the saved SELECT was asked.
    assert "not valid SQL" in asked(place, "figures_by_month").stderr


ROWS = "select 12345678901234567890::hugeint as n, 1.50::decimal(9,2) as d, '=1+1' as t, null as t, [1] as l"


def test_an_answer_becomes_a_workbook_without_formulas(place: Path, tmp_path: Path) -> None:
    done = asked(place, ROWS, "-o", str(tmp_path / "a.xlsx"))
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stdout == ""
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]]
    assert rows == [["n", "d", "t", "t", "l"], ["12345678901234567890", 1.5, "=1+1", None, "[1]"]]
    assert [cell.data_type for cell in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0][2]][2] == "s"


def test_an_answer_becomes_each_kind_of_file(place: Path, tmp_path: Path) -> None:
    for ending in (".csv", ".json", ".parquet"):
        assert asked(place, ROWS, "-o", str(tmp_path / f"a{ending}")).returncode == ExitCode.DONE
    assert (tmp_path / "a.csv").read_text("utf-8-sig") == "n,d,t,t,l\n12345678901234567890,1.50,'=1+1,,[1]\n"
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))[0]["t_2"] is None
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.column_names == ["n", "d", "t", "t_2", "l"]
    assert table.column("t").to_pylist() == ["=1+1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.parquet"]


@pytest.mark.parametrize("name", ["a.txt", "a", "nowhere/a.csv"])
def test_a_file_that_cannot_be_meant_is_refused(place: Path, tmp_path: Path, name: str) -> None:
    done = asked(place, "select 1", "-o", str(tmp_path / name))
    assert done.returncode == ExitCode.USAGE
    assert not list(tmp_path.iterdir())
