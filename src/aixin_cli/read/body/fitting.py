"""How well rows fit their titles when some neighbouring values are taken for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    import pyarrow as pa

    from aixin_cli.forms.model import Field

    Vector = np.ndarray[Any, Any]

_PATTERNS = {
    "int": r"^[约近大超过逾¥￥-]*[0-9][0-9.,，]*(?:人次|人|户|件|次|个|处|元|名|万元|万|余|多|整)*$",
    "date": r"^(?:[0-9]{2,4}[-./年][0-9]{1,2}(?:[-./月][0-9]{1,2}日?|月)?(?:[ T][0-9:.]+)?|[0-9]{5,8}"
    r"|[0-9]{1,2}月[0-9]{1,2}日)$",
    "id": r"^['‘’]?[0-9][0-9Xx×*]{13,21}$",
    "bool": r"^(?:是|否|有|没有|无|√|×|[YyNn])$",
    "phone": r"^[0-9][0-9 ()（）+-]{6,}$",
    "period": r"^[0-9]{4}[-年./]?[0-9]{1,2}月?$",
}
_PATTERNS["money"] = _PATTERNS["int"]
_HEAD = r"^-?[0-9]{1,3}$"
_GROUP = r"^[0-9]{3}$"
_WHOLE = r"^-?[0-9]+(?:\.[0-9]+)?%?$"
_LAST_GROUP = r"^[0-9]{3}(?:\.[0-9]+)?元?$"


def is_typed(field: Field) -> bool:
    """Tell whether what may stand under a field's title is told by its form."""
    return field.name != "row_no" and _pattern(field) is not None


def _pattern(field: Field) -> str | None:
    if field.codes and not field.multiple:
        words = {word for code in field.codes for word in (code.value, *code.synonyms)}
        return f"^(?:{'|'.join(re.escape(word) for word in sorted(words))})$"
    return _PATTERNS.get(field.format or "") or _PATTERNS.get(field.type)


class Fits:
    """Rows, and which of their cells are what the typed columns ask for."""

    def __init__(self, rows: pa.RecordBatch, fields: Mapping[int, Field]) -> None:
        import pyarrow.compute as pc  # noqa: PLC0415

        self._cells = [pc.utf8_trim_whitespace(column) for column in rows.columns]
        self._fields = fields

    def best_joints(self, last: int, most: int, surplus: Vector) -> Iterator[tuple[int, int]]:
        """Yield each row that is shifted, and the column behind whose beginning its values are.

        `last` is the last column with a title, `most` how many values too many are looked for, and
        `surplus` how many each row has.
        """
        import numpy as np  # noqa: PLC0415

        own = self._scores(0, last)
        joints = np.full(len(surplus), -1, np.int64)
        best = own.sum(axis=1)
        hits = (own > 0).sum(axis=1)
        is_odd = (own < 0).any(axis=1)
        for shift in range(1, most + 1):
            moved = self._scores(shift, last)
            behind = moved[:, ::-1].cumsum(axis=1)[:, ::-1] - moved
            whole = own.cumsum(axis=1) + behind
            found = (moved > 0)[:, ::-1].cumsum(axis=1)[:, ::-1] - (moved > 0) + (own > 0).cumsum(axis=1)
            joint = whole.argmax(axis=1)
            places = np.arange(len(joint))
            is_better = is_odd & (whole[places, joint] > best) & (found[places, joint] > hits) & (surplus >= shift)
            joints = np.where(is_better, joint, joints)
            best = np.where(is_better, whole[places, joint], best)
            for column in self._grouped(shift, last):
                is_number = self._are_groups(column, shift) & (surplus >= shift) & (joints < 0)
                joints = np.where(is_number & (whole[:, column] >= own.sum(axis=1)), column, joints)
        return ((int(row), int(joints[row])) for row in np.flatnonzero(joints >= 0))

    def has_own_numbers(self, column: int) -> bool:
        """Tell whether a column without a title holds numbers that no comma cut off: somebody reckons there."""
        import pyarrow.compute as pc  # noqa: PLC0415

        cells = self._cells[column]
        is_own = pc.and_not(pc.match_substring_regex(cells, _WHOLE), pc.match_substring_regex(cells, _LAST_GROUP))
        return bool(pc.any(is_own).as_py())

    def _scores(self, shift: int, last: int) -> Vector:
        """Return of each row and column 1 for a value that fits, -1 for one that doesn't, 0 for a blank."""
        import numpy as np  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        count = len(self._cells[0]) if self._cells else 0
        scores = np.zeros((count, last + 1), np.int64)
        for column, item in self._fields.items():
            if column <= last and column + shift < len(self._cells):
                fits = pc.match_substring_regex(self._cells[column + shift], _pattern(item))
                told = pc.if_else(fits, 1, -1).fill_null(0)
                scores[:, column] = told.to_numpy(zero_copy_only=False)
        return scores

    def _grouped(self, shift: int, last: int) -> list[int]:
        """Return the columns of numbers that a number in groups of three may begin in."""
        numbers = [column for column, item in self._fields.items() if item.type in ("int", "money")]
        return [column for column in sorted(numbers) if column <= last and column + shift < len(self._cells)]

    def _are_groups(self, column: int, count: int) -> Vector:
        """Tell of each row whether a number begins in a column and goes on in so many groups of three digits."""
        import pyarrow.compute as pc  # noqa: PLC0415

        told = pc.match_substring_regex(self._cells[column], _HEAD)
        for further in range(1, count + 1):
            pattern = _LAST_GROUP if further == count else _GROUP
            told = pc.and_(told, pc.match_substring_regex(self._cells[column + further], pattern))
        groups: Vector = told.fill_null(False).to_numpy(zero_copy_only=False)
        return groups
