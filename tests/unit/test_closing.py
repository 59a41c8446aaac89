"""A closed month: numbered, kept as it was published, and moved by nothing that comes later."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, JANUARY, add_up, ask, contacts, figure, ledger, put, put_months, told

SIGNED = ("--by", "the office", "--despite", "a trial")
ALL_OF_IT = {"settings.json", "program.json", "definitions.json", "decisions.json", "returns.json", "page.json"}


def close(store: Path, period: str, *more: str) -> None:
    told(store, "close", period, *SIGNED, "--out", str(store.parent / "out"), *more)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two counties' December, rolled up and closed, with its files in `out`."""
    place = tmp_path_factory.mktemp("closed")
    put_months(place / "store", DECEMBER)
    add_up(place / "store", DECEMBER)
    close(place / "store", DECEMBER)
    return place


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of the closed store, with its files beside it."""
    for name in ("store", "out"):
        shutil.copytree(made / name, tmp_path / name)
    return tmp_path / "store"


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".written.json"
    }


def published_again(store: Path) -> dict[str, bytes]:
    told(store, "publish", "--period", DECEMBER, "--out", str(store.parent / "again"))
    return files_in(store.parent / "again" / DECEMBER)


def test_the_page_says_what_a_month_rests_on_and_what_stops_it(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put_months(store, DECEMBER, JANUARY)
    add_up(store, DECEMBER, JANUARY)
    page = aixin_here("close", JANUARY, "--check", "--format", "json", "--store", str(store), cwd=tmp_path)
    assert page.returncode == 8
    content = json.loads(page.stdout)
    assert set(content) == {
        *("period", "number", "edition", "kind", "as_of", "loaded_at", "rolled_at"),
        *("returns", "figures", "errors", "held", "silent", "absent", "stops"),
    }
    assert (content["number"], content["edition"], content["kind"]) == (f"第{JANUARY}号", 1, "final")
    assert [stop["code"] for stop in content["stops"]] == ["earlier", "missing"]
    assert {item["form"]: item["received"] for item in content["returns"]}["activity"] == 2
    contact = next(item for item in content["figures"] if item["id"] == "F03")
    assert (contact["previous"], contact["value"], contact["change"]) == (5, 10, 5)
    assert [(unit["unit"], unit["change"]) for unit in contact["units"]] == [(HERE, 3), ("620103", 2)]
    assert set(contact) == {
        *("id", "label", "printed", "value", "previous", "change", "quarantined", "unidentified"),
        *("published", "units"),
    }

    shown = aixin_here("close", JANUARY, "--check", "--store", str(store), cwd=tmp_path)
    assert shown.returncode == 8
    assert "城关区 +3" in shown.stdout
    assert "stops it: earlier months that it goes on from are open: 2024-12" in shown.stdout
    refused = told(store, "close", JANUARY, "--by", "the office", code=8)
    assert "earlier months that it goes on from are open: 2024-12" in refused
    assert '--despite "..."' in refused
    assert not (store / "publications").exists()

    with Store.open(store) as opened:
        opened.execute("update meta.load set loaded_at = timestamp '2999-01-01 00:00:00'")
    late = told(store, "close", JANUARY, "--by", "the office", code=8)
    assert "the clock stands before the last load" in late


def test_closing_needs_a_name_and_a_month_that_is_rolled_up(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put_months(store, DECEMBER)
    assert "--by NAME" in told(store, "close", DECEMBER, code=2)
    assert "has not been rolled up" in told(store, "close", DECEMBER, "--by", "the office", code=6)
    assert "is not closed" in told(store, "reopen", DECEMBER, "--reason", "x", "--by", "y", code=2)


def test_all_of_it_is_kept_and_carries_its_number(store: Path) -> None:
    kept = ask(store, "select kind, path from meta.publication_file")
    published = files_in(store.parent / "out" / DECEMBER)
    assert {path for kind, path in kept if kind == "published"} == published.keys()
    behind = {str(path) for kind, path in kept if kind == "behind"}
    assert behind >= ALL_OF_IT
    assert {"tables/t03.parquet", "tables/figure.parquet"} <= behind
    figures = json.loads(published["figures.json"])
    assert figures["publication"] == f"第{DECEMBER}号 终报"
    assert f"内部资料  第{DECEMBER}号 终报" in published["briefing.md"].decode()
    ((by, despite),) = ask(store, "select closed_by, despite from meta.publication")
    assert (by, despite) == ("the office", "a trial")


def test_what_is_kept_behind_it_says_how_it_came_about(store: Path) -> None:
    rows = ask(store, "select path, place from meta.publication_file where kind = 'behind'")
    places = {str(path): store / str(place) for path, place in rows}
    read = {name: json.loads(gzip.decompress(places[name].read_bytes())) for name in ALL_OF_IT}
    assert {item["unit_code"] for item in read["returns.json"]} == {HERE, "620103"}
    assert any((item["kind"], item.get("id")) == ("figure", "f03") for item in read["definitions.json"])
    assert read["page.json"]["by"] == "the office"
    assert set(read["program.json"]) == {"aixin", "duckdb", "python", "schema"}
    assert set(read["decisions.json"]) == {"decisions", "returns", "falls", "titles"}


def test_it_is_written_again_byte_for_byte_whatever_comes_later(store: Path) -> None:
    before = files_in(store.parent / "out" / DECEMBER)
    put(store, contacts(DECEMBER, 1, day=20, filled_date="2025-02-20"), ledger(JANUARY, 1, 2), names=["a", "b"])
    told(store, "returns", "withdraw", "2", "--reason", "x", "--by", "y")
    (store / "aixin.toml").write_text("[activity]\nlate_days = 3\n")
    with Store.open(store) as opened:
        # As a program of later might: what is kept needs none of it.
        opened.execute("drop table out.t03")
        opened.execute("update out.figure set value = 0")
    assert published_again(store) == before


def test_its_folder_is_current_when_it_holds_the_kept_files(store: Path) -> None:
    folder = store.parent / "out" / DECEMBER
    before = files_in(folder)
    (folder / "figures.md").write_text("edited")
    told(store, "publish", "--period", DECEMBER, "--out", str(store.parent / "out"))
    after = files_in(folder)
    assert {name: after[name] for name in before} == before


def test_a_kept_file_that_is_missing_or_altered_is_named(store: Path) -> None:
    ((place,),) = ask(store, "select place from meta.publication_file where path = 'briefing.md'")
    path = store / str(place)
    content = path.read_bytes()
    path.write_bytes(gzip.compress(b"altered"))
    words = told(store, "publish", "--period", DECEMBER, "--out", str(store.parent / "again"), code=6)
    assert "has been altered: briefing.md" in words
    assert "docs/backup.md" in words
    assert "publications" in told(store, "store", "check", code=6)
    path.unlink()
    words = told(store, "publish", "--period", DECEMBER, "--out", str(store.parent / "again"), code=6)
    assert "is missing: briefing.md" in words
    assert not (store.parent / "again").exists()
    assert "publications" in told(store, "store", "check", code=6)
    path.write_bytes(content)
    told(store, "store", "check")


def test_a_backup_holds_the_kept_files(store: Path) -> None:
    told(store, "store", "backup", str(store.parent / "copy"))
    before = published_again(store)
    shutil.rmtree(store.parent / "again")
    assert published_again(store.parent / "copy") == before


def test_other_files_than_the_kept_ones_are_not_made_of_it(store: Path) -> None:
    assert "--template" in told(store, "publish", "--period", DECEMBER, "--only", "data", code=2)


def test_a_later_return_moves_the_open_month_and_not_the_closed_one(store: Path) -> None:
    put(store, contacts(DECEMBER, 6, unit="620104"), ledger(DECEMBER, 6, unit="620104"), names=["late", "late ledger"])
    put_months(store, JANUARY)
    put(store, ledger(JANUARY, 6, unit="620104"), names=["january"])
    refused = told(store, "rollup", "--period", DECEMBER, code=8)
    assert f"is closed (第{DECEMBER}号)" in refused
    assert "aixin reopen 2024-12" in refused
    told(store, "rollup", "--period", JANUARY, "--cascade")
    assert figure(store, "F03", DECEMBER) == 5
    assert figure(store, "F03", JANUARY) == 11
    adjusted = ask(
        store,
        "select previous_total_value, month_value, adjustment_value, total_value from out.t03"
        f" where period = '{JANUARY}' and item_no = 1 and unit_code = '620000'",
    )
    assert [tuple(map(int, row)) for row in adjusted] == [(5, 5, 1, 11)]
    assert "stale" not in told(store, "status", "--period", JANUARY)
    assert f"{DECEMBER} is closed (第{DECEMBER}号 终报" in told(store, "status", "--period", DECEMBER)
    assert f"{DECEMBER} is closed" in told(store, "returns", "list", "--period", DECEMBER)


def test_whom_it_counted_stays_known_when_it_is_only_looked_at(store: Path) -> None:
    members = "select person_id, home_unit from meta.member order by all"
    before = ask(store, members)
    put(store, ledger(DECEMBER, 6, unit="620104"), names=["late ledger"])
    told(store, "link", "--period", DECEMBER)
    assert ask(store, members) == before


def test_run_loads_what_comes_for_it_and_ends_with_8(store: Path) -> None:
    from tests.contract.returns import write_pairing

    write_pairing(store.parent / "in" / "a.csv")
    words = told(store, "run", "in", "--period", DECEMBER, "--out", str(store.parent / "out"), code=8)
    assert "files: 1 accepted" in words
    assert "is closed" in words
    again = told(store, "run", "in", "--period", DECEMBER, "--out", str(store.parent / "out"))
    assert "holds the current results" in again
    loaded = told(store, "load", "in")
    assert f"{DECEMBER} is closed" in loaded
    assert "next: aixin rollup" not in loaded


def test_a_reopened_month_is_revised_under_its_next_number(store: Path) -> None:
    assert "is closed already" in told(store, "close", DECEMBER, "--by", "the office", code=2)
    assert "stays kept" in told(store, "reopen", DECEMBER, "--reason", "a late return", "--by", "the office")
    put(store, contacts(DECEMBER, 6, unit="620104"), ledger(DECEMBER, 6, unit="620104"), names=["late", "late ledger"])
    assert f"stale: {DECEMBER}" in told(store, "status", "--period", DECEMBER)
    told(store, "rollup", "--period", DECEMBER)
    page = aixin_here("close", DECEMBER, "--check", "--store", str(store), cwd=store.parent).stdout
    assert f"F03  联系交流  6人次\n    published before: {DECEMBER}#1 5" in page
    close(store, DECEMBER, "--flash")
    assert figure(store, "F03", DECEMBER) == 6
    again = published_again(store)
    assert json.loads(again["figures.json"])["publication"] == f"第{DECEMBER}号第1次修订 快报"
    told_of = ask(store, "select edition, kind, reopened_by, reopened_reason from meta.publication order by 1")
    assert told_of == [(1, "final", "the office", "a late return"), (2, "flash", None, None)]
    first = ask(store, "select count(*) from meta.publication_file where edition = 1 and kind = 'published'")
    assert first == [(len(again),)]

    both = (f"{DECEMBER}#1", f"{DECEMBER}#2")
    words = ("compare", *both, "--format", "json", "--store", str(store))
    compared = json.loads(aixin_here(*words, cwd=store.parent).stdout)
    lines = {item["id"]: {line["line"]: line["amount"] for line in item["lines"]} for item in compared["figures"]}
    assert (lines["F02"], lines["F03"], lines["F04"]) == ({"late": 1}, {"late": 1}, {})
    assert "2024年12月（第1次发布）" in next(item for item in compared["figures"] if item["id"] == "F03")["sentence"]
