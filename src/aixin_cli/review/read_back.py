"""Reads a review workbook that came back: which questions were answered, and that they are this store's and month's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _
from aixin_cli.review.keys import FileMark, review_words
from aixin_cli.review.kinds import load_questions

if TYPE_CHECKING:
    from aixin_cli.read.grid import Grid, Row

_LAST_HEAD_ROW = 10
"""The head of a sheet stands above this row, whatever a clerk wrote over it."""


@dataclass(frozen=True)
class Asked:
    """One decision that somebody asks to keep, with the place where it was said."""

    decision_no: int
    place: str
    kind: str
    left_id: int
    right_id: int | None
    verdict: str
    note: str | None


@dataclass(frozen=True)
class DecisionFile:
    """What a file answers, of so much that it was made with."""

    mark: FileMark
    asked: tuple[Asked, ...]

    @property
    def listed_count(self) -> int:
        """Pairs and claiming units that the file was made with."""
        return self.mark.pair_count + self.mark.case_count


def place_of(sheet: str, row: int) -> str:
    """A row as the clerk counts it."""
    return _("sheet {sheet}, row {row}").format(sheet=sheet, row=row)


def read_decisions(path: Path, grids: Iterable[Grid], store: str, period: str | None) -> DecisionFile:
    """Read the sheets of a file made for the store of this mark, and for this month if one is named.

    Raises InputError, with the row where there is one, for a file of another store or month, for missing sheets,
    an altered key and an unknown word.
    """
    sheets = _ours(path, grids)
    mark = _require_mark(sheets, path, store, period)
    if not sheets.keys() & set(_answer_sheets()):
        what = _("the sheets {sheets} are missing").format(sheets="、".join(_answer_sheets()))
        hint = _("send the whole workbook back: rows may be cut away, its sheets may not")
        raise InputError(what, str(path), hint)
    asked: list[Asked] = []
    seen: dict[str, int] = {}
    for sheet in _answer_sheets():
        for row, cells in _lines(sheets.get(sheet, []), path, sheet):
            found = _asked(mark, (path, sheet, row), cells, len(asked))
            first = seen.setdefault(cells["key"], row)
            if first != row:
                raise _refuse(path, sheet, row, _("row {row} repeats row {first}").format(row=row, first=first))
            if found is not None:
                asked.append(found)
    return DecisionFile(mark, tuple(asked))


def _ours(path: Path, grids: Iterable[Grid]) -> dict[str, list[Row]]:
    """The sheets that are ours, by name; InputError where one is hidden, since what is hidden isn't read."""
    names = {review_words()["guide_sheet"], *_answer_sheets()}
    ours = [grid for grid in grids if grid.sheet in names]
    hidden = next((grid.sheet for grid in ours if grid.is_hidden), None)
    if hidden is not None:
        what = _("the sheet {sheet} is hidden").format(sheet=hidden)
        raise InputError(what, str(path), _("unhide it and save the file again"))
    return {str(grid.sheet): _rows(grid) for grid in ours}


def _rows(grid: Grid) -> list[Row]:
    """A sheet's cells; a formula saved without its value is no blank cell: nobody knows what it says."""
    rows = grid.rows(0, grid.height)
    for row, column in grid.facts.unvalued if grid.facts else ():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = rows[row][column] or "="
    return rows


def _answer_sheets() -> tuple[str, ...]:
    return tuple(question.sheet for question in load_questions().values())


def _not_ours(path: Path) -> InputError:
    return InputError(
        _("this is no review workbook of aixin"),
        str(path),
        _("send back the .xlsx file that `aixin review export` made, with its sheet {sheet}").format(
            sheet=review_words()["guide_sheet"]
        ),
    )


def _require_mark(sheets: Mapping[str, list[Row]], path: Path, store: str, period: str | None) -> FileMark:
    cells = [_text(cell) for line in sheets.get(review_words()["guide_sheet"], [])[:5] for cell in line[:2]]
    mark = next((found for found in map(FileMark.read, cells) if found is not None), None)
    if mark is None:
        raise _not_ours(path)
    if mark.store != store:
        what = _("this review workbook was made from another store")
        raise InputError(what, str(path), _("name the store that it was made from with --store"))
    if period is not None and mark.period != period:
        what = _("this review workbook is of {found}, not of {period}").format(found=mark.period, period=period)
        raise InputError(what, str(path), _("import it with --period {found}").format(found=mark.period))
    return mark


def _lines(lines: list[Row], path: Path, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that say something, by their number in the sheet."""
    head, columns = _head(lines)
    if columns is None:
        if lines:
            what = _("the sheet {sheet} has lost its head").format(sheet=sheet)
            raise InputError(what, str(path), _("decide in a fresh workbook: aixin review export"))
        return
    for row, line in enumerate(lines[head + 1 :], start=head + 2):
        cells = {name: _text(line[column]) if column < len(line) else "" for name, column in columns.items()}
        if cells["key"] or cells["decision"]:
            yield row, cells


def _head(lines: list[Row]) -> tuple[int, dict[str, int] | None]:
    """Where the head stands, and which column is which; None where no row is one."""
    wanted = {review_words()[name]: name for name in ("decision", "note", "key")}
    for place, line in enumerate(lines[:_LAST_HEAD_ROW]):
        columns = {wanted[text]: column for column, cell in enumerate(line) if (text := _text(cell)) in wanted}
        if len(columns) == len(wanted):
            return place, columns
    return 0, None


def _asked(mark: FileMark, at: tuple[Path, str, int], cells: dict[str, str], number: int) -> Asked | None:
    """What a row decides; None where it was left open."""
    path, sheet, row = at
    key = mark.read_key(cells["key"])
    if key is None or not _belongs(key, sheet):
        what = _("the key of this row is unknown: it was altered, or the row is of another list")
        raise _refuse(path, sheet, row, what)
    asked, left_id, other = key
    question = load_questions()[asked]
    word = read_word(cells["decision"])
    if not word:
        return None
    if word not in question.words:
        what = _("the decision of this row is none of {words}").format(words="、".join(question.words))
        raise _refuse(path, sheet, row, what)
    note = cells["note"] or None
    right_id, verdict = (int(other), word) if question.other == "identity" else (None, other)
    return Asked(number, place_of(sheet, row), question.kind_of(word).id, left_id, right_id, verdict, note)


def read_word(text: str) -> str:
    """A word of the drop-down as somebody typed it, who may have spread it with blanks."""
    return "".join(text.split())


def _belongs(key: tuple[str, int, str], sheet: str) -> bool:
    """Whether a sheet may ask this: identities on one, persons and units on the other."""
    asked, _left, other = key
    question = load_questions()[asked]
    is_known = other.isdigit() if question.other == "identity" else other in load_divisions().by_code
    return question.sheet == sheet and is_known


def _refuse(path: Path, sheet: str, row: int, what: str) -> InputError:
    where = f"{path}, {place_of(sheet, row)}"
    return InputError(what, where, _("nothing of the file was stored; put the row right and import the file again"))


def _text(cell: str | None) -> str:
    return (cell or "").strip()
