"""Where two numbers, dates or names differ, as places: never what stands there."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "same",
    "differs",
    "letter",
    "swapped",
    "missing_left",
    "missing_right",
    "zeros",
    "cut_off",
    "scientific",
    "old_number",
    "certificate",
    "area",
    "birth",
    "sequence",
    "unlike",
    "year",
    "month",
    "day",
    "day_month",
    "spelling",
]
FEW = 3
"""So many slips are told one by one; more are told by the parts of the number that are the same."""

_LOOK_ALIKE = str.maketrans("OОΟ〇○LI|!ZSB", "000001111258")
_PARTS: tuple[tuple[Kind, int, int], ...] = (("area", 1, 6), ("birth", 7, 14), ("sequence", 15, 18))


class Slip(NamedTuple):
    """One difference (or, told by parts, one agreement) with its first and last place, counted from 1."""

    kind: Kind
    first: int = 0
    last: int = 0


def number_slips(left: str, right: str) -> tuple[Slip, ...]:
    """How two ID numbers' texts differ, the likeliest story first; `missing_left`: left lacks a place of right's."""
    left, right = left.upper(), right.upper()
    if left == right:
        return (Slip("same", 1, len(left)),)
    known = _known_story(left, right)
    if known is not None:
        return (known,)
    slips = alignment(left, right)
    if len(slips) <= FEW:
        return tuple(_lettered(slip, left, right) for slip in slips)
    return _same_parts(left, right) or (Slip("unlike"),)


def date_slips(left: str, right: str) -> tuple[Slip, ...]:
    """How two dates written YYYYMMDD differ."""
    if left == right:
        return (Slip("same", 1, 8),)
    if left[:4] == right[:4] and left[4:6] == right[6:] and left[6:] == right[4:6]:
        return (Slip("day_month", 5, 8),)
    parts: tuple[tuple[Kind, int, int], ...] = (("year", 1, 4), ("month", 5, 6), ("day", 7, 8))
    return tuple(
        Slip(kind, first, last) for kind, first, last in parts if left[first - 1 : last] != right[first - 1 : last]
    )


def name_slips(left: str, right: str, folded_left: str, folded_right: str) -> tuple[Slip, ...]:
    """How two names differ, where that is one place or only a way to write it; nothing where they are two names."""
    if folded_left == folded_right:
        return (Slip("same", 1, len(left)) if left == right else Slip("spelling"),)
    slips = alignment(folded_left, folded_right)
    return slips if len(slips) == 1 and min(len(folded_left), len(folded_right)) > 1 else ()


def _known_story(left: str, right: str) -> Slip | None:
    """What happens to whole numbers: old ones, certificates, spreadsheets."""
    short, long = sorted((left, right), key=len)
    if "E+" in left or "E+" in right:
        return Slip("scientific")
    if len(short) == 15 and f"{short[:6]}19{short[6:]}" == long[:17]:
        return Slip("old_number")
    if len(short) == 18 and len(long) > 18 and long.startswith(short):
        return Slip("certificate", 1, 18)
    if len(long) - len(short) > 1 and long.startswith(short):
        return Slip("cut_off", 1, len(short))
    return _zeros(left, right)


def _zeros(left: str, right: str) -> Slip | None:
    """A tail that became zeros in one of two equally long numbers; one place alone may as well be a slip."""
    if len(left) != len(right):
        return None
    apart = [place for place, (near, far) in enumerate(zip(left, right, strict=True)) if near != far]
    zeros = "0" * (len(left) - apart[0])
    if len(apart) > 1 and zeros in (left[apart[0] :], right[apart[0] :]):
        return Slip("zeros", apart[0] + 1, len(left))
    return None


def _lettered(slip: Slip, left: str, right: str) -> Slip:
    """A letter for the digit that it looks like is a slip of its own kind."""
    if slip.kind != "differs" or len(left) != len(right):
        return slip
    signs = left[slip.first - 1], right[slip.first - 1]
    is_alike = signs[0].translate(_LOOK_ALIKE) == signs[1].translate(_LOOK_ALIKE)
    return Slip("letter", slip.first, slip.last) if is_alike else slip


def _same_parts(left: str, right: str) -> tuple[Slip, ...]:
    if len(left) < 18 or len(right) < 18:
        return (Slip("area", 1, 6),) if left[:6] == right[:6] else ()
    return tuple(
        Slip(kind, first, last) for kind, first, last in _PARTS if left[first - 1 : last] == right[first - 1 : last]
    )


def alignment(left: str, right: str) -> tuple[Slip, ...]:
    """The fewest slips that make one text of the other: a place changed, missing or swapped with the next.

    Places are the left text's; of `missing_left` they are the right's, which has one more.
    """
    costs = _costs(left, right)
    slips: list[Slip] = []
    row, column = len(left), len(right)
    while row or column:
        slip, row, column = _step(costs, left, right, (row, column))
        if slip:
            slips.append(slip)
    return tuple(reversed(slips))


def _costs(left: str, right: str) -> list[list[int]]:
    """How many slips make the first places of one of the first places of the other."""
    costs = [[row + column for column in range(len(right) + 1)] for row in range(len(left) + 1)]
    for row in range(1, len(left) + 1):
        for column in range(1, len(right) + 1):
            changed = costs[row - 1][column - 1] + (left[row - 1] != right[column - 1])
            least = min(changed, costs[row - 1][column] + 1, costs[row][column - 1] + 1)
            if _is_swapped(left, right, row, column):
                least = min(least, costs[row - 2][column - 2] + 1)
            costs[row][column] = least
    return costs


def _is_swapped(left: str, right: str, row: int, column: int) -> bool:
    pairs = left[row - 2 : row], right[column - 2 : column]
    return row > 1 and column > 1 and pairs[0] == pairs[1][::-1] and pairs[0] != pairs[1]


def _step(costs: list[list[int]], left: str, right: str, at: tuple[int, int]) -> tuple[Slip | None, int, int]:
    """One step back from the end of both texts on a cheapest way."""
    row, column = at
    cost = costs[row][column]
    if row and column and left[row - 1] == right[column - 1] and cost == costs[row - 1][column - 1]:
        return None, row - 1, column - 1
    if _is_swapped(left, right, row, column) and cost == costs[row - 2][column - 2] + 1:
        return Slip("swapped", row - 1, row), row - 2, column - 2
    if row and column and cost == costs[row - 1][column - 1] + 1:
        return Slip("differs", row, row), row - 1, column - 1
    if row and cost == costs[row - 1][column] + 1:
        return Slip("missing_right", row, row), row - 1, column
    return Slip("missing_left", column, column), row, column - 1
