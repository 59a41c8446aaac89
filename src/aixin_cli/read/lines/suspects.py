"""Judges the suspicious rows of a sheet: rows that are alike once, and no more than any return has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.lines.judge_row import Classifier

if TYPE_CHECKING:
    from aixin_cli.read.grid import Row
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import SetAsideReason

MOST_SUSPECTS = 200_000
"""Different rows that are judged one by one, 0.1 ms each: more than a whole collected book without numbers has."""
_RUNNING = re.compile(r"\d{1,6}")


class Suspects:
    """What was said of the suspicious rows of one sheet; InputError where there are too many."""

    def __init__(self, header: Header, where: str | None) -> None:
        self._classifier = Classifier(header)
        self._where = where
        self._row_no = header.columns.get("row_no")
        self._judged: dict[tuple[bool | str | None, ...], SetAsideReason | None] = {}

    def judge(self, row: Row, *, is_foot: bool = False) -> SetAsideReason | None:
        """Return why a row is set aside, as the same row was before: which running number it has says nothing."""
        key = (is_foot, *self._without_number(row))
        if key not in self._judged:
            if len(self._judged) >= MOST_SUSPECTS:
                raise _too_many(self._where)
            self._judged[key] = self._classifier.judge(row, is_foot=is_foot)
        return self._judged[key]

    def judge_head(self, row: Row) -> SetAsideReason | None:
        """Return why one of the first rows is no data."""
        return self._classifier.judge_head(row)

    def is_signed_below(self, row: Row, labels: Row) -> bool:
        """Tell whether a row holds nothing but the values of the labels above them."""
        return self._classifier.is_signed_below(row, labels)

    def _without_number(self, row: Row) -> Row:
        place = self._row_no
        if place is None or place >= len(row) or not _RUNNING.fullmatch(row[place] or ""):
            return row
        return [*row[:place], "1", *row[place + 1 :]]


def _too_many(where: str | None) -> InputError:
    return InputError(
        _("More than {count} rows look like totals, headings, signatures or notes.").format(count=MOST_SUSPECTS),
        where,
        _("send one row for each record, and no others between them"),
    )
