"""Gives every row of a sheet its unit: one county's ledger, or a prefecture's combined one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _
from aixin_cli.read.statement import unknown_unit

if TYPE_CHECKING:
    import pyarrow as pa

MAX_FOREIGN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class UnitRows:
    """The rows of one sheet by unit, in order of codes, with what is to be noted about them."""

    parts: tuple[tuple[str, pa.Table], ...]
    foreign_count: int = 0
    filled_count: int = 0


def split_units(rows: pa.Table, stated: str | None, where: str) -> UnitRows:
    """Return one part a unit; InputError where the unit can't be told or the rows are another's."""
    codes = _row_codes(rows, stated)
    counts = _counts(codes)
    if stated is not None and not _collects(stated):
        return UnitRows(((stated, rows),), foreign_count=_count_foreign(counts, stated, rows.num_rows, where))
    below = [code for code in counts if code != stated]
    if not below:
        if stated is None:
            raise unknown_unit(where)
        return UnitRows(((stated, rows),))
    if len(counts) == 1 and codes is not None and codes.null_count == 0:
        return UnitRows(((below[0], rows),))
    return _split(rows, codes)


def _collects(code: str) -> bool:
    """Tell whether a sender collects other units' returns: a prefecture or the province."""
    unit = load_divisions().by_code.get(code)
    return unit is not None and unit.reports == "own-level"


def _row_codes(rows: pa.Table, stated: str | None) -> pa.Array | None:
    """Return each row's unit code out of its code and name columns; null where neither says."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    divisions = load_divisions()
    found = None
    for name in ("unit_code", "unit_name"):
        column = rows.column(name)
        if column.null_count == rows.num_rows:
            continue
        encoded = column.combine_chunks().dictionary_encode()
        within = (stated, *divisions.parents(stated)) if stated else ()
        meanings = [_resolve(text, within) for text in encoded.dictionary.to_pylist()]
        codes = pa.array(meanings, pa.string()).take(encoded.indices)
        found = codes if found is None else pc.coalesce(found, codes)
    return found


def _resolve(text: str, within: tuple[str, ...]) -> str | None:
    divisions = load_divisions()
    found = divisions.resolve(text)
    for place in within:
        found = found or divisions.resolve(text, place)
    return found


def _counts(codes: pa.Array | None) -> dict[str, int]:
    if codes is None:
        return {}
    counted = {item["values"]: item["counts"] for item in codes.value_counts().to_pylist()}
    return {code: counted[code] for code in sorted(code for code in counted if code is not None)}


def _count_foreign(counts: dict[str, int], stated: str, total: int, where: str) -> int:
    above = (stated, *load_divisions().parents(stated))
    foreign = sum(count for code, count in counts.items() if code not in above)
    if foreign > MAX_FOREIGN_SHARE * total:
        what = _("{foreign} of {total} rows belong to other units than {unit}.").format(
            foreign=foreign, total=total, unit=stated
        )
        raise InputError(what, where, _("check that the right county's rows are in the file"))
    return foreign


def _split(rows: pa.Table, codes: pa.Array) -> UnitRows:
    """Cut a combined ledger by unit; a row that doesn't say belongs with the rows above it."""
    import pyarrow.compute as pc  # noqa: PLC0415

    whole = pc.fill_null_backward(pc.fill_null_forward(codes))
    units = sorted(pc.unique(whole).to_pylist())
    parts = tuple((unit, rows.filter(pc.equal(whole, unit))) for unit in units)
    return UnitRows(parts, filled_count=codes.null_count)
