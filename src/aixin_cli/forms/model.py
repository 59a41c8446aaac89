"""What a form, its layouts, its fields and their codes are."""

from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal["text", "code", "id", "date", "int", "money", "bool"]
FieldFormat = Literal["resident_id", "uscc", "disability_certificate", "phone", "period"]
Role = Literal["key", "counting", "descriptive"]
FormKind = Literal["stock", "flow", "aggregate", "opening"]


@dataclass(frozen=True, slots=True)
class Code:
    """One value a code field may hold, and the other words counties write for it."""

    value: str
    title_en: str
    synonyms: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    unit: str | None = None
    """Of an indicator: what its numbers count (人, 件, 元)."""
    only_when: str | None = None
    """SQL over the layout's fields; the code is in force only where it holds."""
    key: str | None = None
    """What statements ask for a category by; its label is `value`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a layout. `number` is for ever: rule codes are made from it."""

    number: int
    name: str
    title: str
    title_en: str
    type: FieldType
    role: Role
    format: FieldFormat | None = None
    synonyms: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    """Titles of a group header above, under which the synonyms in `grouped` mean this field."""
    grouped: tuple[str, ...] = ()
    required: bool = False
    required_when: str | None = None
    """SQL over the layout's fields (their cleaned codes); the field is required where it holds."""
    uscc_when: str | None = None
    """SQL over the layout's fields; where it holds the ID is a unified social credit code."""
    codes: tuple[Code, ...] = ()
    multiple: bool = False
    """Several codes in one cell, separated by 、."""
    minimum: str | None = None
    maximum: str | None = None
    max_length: int | None = None
    default: str | None = None
    keeps_none: bool = False
    """Whether a mark that means none (—, 无, 不适用) is told from a blank: staged as `<name>_is_none`."""
    since: str | None = None
    until: str | None = None
    note: str = ""
    note_en: str = ""

    @property
    def is_person_name(self) -> bool:
        """Whether the field holds a person's name."""
        return self.name in ("recipient_name", "helper_name", "guardian_name")


@dataclass(frozen=True, slots=True)
class Layout:
    """One shape a form comes in: its raw and staged table bear the layout's name."""

    id: str
    title: str
    title_en: str
    fields: tuple[Field, ...]
    row_key: tuple[str, ...]
    """Fields whose texts tell a row from another when versions and parts are compared."""
    recognised_by: tuple[str, ...] = ()
    """Fields whose titles must be found for this layout to be meant; empty: the required ones."""
    anchors: tuple[str, ...] = ()
    """Fields of which nearly every data row has one: only rows without any are looked at one by one."""
    required_columns: tuple[str, ...] = ()
    """Columns without which a sheet is refused; `helper_name|pair_no` is satisfied by either."""

    @property
    def kept_texts(self) -> tuple[str, ...]:
        """Fields whose texts the register keeps: what tells a row from another, and names it to its clerk."""
        return tuple(item.name for item in self.fields if item.name == "row_no" or item.name in self.row_key)

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError where the layout has none."""
        return {item.name: item for item in self.fields}[name]


@dataclass(frozen=True, slots=True)
class Form:
    """One of the eight forms: `id` pairing, `code` AX01, `letter` P for its rule codes."""

    id: str
    code: str
    letter: str
    title: str
    title_en: str
    kind: FormKind
    grain: str
    grain_en: str
    layouts: tuple[Layout, ...] = field(default=())

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the first (principal) layout."""
        return self.layouts[0].fields

    def layout(self, layout_id: str) -> Layout:
        """Return the layout of that id; KeyError where the form has none."""
        return {layout.id: layout for layout in self.layouts}[layout_id]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of AX07: `kind` tells how months add, `has_total` whether a 累计 has a meaning."""

    code: str
    name: str
    name_en: str
    section: str
    kind: Literal["stock", "flow"]
    unit: str
    has_total: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the table of divisions; `reports` tells what kind of sender it is."""

    code: str
    name: str
    short_name: str
    parent_code: str
    level: str
    reports: str
