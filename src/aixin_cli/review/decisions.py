"""Decisions on who is who: taken in, checked against each other, withdrawn, told; never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from aixin_cli.errors import InputError, UsageError
from aixin_cli.locale import _
from aixin_cli.review.read_back import Asked, DecisionFile
from aixin_cli.store import Store

_FIELDS = ("decision_no", "kind", "left_id", "right_id", "verdict")


@dataclass(frozen=True)
class Signature:
    """Who decided and when, of which month, and for which unit (None: the province)."""

    by: str
    at: datetime
    period: str
    unit: str | None = None


@dataclass(frozen=True)
class Change:
    """An earlier decision, and whose it was, that one asked at this place takes the place of."""

    place: str
    decision: int
    unit: str | None


@dataclass(frozen=True)
class Clash:
    """Decisions that cannot all be true: places of those asked, and numbers of those already kept."""

    places: tuple[str, ...]
    decisions: tuple[int, ...]


@dataclass(frozen=True)
class Kept:
    """What became of decisions that somebody asked to keep."""

    answered_count: int
    unchanged_count: int
    stored: tuple[int, ...]
    """The numbers that were given."""
    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]

    @property
    def stored_count(self) -> int:
        """How many are kept now."""
        return len(self.stored)


def import_decisions(store: Store, file: DecisionFile, by: str, at: datetime) -> Kept:
    """Keep a file's decisions, as its unit's; the same file again changes nothing.

    Raises InputError where the file asks about somebody the store doesn't know.
    """
    _require_known(store, file)
    return keep_decisions(store, file.asked, Signature(by, at, file.mark.period, file.mark.unit))


def keep_decisions(store: Store, asked: Sequence[Asked], signature: Signature) -> Kept:
    """Keep decisions, those that contradict others left out.

    A unit may change its own mind; another answer than the province's or another unit's is a contradiction.
    """
    fresh = _fresh(store, asked, signature.unit)
    accepted, clashes = _without_clashes(store, fresh, signature.unit)
    changes = _changes(store, accepted)
    with store.transaction():
        stored = _keep(store, accepted, signature)
    return Kept(len(asked), len(asked) - len(fresh), stored, changes, tuple(clashes))


def _require_known(store: Store, file: DecisionFile) -> None:
    asked = [{"place": item.place, "id": key} for item in file.asked for key in (item.left_id, item.right_id)]
    if not asked:
        # A list of nothing has no fields to take apart.
        return
    unknown = store.ask("lookup/unknown_person", {"asked": asked})
    if unknown:
        hint = _("nothing of the file was stored; make it again with `aixin review export`")
        raise InputError(_("the store doesn't know the people of this row"), unknown[0][0], hint)


def _fresh(store: Store, asked: Sequence[Asked], unit: str | None) -> list[Asked]:
    """Those that say anything new: that another unit has said the same is no answer of this one."""
    _write_asked(store, [], unit)
    known = {
        tuple(row)
        for row in store.rows(
            "select kind, left_id, right_id, verdict from ent.decision_standing where unit_code is not distinct from ?",
            [unit],
        )
    }
    return [item for item in asked if (item.kind, item.left_id, item.right_id, item.verdict) not in known]


def _write_asked(store: Store, asked: Sequence[Asked], unit: str | None) -> None:
    """Make ent.decision_proposed, and what stands if all of it is kept."""
    store.execute(
        "create or replace table ent.decision_proposed (decision_no integer, kind varchar, left_id bigint,"
        " right_id bigint, verdict varchar, unit_code varchar)"
    )
    if asked:
        rows = [{name: asdict(item)[name] for name in _FIELDS} for item in asked]
        store.execute(
            "insert into ent.decision_proposed by name"
            " select unnest($rows, recursive := true), cast($unit as varchar) as unit_code",
            {"rows": rows, "unit": unit},
        )
    store.run(store.catalogue.get("decision_standing", "review"), {})


def _clashes(store: Store, asked: Sequence[Asked], unit: str | None) -> dict[tuple[int, int], list[tuple[bool, int]]]:
    """The contradictions by what they are about; each with its decisions, asked or kept."""
    _write_asked(store, asked, unit)
    store.run(store.catalogue.get("decision_clash", "review"), {})
    found: dict[tuple[int, int], list[tuple[bool, int]]] = {}
    for left_id, right_id, is_new, number in store.rows("select * from ent.decision_clash order by all"):
        found.setdefault((left_id, right_id), []).append((is_new, number))
    return found


def _without_clashes(store: Store, asked: Sequence[Asked], unit: str | None) -> tuple[list[Asked], list[Clash]]:
    """What can be kept, and the contradictions that the rest takes part in."""
    left = list(asked)
    told: list[Clash] = []
    while True:
        places = {item.decision_no: item.place for item in left}
        found = [parts for parts in _clashes(store, left, unit).values() if any(is_new for is_new, number in parts)]
        if not found:
            return left, told
        told += [
            Clash(
                tuple(places[number] for is_new, number in parts if is_new),
                tuple(number for is_new, number in parts if not is_new),
            )
            for parts in found
        ]
        refused = {number for parts in found for is_new, number in parts if is_new}
        left = [item for item in left if item.decision_no not in refused]


def _changes(store: Store, accepted: Sequence[Asked]) -> tuple[Change, ...]:
    """Which decisions in force get another answer: what may not be changed is not accepted."""
    if not accepted:
        return ()
    _write_asked(store, [], None)
    changed = store.ask("lookup/changed_decision", {"asked": [asdict(item) for item in accepted]})
    return tuple(Change(*row) for row in changed)


def _keep(store: Store, asked: Sequence[Asked], signature: Signature) -> tuple[int, ...]:
    """Append the decisions; their numbers come back."""
    (last,) = store.rows("select coalesce(max(decision_id), 0) from meta.decision")[0]
    rows = [
        {
            "decision_id": number,
            **{name: getattr(item, name) for name in ("kind", "left_id", "right_id", "verdict", "note")},
            "period": signature.period,
            "unit_code": signature.unit,
            "decided_by": signature.by,
            "decided_at": signature.at,
        }
        for number, item in enumerate(asked, start=int(last) + 1)
    ]
    if rows:
        store.execute("insert into meta.decision by name select unnest($rows, recursive := true)", {"rows": rows})
    return tuple(row["decision_id"] for row in rows)


def withdraw_decisions(store: Store, numbers: Sequence[int], by: str, at: datetime) -> list[Clash]:
    """Mark decisions as withdrawn: what stood before them stands again, and may contradict the rest, which is returned.

    Raises UsageError where one can't be withdrawn; then none is.
    """
    known = {
        row[0]: row[1]
        for row in store.rows(
            "select decision_id, withdrawn_at from meta.decision where list_contains($numbers, decision_id)",
            {"numbers": list(numbers)},
        )
    }
    for number in numbers:
        if number not in known:
            what = _("there is no decision {number}").format(number=number)
            raise UsageError(what, None, _("see: aixin review decisions"))
        if known[number] is not None:
            what = _("decision {number} was withdrawn before").format(number=number)
            raise UsageError(what, None, _("see: aixin review decisions"))
    before = _kept_clashes(store)
    with store.transaction():
        store.execute(
            "update meta.decision set withdrawn_by = $by, withdrawn_at = $at"
            " where list_contains($numbers, decision_id)",
            {"by": by, "at": at, "numbers": list(numbers)},
        )
    return [clash for clash in _kept_clashes(store) if clash not in before]


def _kept_clashes(store: Store) -> list[Clash]:
    """The contradictions among what is kept."""
    found = _clashes(store, [], None).values()
    return [Clash((), tuple(number for _is_new, number in parts)) for parts in found]


def list_decisions(store: Store) -> list[tuple[Any, ...]]:
    """Every decision by its number, by keys alone, with its unit and month, and who took it and withdrew it when."""
    return store.ask("lookup/decision_listed")


def review_status(store: Store, period: str) -> list[tuple[str, str, str, int]]:
    """What is open and what was decided, as (item, what, by whom, how many); the month is linked and listed."""
    store.run(store.catalogue.get("person_change", "review"), store.period_params(period))
    # First, since it also makes what the rest asks for: the decisions that stand.
    contradictory = [
        ("contradiction", ", ".join(str(number) for number in clash.decisions), "", 1) for clash in _kept_clashes(store)
    ]
    told = store.ask("lookup/review_count")
    order = ("open_pair", "open_case", "decided", "withdrawn", "contradiction", "merged", "split")
    rows = [*((item, what, by, int(count)) for item, what, by, count in told), *contradictory]
    return sorted(rows, key=lambda row: (order.index(row[0]), row[1:]))
