"""The numbers of a balance as whole numbers of one small unit (1, 0.01, …): no rounding anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

SCALES = (0, 2, 4, 8)
LARGEST = 10**17
"""Ten thousand times the larger figure of nobody's province; fifty of them still add up in 64 bits."""


@dataclass(frozen=True)
class Column:
    """Numbers in small units, and the index that each had in what was given."""

    values: np.ndarray[Any, Any]
    places: np.ndarray[Any, Any]

    @cached_property
    def sum(self) -> int:
        """The sum of all, exact also where 64 bits would run over."""
        low, high = self.values & 0xFFFFFFFF, self.values >> 32
        return int(low.sum()) + (int(high.sum()) << 32)

    def find(self, value: int) -> list[int]:
        """Return where a number stands."""
        if not 0 < abs(value) <= LARGEST:
            return []
        found: list[int] = self.places[self.values == value].tolist()
        return found

    def run(self, value: int, longest: int, *, last: bool) -> list[int]:
        """Return where the last or the first numbers stand that add up to the value; never all of them."""
        count = min(longest, len(self.values) - 1)
        if count < 1:
            return []
        values, places = (self.values[-count:][::-1], self.places[-count:]) if last else (self.values, self.places)
        found = (values[:count].cumsum() == value).nonzero()[0]
        if not len(found) or abs(value) > 2**62:
            return []
        length = int(found[0]) + 1
        chosen: list[int] = (places[-length:] if last else places[:length]).tolist()
        return chosen


@dataclass(frozen=True)
class Problem:
    """Both sides and what one was added up from, in small units."""

    scale: int
    stated: int
    computed: int
    addends: Column
    subtotals: Column

    @property
    def difference(self) -> int:
        """Stated minus computed."""
        return self.stated - self.computed

    @property
    def one(self) -> int:
        """How many small units are one."""
        return int(10**self.scale)

    def decimal(self, units: int) -> Decimal:
        """Return a number of small units as it was."""
        return Decimal(units).scaleb(-self.scale)


def state(
    stated: Decimal,
    computed: Decimal,
    addends: pa.Array | pa.ChunkedArray | None,
    subtotals: pa.Array | pa.ChunkedArray | None,
) -> Problem | None:
    """Return all numbers in the largest unit that holds them exactly, None where there is none."""
    given = [_unscaled(column) for column in (addends, subtotals)]
    for scale in SCALES:
        sides = [_units(side, scale) for side in (stated, computed)]
        columns = [_column(*column, scale) for column in given]
        if None not in sides and None not in columns:
            return Problem(scale, *sides, *columns)  # type: ignore[arg-type]
    return None


def _units(value: Decimal, scale: int) -> int | None:
    numerator, denominator = value.as_integer_ratio()
    units, rest = divmod(numerator * 10**scale, denominator)
    return None if rest or abs(units) > LARGEST else units


def _column(column: Column, own_scale: int, scale: int) -> Column | None:
    """A column in other units; None where they don't hold it exactly. Numbers beyond any figure are left out."""
    values = column.values
    if scale < own_scale:
        step = 10 ** (own_scale - scale)
        # Nearly always the first of many says already that the unit is too large.
        if (values[:100] % step).any() or (values % step).any():
            return None
        values = values // step
    factor = 10 ** max(0, scale - own_scale)
    most = LARGEST // factor
    is_figure = (values <= most) & (values >= -most)
    return Column(values[is_figure] * factor, column.places[is_figure])


def _unscaled(numbers: pa.Array | pa.ChunkedArray | None) -> tuple[Column, int]:
    """The numbers other than null and zero as the whole numbers that a decimal is made of, and their scale."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    if numbers is None or not len(numbers):
        return Column(np.zeros(0, np.int64), np.zeros(0, np.int64)), 0
    exact = numbers if pa.types.is_decimal128(numbers.type) else numbers.cast(pa.int64()).cast(pa.decimal128(19, 0))
    if isinstance(exact, pa.ChunkedArray):
        exact = exact.combine_chunks()
    # A decimal is 128 bits, the lower half first: where the upper half is but a sign, the lower is the number.
    halves = np.frombuffer(exact.buffers()[1], np.int64).reshape(-1, 2)[exact.offset : exact.offset + len(exact)]
    low, high = halves[:, 0], halves[:, 1]
    is_number = exact.is_valid().to_numpy(zero_copy_only=False) & (high == low >> 63) & (low != 0)
    places = is_number.nonzero()[0]
    return Column(low[places], places), exact.type.scale
