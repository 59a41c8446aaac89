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
        ("nowhere.sql", "no such file"),
        ("select $a", "give it: --param a=VALUE"),
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


def test_a_value_is_given_by_name_and_is_never_sql(place: Path) -> None:
    done = asked(
        place,
        "select $a as a, cast($n as integer) + 1 as n",
        "--param",
        "a=';drop",
        "--param",
        "n=41",
        "--format",
        "json",
    )
    assert json.loads(done.stdout) == [{"a": "';drop", "n": 42}]
    assert "$b" in asked(place, "select 1", "--param", "b=1").stderr
    assert "--param unit=620102" in asked(place, "select $b", "--param", "b").stderr


def test_an_offices_own_questions_are_files_of_the_store(place: Path, tmp_path: Path) -> None:
    write_statistics(tmp_path)
    own = tmp_path / "aixin-store" / "queries"
    own.mkdir()
    (own / "mine.sql").write_text(
        "-- 我的问题\nselect value * cast($times as integer) as v from out.figure;\n", "utf-8"
    )
    (own / "figures_by_month.sql").write_text("select 1 as other", "utf-8")
    listed = json.loads(aixin_here("query", "--format", "json", cwd=tmp_path).stdout)
    assert [item["title"] for item in listed if item["name"] == "mine"] == ["我的问题"]
    done = asked(tmp_path, "mine", "--param", "times=2", "--format", "csv")
    assert done.stdout.splitlines() == ["v", "25.00"]
    assert "not valid SQL" in asked(tmp_path, "figures_by_month").stderr


def test_a_table_for_a_report_is_markdown(place: Path) -> None:
    done = asked(place, "select 'a|b' as t, 2 as n, null::text as z", "--format", "md")
    assert done.stdout.splitlines() == ["| t | n | z |", "| --- | ---: | --- |", r"| a\|b | 2 |  |"]


def test_a_question_that_never_ends_is_ended(place: Path) -> None:
    done = asked(place, "select sum(a.i * b.i) from range(1000000) a(i), range(100000) b(i)", "--timeout", "0.3")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert "took longer than 0.3 seconds" in done.stderr


@pytest.mark.parametrize(
    ("setting", "sql", "said"),
    [
        ("most_rows = 10", "from range(11)", "more than 10 rows"),
        ("most_memory_mb = 64", "select list(i) from range(30000000) t(i)", "more than 64 MB"),
    ],
)
def test_an_answer_beyond_what_the_office_allows_is_refused(tmp_path: Path, setting: str, sql: str, said: str) -> None:
    write_statistics(tmp_path)
    (tmp_path / "aixin-store" / "aixin.toml").write_text(f"[query]\n{setting}\n", "utf-8")
    done = asked(tmp_path, sql)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert said in done.stderr
    assert asked(tmp_path, "from range(10)").returncode == ExitCode.DONE
    # A file of columns is written as its rows come, however many.
    assert asked(tmp_path, "from range(200000)", "-o", str(tmp_path / "a.parquet")).returncode == ExitCode.DONE
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 200_000


def test_a_file_of_columns_that_cannot_be_finished_is_not_there(place: Path, tmp_path: Path) -> None:
    sql = "select if(i = 150000, error('x'), i) from range(200000) t(i)"
    done = asked(place, sql, "-o", str(tmp_path / "a.parquet"))
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_what_is_no_text_needs_a_file(place: Path, tmp_path: Path, form: str) -> None:
    assert "name a file: -o FILE" in asked(place, "select 1", "--format", form).stderr
    assert asked(place, "select 1", "--format", form, "-o", str(tmp_path / "a")).returncode == ExitCode.DONE
    assert (tmp_path / "a").read_bytes()[:2] in (b"PK", b"PA")


def test_the_dictionary_tells_tables_columns_and_words(tmp_path: Path) -> None:
    tables = json.loads(aixin_here("dictionary", "--format", "json", cwd=tmp_path).stdout)
    assert {"out.t01", "out.figure", "stat.pair"} <= {item["table"] for item in tables}
    columns = json.loads(aixin_here("dictionary", "T01", "--format", "json", cwd=tmp_path).stdout)
    assert {item["table"] for item in columns} == {"out.t01"}
    assert [item for item in columns if item["column"] == "recipient_count"][0]["unit"] == "人"
    found = aixin_here("dictionary", "household", cwd=tmp_path, AIXIN_LANG="zh").stdout
    assert "户键" in found
    nothing = aixin_here("dictionary", "t0x", cwd=tmp_path)
    assert nothing.returncode == ExitCode.USAGE
    assert "did you mean t" in nothing.stderr


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
