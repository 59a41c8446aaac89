"""Why a total is not the sum of its rows, as far as the sheet itself tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aixin_cli.balance import find_cause, suggest, suggestion_words

if TYPE_CHECKING:
    from aixin_cli.read.lines.details import Cover, Details


@dataclass(frozen=True, slots=True)
class Wrong:
    """A number of a total row that its rows don't make; without column and cover where it counts rows."""

    index: int
    """The row's, below the header, from 0."""
    title: str
    stated: Decimal
    summed: Decimal
    column: int | None = None
    cover: Cover | None = None


def explain(details: Details, wrong: Wrong, totals: Sequence[int]) -> tuple[str, str] | None:
    """Return the likely cause in English and in Chinese, None where none was found.

    `totals` are the indices of all total rows below the header.
    """
    if wrong.column is None or wrong.cover is None:
        cause = find_cause(wrong.stated, wrong.summed)
        return suggestion_words(suggest(cause)) if cause else None
    numbers, rows = details.numbers(wrong.column), details.rows(wrong.cover)
    others = [index for index in totals if index != wrong.index]
    cause = find_cause(
        wrong.stated,
        wrong.summed,
        numbers.take(rows),
        numbers.take(others) if others else None,
        in_order=wrong.cover.group is None,
    )
    if cause is None:
        return None
    found = others if cause.kind.startswith("subtotal_") else rows
    first = details.header.stop + 1
    return suggestion_words(suggest(cause, [{"row": first + int(found[place])} for place in cause.places]))
