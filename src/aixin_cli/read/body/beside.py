"""Two tables in the same rows, side by side, are refused: of which one a row is can't be told."""

from __future__ import annotations

from collections.abc import Sequence

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid
from aixin_cli.read.header.find import Header, is_complete
from aixin_cli.read.header.mapping import letter_of, map_columns
from aixin_cli.read.header.titles import title_indexes

MIN_BESIDE = 3
"""So many columns beside a table that it has no use for may be another table."""
PERSONS = (("recipient_name", "recipient_id"), ("helper_name", "helper_id"))


def refuse_beside(grid: Grid, header: Header, where: str) -> None:
    """Raise InputError where two complete headers stand side by side, or other people beside a whole table."""
    if len(header.unknown) + len(header.repeated) >= MIN_BESIDE:
        _refuse_headers(header, where)
    _refuse_persons(grid, header, where)


def _refuse_headers(header: Header, where: str) -> None:
    titled = [column for column, path in enumerate(header.paths) if path]
    for cut in _cuts(header, titled):
        left = [column for column in titled if column < cut]
        right = [column for column in titled if column >= cut]
        if _complete(left, header) and _complete(right, header):
            raise two_beside(left, right, where)


def _refuse_persons(grid: Grid, header: Header, where: str) -> None:
    """Raise InputError where names and numbers of further people stand to the right of a whole table."""
    index = title_indexes()[header.layout.id]
    places: dict[str, int] = {}
    for column in sorted(header.repeated):
        found = index.find(header.paths[column]) or index.find_last(header.paths[column])
        if found is not None and _holds_data(grid, header, column):
            places.setdefault(found[0].name, column)
    titled = [column for column, path in enumerate(header.paths) if path]
    for names in PERSONS:
        if all(name in places for name in names):
            first = min(places.values())
            left = [column for column in titled if column < first]
            if _complete(left, header):
                raise two_beside(left, [column for column in titled if column >= first], where)


def _holds_data(grid: Grid, header: Header, column: int) -> bool:
    cells = grid.batch.column(column).slice(header.stop)
    return bool(cells.null_count < len(cells))


def _cuts(header: Header, titled: Sequence[int]) -> list[int]:
    """Return the columns at which another table may begin: beyond a gap, or where titles begin again."""
    first = header.paths[titled[0]][-1]
    odd = {*header.unknown, *header.repeated}
    pairs = list(zip(titled, titled[1:], strict=False))
    after_gap = {column for before, column in pairs if column > before + 1}
    again = {column for column in titled[1:] if header.paths[column][-1] == first}
    return sorted(after_gap | again | {column for before, column in pairs if column in odd and before not in odd})


def _complete(columns: Sequence[int], header: Header) -> bool:
    """Tell whether these columns alone are some form's whole header."""
    if not columns:
        return False
    paths = tuple(path if index in set(columns) else () for index, path in enumerate(header.paths))
    mapped = (map_columns(index.layout, paths, {}) for index in title_indexes().values())
    return any(is_complete(found) and _has_required(found) for found in mapped)


def _has_required(header: Header) -> bool:
    wanted = header.layout.required_columns
    return all(any(name in header.columns for name in either.split("|")) for either in wanted)


def two_beside(left: Sequence[int], right: Sequence[int], where: str) -> InputError:
    """Return the error for two tables in the same rows, with the columns of each."""
    what = _("Two tables stand side by side: columns {first}–{last} and columns {other_first}–{other_last}.").format(
        first=letter_of(left[0]),
        last=letter_of(left[-1]),
        other_first=letter_of(right[0]),
        other_last=letter_of(right[-1]),
    )
    hint = _("put one table below the other, or each into a sheet of its own")
    return InputError(what, where, hint)
