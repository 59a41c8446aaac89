"""What a blank workbook is made from, and how its columns are told to the clerk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from aixin_cli.blank.papers import Papers
from aixin_cli.blank.words import template_words
from aixin_cli.forms.divisions import load_divisions, load_townships
from aixin_cli.forms.model import Code, Field, Form, Layout, Unit
from aixin_cli.forms.province import load_province
from aixin_cli.sheets.words import period_text

HEAD = 3
"""The header's row, counted from 0: title, unit and period, date of filling in stand above it."""
FIRST = HEAD + 1
ROWS = 20_000
"""So many rows take part in drop-downs and checks; the formats of the columns go on for ever."""
_UNIT_FIELDS = ("unit_name", "unit_code")
"""Left out: the lines above the header say whose return it is, and a row that says nothing else can't disagree."""
UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Carried:
    """The rows of an earlier month with which a workbook begins, each a value for every field of it."""

    period: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Blank:
    """One blank workbook: which layout of which form, for whom, for which month."""

    form: Form
    layout: Layout
    unit: Unit
    period: str
    as_of: date
    deadline: date
    local_categories: tuple[str, ...] = ()
    carried: Carried | None = None
    """The rows that the unit's last return still says, where it begins with them."""
    papers: Papers = field(default_factory=Papers)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields in force in the period, in the form's order, without the reporting unit."""
        return tuple(
            field for field in self.layout.fields if field.name not in _UNIT_FIELDS and is_in_force(field, self.period)
        )

    @property
    def is_fixed(self) -> bool:
        """Whether all its rows are printed: nobody may add one."""
        return self.form.kind == "aggregate"

    @property
    def row_count(self) -> int:
        """How many rows of a ledger take part in drop-downs and checks."""
        return ROWS + (len(self.carried.rows) if self.carried else 0)

    @property
    def has_amounts(self) -> bool:
        """Whether it says once for all that amounts are in yuan; of printed rows each has its own unit."""
        return self.form.kind in ("stock", "flow") and any(field.type == "money" for field in self.fields)

    @property
    def code(self) -> str:
        """AX01; of a form's second layout AX02月表."""
        is_first = self.layout.id == self.form.layouts[0].id
        return self.form.code if is_first else str(template_words()["second_layout"]).format(code=self.form.code)

    @property
    def unit_name(self) -> str:
        """The unit's name so that it can mean one place only: 兰州市城关区, 白银市本级."""
        if self.unit.reports == "own-level":
            return str(template_words()["own_level"]).format(unit=self.unit.name)
        above = load_divisions().by_code.get(self.unit.parent_code)
        is_county = above is not None and above.code != load_province().code and self.unit.level == "county"
        return (above.name if above and is_county else "") + self.unit.name

    @property
    def file_name(self) -> str:
        """620102_2025-01_AX01_城关.xlsx."""
        name = UNSAFE.sub("", self.unit.short_name)
        return str(template_words()["file_name"]).format(
            unit=self.unit.code, period=self.period, layout=self.code, name=name
        )

    @property
    def period_text(self) -> str:
        """2025年1月."""
        return period_text(self.period)

    @property
    def cells(self) -> dict[str, str]:
        """Of each field the cell in the first row, for formulas that are carried on downwards: $B5."""
        return {field.name: f"${letters(index)}{FIRST + 1}" for index, field in enumerate(self.fields)}

    def choices(self, field: Field) -> tuple[str, ...]:
        """What the cell's drop-down offers; nothing where anything, or several at once, may be written."""
        words = template_words()
        if field.type == "bool":
            return tuple(words["yes_no"])
        if field.name == "township":
            return load_townships().get(self.unit.code, ())
        if field.multiple:
            return ()
        return self.codes(field)

    def codes(self, field: Field) -> tuple[str, ...]:
        """The codes in force in the period, those the office has added among them."""
        own = self.local_categories if field.name == "recipient_category" else ()
        return (*(code.value for code in field.codes if is_in_force(code, self.period)), *own)

    def day_range(self, field: Field) -> tuple[date | None, date | None]:
        """The first and last day that a date may be."""
        low = date.fromisoformat(field.minimum) if field.minimum else None
        high = self.as_of if field.maximum == "as_of" else None
        return low, high or (date.fromisoformat(field.maximum) if field.maximum else None)


def is_in_force(item: Field | Code, period: str) -> bool:
    """Whether a field or a code holds in a period."""
    return not (item.since and period < item.since) and not (item.until and period > item.until)


def letters(index: int) -> str:
    """The letters of a column, counted from 0."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(index))
