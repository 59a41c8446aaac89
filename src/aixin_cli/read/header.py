"""Finds a form's header in a sheet and tells which column is which field."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from aixin_cli.forms import layouts
from aixin_cli.forms.model import Field, Layout
from aixin_cli.forms.title import fold_title, split_money_unit
from aixin_cli.read.grid import Row

MAX_START = 30
MAX_DEPTH = 4
MIN_FIELDS = 2
_MAX_TITLE = 40
_SHARED = {"row_no", "unit_name", "unit_code", "township", "village", "remark"}


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows counted from 0, `stop` exclusive) and what its columns mean."""

    layout: Layout
    start: int
    stop: int
    columns: dict[str, int]
    titles: dict[str, str]
    unknown: dict[int, str]
    repeated: dict[int, str]
    money_unit: str | None


class TitleIndex:
    """The folded titles of one layout, plain and under a group header."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.plain: dict[str, Field] = {}
        self.grouped: dict[tuple[str, str], Field] = {}
        for field in layout.fields:
            self.plain |= {fold_title(text): field for text in (field.title, *field.synonyms)}
            self.grouped |= {(fold_title(g), fold_title(t)): field for g in field.group for t in field.grouped}
        self.words = frozenset(self.plain) | {sub for _, sub in self.grouped}

    def find(self, levels: tuple[str, ...]) -> Field | None:
        """Return the field that a column's folded titles mean, top level first."""
        last = levels[-1]
        for group in reversed(levels[:-1]):
            field = self.grouped.get((group, last)) or self.plain.get(group + last)
            if field is not None:
                return field
        return self.plain.get("".join(levels)) or self.plain.get(last)

    def find_beside(self, last: str, neighbour: Field | None, taken: Sequence[str]) -> Field | None:
        """Return the field a bare title means after a column of the same group: 电话 after 结对人姓名."""
        if neighbour is None or not neighbour.group:
            return None
        field = self.grouped.get((fold_title(neighbour.group[0]), last))
        return field if field is not None and field.name not in taken else None


@cache
def title_indexes() -> dict[str, TitleIndex]:
    """Return the title index of every layout."""
    return {layout.id: TitleIndex(layout) for layout in layouts().values()}


@cache
def _all_words() -> frozenset[str]:
    return frozenset().union(*(index.words for index in title_indexes().values()))


@lru_cache(maxsize=8192)
def _fold(text: str) -> tuple[str, str | None]:
    plain, unit = split_money_unit(text)
    return fold_title(plain), unit


def find_header(rows: Sequence[Row]) -> Header | None:
    """Return the header that maps most fields among a sheet's first rows, None where there is none."""
    best: Header | None = None
    for start in range(min(len(rows), MAX_START)):
        if best is not None and start >= best.stop:
            break
        if _hits(rows[start]) == 0 and not _has_titles_below(rows, start):
            continue
        for stop in _possible_stops(rows, start):
            found = _map_best(tuple(tuple(row) for row in rows[start:stop]))
            header = found and replace(found, start=start, stop=stop)
            if header is not None and (best is None or _rank(header) > _rank(best)):
                best = header
    return best


def nearest_title(header: Header, missing: Field) -> str | None:
    """Return the unknown title that looks most like a missing column's."""
    unknown = {fold_title(text): text for text in header.unknown.values()}
    for wanted in (missing.title, *missing.synonyms):
        near = difflib.get_close_matches(fold_title(wanted), list(unknown), n=1, cutoff=0.5)
        if near:
            return unknown[near[0]]
    return None


def missing_columns(header: Header, period: str) -> list[Field]:
    """Return the required fields in force in the period that no column stands for."""
    missing = []
    for either in header.layout.required_columns:
        names = either.split("|")
        field = header.layout.field(names[0])
        in_force = not (field.since and period < field.since) and not (field.until and period > field.until)
        if in_force and not any(name in header.columns for name in names):
            missing.append(field)
    return missing


def _is_meant(header: Header) -> bool:
    """A form is meant when most of what it can't do without is there; shared columns prove nothing."""
    own = header.columns.keys() - _SHARED
    wanted = header.layout.required_columns
    found = sum(any(name in header.columns for name in either.split("|")) for either in wanted)
    return len(own) >= MIN_FIELDS and 2 * found >= len(wanted)


def _rank(header: Header) -> tuple[int, int, int]:
    recognised = sum(name in header.columns for name in header.layout.recognised_by)
    complete = recognised == len(header.layout.recognised_by)
    return len(header.columns) + 3 * complete, -(header.stop - header.start), header.start


def _hits(row: Row) -> int:
    words = _all_words()
    return sum(1 for cell in row if cell and len(cell) <= _MAX_TITLE and _fold(cell)[0] in words)


def _has_titles_below(rows: Sequence[Row], start: int) -> bool:
    """A row of group headers alone has no title of ours, the row below it has."""
    groups = sum(1 for cell in rows[start] if cell)
    return start + 1 < len(rows) and groups >= 2 and _hits(rows[start + 1]) >= MIN_FIELDS


def _possible_stops(rows: Sequence[Row], start: int) -> Iterator[int]:
    """A header goes on only over rows that hold titles themselves."""
    yield start + 1
    for stop in range(start + 2, min(start + MAX_DEPTH, len(rows)) + 1):
        if _hits(rows[stop - 1]) < 2:
            return
        yield stop


@lru_cache(maxsize=1024)
def _map_best(rows: tuple[tuple[str | None, ...], ...]) -> Header | None:
    """Map one window on every layout; the same header comes from many counties, hence the cache."""
    paths = _column_paths(rows)
    best: Header | None = None
    for index in _likely(rows):
        header = _map(index, paths, 0, len(rows))
        if _is_meant(header) and (best is None or _rank(header) > _rank(best)):
            best = header
    return best


def _likely(rows: tuple[tuple[str | None, ...], ...]) -> list[TitleIndex]:
    """Return the few layouts whose titles occur most, since mapping every layout costs time."""
    words = {_fold(cell)[0] for row in rows for cell in row if cell and len(cell) <= _MAX_TITLE}
    return sorted(title_indexes().values(), key=lambda index: -len(index.words & words))[:3]


def _column_paths(rows: Sequence[Sequence[str | None]]) -> list[tuple[str, ...]]:
    """Return each column's titles from the top, a group's title filled rightwards over its columns."""
    width = max(map(len, rows), default=0)
    filled: list[list[str]] = []
    for depth, row in enumerate(rows):
        below = rows[depth + 1 :]
        cells, last = [], ""
        for column in range(width):
            text = (row[column] or "").strip() if column < len(row) else ""
            if text:
                last = text
            elif any(column < len(r) and (r[column] or "").strip() for r in below):
                text = last
            cells.append(text)
        filled.append(cells)
    return [tuple(cells[column] for cells in filled if cells[column]) for column in range(width)]


def _map(index: TitleIndex, paths: Sequence[tuple[str, ...]], start: int, stop: int) -> Header:
    columns: dict[str, int] = {}
    titles: dict[str, str] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    money_unit: str | None = None
    neighbour: Field | None = None
    for column, path in enumerate(paths):
        if not path or sum(map(len, path)) > MAX_DEPTH * _MAX_TITLE:
            continue
        title = "/".join(dict.fromkeys(path))
        folded = tuple(_fold(text)[0] for text in path)
        field = index.find(folded)
        if field is not None and field.name in columns:
            other = index.find_beside(folded[-1], neighbour, list(columns))
            if other is None:
                repeated[column] = title
            field = other
        elif field is None:
            unknown[column] = title
        if field is not None:
            columns[field.name], titles[field.name] = column, title
            money_unit = money_unit or (_unit_in(path) if field.type == "money" else None)
        neighbour = field or neighbour
    return Header(index.layout, start, stop, columns, titles, unknown, repeated, money_unit)


def _unit_in(path: tuple[str, ...]) -> str | None:
    return next((unit for text in path if (unit := _fold(text)[1])), None)
