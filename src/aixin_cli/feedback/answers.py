"""Reads the sheet on which a unit answered: its receipt, and line by line what it says to each finding.

The sheet may have been sorted, filtered, saved by another program, its columns moved, rows added: a line is
known by its 核对码 alone, and what else it shows must agree with the finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aixin_cli.feedback.receipt import Receipt
from aixin_cli.feedback.words import answer_words

Row = Sequence[str | None]
_NOISE = re.compile(r"[\s()\[\]【】.,;:、。·'\"“”-]+")
_FAULT = re.compile(r"#[A-Z/0!?]+[!?]?|#N/A")
"""What a formula shows that gives nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with an answer or a note."""

    number: int
    """Its row in the sheet, from 1."""
    code: str
    sheet: str
    row: str
    check: str
    said: str
    note: str

    @property
    def answer(self) -> str | None:
        """Which of the four answers is meant; None where it is none of them."""
        return _spellings().get(_folded(self.said))


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A sheet that came back."""

    receipt: Receipt | None
    lines: tuple[Line, ...]


def read_answers(rows: Sequence[Row]) -> AnswerSheet | None:
    """What a unit answered; None where the rows have no head of such a sheet."""
    titles = answer_words()["columns"]
    wanted = {_folded(titles[name]): name for name in ("code", "sheet", "row", "answer", "note", "check")}
    for place, row in enumerate(rows):
        columns = {wanted[_folded(cell)]: at for at, cell in enumerate(row) if cell and _folded(cell) in wanted}
        if {"answer", "check"} <= columns.keys():
            lines = (_line(number, row, columns) for number, row in enumerate(rows[place + 1 :], place + 2))
            return AnswerSheet(_receipt(rows[:place]), tuple(line for line in lines if line.said or line.note))
    return None


def _receipt(top: Sequence[Row]) -> Receipt | None:
    """The receipt beside its label."""
    label = _folded(answer_words()["top"]["receipt"])
    for row in top:
        texts = [cell for cell in row if cell and cell.strip()]
        for before, text in zip(texts, texts[1:], strict=False):
            if _folded(before) == label:
                return Receipt.read(unicodedata.normalize("NFKC", text))
    return None


def _line(number: int, row: Row, columns: dict[str, int]) -> Line:
    def cell(name: str) -> str:
        at = columns.get(name)
        return ((row[at] if at is not None and at < len(row) else None) or "").strip()

    note = cell("note")
    return Line(
        number, cell("code"), cell("sheet"), cell("row").removesuffix(".0"), cell("check").lower(),
        cell("answer"), "" if _FAULT.fullmatch(note) else note,
    )  # fmt: skip


@cache
def _spellings() -> dict[str, str]:
    words = answer_words()
    said = {_folded(text): name for name, texts in words["spellings"].items() for text in texts}
    return {**said, **{_folded(text): name for name, text in words["answers"].items()}}


def _folded(text: str) -> str:
    """Without what a hand types otherwise: full-width forms, spaces, brackets, stops."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))
