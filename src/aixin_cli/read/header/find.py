"""Finds a form's header in a sheet: the window of rows whose titles map most fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from aixin_cli.forms.model import Field, Layout
from aixin_cli.read.grid import Row
from aixin_cli.read.header.decided import NO_MEMORY, TitleMemory
from aixin_cli.read.header.mapping import Header, Paths, guess_columns, map_columns
from aixin_cli.read.header.titles import MAX_TITLE, all_words, fold, fold_path, is_unit_row, title_indexes, unit_of

__all__ = [
    "MAX_DEPTH",
    "MAX_START",
    "Header",
    "Merges",
    "find_header",
    "is_complete",
    "may_be_titles",
    "missing_columns",
    "settle_header",
]

MAX_START = 30
MAX_DEPTH = 8
MIN_FIELDS = 2
COMPLETE = 3
"""What it adds to a form's fit that all fields are there by which it is recognised."""
SLACK = 3
"""Columns whose lowest title is a unit, or that stand for a field by their group alone."""
UNIT_ROWS = 3
"""How many rows below the header may hold the columns' units."""
Merges = Sequence[tuple[int, int, int, int]]
_SHARED = {"row_no", "unit_name", "unit_code", "township", "village", "remark"}
_NUMBER = re.compile(r"^\s*[\d.,，\-/年月日%]+\s*$|\d{5}")


@dataclass(frozen=True, slots=True)
class _Window:
    """The first rows of a sheet, the merged ranges in them, and the titles that people decided on."""

    rows: Sequence[Row]
    merges: Merges
    memory: TitleMemory
    counted: dict[int, int] = field(default_factory=dict)

    def hits(self, index: int) -> int:
        """Return how many of a row's cells are titles of ours."""
        if index not in self.counted:
            words, known = all_words(), self.memory.words
            cells = [cell for cell in self.rows[index] if cell and len(cell) <= MAX_TITLE]
            self.counted[index] = sum((folded := fold(cell)[0]) in words or folded in known for cell in cells)
        return self.counted[index]


def find_header(rows: Sequence[Row], merges: Merges = (), memory: TitleMemory = NO_MEMORY) -> Header | None:
    """Return the header that maps most fields among a sheet's first rows, None where there is none."""
    window = _Window(rows, [merge for merge in merges if merge[0] < len(rows)], memory)
    best = _find(window)
    if best is None and window.merges:
        # Merges that tie the header to what lies below it would hide every window.
        best = _find(replace(window, merges=()))
    return best and _with_units(best, rows)


def settle_header(header: Header, unit: str | None, period: str, memory: TitleMemory) -> Header:
    """Return the header mapped by what the unit's people decided, and by guesses where a column is missing."""
    settled = header
    decided = memory.decided(header.layout.id, unit)
    if decided or memory.possible(header.layout.id):
        mapped = map_columns(header.layout, header.paths, decided)
        units = {**header.money_units, **mapped.money_units}
        kept = {name: unit for name, unit in units.items() if name in mapped.columns}
        place = {name: getattr(header, name) for name in ("start", "stop", "rival", "top", "repeats")}
        settled = replace(mapped, **place, money_units=kept)
    missing = missing_columns(settled, period)
    return guess_columns(settled, missing) if missing else settled


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


def _find(window: _Window) -> Header | None:
    best: Header | None = None
    for start in range(min(len(window.rows), MAX_START)):
        if best is not None and start >= best.stop:
            break
        if not _may_start(window, start):
            continue
        for stop in _possible_stops(window, start):
            found = _map_best(_column_paths(window, start, stop), window.memory)
            header = found and replace(found, start=start, stop=stop)
            if header is not None and (best is None or _rank(header) > _rank(best)):
                best = header
    return best


def _is_meant(header: Header) -> bool:
    """A form is meant when most of what it can't do without is there; shared columns prove nothing."""
    own = header.columns.keys() - _SHARED
    return len(own) >= MIN_FIELDS and 2 * _found(header) >= len(header.layout.required_columns)


def _found(header: Header) -> int:
    """Return how many of the required columns are there."""
    return sum(any(name in header.columns for name in either.split("|")) for either in header.layout.required_columns)


def is_complete(header: Header) -> bool:
    """Tell whether every field is there by which the form is recognised."""
    return all(name in header.columns for name in header.layout.recognised_by)


def _fit(header: Header) -> tuple[int, float]:
    """Return how well a form fits: fields found, then the share of the required ones."""
    wanted = max(1, len(header.layout.required_columns))
    return len(header.columns) + COMPLETE * is_complete(header), _found(header) / wanted


def _rank(header: Header) -> tuple[int, int, int]:
    return _fit(header)[0], -(header.stop - header.start), header.start


def _may_start(window: _Window, start: int) -> bool:
    """A row of group headers alone has no title of ours, a row below it has."""
    if window.hits(start):
        return True
    if sum(1 for cell in window.rows[start] if cell) < 2:
        return False
    for below in range(start + 1, min(start + MAX_DEPTH, len(window.rows))):
        if window.hits(below) >= MIN_FIELDS:
            return True
        if not may_be_titles(window.rows[below]):
            return False
    return False


def may_be_titles(row: Row) -> bool:
    """A row between levels of a header holds short texts, and no number."""
    texts = [cell for cell in row if cell and cell.strip()]
    return bool(texts) and all(len(text) <= MAX_TITLE and not _NUMBER.search(text) for text in texts)


def _possible_stops(window: _Window, start: int) -> Iterator[int]:
    """A header ends below a row of titles, and cuts no merged cell; between may be rows of group headers."""
    for stop in range(start + 1, min(start + MAX_DEPTH, len(window.rows)) + 1):
        is_first = stop == start + 1
        hits = window.hits(stop - 1)
        if not is_first and hits < MIN_FIELDS and not _may_belong(window, start, stop - 1):
            return
        is_cut = any(
            top < stop <= bottom and top >= start or top < start <= bottom < stop
            for top, _left, bottom, _right in window.merges
        )
        if not is_cut and (is_first or hits >= MIN_FIELDS or _ends_merge(window, start, stop)):
            yield stop


def _may_belong(window: _Window, start: int, row: int) -> bool:
    """Tell whether a row may belong to a header that began above: by titles, or blank inside its merged cells."""
    if may_be_titles(window.rows[row]):
        return True
    is_blank = not any(cell and cell.strip() for cell in window.rows[row])
    return is_blank and any(start <= top < row <= bottom for top, _left, bottom, _right in window.merges)


def _ends_merge(window: _Window, start: int, stop: int) -> bool:
    """A title merged downwards ends in this row: the row is the header's, whatever its own titles."""
    return any(start <= top < bottom == stop - 1 for top, _left, bottom, _right in window.merges)


@lru_cache(maxsize=1024)
def _map_best(paths: Paths, memory: TitleMemory) -> Header | None:
    """Map one window on the layouts; the same header comes from many counties, hence the cache."""
    best: Header | None = None
    for layout, most in _likely(paths, memory):
        if best is not None and most < _fit(best)[0]:
            continue
        header = map_columns(layout, paths, memory.possible(layout.id))
        if not _is_meant(header):
            continue
        if best is None or _fit(header) > _fit(best):
            best = header
        elif _fit(header) == _fit(best):
            best = replace(best, rival=layout)
    return best


def _likely(paths: Paths, memory: TitleMemory) -> list[tuple[Layout, int]]:
    """Return the layouts whose titles occur most, each with the most that its fit can come to."""
    lowest = [(fold(path[-1])[0], fold_path(path)) for path in paths if path]
    found = []
    for name, index in title_indexes().items():
        words, known = index.words, memory.possible(name)
        count = sum(last in words or whole in words or whole in known for last, whole in lowest)
        if count >= MIN_FIELDS:
            found.append((index.layout, count + COMPLETE + SLACK))
    return sorted(found, key=lambda item: -item[1])[:3]


def _column_paths(window: _Window, start: int, stop: int) -> Paths:
    """Return each column's titles from the top: merged ranges filled, else groups filled rightwards."""
    width = max((len(row) for row in window.rows[start:stop]), default=0)
    cells = [[(cell or "").strip() for cell in row] + [""] * (width - len(row)) for row in window.rows[start:stop]]
    merged = _fill_merged(cells, start, window.merges)
    for depth, row in enumerate(cells):
        if depth not in merged:
            _fill_rightwards(row, cells[depth + 1 :])
    return tuple(tuple(dict.fromkeys(row[column] for row in cells if row[column])) for column in range(width))


def _fill_merged(cells: list[list[str]], start: int, merges: Merges) -> set[int]:
    """Repeat a merged range's text over it; return the rows in which groups are merged."""
    merged = set()
    width = len(cells[0]) if cells else 0
    for top, left, bottom, right in merges:
        if not start <= top < start + len(cells) or left >= width or (left == 0 and right >= width - 1):
            continue
        text = cells[top - start][left]
        for depth in range(top - start, min(bottom - start, len(cells) - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                cells[depth][column] = text
        if right > left:
            merged.add(top - start)
    return merged


def _fill_rightwards(row: list[str], below: Sequence[Sequence[str]]) -> None:
    last = ""
    for column, text in enumerate(row):
        if text:
            last = text
        elif any(lower[column] for lower in below):
            row[column] = last


def _with_units(header: Header, rows: Sequence[Row]) -> Header:
    """Take over the money units that stand in a row of their own below the header."""
    money = [item for item in header.layout.fields if item.type == "money" and item.name in header.columns]
    units: dict[str, str] = {}
    for row in rows[header.stop : header.stop + UNIT_ROWS] if money else ():
        if is_unit_row([cell.strip() for cell in row if cell and cell.strip()]):
            texts = {item.name: row[header.columns[item.name]] or "" for item in money}
            units |= {name: unit for name, text in texts.items() if (unit := unit_of(text))}
    return replace(header, money_units={**units, **header.money_units}) if units else header
