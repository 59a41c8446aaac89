"""The data rows of a sheet under its totals: which they are, what they add up to and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.lookalikes import IGNORED
from aixin_cli.read.lines.sums import PrefixSums
from aixin_cli.read.lines.total_words import fold_label

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from aixin_cli.read.grid import Grid
    from aixin_cli.read.header.find import Header

    Vector = np.ndarray[Any, Any]

GROUP_FIELDS = ("unit_name", "township", "village", "direction", "recipient_category", "site_kind", "org_kind")
ID_FIELDS = ("recipient_id", "helper_id", "uscc")
_NUMBER = r"^-?\d{1,20}(?:\.\d{1,8})?$"


@dataclass(frozen=True, slots=True)
class Cover:
    """Rows that a total may be the sum of: a run of rows, or those of one place or kind."""

    start: int
    stop: int
    group: tuple[str, tuple[int, ...]] | None = None
    """The field that names the place or kind, and which of its values are meant."""


class Details:
    """The data rows of a sheet: which they are, and their columns as exact numbers."""

    def __init__(self, grid: Grid, header: Header, aside: Iterable[int], height: int) -> None:
        self.header = header
        self.body = grid.batch.slice(header.stop, height - header.stop)
        self._aside = aside
        self._numbers: dict[int, pa.Array] = {}
        self._sums: dict[tuple[int, str | None], PrefixSums] = {}
        self._groupings: dict[str, Grouping] = {}
        self._counts: dict[tuple[int, Cover], tuple[int, ...]] = {}

    @cached_property
    def is_data(self) -> Vector:
        """Tell of each row below the header whether it is one."""
        import numpy as np  # noqa: PLC0415

        first, count = self.header.stop, self.body.num_rows
        is_data = np.ones(count, bool)
        is_data[[index - first for index in self._aside if first <= index < first + count]] = False
        return is_data

    @cached_property
    def row_counts(self) -> Vector:
        """How many data rows there are above each row, and above the end."""
        import numpy as np  # noqa: PLC0415

        return np.concatenate([[0], self.is_data.cumsum()])

    def numbers(self, column: int) -> pa.Array:
        """Return a column as decimals, rows set aside included; null where a cell is no number."""
        if column not in self._numbers:
            self._numbers[column] = exact_numbers(self.body.column(column))
        return self._numbers[column]

    def sums(self, column: int) -> PrefixSums:
        """Return a column's running sums over the data rows."""
        if (column, None) not in self._sums:
            self._sums[column, None] = PrefixSums(self.numbers(column), self.is_data)
        return self._sums[column, None]

    def total(self, column: int, cover: Cover) -> int:
        """Return the sum of a column over the rows covered, in hundred-millionths."""
        if cover.group is None:
            return self.sums(column).between(cover.start, max(cover.start, cover.stop))
        name, values = cover.group
        grouping = self._grouping(name)
        if (column, name) not in self._sums:
            numbers = self.numbers(column).take(grouping.order)
            self._sums[column, name] = PrefixSums(numbers, self.is_data[grouping.order])
        sums = self._sums[column, name]
        return sum(sums.between(*grouping.span(value)) for value in values)

    def rows(self, cover: Cover) -> Vector:
        """Return the indices below the header of the data rows covered."""
        import numpy as np  # noqa: PLC0415

        if cover.group is None:
            rows = np.arange(cover.start, max(cover.start, cover.stop))
        else:
            name, values = cover.group
            grouping = self._grouping(name)
            rows = np.sort(np.concatenate([grouping.order[slice(*grouping.span(value))] for value in values]))
        found: Vector = rows[self.is_data[rows]]
        return found

    def row_count(self, cover: Cover) -> int:
        """Return how many data rows are covered."""
        if cover.group is not None:
            return len(self.rows(cover))
        return int(self.row_counts[max(cover.start, cover.stop)] - self.row_counts[cover.start])

    def counts(self, column: int, cover: Cover) -> tuple[int, ...]:
        """Return how many rows are covered, then how many different values the column and the IDs have in them."""
        import pyarrow.compute as pc  # noqa: PLC0415

        if (column, cover) not in self._counts:
            ids = [self.header.columns[name] for name in ID_FIELDS if name in self.header.columns]
            rows = self.rows(cover)
            cells = (self.body.column(place).take(rows) for place in (column, *ids))
            self._counts[column, cover] = (len(rows), *(pc.count_distinct(part).as_py() for part in cells))
        return self._counts[column, cover]

    def group(self, word: str) -> tuple[Cover, bool] | None:
        """Tell the rows of the place or kind that a total is named after, and whether every row says its own."""
        code = load_divisions().resolve(word)
        for name in GROUP_FIELDS:
            if name in self.header.columns:
                grouping = self._grouping(name)
                values = grouping.find(word, code)
                if values:
                    return Cover(0, self.body.num_rows, (name, values)), grouping.is_complete
        return None

    def _grouping(self, name: str) -> Grouping:
        if name not in self._groupings:
            self._groupings[name] = Grouping(self.body.column(self.header.columns[name]), self.is_data)
        return self._groupings[name]


class Grouping:
    """The rows of a sheet in the order of the values of a column of places or kinds."""

    def __init__(self, cells: pa.Array, is_data: Vector) -> None:
        import numpy as np  # noqa: PLC0415

        coded = cells.dictionary_encode()
        indices = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        self.is_complete = not bool((indices[is_data] < 0).any())
        # A place that only a total's own label names has no rows.
        indices = np.where(is_data, indices, -1)
        self.order: Vector = np.argsort(indices, kind="stable")
        ordered = indices[self.order]
        self._starts = np.searchsorted(ordered, np.arange(len(coded.dictionary) + 1))
        self._texts: list[str] = coded.dictionary.to_pylist()
        self._by_text: dict[str, list[int]] = {}
        for value, text in enumerate(self._texts):
            self._by_text.setdefault(fold_label(text), []).append(value)

    @cached_property
    def _by_code(self) -> dict[str | None, list[int]]:
        resolve = load_divisions().resolve
        found: dict[str | None, list[int]] = {}
        for value, text in enumerate(self._texts):
            found.setdefault(resolve(text), []).append(value)
        return found

    def find(self, word: str, code: str | None) -> tuple[int, ...]:
        """Return the values that are the word, or another name of the same unit."""
        values = {*self._by_text.get(word, []), *(self._by_code.get(code, []) if code else [])}
        return tuple(sorted(value for value in values if self._starts[value] < self._starts[value + 1]))

    def span(self, value: int) -> tuple[int, int]:
        """Return where a value's rows begin and end in the order."""
        return int(self._starts[value]), int(self._starts[value + 1])


def exact_numbers(cells: pa.Array) -> pa.Array:
    """Return cells as decimals, read as staging reads numbers; null where one is no number."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    exact = pa.decimal128(38, 8)
    try:
        return pc.cast(cells, exact)
    except pa.ArrowInvalid:
        text = pc.replace_substring_regex(cells, rf"[\s　{IGNORED}]+|(?:人次|人|户|件|次|个|处|元|名)\s*$", "")
        text = pc.replace_substring_regex(text, r"[,，](\d{3})", r"\1")
        text = pc.replace_substring_regex(text, r"(\.\d{8})\d+$", r"\1")
        is_number = pc.fill_null(pc.match_substring_regex(text, _NUMBER), False)
        return pc.cast(pc.if_else(is_number, text, None), exact)
