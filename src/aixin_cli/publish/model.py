"""What is published of a month: tables, figures, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from aixin_cli.publish.definition_changes import Change
from aixin_cli.publish.standing import Category, Indicator, Rank
from aixin_cli.sheets.words import load_words

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.publish.book.sheet_header import Sheet

Style = Literal["count", "money", "rate", "ratio", "text", "code"]
Level = Literal["province", "prefecture", "own", "area", "helper", "none"]

MONEY_UNITS = {"元", "万元"}


@dataclass(frozen=True)
class Column:
    """One published column of a table, as its SQL file's header declares it."""

    name: str
    titles: tuple[str, ...]
    style: Style
    unit: str = ""
    kind: str = ""
    definition: str = ""
    by_unit: str | None = None
    """The column that says each row's unit, where rows have different ones."""
    is_dash: bool = False
    """Null prints — (none or not applicable), else blank (not available)."""

    @property
    def is_text(self) -> bool:
        """Whether the column holds words, not numbers."""
        return self.style in {"text", "code"}

    @property
    def flat_title(self) -> str:
        """All levels of the title in one line."""
        return "/".join(self.titles)


@dataclass(frozen=True)
class Table:
    """One published table with its rows in their final order."""

    id: str
    title: str
    unit_line: str
    columns: tuple[Column, ...]
    data: pa.Table
    levels: tuple[Level, ...]
    """Of each row: which unit it is for, so that it can look like it."""
    notes: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    """How it is laid out for paper; as it is where nothing is said."""
    hidden: pa.Table | None = None
    """Columns that aren't published, by which a layout may choose rows."""
    changes: tuple[Change, ...] = ()
    """Of its columns' definitions, not long ago."""

    @property
    def code(self) -> str:
        """T01: how people call the table."""
        return self.id.upper()

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The published columns row by row."""
        return list(zip(*(self.values(column) for column in self.columns), strict=True))

    @cached_property
    def is_known(self) -> list[bool]:
        """Of each row: whether there are data for it; where there are none, a ratio of them is blank too."""
        plain = [self.values(column) for column in self.columns if not column.is_text and not column.is_dash]
        if not plain:
            return [True] * self.data.num_rows
        return [any(value is not None for value in row) for row in zip(*plain, strict=True)]

    def values(self, column: Column) -> list[Any]:
        """The cells of a column; a whole count is an integer also where its column is decimal."""
        values: list[Any] = self.data.column(column.name).to_pylist()
        if column.is_text or not any(isinstance(value, Decimal) for value in values):
            return values
        return [_cell(value, style) for value, style in zip(values, self.styles(column), strict=True)]

    def styles(self, column: Column) -> list[Style]:
        """The style of each row's cell: money where the row's unit is one of money."""
        if column.by_unit is None:
            return [column.style] * self.data.num_rows
        units = self.data.column(column.by_unit).to_pylist()
        return ["money" if unit in MONEY_UNITS else column.style for unit in units]


def _cell(value: Any, style: Style) -> Any:
    is_whole = style == "count" and isinstance(value, Decimal) and value == value.to_integral_value()
    return int(value) if is_whole else value


@dataclass(frozen=True)
class History:
    """A figure beside other months; None is not known. Rates are fractions, only of units that stand in both months."""

    month: Decimal | None = None
    """This month's part of a figure that is added up; None of a stock."""
    year: Decimal | None = None
    growth: Decimal | None = None
    """环比: of the month's part, else of the stock."""
    yearly_growth: Decimal | None = None
    previous: Decimal | None = None
    previous_month: Decimal | None = None
    last_year: Decimal | None = None
    last_year_month: Decimal | None = None


@dataclass(frozen=True)
class Completeness:
    """The returns behind a figure: of those that are owed, how many came, are carried forward, are absent."""

    expected: int = 0
    received: int = 0
    carried: int = 0
    absent: int = 0
    silent: tuple[str, ...] = ()
    """Names of the units whose numbers are absent, those that reported last month first, whole prefectures as one."""
    silent_count: int = 0
    """How many units those are."""

    @property
    def is_whole(self) -> bool:
        """Whether every return that is owed came."""
        return self.received == self.expected

    @property
    def share(self) -> Decimal:
        """The received ones of those expected; 1 where none is owed."""
        return Decimal(self.received) / self.expected if self.expected else Decimal(1)


@dataclass(frozen=True)
class Figure:
    """One headline figure of one unit."""

    id: str
    label: str
    unit_code: str
    value: Decimal | None
    unit: str
    printed: str
    definition: str
    """The definition's id, which changes when what is counted changes: deeds/2."""
    scope: str
    unidentified: int | None = None
    quarantined: int | None = None
    meaning: str = ""
    """The definition in a sentence."""
    measure: str = "stock"
    """stock, or cumulative: what is added up since the start."""
    unit_printed: str = ""
    history: History = History()
    completeness: Completeness = Completeness()
    form: str = ""
    """The form that it is counted from."""
    changes: tuple[Change, ...] = ()
    """Of its definition, not long ago."""

    @property
    def number(self) -> str:
        """F11 also of its year's part: how people call it."""
        return self.id.partition("_")[0]

    @property
    def change(self) -> Decimal | None:
        """What it grew by since the month before."""
        return None if self.value is None or self.history.previous is None else self.value - self.history.previous


@dataclass(frozen=True)
class Source:
    """One return that a published month is made of."""

    unit_code: str
    unit_name: str
    form: str
    period: str
    file: str
    content_hash: str
    row_count: int


@dataclass(frozen=True)
class State:
    """An expected return that is not simply there."""

    unit_name: str
    form_title: str
    state: str
    used_period: str | None
    listed_as: str = ""
    """The prefecture's name where none of its units is there, else its own."""
    fell_silent: bool = False
    """It was there the month before."""


@dataclass(frozen=True)
class Excluded:
    """A return that was loaded and that this rollup was told to go without."""

    part_id: int
    unit_code: str
    unit_name: str
    form: str
    form_title: str
    period: str
    file: str


@dataclass(frozen=True)
class Edition:
    """Everything that a month's files are written from."""

    period: str
    as_of: date
    unit_name: str
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    """Of the whole province, in their printed order."""
    unit_figures: pa.Table
    """Of all units: figure, label, unit_code, unit_name, value, unit, printed, other months and the two counts."""
    sources: tuple[Source, ...] = ()
    states: tuple[State, ...] = ()
    refused: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    returns: Completeness = Completeness()
    """Of all forms; its silent units are those that reported the month before."""
    categories: tuple[Category, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    ranks: tuple[Rank, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    settings_hash: str = ""
    only_reported: bool = False
    """Whether the workbook leaves out units from which nothing is there."""
    publication: str = ""
    """第2024-12号 终报: of a month that was closed, its publication's number and kind."""

    @property
    def stamp(self) -> str:
        """For whom it is and, of a closed month, which publication it is."""
        return "  ".join(filter(None, (load_words()["stamp"], self.publication)))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed not long ago in the definition of anything here."""
        of_figures = [change for item in self.figures for change in item.changes]
        return (*of_figures, *(change for item in self.tables for change in item.changes))

    @property
    def is_complete(self) -> bool:
        """Whether every return that the figures expect came, could be read, and is in it."""
        return not self.refused and not self.excluded and all(item.completeness.is_whole for item in self.figures)
