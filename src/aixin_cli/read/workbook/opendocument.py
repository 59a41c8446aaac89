"""What an .ods workbook holds beside its values (OpenDocument 1.3 part 3, 9: tables).

`content.xml` is searched for the patterns that what we look for must have, and parsed only then.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse

from aixin_cli.read.sheet_facts import Place, SheetFacts

CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_WORTH_PARSING = re.compile(
    rb'value-type="error"|visibility="(?:collapse|filter)"|<office:annotation|<draw:frame|number-(?:rows|columns)-spanned="'
    rb'|<text:ruby-text|row-height="0*(?:\.\d*)?[a-z]'
    rb'|office:value="(?:\d{16,}|[^"]*[eE]\+?1[5-9])'
    rb"|<table:table-cell(?=[^>]*table:formula=)(?![^>]*office:(?:string-|date-|time-|boolean-)?value=)"
)
_FILLED_FIRST = re.compile(rb"<table:table-row[^>]*><table:table-cell[^>]*office:value-type")
"""A row whose first cell has a value; where none is, or in another sheet, the reader may leave out columns."""
_NULL_DATE = re.compile(rb"""<table:null-date\b[^>]*table:date-value=["'](\d{4}-\d\d-\d\d)""")
_USUAL_NULL = datetime.date(1899, 12, 30)
_HEIGHT = re.compile(r"(\d*\.?\d*)(in|cm|mm|pt|pc|px)")
_POINTS = {"in": 72, "cm": 28.35, "mm": 2.835, "pt": 1, "pc": 12, "px": 0.75}
_MAX_REPEAT = 1_048_576
_MAX_COLUMNS = 16384
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")


def read_facts(content: bytes) -> dict[str, SheetFacts]:
    """Return each sheet's facts by its name, out of the workbook's `content.xml`."""
    day_zero = _day_zero(content)
    is_plain = day_zero is None and _WORTH_PARSING.search(content) is None
    if is_plain and all(map(_FILLED_FIRST.search, content.split(b"<table:table ")[1:])):
        return {}
    return {survey.name: survey.facts() for survey in _surveys(content, day_zero)}


@dataclass(slots=True)
class _Survey:
    """One table while it is parsed."""

    name: str
    day_zero: datetime.date | None = None
    low_styles: frozenset[str] = frozenset()
    """Styles of rows that are lower than a point."""
    row: int = 0
    column: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    unvalued: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)
    days: dict[Place, float] = field(default_factory=dict)
    numbers: set[Place] = field(default_factory=set)
    first_column: int = _MAX_REPEAT
    comments: int = 0
    pictures: int = 0

    def facts(self) -> SheetFacts:
        return SheetFacts(
            errors=self.errors,
            texts=self.texts,
            unvalued=frozenset(self.unvalued),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            merges=tuple(self.merges),
            first_column=self.first_column % _MAX_REPEAT,
            comment_count=self.comments,
            picture_count=self.pictures,
            are_numbers=self.are_numbers,
            day_zero=self.day_zero,
            numbers=lambda places: [self.days.get(place) for place in places],
        )

    def are_numbers(self, places: Sequence[Place]) -> list[bool]:
        return [place in self.numbers for place in places]

    def add_column(self, element: Element) -> None:
        count = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.hidden_columns.update(range(self.column, min(self.column + count, _MAX_COLUMNS)))
        self.column += count

    def add_row(self, element: Element) -> None:
        count = _count(element, "number-rows-repeated")
        is_low = element.get(f"{_TABLE}style-name") in self.low_styles
        if is_low or element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.hidden_rows.update(range(self.row, min(self.row + count, _MAX_REPEAT)))
        column = 0
        for cell in element:
            column += self._add_cell(cell, column)
        self.row += count

    def _add_cell(self, cell: Element, column: int) -> int:
        place = (self.row, column)
        if cell.get(f"{_CALC}value-type") == "error":
            shown = cell.find(f"{_TEXT}p")
            self.errors[place] = "#VALUE!" if shown is None else "".join(shown.itertext())
        if cell.find(f".//{_TEXT}ruby-text") is not None:
            self.texts[place] = _text_without_guides(cell)
        if self.day_zero is not None and cell.get(f"{_OFFICE}value-type") == "float":
            self.days[place] = float(cell.get(f"{_OFFICE}value", "0"))
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


def _surveys(content: bytes, day_zero: datetime.date | None) -> Iterator[_Survey]:
    survey: _Survey | None = None
    low: set[str] = set()
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if element.tag == f"{_TABLE}table":
            if event == "start":
                survey = _Survey(element.get(f"{_TABLE}name", ""), day_zero, frozenset(low))
            elif survey is not None:
                yield survey
                survey = None
        elif event == "end" and element.tag == f"{_STYLE}style" and _is_low(element):
            low.add(element.get(f"{_STYLE}name", ""))
        elif event == "end" and survey is not None:
            _add(survey, element)


def _add(survey: _Survey, element: Element) -> None:
    if element.tag == f"{_TABLE}table-column":
        survey.add_column(element)
    elif element.tag == f"{_TABLE}table-row":
        survey.add_row(element)
        element.clear()


def _day_zero(content: bytes) -> datetime.date | None:
    """Return the day that day numbers count from; None where it is the usual one, or none is said."""
    found = _NULL_DATE.search(content)
    with contextlib.suppress(ValueError):
        day = datetime.date.fromisoformat(found[1].decode()) if found else _USUAL_NULL
        return None if day == _USUAL_NULL else day
    return None


def _is_low(style: Element) -> bool:
    """Tell whether a style makes rows lower than a point."""
    properties = style.find(f"{_STYLE}table-row-properties")
    height = _HEIGHT.fullmatch(properties.get(f"{_STYLE}row-height", "")) if properties is not None else None
    return height is not None and height[1] not in ("", ".") and float(height[1]) * _POINTS[height[2]] < 1


def _text_without_guides(cell: Element) -> str:
    """Return a cell's text without the phonetic guides above its characters."""
    for guide in list(cell.iter(f"{_TEXT}ruby-text")):
        guide.text = None
        del guide[:]
    return "\n".join("".join(line.itertext()) for line in cell.findall(f"{_TEXT}p"))


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
