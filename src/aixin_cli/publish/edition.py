"""Reads what a month publishes from the out.* tables and the headers of their SQL files."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.locale import _
from aixin_cli.publish import row_names
from aixin_cli.publish.book.sheet_header import read_layout
from aixin_cli.publish.definition_changes import read_changes
from aixin_cli.publish.figures import figure_table, read_figures
from aixin_cli.publish.model import Column, Edition, Excluded, Source, State, Table
from aixin_cli.publish.notes import change_note
from aixin_cli.publish.province import read_province
from aixin_cli.publish.returns import Behind, read_returns, sum_returns
from aixin_cli.sheets.words import load_words
from aixin_cli.store.gathered import is_published

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

UNIT = "unit_code"
"""The column of a published table that says which unit, and so which level, a row is for."""
STYLES = {"count", "money", "rate", "ratio", "text", "code"}


def read_edition(store: Store, period: str) -> Edition:
    """All that is published of one month; StoreError when it hasn't been rolled up."""
    province = row_names.province()
    if "out.figure" not in store.kept_tables():
        raise not_rolled_up(period)
    notes = _notes(store, period)
    behind = read_returns(store, period)
    figures = read_figures(store, period, behind)
    if not figures:
        raise not_rolled_up(period)
    return Edition(
        period=period,
        as_of=store.settings.as_of(period),
        unit_name=province.name,
        tables=tuple(_table(store, item, period, notes) for item in published_tables(store)),
        figures=tuple(item for item in figures if item.unit_code == province.code),
        unit_figures=figure_table(figures),
        sources=_sources(store, period),
        states=_states(store, period, behind),
        refused=tuple(str(row["path"]) for row in _rows(store, "out.refused_file", period, ("path",))),
        excluded=_excluded(store, period),
        returns=sum_returns(behind),
        **read_province(store, period, province.code),
        settings=json.loads(store.settings.text),
        settings_hash=store.settings.hash,
    )


def not_rolled_up(period: str) -> StoreError:
    """What is said of a month without tables."""
    return StoreError(
        _("{period} has not been rolled up").format(period=period),
        hint=_("roll it up first: aixin rollup --period {period}").format(period=period),
    )


def published_tables(store: Store) -> list[Statement]:
    """The statements that have published columns, in the order of their ids."""
    chosen = [item for item in store.catalogue.statements if is_published(item)]
    return sorted(chosen, key=lambda item: item.id)


def read_month(store: Store, table: str, period: str) -> pa.Table:
    """One month of an out table."""
    if table not in store.kept_tables():
        raise not_rolled_up(period)
    return store.arrow("select * from query_table($table) where period = $period", {"table": table, "period": period})


def _rows(store: Store, table: str, period: str, order: tuple[str, ...]) -> list[dict[str, Any]]:
    data = read_month(store, table, period).sort_by([(name, "ascending") for name in order])
    return [dict(row) for row in data.to_pylist()]


def _notes(store: Store, period: str) -> dict[str, list[str]]:
    """What is said under each table this month."""
    notes: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, "out.note", period, ("table_id", "note_no")):
        notes[row["table_id"]].append(str(row["text"]))
    return notes


def _table(store: Store, statement: Statement, period: str, notes: Mapping[str, list[str]]) -> Table:
    header = statement.header
    columns = tuple(read_column(item, statement) for item in header["column"] if not item.get("hidden"))
    data = read_month(store, statement.table, period)
    missing = {column.name for column in columns} - set(data.column_names)
    if missing:
        raise DefinitionError(
            _("a published column is not in its table: {names}").format(names=", ".join(sorted(missing))),
            str(statement.path),
        )
    data = data.sort_by([(name, "ascending") for name in header["order_by"]])
    codes = data.column(UNIT).to_pylist() if UNIT in data.column_names else [None] * data.num_rows
    changes = read_changes(statement, period)
    return Table(
        id=statement.id,
        title=statement.title,
        unit_line=str(header.get("unit_line", "")),
        columns=columns,
        data=data.select([column.name for column in columns]),
        levels=tuple(row_names.level(code) for code in codes),
        notes=(*map(change_note, changes), *notes.get(statement.id, ()), *header.get("notes", ())),
        sheets=read_layout(header, data.column_names, str(statement.path)),
        changes=changes,
        hidden=data.select([item["name"] for item in header["column"] if item.get("hidden")]),
    )


def read_column(item: dict[str, Any], statement: Statement) -> Column:
    """A `[[column]]` of a header; DefinitionError when it has no name, title or known style."""
    style = item.get("style")
    if "name" not in item or not item.get("title") or style not in STYLES:
        raise DefinitionError(
            _("a column in this header needs name, title and style"), str(statement.path), str(item.get("name", ""))
        )
    return Column(
        name=item["name"],
        titles=tuple(item["title"]),
        # A rate that isn't of a hundred is a plain ratio: person-times a person.
        style="ratio" if style == "rate" and item.get("unit") != "%" else style,
        unit=item.get("unit", ""),
        kind=item.get("kind", ""),
        definition=item.get("definition", ""),
        by_unit=item.get("by_unit"),
        is_dash=item.get("null") == load_words()["dash"],
    )


def _sources(store: Store, period: str) -> tuple[Source, ...]:
    order = ("unit_code", "form", "source_period", "path", "sheet", "content_hash")
    return tuple(
        Source(
            unit_code=row["unit_code"],
            unit_name=row_names.name(row["unit_code"]),
            form=row["form"],
            period=row["source_period"],
            file=row["path"] if row["sheet"] is None else f"{row['path']}#{row['sheet']}",
            content_hash=hashlib.sha256(row["content_hash"].encode()).hexdigest(),
            row_count=row["row_count"],
        )
        for row in _rows(store, "out.source_return", period, order)
    )


def _excluded(store: Store, period: str) -> tuple[Excluded, ...]:
    from aixin_cli.forms import load_forms

    if "out.excluded_return" not in store.kept_tables():
        return ()
    forms = load_forms()
    return tuple(
        Excluded(
            part_id=row["part_id"],
            unit_code=row["unit_code"],
            unit_name=row["unit_name"],
            form=row["form"],
            form_title=forms[row["form"]].title,
            period=row["source_period"],
            file=row["path"] if row["sheet"] is None else f"{row['path']}#{row['sheet']}",
        )
        for row in _rows(store, "out.excluded_return", period, ("unit_code", "form", "source_period", "part_id"))
    )


def _states(store: Store, period: str, behind: Mapping[str, Behind]) -> tuple[State, ...]:
    from aixin_cli.forms import load_forms

    forms = load_forms()
    rows = [
        row
        for row in _rows(store, "out.return_state", period, ("unit_code", "form"))
        if row["state"] not in {"received", "zero", "given", "left_out"}
    ]
    alike: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        alike.setdefault((row["form"], row["state"]), []).append(row["unit_code"])
    names = {key: row_names.fold_names(codes, behind.get(key[0], Behind()).owed) for key, codes in alike.items()}
    return tuple(
        State(
            row_names.name(row["unit_code"]),
            forms[row["form"]].title,
            row["state"],
            row["used_period"],
            names[row["form"], row["state"]][row["unit_code"]],
            row["unit_code"] in behind.get(row["form"], Behind()).fell_silent,
        )
        for row in rows
    )
