"""One question of an analyst and its answer: read-only, no access outside the file, every value in DuckDB's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.store.asking.limits import Limits, limited, load_limits, refuse_rows
from aixin_cli.store.asking.opening import Access, damaged_statistics, open_register, open_statistics
from aixin_cli.store.asking.question import Question
from aixin_cli.store.database import Connection
from aixin_cli.store.register import STATISTICS

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["number", "nested", "flag", "text"]
READING = {"SELECT", "EXPLAIN", "CALL", "MULTI"}
"""Statements that only ask; a pivot is several in one."""
BATCH = 100_000
"""Rows that are written to a file of columns at once."""
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


def ask(
    directory: Path,
    question: Question,
    limits: Limits | None = None,
    access: Access | None = None,
    *,
    as_json: bool = False,
) -> Answer:
    """Answer one question to the statistics, or with `access` to the register; nested values as JSON on request.

    Raises StoreError where there is no such file or it is damaged, UsageError where the question is not understood
    or takes more than it may.
    """
    limits = limits or load_limits(directory)
    with _asked(directory, question, limits, access) as answer:
        names, kinds = tuple(answer.columns), tuple(_kind(str(kind)) for kind in answer.types)
        shown = [
            f"cast({'to_json' if as_json and kind == 'nested' else ''}(#{place}) as varchar) as c{place}"
            for place, kind in enumerate(kinds, 1)
        ]
        rows = answer.project(", ".join(shown)).limit(limits.rows + 1).fetchall()
        if len(rows) > limits.rows:
            raise refuse_rows(limits)
        return Answer(names, kinds, rows)


@dataclass(frozen=True)
class Batches:
    """An answer in Arrow's batches, as many as there are, to be read once while it is open."""

    reader: pa.RecordBatchReader

    @property
    def schema(self) -> pa.Schema:
        """Its columns."""
        return self.reader.schema

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """The batches; DuckDB's errors, which Arrow gives as its own, are DuckDB's again."""
        try:
            yield from self.reader
        except OSError as error:
            text = str(error)
            kinds = {"INTERRUPT": duckdb.InterruptException, "Out of Memory": duckdb.OutOfMemoryException}
            raise next((kind for word, kind in kinds.items() if word in text), duckdb.Error)(text) from error

    def to_table(self) -> pa.Table:
        """All of it in memory."""
        import pyarrow as pa

        return pa.Table.from_batches(list(self), self.schema)


@contextmanager
def ask_arrow(
    directory: Path, question: Question, limits: Limits | None = None, access: Access | None = None
) -> Iterator[Batches]:
    """The same in Arrow's batches while it is open.

    As typed as a file of columns can be, other values in DuckDB's words. Raises what `ask` raises, also while it is
    read.
    """
    with _asked(directory, question, limits or load_limits(directory), access) as answer:
        keys = Answer(tuple(answer.columns), (), ()).keys
        typed = [_typed(place, str(kind)) for place, kind in enumerate(answer.types, 1)]
        columns = [f"{value} as {_quoted(key)}" for value, key in zip(typed, keys, strict=True)]
        yield Batches(answer.project(", ".join(columns)).to_arrow_reader(BATCH))


@contextmanager
def _asked(
    directory: Path, question: Question, limits: Limits, access: Access | None
) -> Iterator[duckdb.DuckDBPyRelation]:
    opened = open_register(directory, limits, question, access) if access else open_statistics(directory, limits)
    with opened as connection, _in_our_words(directory / STATISTICS, access), limited(connection, limits):
        yield _one_answer(connection, question)


@contextmanager
def _in_our_words(path: Path, access: Access | None) -> Iterator[None]:
    try:
        yield
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
        raise UsageError(_("the question is not valid SQL"), None, _first_line(error)) from None
    except duckdb.Error as error:
        if access is None and type(error) is duckdb.Error and "corrupt" in str(error).lower():
            raise damaged_statistics(path) from None
        # DuckDB's own words may hold a value: none that names anybody, but where the register's are as they are.
        hint = type(error).__name__ if access and access.is_unmasked else _first_line(error)
        raise UsageError(_("the question can't be answered"), None, hint) from None


def _one_answer(connection: Connection, question: Question) -> duckdb.DuckDBPyRelation:
    found = connection.extract_statements(question.sql)
    kinds = [str(item.type).rpartition(".")[2] for item in found]
    if len(kinds) > 1:
        what = _("this is {count} questions; only one can be answered").format(count=len(kinds))
        raise UsageError(what, None, _("ask them one after another"))
    if not kinds:
        raise UsageError(_("the question has no answer: only a SELECT has"))
    if kinds[0] not in READING:
        raise UsageError(_("the statistics file can only be read"), None, _("only a SELECT has an answer"))
    answer = connection.sql(question.sql, params=_values(question, set(found[0].named_parameters)) or None)
    if answer is None:
        raise UsageError(_("the question has no answer: only a SELECT has"))
    return answer


def _values(question: Question, asked: set[str]) -> dict[str, Any]:
    """What is given to what is asked for; UsageError for a value too many or too few."""
    if missing := sorted(asked - question.values.keys()):
        hint = _("give it: --param {name}=VALUE").format(name=missing[0])
        raise UsageError(_("the question asks for ${name}").format(name=missing[0]), None, hint)
    if unasked := sorted(question.values.keys() - asked - question.asks.keys()):
        known = ", ".join(f"${name}" for name in sorted(asked | question.asks.keys())) or _("nothing")
        what = _("the question doesn't ask for ${name}").format(name=unasked[0])
        raise UsageError(what, None, _("it asks for {names}").format(names=known))
    return {name: question.values[name] for name in asked}


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


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
