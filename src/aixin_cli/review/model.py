"""What the review workbook shows: pairs with both sides, and claims; a county sees its own side alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.review.keys import FileMark
from aixin_cli.store import Store

SIDE = (
    "name",
    "id_text",
    "sex",
    "birth_date",
    "unit_name",
    "township",
    "village",
    "guardian_name",
    "phone",
    "certificate",
    "category",
    "partner_name",
    "employer",
    "pair_kind",
    "status",
    "start_date",
    "end_date",
)
"""What is shown of a side, in this order; behind it where it stands."""
CLAIM = tuple(name for name in SIDE if name not in ("certificate", "end_date"))
EFFECTS = ("helper_effect", "recipient_effect", "auxiliary_effect", "total_effect")


@dataclass(frozen=True)
class View:
    """Whose workbook it is: a unit's, or (None) the province's; without the score if blind."""

    unit: str | None = None
    is_blind: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a pair, or one claim; of another unit's side a county gets the unit's name alone."""

    texts: Mapping[str, str]
    source: str = ""
    is_masked: bool = False

    def text(self, name: str) -> str:
        """What a cell shows."""
        if self.is_masked and name == "name":
            return str(review_texts()["masked"])
        return self.texts.get(name, "")


def differs(sides: Iterable[Side], name: str) -> bool:
    """Whether those of the sides that say something say it differently; what isn't shown says nothing."""
    return len({text for side in sides if not side.is_masked and (text := side.text(name))}) > 1


@dataclass(frozen=True)
class Pair:
    """Two who may be one."""

    role: str
    reason: str
    sides: tuple[Side, Side]
    effects: Mapping[str, int]
    words: str
    score: float | None
    key: str

    def differs(self, name: str) -> bool:
        """Whether both sides say something of this, and not the same."""
        return differs(self.sides, name)


@dataclass(frozen=True)
class Claim:
    """One unit's claim to a person; claims with one number are one person's."""

    place: int
    side: Side
    is_home: bool
    joined_by: str
    """What made the lines one person's: a number, the model, a decision."""
    key: str | None
    """None where it is another unit's to answer."""


@cache
def review_texts() -> dict[str, Any]:
    """All fixed words of the workbook."""
    return parse_kept(Path(__file__).with_name("review.toml").read_text(encoding="utf-8"))


def read_pairs(store: Store, mark: FileMark, view: View) -> list[Pair]:
    """The pairs of ent.review_pair that a view shows: by their effect, or, blind, in no order that tells anything."""
    sides = _read_sides(store, view)
    pairs = [
        _pair(row, sides, mark, view)
        for row in _rows(store, *store.question("lookup/pair_listed", {"is_blind": view.is_blind}))
        if view.unit is None or any(not side.is_masked for side in _sides_of(row, sides))
    ]
    return sorted(pairs, key=lambda pair: pair.key[-12:]) if view.is_blind else pairs


_Sides = Mapping[tuple[str, int], Side]


def _pair(row: Mapping[str, Any], sides: _Sides, mark: FileMark, view: View) -> Pair:
    words = [review_texts()["reasons"][row["reason"]], row["words"] or ""]
    return Pair(
        row["role"],
        row["reason"],
        _sides_of(row, sides),
        {name: row[name] for name in EFFECTS},
        review_texts()["word_gap"].join(filter(None, words)),
        None if view.is_blind or row["centibits"] is None else row["centibits"] / 100,
        mark.key("person", row["left_id"], row["right_id"]),
    )


def _sides_of(row: Mapping[str, Any], sides: _Sides) -> tuple[Side, Side]:
    nobody = Side({}, is_masked=True)
    return sides.get((row["role"], row["left_id"]), nobody), sides.get((row["role"], row["right_id"]), nobody)


def _read_sides(store: Store, view: View) -> dict[tuple[str, int], Side]:
    """Each side by role and identity. What a county may not see isn't even asked for."""
    if view.unit is None:
        shown = _rows(store, "select * from ent.review_side where place = 1")
        return {(row["role"], row["identity_id"]): _side(row, SIDE) for row in shown}
    others = _rows(store, "select role, identity_id, unit_name from ent.review_side where place = 1")
    found = {(row["role"], row["identity_id"]): Side({"unit_name": row["unit_name"]}, is_masked=True) for row in others}
    own = _rows(store, "select * from ent.review_side where unit_code = $unit", {"unit": view.unit})
    return found | {(row["role"], row["identity_id"]): _side(row, SIDE) for row in own}


def read_claims(store: Store, mark: FileMark, view: View) -> list[Claim]:
    """The claims of ent.review_case that a view shows, person by person."""
    rows = _rows(store, *store.question("lookup/claim_listed", {"unit": view.unit}))
    return [_claim(row, mark, view) for row in rows]


def _claim(row: Mapping[str, Any], mark: FileMark, view: View) -> Claim:
    if view.unit not in (None, row["unit_code"]):
        masked = Side({"unit_name": row["unit_name"]}, is_masked=True)
        return Claim(row["place"], masked, row["is_home"], row["joined_by"], None)
    key = mark.key("home", row["recipient_id"], row["unit_code"])
    return Claim(row["place"], _side(row, CLAIM), row["is_home"], row["joined_by"], key)


def _side(row: Mapping[str, Any], names: Sequence[str]) -> Side:
    texts = {name: _text(row[name]) for name in names}
    file = PurePosixPath(str(row["file"]).replace("\\", "/")).name
    # A CSV file has no sheets.
    parts = [file, row["sheet"], review_texts()["source_row"].format(row=row["row"])]
    return Side(texts, review_texts()["source_gap"].join(filter(None, parts)))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _rows(store: Store, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """A result that is as long as the list, by column names."""
    table = store.arrow(sql, params)
    columns = [column.to_pylist() for column in table.columns]
    return [dict(zip(table.column_names, row, strict=True)) for row in zip(*columns, strict=True)]
