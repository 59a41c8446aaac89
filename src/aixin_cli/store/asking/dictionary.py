"""What the statistics file holds: every table and column, what it means, its unit and kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.forms.rules import Text
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.statement import Statement

DATA = Path(__file__).with_name("dictionary.toml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One column of the statistics file."""

    table: str
    column: str
    meaning: Text
    unit: str = ""
    kind: str = ""
    """stock, flow, cumulative or ratio; empty where nothing is counted."""


@dataclass(frozen=True, slots=True)
class Described:
    """One table of the statistics file, and its columns in their order."""

    name: str
    title: Text
    columns: tuple[Entry, ...]


@cache
def load_dictionary() -> dict[str, Described]:
    """All tables by name: the published ones, the others of every month, then those of the newest."""
    published = sorted(
        (item for item in load_catalogue().of_kind("rollup") if "column" in item.header), key=lambda item: item.id
    )
    tables = {item.table: _published(item) for item in published}
    told = parse_kept(DATA.read_text("utf-8"))
    return tables | {name: _described(name, item, told["column"]) for name, item in told["table"].items()}


def find_entries(word: str | None) -> Iterator[Entry]:
    """The columns of a table (`t03`, `out.t03`), else those whose name or meaning holds the word, else all."""
    tables = load_dictionary()
    sought = (word or "").strip().lower()
    named = [table for name, table in tables.items() if sought in (name, name.partition(".")[2])]
    for table in named or tables.values():
        for entry in table.columns:
            if named or sought in f"{entry.column} {entry.meaning.en} {entry.meaning.zh}".lower():
                yield entry


def _published(statement: Statement) -> Described:
    columns = [Entry(statement.table, "period", Text(**_common("period")))]
    for item in statement.header["column"]:
        title = "".join(item["title"])
        meaning = item["definition"] if item["definition"] == title else f"{title}：{item['definition']}"
        counted = item["style"] not in {"code", "text"} and not item.get("hidden", False)
        unit = item["unit"] or item.get("by_unit", "")
        columns.append(
            Entry(statement.table, item["name"], Text(meaning, meaning), unit, item["kind"] if counted else "")
        )
    return Described(statement.table, Text(statement.title_en, statement.title), tuple(columns))


def _described(name: str, told: dict[str, Any], columns: dict[str, Any]) -> Described:
    own = columns.get(name, {})
    entries = [_entry(name, column, own.get(column) or columns[column]) for column in told["columns"]]
    return Described(name, Text(told["en"], told["zh"]), tuple(entries))


def _entry(table: str, column: str, told: dict[str, str]) -> Entry:
    return Entry(table, column, Text(told["en"], told["zh"]), told.get("unit", ""), told.get("kind", ""))


def _common(column: str) -> dict[str, str]:
    told: dict[str, str] = parse_kept(DATA.read_text("utf-8"))["column"][column]
    return {"en": told["en"], "zh": told["zh"]}
