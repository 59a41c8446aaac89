"""One question of an analyst to the statistics file: read-only, no access outside it, every value in DuckDB's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

from aixin_cli.errors import StoreError, UsageError
from aixin_cli.locale import _
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.database import Connection, translate_errors
from aixin_cli.store.register import STATISTICS

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["number", "nested", "flag", "text"]
READING = {"SELECT", "EXPLAIN", "CALL", "MULTI"}
"""Statements that only ask; a pivot is several in one."""
_NUMBERS = ("INT", "HUGEINT", "UBIGINT", "DECIMAL", "DOUBLE", "FLOAT", "REAL", "BIGNUM", "VARINT")
_NESTED = ("STRUCT", "MAP", "UNION", "JSON", "VARIANT")


@dataclass(frozen=True)
class Answer:
    """A question's columns, whatever they are called, and its values as text; None where there is none."""

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: Sequence[tuple[str | None, ...]]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names, each once: a second `a` is `a_2`, as no object has a key twice."""
        taken: set[str] = set()
        return tuple(_free(name, taken, set(self.names)) for name in self.names)


def _free(name: str, taken: set[str], others: set[str]) -> str:
    free, number = name, 1
    while free in taken or (number > 1 and free in others):
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free


def ask(directory: Path, sql: str, *, as_json: bool = False) -> Answer:
    """Answer one question; nested values as JSON where that is wanted.

    Raises StoreError where there is no such file or it is damaged, UsageError where the question is not understood.
    """
    with _asked(directory, sql) as answer:
        names, kinds = tuple(answer.columns), tuple(_kind(str(kind)) for kind in answer.types)
        shown = [
            f"cast({'to_json' if as_json and kind == 'nested' else ''}(#{place}) as varchar) as c{place}"
            for place, kind in enumerate(kinds, 1)
        ]
        return Answer(names, kinds, answer.project(", ".join(shown)).fetchall())


def ask_arrow(directory: Path, sql: str) -> pa.Table:
    """The same as an Arrow table: as typed as a file of columns can be, other values in DuckDB's words."""
    with _asked(directory, sql) as answer:
        keys = Answer(tuple(answer.columns), (), ()).keys
        typed = [_typed(place, str(kind)) for place, kind in enumerate(answer.types, 1)]
        columns = [f"{value} as c{place}" for place, value in enumerate(typed, 1)]
        return answer.project(", ".join(columns)).to_arrow_table().rename_columns(list(keys))


def saved_questions() -> dict[str, tuple[str, str, str]]:
    """The questions that come with the program by name: title in English and Chinese, and the SELECT."""
    statements = sorted(load_catalogue().of_kind("query"), key=lambda statement: statement.id)
    return {item.id: (item.title_en, item.title, item.sql) for item in statements}


@contextmanager
def _asked(directory: Path, sql: str) -> Iterator[duckdb.DuckDBPyRelation]:
    path = directory / STATISTICS
    connection = _connect(path)
    try:
        yield _one_answer(connection, sql)
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
        raise UsageError(_("the question is not valid SQL"), None, _first_line(error)) from None
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        if type(error) is duckdb.Error and "corrupt" in str(error).lower():
            raise _damaged(path) from None
        # Nothing in the file names anybody: DuckDB's own words may be shown.
        raise UsageError(_("the question can't be answered"), None, _first_line(error)) from None
    finally:
        connection.close()


def _connect(path: Path) -> Connection:
    if not path.exists():
        raise StoreError(
            _("there is no statistics file here"), str(path.parent), _("make it first: aixin rollup --period P")
        )
    try:
        with translate_errors(path):
            return duckdb.connect(
                str(path),
                read_only=True,
                config={
                    "enable_external_access": False,
                    "autoinstall_known_extensions": False,
                    "lock_configuration": True,
                },
            )
    except StoreError as error:
        raise (_damaged(path) if error.is_damage else error) from None


def _one_answer(connection: Connection, sql: str) -> duckdb.DuckDBPyRelation:
    kinds = [str(item.type).rpartition(".")[2] for item in connection.extract_statements(sql)]
    if len(kinds) > 1:
        what = _("this is {count} questions; only one can be answered").format(count=len(kinds))
        raise UsageError(what, None, _("ask them one after another"))
    if not kinds:
        raise UsageError(_("the question has no answer: only a SELECT has"))
    if kinds[0] not in READING:
        raise UsageError(_("the statistics file can only be read"), None, _("only a SELECT has an answer"))
    answer = connection.sql(sql)
    if answer is None:
        raise UsageError(_("the question has no answer: only a SELECT has"))
    return answer


def _damaged(path: Path) -> StoreError:
    return StoreError(
        _("the statistics file is damaged"), str(path), _("make it anew: aixin rollup --period P, the newest month")
    )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _kind(name: str) -> Kind:
    if name.endswith("]") or name.startswith(_NESTED):
        return "nested"
    if name == "BOOLEAN":
        return "flag"
    is_number = name.startswith(_NUMBERS) or name.endswith("INT")
    return "number" if is_number and not name.startswith("INTERVAL") else "text"


def _typed(place: int, name: str) -> str:
    kind = _kind(name)
    is_plain = kind in ("number", "flag") and not name.endswith(("HUGEINT", "BIGNUM", "VARINT"))
    is_plain |= name == "VARCHAR" or name.startswith(("DATE", "TIMESTAMP"))
    return f"#{place}" if is_plain else f"cast(#{place} as varchar)"
