"""Gives every row of a sheet its unit: one county's ledger, or a prefecture's combined one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.province import load_province
from aixin_cli.locale import _
from aixin_cli.read.model import Fix
from aixin_cli.read.owner.statement import unit_label, unknown_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

MAX_FOREIGN_SHARE = 0.2
NAMED_UNITS = 3
UNIT_FIELDS = ("unit_code", "unit_name")
_ELSEWHERE = re.compile(r"[\u3400-\u9fff]{1,12}(?:县|市|区|州|旗|盟)$|\d{6}(?:\d{3}|\d{6})?$")
"""A text that names a place of that kind, though none of this province."""
_WITH_TOWNSHIP = re.compile(
    rf"(?:{load_province().short_name}(?:{load_province().kind})?)?"
    r"(?:[\u3400-\u9fff]{2,6}[市州])?[\u3400-\u9fff]{1,16}[市县区][\u3400-\u9fff]{1,8}(?:镇|乡|街道)"
)


@dataclass(frozen=True, slots=True)
class UnitRows:
    """The rows of one sheet by unit, in order of codes, with what is to be noted about them."""

    parts: tuple[tuple[str, pa.Table], ...]
    foreign_count: int = 0
    filled: tuple[int, ...] = ()
    """The sheet's rows without a unit that took the one of the rows above."""
    fixes: dict[str, tuple[Fix, ...]] = field(default_factory=dict)
    """Of each unit: where a name that only the sender settles was written out."""


def split_units(rows: pa.Table, stated: str | None, where: str, form: str | None = None) -> UnitRows:
    """Return one part a unit; InputError where the unit can't be told or the rows are another's."""
    written = rows
    rows, codes = _row_codes(rows, stated)
    fixes = _written_out(written, rows)
    counts = _counts(codes)
    if stated is not None and not _collects(stated):
        foreign = _count_foreign(counts, stated, rows.num_rows, where)
        return _with_fixes(((stated, rows),), fixes, foreign)
    below = [code for code in counts if code != stated and code in load_divisions().by_code]
    if not below:
        if stated is None:
            raise unknown_unit(where)
        return _with_fixes(((stated, rows),), fixes)
    if len(counts) == 1 and codes is not None and codes.null_count == 0:
        return _with_fixes(((below[0], rows),), fixes)
    if stated is None and len(counts) == 1:
        stated = below[0]
    whole = _filled_down(codes)
    if whole.null_count:
        first = int(rows.column("row")[0].as_py())
        whole = _with_first(whole, stated, form, _("{file}, row {row}").format(file=where, row=first))
    foreign = sum(count for code, count in counts.items() if not _belongs(code, stated))
    return _with_fixes(_cut(rows, whole), fixes, foreign, _blank_rows(rows, codes))


def _collects(code: str) -> bool:
    """Tell whether a sender collects other units' returns: a prefecture or the province."""
    unit = load_divisions().by_code.get(code)
    return unit is not None and unit.reports == "own-level"


def _row_codes(rows: pa.Table, stated: str | None) -> tuple[pa.Table, pa.Array | None]:
    """Return each row's unit out of its code and name columns, null where neither says.

    A place outside the province stands as the text itself. A text that staging would not understand
    alone (an ambiguous name that the stated unit settles, a county with its township) is written out.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    found = None
    for name in UNIT_FIELDS:
        column = rows.column(name)
        if column.null_count == rows.num_rows:
            continue
        encoded = _encoded(column)
        texts = encoded.dictionary.to_pylist()
        meanings = [_resolve(text, stated) for text in texts]
        written = [_written(text, code) for text, code in zip(texts, meanings, strict=True)]
        if written != texts:
            column = pa.array(written, pa.string()).take(encoded.indices)
            rows = rows.set_column(rows.schema.get_field_index(name), name, column)
        codes = pa.array(meanings, pa.string()).take(encoded.indices)
        found = codes if found is None else pc.coalesce(found, codes)
    return rows, found


def _resolve(text: str, stated: str | None) -> str | None:
    """Return the unit a cell names; the text itself for a place that isn't ours."""
    divisions = load_divisions()
    within = (stated, *divisions.parents(stated)) if stated else ()
    found = divisions.resolve(text)
    for place in within:
        found = found or divisions.resolve(text, place)
    if found is None and stated in divisions.may_mean(text):
        return None if _collects(stated) else stated
    word = "".join(text.split())
    if found is None and _WITH_TOWNSHIP.match(word):
        found = divisions.most_specific(divisions.find_in(word))
    return found or (word if _ELSEWHERE.match(word) and not divisions.may_mean(word) else None)


def _written(text: str, code: str | None) -> str:
    """Return the cell's text, or the unit's full name where the text alone would not be understood."""
    unit = load_divisions().by_code.get(code or "")
    return unit.name if unit is not None and load_divisions().resolve(text) is None else text


def _counts(codes: pa.Array | None) -> dict[str, int]:
    if codes is None:
        return {}
    counted = {item["values"]: item["counts"] for item in codes.value_counts().to_pylist()}
    return {code: counted[code] for code in sorted(code for code in counted if code is not None)}


def _count_foreign(counts: dict[str, int], stated: str, total: int, where: str) -> int:
    divisions = load_divisions()
    others = {code: count for code, count in counts.items() if not divisions.lies_in(stated, code)}
    foreign = sum(others.values())
    if foreign > MAX_FOREIGN_SHARE * total:
        often = sorted(others, key=lambda code: (-others[code], code))
        named = "、".join(f"{unit_label(code)} {others[code]}" for code in often[:NAMED_UNITS])
        what = _("{foreign} of {total} rows belong to other units than {unit}: {others}.").format(
            foreign=foreign, total=total, unit=unit_label(stated), others=named
        )
        raise InputError(what, where, _("check that the right county's rows are in the file"))
    return foreign


def _filled_down(codes: pa.Array) -> pa.Array:
    """Return each row's unit in a combined ledger; a row that doesn't say belongs with the rows above it.

    A row that names a place we don't know goes along with them and is refused by the rule for its cell.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    known = pc.is_in(codes, value_set=pa.array(sorted(load_divisions().by_code)))
    return pc.fill_null_forward(pc.if_else(known, codes, None))


def _with_first(whole: pa.Array, sender: str | None, form: str | None, where: str) -> pa.Array:
    """Give the rows above the first one that names a unit to the sender; InputError where it sends no such form.

    The unit below them is a guess: the rows may as well be of a county that was left out.
    """
    import pyarrow.compute as pc  # noqa: PLC0415

    if sender is None or (_collects(sender) and form not in load_divisions().may_send(sender)):
        what = _("The first {count} rows don't say which unit's they are.").format(count=whole.null_count)
        raise InputError(what, where, _("write 县（市、区） in every row"))
    return pc.fill_null(whole, sender)


def _blank_rows(rows: pa.Table, codes: pa.Array) -> tuple[int, ...]:
    """Return the rows whose unit's cells are blank, below the first one that names its unit."""
    import numpy as np  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    blank = pc.is_null(pc.coalesce(*(rows.column(name) for name in UNIT_FIELDS)))
    is_blank = blank.to_numpy().copy()
    is_blank[: int(np.argmax(codes.is_valid().to_numpy(zero_copy_only=False)))] = False
    return tuple(rows.column("row").to_numpy()[is_blank].tolist())


def _cut(rows: pa.Table, whole: pa.Array) -> list[tuple[str, pa.Table]]:
    """Return each unit's rows; in a ledger that is in order already they are slices, and no cell is moved."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    encoded = whole.dictionary_encode()
    places = encoded.indices.to_numpy()
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    if len(starts) > len(encoded.dictionary):
        order = np.argsort(places, kind="stable")
        rows, places = rows.take(pa.array(order)), places[order]
        starts = np.flatnonzero(np.diff(places, prepend=-1))
    units = encoded.dictionary.take(pa.array(places[starts])).to_pylist()
    spans = zip(units, starts.tolist(), [*starts[1:].tolist(), len(places)], strict=True)
    return [(unit, rows.slice(start, stop - start)) for unit, start, stop in sorted(spans)]


def _belongs(code: str, sender: str | None) -> bool:
    divisions = load_divisions()
    return code in divisions.by_code and (sender is None or divisions.lies_in(code, sender))


def _with_fixes(
    parts: Sequence[tuple[str, pa.Table]], fixes: Sequence[Fix], foreign: int = 0, filled: tuple[int, ...] = ()
) -> UnitRows:
    """Return the parts, each with those of the repairs that lie in its rows."""
    own: dict[str, tuple[Fix, ...]] = {}
    for unit, rows in parts if fixes else ():
        numbers = set(rows.column("row").to_pylist())
        inside = [Fix(fix.rule, fix.field, tuple(row for row in fix.rows if row in numbers)) for fix in fixes]
        own[unit] = tuple(fix for fix in inside if fix.rows)
    return UnitRows(tuple(parts), foreign, filled, {unit: found for unit, found in own.items() if found})


def _written_out(before: pa.Table, after: pa.Table) -> list[Fix]:
    """Return the rows in which a name that only the sender settles was written out for staging."""
    import pyarrow.compute as pc  # noqa: PLC0415

    found = []
    for name in UNIT_FIELDS:
        if before.column(name) is not after.column(name) and not before.column(name).equals(after.column(name)):
            is_other = pc.fill_null(pc.not_equal(before.column(name), after.column(name)), False)
            found.append(Fix("R148", name, tuple(before.column("row").filter(is_other).to_pylist())))
    return found


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.combine_chunks().dictionary_encode()
