"""Where none of a total's rows stand right above it, they begin behind one of the totals before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class EarlierSums:
    """Looks a number up among the sums since each earlier total; numbers are asked for from the top downwards.

    Running sums that stand at the totals are kept by size, so that a thousand totals below each other are no
    million sums.
    """

    def __init__(self, between: Callable[[int, int], int], totals: Sequence[int], tolerance: int) -> None:
        self._between = between
        self._totals = totals
        self._width = max(1, tolerance)
        self._tolerance = tolerance
        self._known = 0
        self._starts: list[int] = []
        self._changes: list[int] = []
        self._sizes: dict[int, tuple[int, int]] = {}

    def has(self, nth: int, number: int) -> bool:
        """Tell whether the rows from some earlier total down to this one make the number."""
        self._learn(nth)
        wanted = self._between(0, self._totals[nth]) - number
        bucket = wanted // self._width
        if bucket in self._sizes and self._tolerance:
            return True
        near = (size for place in (bucket - 1, bucket, bucket + 1) for size in self._sizes.get(place, ()))
        return any(abs(size - wanted) <= self._tolerance for size in near)

    def nearest(self, nth: int) -> int:
        """Return where the shortest run of rows begins that ends at this total and makes anything at all."""
        self._learn(nth)
        here = self._between(0, self._totals[nth])
        place = len(self._starts) - 1
        while place > 0 and self._between(0, self._starts[place]) == here:
            place = self._changes[place]
        return self._starts[max(place, 0)]

    def _learn(self, nth: int) -> None:
        """Take the starts behind all totals above this one in."""
        for other in range(self._known, nth + 1):
            start = self._totals[other - 1] + 1 if other else 0
            size = self._between(0, start)
            low, high = self._sizes.get(size // self._width, (size, size))
            self._sizes[size // self._width] = (min(low, size), max(high, size))
            is_same = bool(self._starts) and self._between(0, self._starts[-1]) == size
            self._changes.append((self._changes[-1] if is_same else other - 1) if other else 0)
            self._starts.append(start)
        self._known = max(self._known, nth + 1)
