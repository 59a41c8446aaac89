"""Damaged stores, checked and backed up."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from aixin_cli.errors import ExitCode, StoreError
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.contract.returns import write_pairing, write_statistics


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a return, statistics, settings, a rule and an original."""
    folder = tmp_path_factory.mktemp("store")
    write_pairing(folder / "a.csv", 60)
    done = aixin_here("load", "a.csv", cwd=folder)
    assert done.returncode == ExitCode.DONE, done.stderr
    write_statistics(folder)
    store = folder / "aixin-store"
    (store / "aixin.toml").write_text("[returns]\ndeadline_day = 20\n")
    (store / "rules").mkdir()
    (store / "rules" / "own.sql").write_text("/* none */")
    for content, name in ((b"a book", ""), (b"a text", ".gz")):
        sha256 = hashlib.sha256(content).hexdigest()
        place = store / "originals" / sha256[:2] / (sha256 + name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(gzip.compress(content) if name else content)
    return folder


@pytest.fixture
def place(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole / "aixin-store", tmp_path / "aixin-store")
    return tmp_path


def states(place: Path) -> tuple[int, dict[str, str]]:
    done = aixin_here("store", "check", "--format", "json", cwd=place)
    return done.returncode, {item["part"]: item["state"] for item in json.loads(done.stdout)}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x5A
    path.chmod(0o600)
    path.write_bytes(data)


WHOLE = dict.fromkeys(("register.duckdb", "statistics.duckdb", "aixin.toml", "originals"), "whole")


def test_a_whole_store_is_said_to_be_whole(place: Path) -> None:
    assert states(place) == (ExitCode.DONE, WHOLE)


@pytest.mark.parametrize("at", [20, 4100, 8200, None], ids=["head", "first header", "second header", "page"])
def test_a_byte_that_changed_in_the_register_is_found_and_told_as_damage(place: Path, at: int | None) -> None:
    register = place / "aixin-store" / "register.duckdb"
    with duckdb.connect(str(register)) as connection:
        connection.execute("create table meta.filler as select range as a, hash(range) as b from range(300000)")
        connection.execute("checkpoint")
        blocks = "select distinct block_id from pragma_storage_info('meta.filler') where block_id >= 0 order by 1"
        block = connection.execute(blocks).fetchall()[0][0]
    flip(register, 3 * 4096 + block * 262_144 + 5000 if at is None else at)
    done = aixin_here("store", "check", cwd=place)
    assert done.returncode == ExitCode.STORE
    assert "aixin: error: aixin-store: the store is damaged: register.duckdb" in done.stderr
    assert "backup" in done.stderr
    if at is None:
        assert "meta.filler" in done.stdout
        with Store.open(place / "aixin-store", read_only=True) as store, pytest.raises(StoreError, match="damaged"):
            store.rows("select sum(b), sum(a) from meta.filler")
    assert aixin_here("store", "backup", "copy", cwd=place).returncode == ExitCode.STORE
    assert [path.name for path in place.iterdir()] == ["aixin-store"]


def test_a_register_that_is_cut_short_is_damaged(place: Path) -> None:
    register = place / "aixin-store" / "register.duckdb"
    os.truncate(register, register.stat().st_size // 2)
    assert aixin_here("store", "check", cwd=place).returncode == ExitCode.STORE


def test_damaged_statistics_are_told_by_query_with_what_makes_them_anew(place: Path) -> None:
    flip(place / "aixin-store" / "statistics.duckdb", 4100)
    flip(place / "aixin-store" / "statistics.duckdb", 8200)
    done = aixin_here("query", "select * from out.figure", cwd=place)
    assert done.returncode == ExitCode.STORE
    assert "aixin rollup" in done.stderr
    code, found = states(place)
    assert (code, found["statistics.duckdb"], found["register.duckdb"]) == (ExitCode.STORE, "damaged", "whole")


@pytest.mark.parametrize("damage", ["content", "cut"])
def test_an_original_that_is_not_itself_is_found(place: Path, damage: str) -> None:
    for path in list((place / "aixin-store" / "originals").rglob("*.gz")):
        path.write_bytes(gzip.compress(b"another") if damage == "content" else path.read_bytes()[:12])
    code, found = states(place)
    assert (code, found) == (ExitCode.STORE, {**WHOLE, "originals": "damaged"})


def test_settings_that_cannot_be_read_are_found(place: Path) -> None:
    (place / "aixin-store" / "aixin.toml").write_text("[[[")
    assert states(place)[1]["aixin.toml"] == "damaged"


def test_a_backup_is_a_store_that_only_its_owner_reads(place: Path) -> None:
    (place / "aixin-store" / "tmp").mkdir()
    (place / ".copy.writing").mkdir()
    (place / ".copy.writing" / "register.duckdb").write_bytes(b"of a run that was killed")
    done = aixin_here("store", "backup", "copy", cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    store, copy = place / "aixin-store", place / "copy"
    files = [path.relative_to(store) for path in store.rglob("*") if path.is_file()]
    assert all((store / path).read_bytes() == (copy / path).read_bytes() for path in files)
    assert {path.name for path in place.iterdir()} == {"aixin-store", "copy"}
    assert not (copy / "tmp").exists()
    if os.name != "nt":
        modes = {path.stat().st_mode & 0o777 for path in copy.rglob("*") if path.is_file()}
        assert modes == {0o600}
        assert {path.stat().st_mode & 0o777 for path in (copy, copy / "rules")} == {0o700}
    listed = aixin_here("returns", "list", "--period", "2024-12", "--store", "copy", cwd=place)
    assert listed.returncode == ExitCode.DONE


@pytest.mark.parametrize(
    ("target", "code"),
    [("aixin-store", ExitCode.USAGE), ("aixin-store/inside", ExitCode.USAGE), ("nowhere/copy", ExitCode.USAGE)],
)
def test_a_backup_overwrites_nothing_and_makes_no_folders(place: Path, target: str, code: ExitCode) -> None:
    assert aixin_here("store", "backup", target, cwd=place).returncode == code


def test_a_store_that_somebody_writes_to_is_busy(place: Path) -> None:
    code = "import duckdb, time; c = duckdb.connect('aixin-store/register.duckdb'); print(1, flush=True); time.sleep(9)"
    with subprocess.Popen([sys.executable, "-c", code], cwd=place, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        done = aixin_here("store", "backup", "copy", cwd=place)
        holder.kill()
    assert done.returncode == ExitCode.STORE
    assert "busy" in done.stderr


@pytest.mark.parametrize("verb", [["check"], ["backup", "copy"]])
def test_no_store_here(tmp_path: Path, verb: list[str]) -> None:
    assert aixin_here("store", *verb, cwd=tmp_path).returncode == ExitCode.STORE
    assert not list(tmp_path.iterdir())
