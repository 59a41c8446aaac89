"""Months of returns written as typed rows, put straight into a store and linked.

People are written by short names; `number("马一")` is an ID number nobody can have, the same for
the same name. What a test doesn't say is as in an ordinary county's ledger.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import pyarrow as pa

from aixin_cli.link import link_period
from aixin_cli.store import Store

Row = Mapping[str, Any]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FLOW = ("opening", "revised", "added", "moved_in", "category_in", "exited", "moved_out", "category_out", "closing")


@dataclass(frozen=True)
class Part:
    """One accepted sheet of a return."""

    unit: str
    rows: Sequence[Row]
    layout: str = "pairing"
    period: str = "2024-12"

    @property
    def form(self) -> str:
        return {"activity_monthly": "activity"}.get(self.layout, self.layout)

    @property
    def digest(self) -> str:
        """Stands for the file's hash: what is in the sheet, in whatever order it stands."""
        content = sorted(repr(sorted(row.items())) for row in self.rows)
        return hashlib.sha256(repr((self.unit, self.layout, self.period, content)).encode()).hexdigest()


def number(name: str, birth: date = date(2012, 3, 4)) -> str:
    """An ID number of an area that no division code has, with a right check digit."""
    sequence = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 999
    digits = f"620199{birth:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def sex(id_number: str) -> str:
    return "男" if int(id_number[16]) % 2 else "女"


def pairing(recipient: str | None, helper: str | None = "李一", **given: Any) -> Row:
    """A ledger row: an active main pairing of an orphan unless it says otherwise."""
    known = number(recipient) if recipient else None
    row: dict[str, Any] = {
        "is_quarantined": False,
        "recipient_name": recipient,
        "recipient_id": known,
        "recipient_sex": sex(known) if known else None,
        "recipient_birth_date": date(2012, 3, 4) if known else None,
        "recipient_category": "孤儿",
        "helper_name": helper,
        "helper_id": number(helper, date(1980, 1, 2)) if helper else None,
        "helper_kind": "党员干部",
        "helper_level": "县区直",
        "pair_kind": "主结对",
        "start_date": date(2023, 6, 1),
        "status": "在帮",
    }
    row |= given
    for name in ("recipient_id", "helper_id"):
        row.setdefault(f"{name}_text", row[name])
    return row


def ended(recipient: str, helper: str, on: date, reason: str, **given: Any) -> Row:
    return pairing(recipient, helper, status="终止", end_date=on, end_reason=reason, **given)


def activity(recipient: str | None, helper: str | None = "李一", **given: Any) -> Row:
    """A row of the log: a visit in December."""
    row: dict[str, Any] = {
        "is_quarantined": False,
        "activity_date": date(2024, 12, 5),
        "recipient_name": recipient,
        "recipient_id": number(recipient) if recipient else None,
        "helper_name": helper,
        "helper_id": number(helper, date(1980, 1, 2)) if helper else None,
        "activity_kind": "走访探视",
        "person_times": 1,
    }
    row |= given
    for name in ("recipient_id", "helper_id"):
        row.setdefault(f"{name}_text", row[name])
    return row


def load(store: Store, parts: Iterable[Part]) -> None:
    """Append parts as accepted ones, in their order."""
    (first,) = store.rows("select coalesce(max(part_id), 0) + 1 from meta.part")[0]
    numbered = dict(enumerate(parts, start=int(first)))
    kept: dict[str, list[Row]] = defaultdict(list)
    for part_id, part in numbered.items():
        kept["meta.file"].append(
            {
                "file_id": part_id,
                "load_id": 1,
                "path": part.unit,
                "sha256": part.digest,
                "size": 0,
                "status": "accepted",
            }
        )
        kept["meta.part"].append(described(part_id, part))
        rows = ({"part_id": part_id, "row": place, **row} for place, row in enumerate(part.rows, start=5))
        kept[f"stg.{part.layout}"].extend(rows)
    # One insert a table: a statement a row takes longer than linking them.
    for table, rows in kept.items():
        if rows:
            columns = dict.fromkeys(chain.from_iterable(rows))
            store.insert(table, pa.table({name: pa.array([row.get(name) for row in rows]) for name in columns}))


def described(part_id: int, part: Part) -> Row:
    """What the register keeps of a part."""
    return {
        **{"part_id": part_id, "file_id": part_id, "load_id": 1, "form": part.form, "layout": part.layout},
        **{"unit_code": part.unit, "period": part.period, "sheet": "Sheet1", "is_supplement": False, "is_zero": False},
        **{"titles": "{}", "content_hash": part.digest, "row_count": len(part.rows), "version": 1},
        **{"state": "accepted", "rows_read": 0, "rows_set_aside": 0},
    }


def linked(*parts: Part, period: str = "2024-12") -> Store:
    """A store with these parts, linked for a period."""
    store = Store.in_memory()
    load(store, parts)
    link_period(store, period, keep_scratch=True)
    return store


def flows(store: Store) -> list[dict[str, Any]]:
    """ent.flow by unit and category, without what is nought."""
    rows = store.rows(f"select unit_code, category, {', '.join(FLOW)} from ent.flow order by unit_code, category")
    return [
        {"unit": row[0], "category": row[1], **{name: n for name, n in zip(FLOW, row[2:], strict=True) if n}}
        for row in rows
    ]
