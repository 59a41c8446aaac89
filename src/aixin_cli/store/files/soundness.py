"""Whether a store's files are whole: every table is read to its end, every kept file is compared with its hash."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.locale import _
from aixin_cli.store.database import Connection, connect
from aixin_cli.store.files.shelf import read_content
from aixin_cli.store.register import REGISTER, STATISTICS
from aixin_cli.store.settings import Settings, load_settings

ORIGINALS, PUBLICATIONS = "originals", "publications"
NAMED = 5
"""So many files are named."""


@dataclass(frozen=True)
class Part:
    """A file or folder of a store: whole, damaged with what of it, or not there."""

    name: str
    state: Literal["whole", "damaged", "missing"]
    what: str | None = None


def check_parts(directory: Path) -> list[Part]:
    """Read a store's every file; StoreError where there is no register, or somebody writes to it.

    A table's pages have checksums, so that a byte that changed is found wherever it is read.
    """
    if not (directory / REGISTER).exists():
        raise StoreError(_("there is no store here"), str(directory), _("look at the path's spelling"))
    return [
        _database(directory / REGISTER),
        _database(directory / STATISTICS),
        _settings(directory),
        _kept(directory / ORIGINALS),
        *_publications(directory),
    ]


def _database(path: Path) -> Part:
    if not path.exists():
        return Part(path.name, "missing")
    try:
        connection = connect(path, Settings(load_settings(None).values), read_only=True)
    except StoreError as error:
        if error.is_damage:
            return Part(path.name, "damaged", error.what)
        raise
    except duckdb.Error as error:
        return Part(path.name, "damaged", type(error).__name__)
    try:
        broken = list(_broken_tables(connection))
    finally:
        connection.close()
    return Part(path.name, "damaged", ", ".join(broken)) if broken else Part(path.name, "whole")


def _broken_tables(connection: Connection) -> Iterator[str]:
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'register' order by all"
    ).fetchall()
    for schema, table in tables:
        try:
            connection.execute(f'select bit_xor(hash(t)) from register."{schema}"."{table}" as t').fetchall()  # noqa: S608
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except duckdb.Error:
            yield f"{schema}.{table}"


def _settings(directory: Path) -> Part:
    if not (directory / "aixin.toml").exists():
        return Part("aixin.toml", "missing")
    try:
        load_settings(directory)
    except DefinitionError as error:
        return Part("aixin.toml", "damaged", error.what)
    return Part("aixin.toml", "whole")


def _publications(directory: Path) -> Iterator[Part]:
    """The files of closed months, where there are any: none is missing, and each is what it was."""
    folder = directory / PUBLICATIONS
    wanted = _published_places(directory / REGISTER)
    if not wanted and not folder.is_dir():
        return
    missing = [place.removeprefix(f"{PUBLICATIONS}/") for place in wanted if not (directory / place).is_file()]
    found = _kept(folder)
    listed = ", ".join([*missing[:NAMED], *filter(None, [found.what])])
    yield Part(PUBLICATIONS, "damaged", listed) if missing or found.what else found


def _published_places(register: Path) -> list[str]:
    """Where the register says that files of publications lie; none where it is of before, or damaged."""
    try:
        connection = connect(register, Settings(load_settings(None).values), read_only=True)
    except (StoreError, duckdb.Error):
        return []
    try:
        asked = "select distinct place from register.meta.publication_file order by 1"
        return [str(place) for (place,) in connection.execute(asked).fetchall()]
    except duckdb.Error:
        return []
    finally:
        connection.close()


def _kept(folder: Path) -> Part:
    """A file is called by its content's hash, wherever in the folder it is."""
    if not folder.is_dir():
        return Part(folder.name, "missing")
    wrong = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_itself(path)]
    listed = ", ".join(path.relative_to(folder).as_posix() for path in wrong[:NAMED])
    return Part(folder.name, "damaged", listed) if wrong else Part(folder.name, "whole")


def _is_itself(path: Path) -> bool:
    if path.name.startswith("."):
        return True
    try:
        content = read_content(path)
    except (OSError, EOFError, zlib.error):
        return False
    return hashlib.sha256(content).hexdigest() == path.name.removesuffix(".gz")
