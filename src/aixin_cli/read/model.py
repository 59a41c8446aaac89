"""What reading hands on: files, and the tables found in them, as text with their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.errors import AixinError

FileStatus = Literal["read", "refused", "ignored"]
How = Literal["title", "synonym", "group", "memory", "guess", "refused", "repeated", "unknown"]
"""How a column was understood: `refused` was decided to mean nothing, `repeated` names a field a second time."""
SetAsideReason = Literal["title", "header", "ordinals", "blank", "total", "signature", "note", "sample"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding about a file, sheet or header, made while reading (rules R0xx)."""

    rule: str
    severity: Literal["error", "query", "note"]
    message: str
    message_zh: str
    hint: str
    hint_zh: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair made while reading: which rule changed which cells of one field (sheet rows, from 1)."""

    rule: str
    field: str | None
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A row with more values than titles, shifted by a comma inside a value: it counts nowhere."""

    row: int
    """As the spreadsheet program numbers it."""
    value_count: int
    title_count: int
    fields: tuple[str, ...]
    """The fields under whose titles no value can be trusted."""
    title: str | None = None
    """The title over the value that the comma is in, where it is a field's."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a header: what stands over it, and which field it was taken for."""

    index: int
    """Counted from 0."""
    letter: str
    title: str
    """The titles over it, from the top, joined with `/`."""
    field: str | None
    score: float
    """1 where it was known, the likeness where it was guessed, 0 where no field was found."""
    how: How


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One table's header as it was understood, also where the file was refused afterwards."""

    sheet: str | None
    layout: str
    unit: str | None
    first_row: int
    """The header's first and last row as the spreadsheet program numbers them."""
    last_row: int
    columns: tuple[Column, ...]
    missing: tuple[str, ...] = ()
    """Required fields that no column stands for."""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One layout's rows for one unit and period, out of one sheet.

    `rows` has int32 `row` (as the spreadsheet program numbers it), one string column for each
    field of the layout (null where the file has no such column or the cell is blank), and `extra`
    (a JSON object of unknown columns, or null). `set_aside` has int32 `row`, string `reason`
    (SetAsideReason) and string `text`. Cell texts are as delivered: staging cleans them.
    """

    form: str
    layout: str
    unit: str
    period: str
    sheet: str | None
    header_row: int | None
    titles: dict[str, str]
    rows: pa.Table
    set_aside: pa.Table
    filled_date: str | None = None
    """填报日期 as ISO date."""
    is_supplement: bool = False
    is_zero: bool = False
    money_unit: Literal["元", "万元"] | None = None
    preamble: dict[str, str] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    shifts: tuple[Shift, ...] = ()
    share: int = 1
    """2 for rows of the second persons in cells that name several, and so on: the sheet's rows once more."""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file (or member of a zip, `a.zip/b.csv`) and what came of it."""

    path: str
    sha256: str
    size: int
    status: FileStatus
    tables: tuple[SourceTable, ...] = ()
    notices: tuple[Notice, ...] = ()
    error: AixinError | None = None
    ignored_because: str | None = None
    layouts: tuple[SheetLayout, ...] = ()
    """Every header that was found, in the order of the sheets."""
    original: bytes | None = field(default=None, repr=False)
    """What was read, as it was delivered; None for a file that was not taken in."""
    answers: tuple[tuple[str | None, ...], ...] = field(default=(), repr=False)
    """The rows of the sheet on which a unit answers, where the file has one."""
