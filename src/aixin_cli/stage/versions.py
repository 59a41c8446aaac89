"""Parts and versions: what a newly read part is to the parts already there.

Rows of a key unit × form × period that overlap hardly at all are a further part; those that are
nearly the same are a newer version; between, the load is held and asks (statistics, Returns).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Literal

from aixin_cli.forms import layouts
from aixin_cli.stage.content import SHEET_PART
from aixin_cli.store import Store

Relation = Literal["auto", "part", "replace"]
Shared = dict[tuple[int, int], int]


@dataclass
class Part:
    """What deciding needs to know of a part."""

    part_id: int
    key: tuple[str, str, str]
    row_count: int
    filled_date: str
    path: str
    sheet: str
    content_hash: str
    is_supplement: bool
    state: str
    is_new: bool
    version: int = 1
    reason: str | None = None
    superseded_by: int | None = None
    against: list[int] = field(default_factory=list)


def decide_versions(store: Store, load_id: int, relation: Relation, prefer: Set[str]) -> int:
    """Give every new part of this load its state: accepted, superseded, held or repeat.

    A held part is judged again when it comes again and is told what it is. Gives how many known
    parts have another state now.
    """
    parts = _contested(store, load_id)
    before = {part.part_id: part.state for part in parts if not part.is_new}
    shared = _shared_rows(store, [part for part in parts if part.row_count])
    keys = sorted({part.key for part in parts})
    for key in keys:
        _Decision([part for part in parts if part.key == key], shared, relation, prefer, _limits(store)).run()
    for part in parts:
        store.execute(
            "update meta.part set state = ?, state_reason = ?, superseded_by = ?, version = ? where part_id = ?",
            [part.state, part.reason, part.superseded_by, part.version, part.part_id],
        )
    store.execute("update meta.part set state = 'accepted' where state = 'new' and load_id = ?", [load_id])
    follow_first(store)
    return sum(part.state != before.get(part.part_id, part.state) for part in parts)


def follow_first(store: Store) -> None:
    """Give second persons out of one cell the state of their sheet's first ones: they come and go together."""
    store.execute(
        f"""
        update meta.part as part
        set state = first.state, state_reason = first.state_reason, superseded_by = first.superseded_by
        from ({SHEET_PART}) as sheet_part
        inner join meta.part as first on sheet_part.first_id = first.part_id
        where part.part_id = sheet_part.part_id and sheet_part.part_id <> sheet_part.first_id
            and part.state <> first.state
        """  # noqa: S608
    )


def _limits(store: Store) -> tuple[float, float]:
    return float(store.settings["returns.part_overlap"]), float(store.settings["returns.version_overlap"])


def _contested(store: Store, load_id: int) -> list[Part]:
    """Parts, new and known, of the keys that hold a new part and more than one altogether.

    Second persons out of one cell are no part of their own here: their rows are their sheet's.
    """
    found = store.rows(
        f"""
        with whole as (
            select sheet_part.first_id as part_id, sum(part.row_count)::bigint as row_count
            from ({SHEET_PART}) as sheet_part
            inner join meta.part as part on sheet_part.part_id = part.part_id
            group by sheet_part.first_id
        ),
        key as (
            select unit_code, form, period
            from meta.part
            inner join whole using (part_id)
            group by all
            having count(*) > 1 and bool_or(load_id = $load_id)
        )
        select
            part.part_id, part.unit_code, part.form, part.period, whole.row_count,
            coalesce(cast(part.filled_date as varchar), ''), file.path, coalesce(part.sheet, ''),
            part.content_hash, part.is_supplement, part.state, part.load_id = $load_id, part.version,
            part.state_reason, part.superseded_by
        from meta.part as part
        inner join whole on part.part_id = whole.part_id
        inner join key on part.unit_code = key.unit_code and part.form = key.form and part.period = key.period
        inner join meta.file as file on part.file_id = file.file_id
        order by part.filled_date nulls first, file.path, part.sheet nulls first, part.part_id
        """,  # noqa: S608
        {"load_id": load_id},
    )
    return [Part(row[0], (row[1], row[2], row[3]), *row[4:]) for row in found]


def _shared_rows(store: Store, parts: list[Part]) -> Shared:
    """How many row keys each two parts of one key have in common."""
    shared: Shared = {}
    ids = {part.part_id for part in parts}
    for layout in layouts().values():
        columns = ", ".join(f"coalesce(r.{name}, '')" for name in layout.row_key)
        for first, second, count in (
            store.rows(
                f"""
            with row_key as (
                select distinct
                    sheet_part.first_id as part_id, part.unit_code, part.period,
                    hash(concat_ws(chr(31), {columns})) as row_hash
                from raw.{layout.id} as r
                inner join meta.part as part on r.part_id = part.part_id
                inner join ({SHEET_PART}) as sheet_part on part.part_id = sheet_part.part_id
                where list_contains($ids, sheet_part.first_id)
            )
            select a.part_id, b.part_id, count(*)
            from row_key as a
            inner join row_key as b
                on a.unit_code = b.unit_code and a.period = b.period
                and a.row_hash = b.row_hash and a.part_id <> b.part_id
            group by all
            """,  # noqa: S608
                {"ids": sorted(ids)},
            )
            if ids
            else []
        ):
            shared[first, second] = count
    return shared


class _Decision:
    """The parts of one key, in the order of their 填报日期, judged one after the other."""

    def __init__(
        self, parts: list[Part], shared: Shared, relation: Relation, prefer: Set[str], limits: tuple[float, float]
    ) -> None:
        self.parts = parts
        self.shared = shared
        self.relation = relation
        self.prefer = prefer
        self.part_limit, self.version_limit = limits

    def run(self) -> None:
        for part in self.parts:
            if part.is_new:
                self._judge(part)

    def _judge(self, part: Part) -> None:
        twin = self._twin(part)
        if twin is not None:
            part.state, part.reason, part.superseded_by = "repeat", "repeat", twin.part_id
            if twin.state == "held" and self._is_told():
                self._place(twin)
            return
        self._place(part)

    def _is_told(self) -> bool:
        """Whether this load says what those parts are that were held till somebody does."""
        return self.relation != "auto" or any(other.path in self.prefer for other in self.parts)

    def _place(self, part: Part) -> None:
        standing = [other for other in self.parts if other is not part and other.state == "accepted"]
        part.state, part.reason, part.superseded_by = "accepted", None, None
        if part.is_supplement or self.relation == "part":
            return
        rivals, is_clear = self._rivals(part, standing)
        if not is_clear:
            part.state, part.reason, part.against = "held", "overlap", [rival.part_id for rival in rivals]
            part.superseded_by = rivals[0].part_id
            return
        for rival in rivals:
            self._settle(part, rival)

    def _twin(self, part: Part) -> Part | None:
        """A part with the same content that is kept already, or comes earlier in this load."""
        kept = (other for other in self.parts if other is not part and other.state not in ("new", "repeat"))
        return next((other for other in kept if other.content_hash == part.content_hash), None)

    def _rivals(self, part: Part, standing: list[Part]) -> tuple[list[Part], bool]:
        """The standing parts that this one is a version of, and whether that is clear."""
        if self.relation == "replace":
            return [other for other in standing if not other.is_new], True
        touched = [other for other in standing if self._count(part, other) or not (part.row_count and other.row_count)]
        if not part.row_count or any(not other.row_count for other in touched):
            # A zero return against rows: rows replace a zero, a zero never replaces rows unasked.
            return touched, bool(part.row_count) or not touched
        total = sum(self._count(part, other) for other in touched) / part.row_count
        if total < self.part_limit:
            return [], True
        covered = [other for other in touched if self._count(part, other) >= self.version_limit * other.row_count]
        if sum(self._count(part, other) for other in covered) >= self.version_limit * part.row_count:
            return covered, True
        # A version that lost rows: nearly all of it is in one part, and it is most of that part.
        shorter = [other for other in touched if self._count(part, other) * 2 >= other.row_count]
        if total >= self.version_limit and len(shorter) == 1:
            return shorter, True
        return touched, False

    def _count(self, part: Part, other: Part) -> int:
        return self.shared.get((part.part_id, other.part_id), 0)

    def _settle(self, part: Part, rival: Part) -> None:
        """Which of two versions stands: the preferred file, the later 填报日期, the later load."""
        winner, loser = part, rival
        chosen = [item for item in (part, rival) if item.path in self.prefer]
        if len(chosen) == 1:
            winner = chosen[0]
            loser = rival if winner is part else part
        elif part.filled_date and rival.filled_date and part.filled_date != rival.filled_date:
            winner, loser = (part, rival) if part.filled_date > rival.filled_date else (rival, part)
        elif rival.is_new:
            for item, other in ((part, rival), (rival, part)):
                item.state, item.reason, item.superseded_by = "held", "conflict", other.part_id
            return
        if loser.state == "accepted":
            loser.state, loser.reason, loser.superseded_by = "superseded", "newer version", winner.part_id
        winner.version = max(winner.version, loser.version + 1)
