"""Keeps persons' names and numbers out of the paths, sheet names and titles that are shown."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from aixin_cli.forms import layouts, load_forms
from aixin_cli.forms.title import mask_numbers
from aixin_cli.read.header.titles import all_words
from aixin_cli.read.owner.preamble import find_units

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.errors import AixinError
    from aixin_cli.read.grid import Grid
    from aixin_cli.read.model import Column, Notice, SheetLayout, SourceFile, SourceTable

NAME_FIELDS = ("recipient_name", "helper_name", "guardian_name")
LONGEST = 12
_HAN = re.compile(r"[\u3400-\u9fff·•・‧]+")
_LATIN = re.compile(r"[A-Za-z]{2,}(?:[ _'-][A-Za-z]{2,})*")
_PAUSES = r"[\s·•・‧.．_'-]"
"""What one writes between the parts of a name and another leaves out."""
_NO_NAME = re.compile(
    r"[县区市州镇乡村表账月年报]|台账|结对|帮扶|活动|社会|基金|项目|阵地|指标|期初|补报|汇总|附件|封面|说明"
)
_SIGNED = re.compile(r"[：:]\s*([\u3400-\u9fff·]{2,12})")
_PLACE = re.compile(r"(?:街道?|社区|路|小学|中学|学校|幼儿园|医院|局|办|中心|公司|组|队|站|所|院|部|会)$")


def mask_file(file: SourceFile, grids: Sequence[Grid]) -> SourceFile:
    """Return the file with every number of a person masked that is shown of it, and every name it holds itself.

    The tables know which columns hold names; of a refused file there are none, and all cells of its
    grids are looked at.
    """
    sheets = [table.sheet for table in file.tables] + [grid.sheet for grid in grids]
    words: dict[str, set[str]] = {}
    for word in {word for text in (file.path, *sheets) for word in _words(text or "")}:
        words.setdefault(_folded(word), set()).add(word)
    found = {word for table in file.tables for word in _persons(words, table)}
    # Only there: whole cells of a read file are townships and kinds too, which its path may name.
    if file.status == "refused":
        found |= {word for grid in grids for word in _persons_anywhere(words, grid)}
    mask = _Mask(tuple(sorted(found, key=lambda word: (-len(word), word))), _unread_sheets(file, grids))
    return replace(
        file,
        path=mask(file.path),
        tables=tuple(mask.table(table) for table in file.tables),
        notices=tuple(mask.notice(notice) for notice in file.notices),
        error=file.error and mask.error(file.error),
        layouts=tuple(mask.layout(layout) for layout in file.layouts),
    )


@dataclass(frozen=True, slots=True)
class _Mask:
    """Masks the numbers of persons, these names, the longest first, and the sheets that weren't read."""

    persons: tuple[str, ...]
    unread: Mapping[str, str]
    """What is shown of the name of each such sheet."""

    @overload
    def __call__(self, text: str) -> str: ...

    @overload
    def __call__(self, text: None) -> None: ...

    @overload
    def __call__(self, text: str | None) -> str | None: ...

    def __call__(self, text: str | None) -> str | None:
        if not text:
            return text
        text = self.unread.get(text) or mask_numbers(text)
        # Longest first: 王小 masked before 王小明 would leave 明 to be read.
        for person in self.persons:
            text = text.replace(person, person[0] + "**")
        return text

    def table(self, table: SourceTable) -> SourceTable:
        """Titles keep their names: people decide on them, and compare them with the sheet."""
        titles = {field: mask_numbers(title) for field, title in table.titles.items()}
        return replace(table, sheet=self(table.sheet), titles=titles, columns=_columns(table.columns))

    def layout(self, layout: SheetLayout) -> SheetLayout:
        return replace(layout, sheet=self(layout.sheet), columns=_columns(layout.columns))

    def notice(self, notice: Notice) -> Notice:
        return replace(
            notice,
            sheet=self(notice.sheet),
            column=notice.column and mask_numbers(notice.column),
            message=mask_numbers(notice.message),
            message_zh=mask_numbers(notice.message_zh),
        )

    def error(self, error: AixinError) -> AixinError:
        masked = copy.copy(error)
        masked.what = self._told(error.what) or ""
        masked.where, masked.hint = self._told(error.where), self._told(error.hint)
        masked.args = (masked.what,)
        return masked

    def _told(self, text: str | None) -> str | None:
        """A sheet stands in a message behind the file's path, or among others."""
        for sheet, shown in self.unread.items():
            pieces = re.split(rf"(?:(?<=[,:：、] )|(?<=[：、])){re.escape(sheet)}", text or "")
            text = shown.join(pieces)
        return self(text)


def _unread_sheets(file: SourceFile, grids: Sequence[Grid]) -> dict[str, str]:
    """What is shown of sheets that were left out, or are in a file that is refused."""
    read = {table.sheet for table in file.tables} if file.status != "refused" else set()
    sheets = {grid.sheet for grid in grids} | {notice.sheet for notice in file.notices}
    unread = {sheet for sheet in sheets - read if sheet}
    if not unread:
        return {}
    from aixin_cli.read.unread_names import mask_unread

    shown = {sheet: mask_unread(sheet) for sheet in unread}
    return {sheet: masked for sheet, masked in shown.items() if masked != sheet}


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(replace(column, title=mask_numbers(column.title)) for column in columns)


Words = Mapping[str, Set[str]]
"""Whatever could be a name, as `_folded` compares it, with all ways in which it is written."""


def _folded(word: str) -> str:
    """A name without the pauses between its parts, and in small letters."""
    return re.sub(_PAUSES, "", word).lower()


def _words(text: str) -> set[str]:
    """Whatever could be a name in a text: Latin words, and pieces between the Chinese words of files and units."""
    return _han_words(text) | {
        run[start:end]
        for run in _LATIN.findall(text)
        for ends in ([0, *(found.end() for found in re.finditer("[ _'-]", run)), len(run)],)
        for place, start in enumerate(ends)
        for end in ends[place + 1 : place + 1 + LONGEST]
    }


def _han_words(text: str) -> set[str]:
    pieces = [piece for run in _HAN.findall(text) for piece in _NO_NAME.split(run)]
    return {
        piece[start:end]
        for piece in pieces
        for start in range(len(piece) - 1)
        for end in range(start + 2, min(len(piece), start + LONGEST) + 1)
    }


def _persons(words: Words, table: SourceTable) -> set[str]:
    """Those of the words that are a person's name in the table, or stand in its signatures."""
    import pyarrow.compute as pc  # noqa: PLC0415

    names = [name for name in NAME_FIELDS if name in table.rows.schema.names]
    found = {word for name in names for word in _among(words, table.rows.column(name))}
    is_signature = pc.equal(table.set_aside.column("reason"), "signature")
    for text in table.set_aside.column("text").filter(is_signature).to_pylist():
        found |= {word for name in _SIGNED.findall(text or "") for word in words.get(_folded(name), ())}
    return {word for word in found if not find_units(word)}


def _persons_anywhere(words: Words, grid: Grid) -> set[str]:
    """Those of the words that are a whole cell of a sheet, but no word of the forms and no place."""
    found = {word for column in grid.batch.columns for word in _among(words, column)}
    return {word for word in found - _form_words() - all_words() if not _PLACE.search(word) and not find_units(word)}


def _among(words: Words, column: pa.Array | pa.ChunkedArray) -> set[str]:
    """Those of the words that are a cell of a column."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not words or not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return set()
    plain = pc.utf8_lower(pc.replace_substring_regex(column, pattern=_PAUSES, replacement=""))
    known = plain.filter(pc.is_in(plain, value_set=pa.array(sorted(words), plain.type)))
    return {word for name in set(known.to_pylist()) for word in words[name]}


@lru_cache(maxsize=1)
def _form_words() -> frozenset[str]:
    """What cells may hold by the forms: the names of forms, and the values of codes."""
    fields = [field for layout in layouts().values() for field in layout.fields]
    words = {code.value for field in fields for code in field.codes}
    return frozenset(
        words
        | {word for code in words for word in re.findall(r"[\u3400-\u9fff]+", code)}
        | {form.title for form in load_forms().values()}
    )
