"""A question to the register: for a reason, masked, logged; as it is only into a file for one's own eyes."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, put_months

WHY = ("--register", "--reason", "核对一号多人")
NAMED = "select recipient_name, recipient_id, recipient_birth_date, recipient_category from stg.pairing order by row"


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    put_months(folder / "aixin-store", DECEMBER)
    return folder


def asked(place: Path, sql: str, *options: str, code: int = ExitCode.DONE, **changes: str) -> str:
    done = aixin_here("query", sql, *options, cwd=place, **changes)
    assert done.returncode == code, done.stderr
    return done.stdout if code == ExitCode.DONE else done.stderr


def as_it_is(place: Path, sql: str = NAMED) -> list[tuple[Any, ...]]:
    with Store.open(place / "aixin-store", read_only=True) as store:
        return store.rows(sql)


def test_values_are_masked_codes_are_not_and_a_birth_date_is_its_year(place: Path) -> None:
    (name, number, born, category), *_ = as_it_is(place)
    (row, *_) = json.loads(asked(place, NAMED, *WHY, "--format", "json"))
    assert row["recipient_name"] == f"{name[0]}**"
    assert row["recipient_id"] == number[:6] + "*" * 12
    assert row["recipient_birth_date"] == f"{born.year}-01-01"
    assert row["recipient_category"] == category


@pytest.mark.parametrize(
    "sql",
    [
        "select * from stg.pairing where recipient_name = '{name}'",
        "select * from register.stg.pairing",
        "select count(*) from (select * from stg.pairing) where recipient_id = '{number}'",
        "with a as (from stg.pairing) select * from a where recipient_name like '%{rest}'",
    ],
)
def test_nobody_is_found_by_what_is_masked(place: Path, sql: str) -> None:
    (name, number, *_), *_ = as_it_is(place)
    done = aixin_here("query", sql.format(name=name, number=number, rest=name[1:]), *WHY, "--format", "csv", cwd=place)
    assert done.returncode in (ExitCode.DONE, ExitCode.USAGE)
    assert done.stdout.splitlines()[1:] in ([], ["0"])


def test_who_asked_why_is_kept_and_the_question_is_not(place: Path) -> None:
    log = place / "aixin-store" / "asked.log"
    asked(place, "select count(*) from stg.pairing where recipient_name = '李四'", *WHY)
    line = json.loads(log.read_text("utf-8").splitlines()[-1])
    assert line.keys() == {"at", "by", "reason", "unmasked", "tables", "question"}
    assert (line["reason"], line["unmasked"], line["tables"]) == (WHY[2], False, ["stg.pairing"])
    assert "李四" not in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_values_as_they_are_go_into_a_file_for_its_owner_alone(place: Path, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "parquet", "json"):
        out = tmp_path / f"named.{ending}"
        asked(place, NAMED, *WHY, "--unmasked", "-o", str(out))
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    names = [row[0] for row in as_it_is(place)]
    assert [item["recipient_name"] for item in json.loads((tmp_path / "named.json").read_text("utf-8"))] == names
    assert json.loads((place / "aixin-store" / "asked.log").read_text("utf-8").splitlines()[-1])["unmasked"] is True


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--register",), "say why: --reason"),
        (("--register", "--reason", " "), "say why: --reason"),
        ((*WHY, "--unmasked"), "name a file: -o FILE"),
        (("--unmasked", "-o", "x.csv"), "add --register"),
        (("--reason", "a"), "add --register"),
    ],
)
def test_what_isnt_asked_for_properly_is_refused(place: Path, options: tuple[str, ...], said: str) -> None:
    assert said in asked(place, NAMED, *options, code=ExitCode.USAGE)
    assert not (place / "x.csv").exists()


def test_values_as_they_are_are_never_written_where_ci_runs(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    assert "where CI runs" in asked(place, NAMED, *WHY, "--unmasked", "-o", str(out), code=ExitCode.USAGE, CI="true")
    assert not out.exists()


def test_an_error_shows_no_value_as_it_is(place: Path, tmp_path: Path) -> None:
    (name, *_), *_ = as_it_is(place)
    sql, out = "select cast(recipient_name as integer) from stg.pairing", ("--unmasked", "-o", str(tmp_path / "x.csv"))
    assert name not in asked(place, sql, *WHY, *out, code=ExitCode.USAGE)
    assert name not in asked(place, sql, *WHY, code=ExitCode.USAGE)


def test_nothing_can_be_changed(place: Path) -> None:
    before = as_it_is(place, "select count(*) from stg.pairing")
    for sql in (
        "delete from stg.pairing",
        "drop table stg.pairing",
        "attach 'x.duckdb'",
        "copy stg.pairing to 'x.csv'",
    ):
        asked(place, sql, *WHY, code=ExitCode.USAGE)
    assert as_it_is(place, "select count(*) from stg.pairing") == before
    assert not (place / "x.csv").exists()
