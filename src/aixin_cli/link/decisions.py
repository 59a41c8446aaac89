"""Decisions on who is who: taken in, checked against each other, withdrawn, told; never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from aixin_cli.errors import InputError, UsageError
from aixin_cli.link.decision_file import Asked, DecisionFile
from aixin_cli.locale import _
from aixin_cli.store import Store

_FIELDS = ("decision_no", "kind", "left_id", "right_id", "verdict")


@dataclass(frozen=True)
class Clash:
    """Decisions that cannot all be true: rows of the file, and numbers of decisions already kept."""

    places: tuple[str, ...]
    decisions: tuple[int, ...]


@dataclass(frozen=True)
class Imported:
    """What became of a file's answers."""

    answered_count: int
    listed_count: int
    stored_count: int
    unchanged_count: int
    changed: tuple[tuple[str, int], ...]
    """Rows of the file that overrule a decision, with its number."""
    clashes: tuple[Clash, ...]


def import_decisions(store: Store, file: DecisionFile, by: str, at: datetime) -> Imported:
    """Keep a file's decisions, those that contradict others left out; the same file again changes nothing.

    Raises InputError where the file asks about somebody the store doesn't know.
    """
    _require_known(store, file)
    fresh = _fresh(store, file.asked)
    accepted, clashes = _without_clashes(store, fresh)
    changed = _overruled(store, accepted)
    with store.transaction():
        _keep(store, accepted, file.mark.period, (by, at))
    return Imported(
        len(file.asked), file.listed_count, len(accepted), len(file.asked) - len(fresh), changed, tuple(clashes)
    )


def _require_known(store: Store, file: DecisionFile) -> None:
    asked = [{"place": item.place, "id": key} for item in file.asked for key in (item.left_id, item.right_id)]
    if not asked:
        # A list of nothing has no fields to take apart.
        return
    unknown = store.rows(
        """
        select asked.place
        from (select unnest($asked, recursive := true)) as asked
        anti join meta.person as person on asked.id = person.person_id
        where asked.id is not null
        limit 1
        """,
        {"asked": asked},
    )
    if unknown:
        hint = _("nothing of the file was stored; make it again with `aixin review export`")
        raise InputError(_("the store doesn't know the people of this row"), unknown[0][0], hint)


def _fresh(store: Store, asked: Sequence[Asked]) -> list[Asked]:
    """Those that say anything new."""
    _write_asked(store, [])
    known = {
        tuple(row)
        for row in store.rows("select kind, left_id, right_id, verdict from ent.decision_standing where not is_new")
    }
    return [item for item in asked if (item.kind, item.left_id, item.right_id, item.verdict) not in known]


def _write_asked(store: Store, asked: Sequence[Asked]) -> None:
    """Make ent.decision_asked, and what stands if all of it is kept."""
    store.execute(
        "create or replace table ent.decision_asked"
        " (decision_no integer, kind varchar, left_id bigint, right_id bigint, verdict varchar)"
    )
    if asked:
        rows = [{name: asdict(item)[name] for name in _FIELDS} for item in asked]
        store.execute("insert into ent.decision_asked select unnest($rows, recursive := true)", {"rows": rows})
    store.run(store.catalogue.get("decision_standing", "review"), {})


def _clashes(store: Store, asked: Sequence[Asked]) -> dict[tuple[int, int], list[tuple[bool, int]]]:
    """The contradictions by what they are about; each with its decisions, asked or kept."""
    _write_asked(store, asked)
    store.run(store.catalogue.get("decision_clash", "review"), {})
    found: dict[tuple[int, int], list[tuple[bool, int]]] = {}
    for left_id, right_id, is_new, number in store.rows("select * from ent.decision_clash order by all"):
        found.setdefault((left_id, right_id), []).append((is_new, number))
    return found


def _without_clashes(store: Store, asked: Sequence[Asked]) -> tuple[list[Asked], list[Clash]]:
    """What can be kept, and the contradictions that the rest takes part in."""
    left = list(asked)
    told: list[Clash] = []
    while True:
        places = {item.decision_no: item.place for item in left}
        found = [parts for parts in _clashes(store, left).values() if any(is_new for is_new, number in parts)]
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


def _overruled(store: Store, asked: Sequence[Asked]) -> tuple[tuple[str, int], ...]:
    """Which rows change an earlier decision that is in force."""
    _write_asked(store, [])
    standing = store.rows("select decision_no, kind, left_id, right_id, verdict from ent.decision_standing")
    known = {_question(*row[1:]): row[0] for row in standing}
    return tuple(
        (item.place, known[question])
        for item in asked
        if (question := _question(item.kind, item.left_id, item.right_id, item.verdict)) in known
    )


def _question(kind: str, left_id: int, right_id: int | None, verdict: str) -> tuple[Any, ...]:
    """What two decisions have in common of which one takes the other's place."""
    return (kind, left_id, right_id) if kind in ("person", "home") else ("unit", left_id, verdict)


def _keep(store: Store, asked: Sequence[Asked], period: str, signed: tuple[str, datetime]) -> None:
    (last,) = store.rows("select coalesce(max(decision_id), 0) from meta.decision")[0]
    by, at = signed
    rows = [
        {
            "decision_id": number,
            **{name: getattr(item, name) for name in ("kind", "left_id", "right_id", "verdict", "note")},
            "period": period,
            "decided_by": by,
            "decided_at": at,
        }
        for number, item in enumerate(asked, start=int(last) + 1)
    ]
    if rows:
        store.execute("insert into meta.decision by name select unnest($rows, recursive := true)", {"rows": rows})


def withdraw_decisions(store: Store, numbers: Sequence[int], by: str, at: datetime) -> None:
    """Mark decisions as withdrawn: what stood before them stands again. UsageError where one can't be, and none is."""
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
    with store.transaction():
        store.execute(
            "update meta.decision set withdrawn_by = $by, withdrawn_at = $at"
            " where list_contains($numbers, decision_id)",
            {"by": by, "at": at, "numbers": list(numbers)},
        )


def list_decisions(store: Store) -> list[tuple[Any, ...]]:
    """Every decision by its number, by keys alone: number, kind, left, right, verdict, month, who, when, withdrawn."""
    return store.rows(
        """
        select
            decision_id, kind, left_id, right_id, verdict, period, decided_by, decided_at, withdrawn_by, withdrawn_at
        from meta.decision
        order by decision_id
        """
    )


def review_status(store: Store, period: str) -> list[tuple[str, str, str, int]]:
    """What is open and what was decided, as (item, what, by whom, how many); the month is linked and listed."""
    store.run(store.catalogue.get("person_change", "review"), store.period_params(period))
    clashes = _clashes(store, [])
    told = store.rows(
        """
        select 'open_pair', reason, '', count(*) from ent.review_pair group by reason
        union all
        select 'open_case', '', '', count(distinct recipient_id) from ent.review_case having count(*) > 0
        union all
        select 'decided', verdict, decided_by, count(*)
        from meta.decision as decision
        semi join ent.decision_standing as standing on decision.decision_id = standing.decision_no
        where kind = 'person'
        group by verdict, decided_by
        union all
        select 'decided', kind, decided_by, count(*)
        from meta.decision as decision
        semi join ent.decision_standing as standing on decision.decision_id = standing.decision_no
        where kind <> 'person'
        group by kind, decided_by
        union all
        select 'withdrawn', '', withdrawn_by, count(*)
        from meta.decision
        where withdrawn_at is not null
        group by withdrawn_by
        union all
        select change, before_id || ' → ' || after_id, '', identity_count from ent.person_change
        """
    )
    contradictory = [
        ("contradiction", ", ".join(str(number) for _is_new, number in parts), "", 1) for parts in clashes.values()
    ]
    order = ("open_pair", "open_case", "decided", "withdrawn", "contradiction", "merged", "split")
    rows = [*((item, what, by, int(count)) for item, what, by, count in told), *contradictory]
    return sorted(rows, key=lambda row: (order.index(row[0]), row[1:]))
