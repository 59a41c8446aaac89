"""What an .ods workbook holds beside its values (OpenDocument 1.3 part 3, 9: tables).

`content.xml` is searched for the patterns that what we look for must have, and parsed only then.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse

from aixin_cli.read.facts import Place, SheetFacts

CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_WORTH_PARSING = re.compile(
    rb'value-type="error"|visibility="(?:collapse|filter)"|<office:annotation|<draw:frame|number-(?:rows|columns)-spanned="'
    rb'|office:value="(?:\d{16,}|[^"]*[eE]\+?1[5-9])'
    rb"|<table:table-cell(?=[^>]*table:formula=)(?![^>]*office:(?:string-|date-|time-|boolean-)?value=)"
)
_FILLED_FIRST = re.compile(rb"<table:table-row[^>]*><table:table-cell[^>]*office:value-type")
"""A row whose first cell has a value; where none is, or in another sheet, the reader may leave out columns."""
_MAX_REPEAT = 1_048_576
_MAX_COLUMNS = 16384
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")


def read_facts(content: bytes) -> dict[str, SheetFacts]:
    """Return each sheet's facts by its name, out of the workbook's `content.xml`."""
    is_plain = _WORTH_PARSING.search(content) is None
    if is_plain and all(map(_FILLED_FIRST.search, content.split(b"<table:table ")[1:])):
        return {}
    return {survey.name: survey.facts() for survey in _surveys(content)}


@dataclass(slots=True)
class _Survey:
    """One table while it is parsed."""

    name: str
    row: int = 0
    column: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    unvalued: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    numbers: set[Place] = field(default_factory=set)
    first_column: int = _MAX_REPEAT
    comments: int = 0
    pictures: int = 0

    def facts(self) -> SheetFacts:
        return SheetFacts(
            errors=self.errors,
            unvalued=frozenset(self.unvalued),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            merges=tuple(self.merges),
            first_column=self.first_column % _MAX_REPEAT,
            comment_count=self.comments,
            picture_count=self.pictures,
            are_numbers=self.are_numbers,
        )

    def are_numbers(self, places: Sequence[Place]) -> list[bool]:
        return [place in self.numbers for place in places]

    def add_column(self, element: Element) -> None:
        count = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.hidden_columns.update(range(self.column, self.column + count))
        self.column += count

    def add_row(self, element: Element) -> None:
        count = _count(element, "number-rows-repeated")
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.hidden_rows.update(range(self.row, self.row + count))
        column = 0
        for cell in element:
            column += self._add_cell(cell, column)
        self.row += count

    def _add_cell(self, cell: Element, column: int) -> int:
        place = (self.row, column)
        if cell.get(f"{_CALC}value-type") == "error":
            shown = cell.find(f"{_TEXT}p")
            self.errors[place] = "#VALUE!" if shown is None else "".join(shown.itertext())
        if cell.get(f"{_OFFICE}value-type"):
            self.first_column = min(self.first_column, column)
        if _is_unvalued(cell):
            width = min(_count(cell, "number-columns-repeated"), _MAX_COLUMNS)
            self.unvalued.update((self.row, index) for index in range(column, column + width))
        if _is_long_number(cell):
            self.numbers.add(place)
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self.merges.append((self.row, column, self.row + rows - 1, column + columns - 1))
        self.comments += cell.find(f"{_OFFICE}annotation") is not None
        self.pictures += sum(1 for _frame in cell.iter(f"{_DRAW}frame"))
        return _count(cell, "number-columns-repeated")


def _surveys(content: bytes) -> Iterator[_Survey]:
    survey: _Survey | None = None
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if element.tag == f"{_TABLE}table":
            if event == "start":
                survey = _Survey(element.get(f"{_TABLE}name", ""))
            elif survey is not None:
                yield survey
                survey = None
        elif event == "end" and survey is not None:
            if element.tag == f"{_TABLE}table-column":
                survey.add_column(element)
            elif element.tag == f"{_TABLE}table-row":
                survey.add_row(element)
                element.clear()


def _count(element: Element, name: str) -> int:
    return min(int(element.get(f"{_TABLE}{name}", "1")), _MAX_REPEAT)


def _is_unvalued(cell: Element) -> bool:
    """Tell whether a cell has a formula but nothing of what it came to; an empty text is a value too."""
    if cell.get(f"{_TABLE}formula") is None or cell.find(f"{_TEXT}p") is not None:
        return False
    return all(cell.get(f"{_OFFICE}{name}") is None for name in _VALUES)


def _is_long_number(cell: Element) -> bool:
    if cell.get(f"{_OFFICE}value-type") != "float":
        return False
    return abs(float(cell.get(f"{_OFFICE}value", "0"))) >= 1e15
