"""Looks for the smallest cause of a difference; whole columns of addends at once, exact numbers only.

A cause is a suggestion: one change of one number after which both sides are equal. Nothing is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aixin_cli.balance.digits import is_one_digit_off, swap_of, swaps
from aixin_cli.balance.units import Column, Problem, state

if TYPE_CHECKING:
    import pyarrow as pa

FEW = 3
"""So many places are named; a cause with no more of them goes before one that may lie in more."""
MOST = 20
"""In more places than this a number is so common that it explains nothing."""
WAN = 10_000
LONGEST_RUN = 50
LEAST_MEAN = 20
"""Rows that hold less on average add up to almost any number: their sum proves nothing."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What would make both sides equal.

    `places` are the first few of `count` indices into the addends, or for a subtotal into the subtotals.
    `amount` is the number that stands there (or the stated one), `right` what would stand in its stead.
    """

    kind: str
    amount: Decimal
    right: Decimal | None = None
    count: int = 0
    places: tuple[int, ...] = ()


def find_cause(
    stated: Decimal | int,
    computed: Decimal | int,
    addends: pa.Array | pa.ChunkedArray | None = None,
    subtotals: pa.Array | pa.ChunkedArray | None = None,
    *,
    in_order: bool = False,
) -> Cause | None:
    """Return the simplest and most specific cause of `stated` not being `computed`, None where there is none.

    `addends` are what `computed` was added up from and `subtotals` sums of some of them: ints or decimals, null
    for nothing. `in_order`: the addends stand as in a sheet, so that the first or last of them may be left out.
    """
    problem = state(Decimal(stated), Decimal(computed), addends, subtotals)
    if problem is None or problem.difference == 0:
        return None
    vague = None
    for cause in _causes(problem, in_order=in_order):
        if cause.count <= FEW:
            return cause
        vague = vague or cause
    return vague or _mistyped(problem)


def _causes(problem: Problem, *, in_order: bool) -> Iterator[Cause]:
    """All causes but the weakest, the most specific first."""
    yield from _whole(problem)
    yield from _subtotals(problem)
    yield from _places(problem, "omitted", problem.addends, -problem.difference)
    yield from _places(problem, "doubled", problem.addends, problem.difference)
    if in_order:
        yield from _runs(problem)
    yield from _sign(problem)
    yield from _unit(problem)
    yield from _swapped(problem)


def _whole(problem: Problem) -> Iterator[Cause]:
    """The stated figure itself: its unit, its sign, its decimal point, its digits."""
    stated, computed = problem.stated, problem.computed
    amount, right = problem.decimal(stated), problem.decimal(computed)
    if stated and (stated == computed * WAN or _is_rounded(amount, right)):
        yield Cause("unit", amount, right)
    elif stated == -computed:
        yield Cause("sign", amount, right)
    elif stated and any(stated == computed * shift or stated * shift == computed for shift in (10, 100, 1000)):
        yield Cause("shifted", amount, right)
    elif swap_of(stated, problem.difference) == computed:
        yield Cause("swapped", amount, right)


def _is_rounded(amount: Decimal, right: Decimal) -> bool:
    """Tell whether the stated figure is the computed one in 万元, rounded to the digits that it has."""
    last = Decimal(1).scaleb(min(int(amount.normalize().as_tuple().exponent), 0))
    return abs(amount - right / WAN) * 2 <= last


def _subtotals(problem: Problem) -> Iterator[Cause]:
    """Subtotals added as if they were rows, one or all of them, or the rows of one left out."""
    column = problem.subtotals
    if len(column.values) > 1 and column.sum == problem.difference:
        yield Cause("subtotals_doubled", problem.decimal(column.sum), count=0)
    yield from _places(problem, "subtotal_doubled", column, problem.difference)
    yield from _places(problem, "subtotal_omitted", column, -problem.difference)


def _places(problem: Problem, kind: str, column: Column, value: int, right: int | None = None) -> Iterator[Cause]:
    """The cause that lies where a number stands in the column, unless it stands in too many places."""
    found = column.find(value)
    if 0 < len(found) <= MOST:
        shown = None if right is None else problem.decimal(right)
        yield Cause(kind, problem.decimal(value), shown, len(found), tuple(found[:FEW]))


def _runs(problem: Problem) -> Iterator[Cause]:
    """The first or the last rows of a sheet, left out by a formula that ends too early or begins too late."""
    column, missing = problem.addends, -problem.difference
    for places in (column.run(missing, LONGEST_RUN, last=True), column.run(missing, LONGEST_RUN, last=False)):
        if len(places) > 1 and abs(missing) >= LEAST_MEAN * len(places) * problem.one:
            # One place, told by both its ends.
            yield Cause("run_omitted", problem.decimal(missing), None, 1, (places[0], places[-1]))


def _sign(problem: Problem) -> Iterator[Cause]:
    half, rest = divmod(-problem.difference, 2)
    if not rest:
        yield from _places(problem, "addend_sign", problem.addends, half, -half)


def _unit(problem: Problem) -> Iterator[Cause]:
    """One addend in 万元 among others in 元, or the reverse."""
    small, rest = divmod(problem.difference, WAN - 1)
    if not rest:
        yield from _places(problem, "addend_unit", problem.addends, small, small * WAN)
        yield from _places(problem, "addend_unit", problem.addends, -small * WAN, -small)


def _swapped(problem: Problem) -> Iterator[Cause]:
    values, difference = problem.addends.values, problem.difference
    if difference % 9 or not len(values):
        return
    found = swaps(values, difference).nonzero()[0]
    if 0 < len(found) <= MOST:
        amount = int(values[found[0]])
        places = tuple(problem.addends.places[found[:FEW]].tolist())
        yield Cause("addend_swapped", problem.decimal(amount), problem.decimal(amount + difference), len(found), places)


def _mistyped(problem: Problem) -> Cause | None:
    # Where only the last digit differs, the difference is so small that it is more likely a true one.
    if abs(problem.difference) < 10 * problem.one or not is_one_digit_off(problem.stated, problem.computed):
        return None
    return Cause("mistyped", problem.decimal(problem.stated), problem.decimal(problem.computed))
