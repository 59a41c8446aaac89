"""Our macros are the same whether their file is there, damaged, of an older text, or can't be made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_macros
from aixin_cli.store.files import macro_file
from aixin_cli.store.files.macro_file import give_macros

KNOWN = "select function_name, macro_definition from duckdb_functions() where not internal order by all"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr("importlib.util.cache_from_source", lambda _path: str(tmp_path / "kept" / "macro_file.pyc"))
    return macro_file._path(load_macros())


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def ask(connection: duckdb.DuckDBPyConnection) -> object:
    give_macros(connection, "memory")
    known = connection.execute(KNOWN).fetchall()
    connection.execute("create table found as select is_no_value('/') as ok")
    return known, connection.execute("select ok, current_database() from memory.main.found").fetchall()


def one_by_one() -> object:
    with duckdb.connect() as opened:
        for macro in load_macros():
            opened.execute(f"create or replace temp {macro}")
        return opened.execute(KNOWN).fetchall(), [(True, "memory")]


def test_the_file_is_made_once_and_then_opened(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    assert not path.exists()
    assert ask(connection) == one_by_one()
    made = path.stat()
    with duckdb.connect() as another:
        assert ask(another) == one_by_one()
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mtime_ns == made.st_mtime_ns


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_damaged_file_is_made_anew(path: Path, connection: duckdb.DuckDBPyConnection, share: float) -> None:
    with duckdb.connect() as first:
        ask(first)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert ask(connection) == one_by_one()
    assert path.stat().st_size == len(content)


def test_the_file_of_an_older_text_goes(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    path.parent.mkdir()
    path.with_name("macro_file.0123456789abcdef.duckdb").touch()
    ask(connection)
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_an_edited_macro_has_another_file() -> None:
    macros = load_macros()
    assert macro_file._path(macros) != macro_file._path((*macros[:-1], macros[-1] + " "))


@pytest.mark.parametrize("reason", ["a file in the folder's place", "nothing is to be kept"])
def test_macros_work_where_no_file_can_be_made(
    path: Path, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    if reason == "nothing is to be kept":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        path.parent.write_text("")
    assert ask(connection) == one_by_one()
    assert not path.exists()


def test_a_register_is_opened_again_where_no_file_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr("importlib.util.cache_from_source", lambda _path: str(tmp_path / "kept" / "macro_file.pyc"))
    Store.open(tmp_path / "store").close()
    with Store.open(tmp_path / "store") as store:
        assert store.connection.execute("select current_database()").fetchall() == [("register",)]
