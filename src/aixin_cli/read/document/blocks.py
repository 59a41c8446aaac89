"""What a document is read as, and what is said of one that can't be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aixin_cli.errors import InputError
from aixin_cli.locale import _


class Block(NamedTuple):
    """A paragraph, or a cell with its row's name and its column's title; a text's are numbered by its lines."""

    number: int
    text: str
    row: str = ""
    column: str = ""


def refused(where: str, what: str) -> InputError:
    """The error for a document that isn't read."""
    return InputError(what, where, _("save it in Word as .docx without a password, or as .txt"))


def read_cells(rows: Sequence[tuple[int, list[str]]]) -> Iterator[Block]:
    """The cells of a table below its titles; the first cell of a row is its name."""
    if not rows:
        return
    titles = rows[0][1]
    yield Block(rows[0][0], "　".join(title for title in titles if title))
    for number, cells in rows[1:]:
        for place, cell in enumerate(cells[1:], 1):
            if cell:
                yield Block(number, cell, cells[0], titles[place] if place < len(titles) else "")
