"""`aixin review`, from the shell: the list goes out, comes back, is refused, told and withdrawn."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.store import Store
from tests.contract.processes import aixin, aixin_here, fresh_aixin
from tests.reviews import KNOWN, NEXT, OPEN, PAIRS, PERIOD, edit, fill, load_month, rows_of

BY = ["--by", "王科"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store and its list, filled in."""
    folder = tmp_path_factory.mktemp("review")
    with Store.open(folder / "aixin-store") as store:
        load_month(store)
    done = fresh_aixin("review", "export", "--period", PERIOD, cwd=folder)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stdout == f"review_{PERIOD}.xlsx\n"
    assert done.stderr.splitlines()[0] == "pairs: 2, persons claimed by several units: 0"
    assert done.stderr.splitlines()[-1] == f"fill it in, then: aixin review import review_{PERIOD}.xlsx --by NAME"
    fill(folder / f"review_{PERIOD}.xlsx", {4: "同一人"})
    return folder


def ran(place: Path, *arguments: str, as_process: bool = True) -> subprocess.CompletedProcess[str]:
    done = (aixin if as_process else aixin_here)("review", *arguments, cwd=place)
    said = done.stdout + done.stderr
    assert not any(str(row[name]) in said for row in (KNOWN, OPEN) for name in ("recipient_name", "helper_id"))
    return done


def test_a_list_comes_back_is_told_and_withdrawn(place: Path) -> None:
    done = ran(place, "import", f"review_{PERIOD}.xlsx", *BY, "--period", PERIOD)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stderr.splitlines() == [
        "answered: 1 of 2; stored: 1, known before: 0",
        f"next: aixin rollup --period {PERIOD}",
    ]
    listed = json.loads(ran(place, "decisions", "--format", "json").stdout)
    assert [(item["decision_id"], item["verdict"], item["decided_by"]) for item in listed] == [(1, "同一人", "王科")]
    status = json.loads(ran(place, "status", "--period", PERIOD, "--format", "json").stdout)
    assert [(item["item"], item["count"]) for item in status] == [
        ("open_pair", 1),
        ("open_case", 1),
        ("decided", 1),
    ]
    assert ran(place, "withdraw", "1", "--by", "李处").returncode == ExitCode.DONE
    again = ran(place, "withdraw", "1", "--by", "李处")
    assert again.returncode == ExitCode.USAGE
    assert again.stderr.splitlines()[-1] == "hint: see: aixin review decisions"


def test_a_list_that_is_too_long_is_cut_told_and_counted_as_it_is(place: Path, tmp_path: Path) -> None:
    store = shutil.copytree(place / "aixin-store", tmp_path / "aixin-store")
    (store / "aixin.toml").write_text("[link]\nmost_listed = 1\n", encoding="utf-8")
    done = ran(tmp_path, "export", "--period", PERIOD)
    pairs, cut, _next = done.stderr.splitlines()
    assert pairs == "pairs: 1, persons claimed by several units: 0"
    assert cut.startswith("the list was cut: 1 of 2 pairs")
    told = json.loads(aixin("link", "--period", PERIOD, "--format", "json", cwd=tmp_path).stdout)
    assert [row["recipient_count"] for row in told if row["item"] == "listed"] == [1]


def test_asking_for_the_status_writes_nothing(place: Path) -> None:
    register = place / "aixin-store" / "register.duckdb"
    before = register.read_bytes()
    assert ran(place, "status", "--period", PERIOD).returncode == ExitCode.DONE
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import", f"review_{PERIOD}.xlsx", *BY, "--period", NEXT], ExitCode.INPUT),
        (["import", "nowhere.xlsx", *BY], ExitCode.INPUT),
        (["import", f"review_{PERIOD}.xlsx", "--by", " "], ExitCode.USAGE),
        (["export", "--period", PERIOD], ExitCode.USAGE),
        (["export", "--period", PERIOD, "--out", "list.csv"], ExitCode.USAGE),
        (["export", "--period", PERIOD, "--out", "mistyped/list.xlsx"], ExitCode.USAGE),
        (["withdraw", "77", *BY], ExitCode.USAGE),
        (["decisions", "--store", "elsewhere"], ExitCode.STORE),
    ],
)
def test_what_cannot_be_done_ends_with_its_code_and_a_hint(place: Path, arguments: list[str], code: ExitCode) -> None:
    done = ran(place, *arguments, as_process=False)
    assert done.returncode == code, done.stderr
    error, hint = done.stderr.splitlines()[-2:]
    assert error.startswith("aixin: error: ")
    assert hint.startswith("hint: ")
    assert not (place / "mistyped").exists()


def test_a_contradiction_is_told_with_its_rows_and_ends_with_code_4(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.xlsx"
    file.write_bytes((place / f"review_{PERIOD}.xlsx").read_bytes())
    key = next(row["核对码"] for row in rows_of(file).values() if row["核对码"])
    _person, left, right, _check = key.split("-")
    with Store.open(place / "aixin-store") as store:
        store.execute(
            "insert into meta.decision by name"
            " select 90 as decision_id, 'person' as kind, least($a, 1000000) as left_id, 1000000 as right_id,"
            " '同一人' as verdict, '2024-12' as period, '甲' as decided_by, timestamp '2025-01-01' as decided_at"
            " union all select 91, 'person', least($b, 1000000), 1000000, '同一人', '2024-12', '甲',"
            " timestamp '2025-01-01'",
            {"a": int(left), "b": int(right)},
        )
    before = ran(place, "decisions", "--format", "json", as_process=False).stdout
    fill(file, {4: "不是"})
    done = ran(place, "import", str(file), *BY)
    assert done.returncode == ExitCode.FINDINGS
    assert "  not stored, they contradict each other: sheet 同人核对, row 4 · decision 90 · decision 91" in done.stderr
    assert ran(place, "decisions", "--format", "json", as_process=False).stdout == before


def test_two_rows_are_decided_about_at_once_and_told_by_keys_and_masked(place: Path) -> None:
    rows = [f"{PERIOD}-0.xlsx#5", f"{PERIOD}-1.xlsx#5"]
    done = ran(place, "decide", *rows, "different", *BY, "--note", "已核", "--period", PERIOD)
    assert done.returncode == ExitCode.DONE, done.stderr
    first, second, before, stored, following = done.stderr.splitlines()
    assert first.startswith("A: @")
    assert second.endswith("**")
    assert before.startswith("until now: two persons")
    assert stored.startswith("stored as decision ")
    assert stored.endswith(": 不是")
    assert following == f"next: aixin rollup --period {PERIOD}"
    listed = json.loads(ran(place, "decisions", "--format", "json").stdout)
    assert (listed[-1]["verdict"], listed[-1]["unit_code"]) == ("不是", None)
    assert "the province" in ran(place, "decisions").stdout
    again = ran(place, "decide", *rows, "不是", *BY, "--period", PERIOD)
    assert "decided so before: nothing is changed" in again.stderr
    done = ran(place, "decide", *rows, "same", *BY, "--period", PERIOD)
    assert f"changes decision {listed[-1]['decision_id']} (the province)" in done.stderr


def test_a_contradiction_that_withdrawing_brings_back_is_told_and_ends_with_code_4(tmp_path: Path) -> None:
    with Store.open(tmp_path / "aixin-store") as store:
        load_month(store)
        store.execute(
            "insert into meta.decision by name select unnest([1, 2, 3]) as decision_id, 'person' as kind, 1 as left_id,"
            " 2 as right_id, unnest(['同一人', '不是', '不是']) as verdict,"
            " unnest(['620102', null, '620103']) as unit_code,"
            " '2024-12' as period, '甲' as decided_by, timestamp '2025-01-01' as decided_at"
        )
    done = ran(tmp_path, "withdraw", "2", *BY)
    assert done.returncode == ExitCode.FINDINGS
    assert done.stderr.splitlines()[0] == "  what stands again contradicts: decision 1 · decision 3"
    assert json.loads(ran(tmp_path, "decisions", "--format", "json").stdout)[1]["withdrawn_by"] == "王科"


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "export", "--out", "none.xlsx"],
        ["review", "status"],
        ["review", "decide", "@1", "@2", "same", *BY],
        ["duplicates", "count"],
        ["duplicates", "list", "--kind", "same_row"],
        ["link"],
        ["link", "why", "@1", "@2"],
    ],
)
def test_a_month_without_a_ledger_is_no_empty_answer(place: Path, arguments: list[str]) -> None:
    done = aixin(*arguments, "--period", "2042-12", cwd=place)
    assert done.returncode == ExitCode.USAGE
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "aixin: error: no ledger of 2042-12 has been loaded",
        f"hint: there are: {PERIOD}",
    ]
    assert not (place / "none.xlsx").exists()


def test_an_altered_row_is_refused_whole(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.xlsx"
    file.write_bytes((place / f"review_{PERIOD}.xlsx").read_bytes())
    column = len(next(iter(rows_of(file).values())))
    edit(file, lambda book: book[PAIRS].cell(6, column, "person-1-2-000000000000"))
    done = ran(place, "import", str(file), *BY)
    assert done.returncode == ExitCode.INPUT
    assert "sheet 同人核对, row 6: the key of this row is unknown" in done.stderr


def test_every_unit_with_anything_to_decide_gets_its_own_list_and_a_folder_of_them_comes_back(
    place: Path, tmp_path: Path
) -> None:
    shutil.copytree(place / "aixin-store", tmp_path / "aixin-store")
    done = ran(tmp_path, "export", "--period", PERIOD, "--each-unit", "--out", "lists", as_process=False)
    assert done.returncode == ExitCode.DONE, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert len(paths) >= 2
    assert all(path.parent.name[:6] in path.name for path in paths)
    assert {(tmp_path / path).stat().st_mode & 0o777 for path in paths} == {0o600}
    assert sorted(path.parent.name for path in paths) == sorted(item.name for item in (tmp_path / "lists").iterdir())
    for path in paths:
        fill(tmp_path / path, {4: "同一人"})
    back = ran(tmp_path, "import", "lists", *BY, as_process=False)
    assert back.returncode == ExitCode.DONE, back.stderr
    lines = back.stderr.splitlines()
    told = [line.partition(":")[0] for line in lines[:-1] if "answered" in line]
    assert told == [path.name for path in sorted(paths)]
    again = ran(tmp_path, "import", "lists", *BY, as_process=False)
    assert all("stored: 0" in line for line in again.stderr.splitlines() if "answered" in line)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "--period", PERIOD, "--each-unit"], "folder for the units' lists is missing"),
        (["export", "--period", PERIOD, "--each-unit", "--unit", "620102", "--out", "lists"], "exclude each other"),
        (["import", ".", *BY], "no workbook in this folder"),
    ],
)
def test_what_cannot_be_meant_of_many_lists_is_refused(
    place: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    shutil.copytree(place / "aixin-store", tmp_path / "aixin-store")
    done = ran(tmp_path, *arguments, as_process=False)
    assert done.returncode in (ExitCode.USAGE, ExitCode.INPUT)
    assert said in done.stderr
    assert [item.name for item in tmp_path.iterdir()] == ["aixin-store"]


def test_one_broken_list_of_a_folder_stops_all_before_anything_is_kept(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "aixin-store", tmp_path / "aixin-store")
    (tmp_path / "lists").mkdir()
    shutil.copy(place / f"review_{PERIOD}.xlsx", tmp_path / "lists" / "a.xlsx")
    (tmp_path / "lists" / "b.xlsx").write_bytes(b"PK broken")
    before = ran(tmp_path, "decisions", "--format", "json", as_process=False).stdout
    done = ran(tmp_path, "import", "lists", *BY, as_process=False)
    assert done.returncode == ExitCode.INPUT
    assert "b.xlsx" in done.stderr
    assert ran(tmp_path, "decisions", "--format", "json", as_process=False).stdout == before
