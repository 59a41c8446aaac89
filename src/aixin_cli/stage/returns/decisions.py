"""What a person decides about returns: take one out, bring one back, choose of two, release a held one.

Every decision is kept with who, when and why; it changes which parts stand, never what they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aixin_cli.errors import UsageError
from aixin_cli.forms import get_form
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _
from aixin_cli.stage.returns.contested import Key
from aixin_cli.stage.returns.holds import hold_returns
from aixin_cli.stage.returns.openings import TOUCHING, judge_openings
from aixin_cli.stage.returns.standing import Named, counting_parts, standing_parts
from aixin_cli.stage.returns.versions import find_rivals, follow_first
from aixin_cli.store import Store


@dataclass(frozen=True)
class Decision:
    """Why, and by whom."""

    reason: str | None = None
    by: str | None = None
    until: date | None = None
    """Of an extension: the last day."""


@dataclass(frozen=True)
class Done:
    """What a decision changed."""

    part_id: int
    version: int
    key: Key
    others: tuple[int, ...] = ()
    """Parts that step back, or that could be brought back."""
    gained: tuple[Named, ...] = ()
    """Parts that count now because of it: they waited for this one, or were held beside it."""
    lost: tuple[Named, ...] = ()
    """Parts that are held now because of it."""

    @property
    def period(self) -> str:
        """The month that has to be rolled up again."""
        return self.key[2]


@dataclass(frozen=True)
class _Part:
    part_id: int
    key: Key
    state: str
    reason: str | None
    other: int | None


def withdraw(store: Store, part_id: int, decision: Decision) -> Done:
    """Take a return out again, whatever it counted; give the versions it had replaced.

    Raises UsageError when there is no such part or it counts nowhere as it is.
    """
    part = _find(store, part_id)
    if part.state not in ("accepted", "held"):
        raise UsageError(
            _("part {part} counts nowhere as it is").format(part=part_id),
            None,
            _("see: aixin returns show {part}").format(part=part_id),
        )
    before = counting_parts(store, part.key[0])
    with store.transaction():
        _set(store, [part.part_id], "withdrawn", None)
        _free(store, part)
        _keep(store, "withdraw", part, decision)
    replaced = store.rows(
        "select part_id from meta.part where superseded_by = ? and state = 'superseded' and share = 1 order by 1",
        [part.part_id],
    )
    return _done(store, part, [number for (number,) in replaced], before, is_out=True)


def choose(store: Store, part_id: int, decision: Decision) -> Done:
    """Say which of the versions counts that no 填报日期 tells apart; give those that step back.

    Raises UsageError when no choice is open about that part.
    """
    part = _find(store, part_id)
    others = _in_choice(store, part)
    if not others or part.state not in ("accepted", "held"):
        raise UsageError(
            _("there is nothing to choose about part {part}").format(part=part_id),
            None,
            _("see: aixin returns list --period {period}").format(period=part.key[2]),
        )
    before = counting_parts(store, part.key[0])
    with store.transaction():
        _set(store, [part.part_id], "accepted", None)
        _set(store, others, "superseded", part.part_id)
        _count_on(store, part.part_id, others)
        _keep(store, "choose", part, decision)
    return _done(store, part, others, before)


def reinstate(store: Store, part_id: int, decision: Decision | None = None) -> Done:
    """Bring a superseded, withdrawn or held version back; those that stand against it step back.

    Raises UsageError when there is no such part or it counts already.
    """
    part = _find(store, part_id)
    if part.state == "accepted":
        raise UsageError(
            _("part {part} counts already").format(part=part_id),
            None,
            _("see: aixin returns show {part}").format(part=part_id),
        )
    against = {*find_rivals(store, part.part_id), *_in_choice(store, part), *_replacing(store, part)}
    before = counting_parts(store, part.key[0])
    with store.transaction():
        _set(store, sorted(against), "superseded", part.part_id)
        _set(store, [part.part_id], "accepted", None)
        _keep(store, "reinstate", part, decision or Decision())
    return _done(store, part, sorted(against), before)


def release(store: Store, key: Key, decision: Decision) -> None:
    """Let a held return count as it stands now, with a reason that is kept.

    Raises UsageError when that return is not held.
    """
    held = store.rows(
        "select count(*) from meta.hold where unit_code = ? and form = ? and period = ? and released_reason is null",
        key,
    )
    if not held[0][0]:
        unit, form, period = key
        raise UsageError(
            _("the return {unit} {form} {period} is not held").format(
                unit=load_divisions().by_code[unit].name, form=get_form(form).code, period=period
            ),
            None,
            _("see: aixin returns list --period {period}").format(period=period),
        )
    with store.transaction():
        store.execute(
            """
            update meta.hold set released_reason = ?, released_at = now()::timestamp
            where unit_code = ? and form = ? and period = ? and released_reason is null
            """,
            [decision.reason, *key],
        )
        for part_id in standing_parts(store, key):
            record(store, "release", key, part_id, decision)


def _done(store: Store, part: _Part, others: list[int], before: set[Named], *, is_out: bool = False) -> Done:
    ((version,),) = store.rows("select version from meta.part where part_id = ?", [part.part_id])
    after, told = counting_parts(store, part.key[0]), {part.part_id, *others}
    gained, lost = ({item for item in changed if item[0] not in told} for changed in (after - before, before - after))
    mine = (part.part_id, part.key)
    if not is_out and mine not in after:
        lost.add(mine)
    return Done(part.part_id, version, part.key, tuple(others), tuple(sorted(gained)), tuple(sorted(lost)))


def _find(store: Store, part_id: int) -> _Part:
    """The part of that number; of second persons out of one cell, their sheet's."""
    found = store.ask("intake/first_part", {"part": part_id})
    if not found:
        raise UsageError(
            _("there is no part {part}").format(part=part_id), None, _("see: aixin returns list --period P")
        )
    first_id, unit, form, period, state, reason, other = found[0]
    return _Part(first_id, (unit, form, period), state, reason, other)


def _replacing(store: Store, part: _Part) -> set[int]:
    """The part that replaced this one, if it stands."""
    found = store.rows("select part_id from meta.part where part_id = ? and state = 'accepted'", [part.other])
    return {number for (number,) in found}


def _in_choice(store: Store, part: _Part) -> list[int]:
    """The other versions of an open choice: those that wait for this part, that it waits for, or that wait with it."""
    group = {part.part_id} | ({part.other} if part.reason == "conflict" and part.other else set())
    waiting = store.rows(
        """
        select part_id, superseded_by from meta.part
        where unit_code = ? and form = ? and period = ? and state = 'held' and state_reason = 'conflict' and share = 1
        """,
        part.key,
    )
    for _round in waiting:
        group |= {number for pair in waiting if group & set(pair) for number in pair if number is not None}
    standing = store.rows(
        "select part_id from meta.part where list_contains($ids, part_id) and state in ('accepted', 'held')",
        {"ids": sorted(group)},
    )
    return sorted(number for (number,) in standing if number != part.part_id)


def _count_on(store: Store, part_id: int, others: list[int]) -> None:
    """The version that is chosen has the highest number of them."""
    store.execute(
        """
        update meta.part set version =
            greatest(version, (select max(version) + 1 from meta.part where list_contains($others, part_id)))
        where part_id = $part
        """,
        {"part": part_id, "others": others},
    )


def _free(store: Store, part: _Part) -> None:
    """Of versions that waited for this one alone, the last that is left has nobody to wait for.

    What waits to be told whether it is a part or a version waits on where another one stands that it is like.
    """
    waiting = store.rows(
        """
        select part_id, state_reason from meta.part
        where state = 'held' and state_reason in ('conflict', 'overlap') and share = 1 and superseded_by = ?
        order by part_id
        """,
        [part.part_id],
    )
    if len(waiting) != 1:
        return
    ((part_id, reason),) = waiting
    rivals = find_rivals(store, part_id) if reason == "overlap" else []
    if not rivals:
        _set(store, [part_id], "accepted", None)


_REASONS = {"accepted": None, "superseded": "newer version", "withdrawn": "withdrawn"}


def _set(store: Store, parts: list[int], state: str, other: int | None) -> None:
    store.execute(
        """
        update meta.part set state = $state, state_reason = $reason, superseded_by = $other
        where list_contains($ids, part_id)
        """,
        {"state": state, "reason": _REASONS[state], "other": other, "ids": parts},
    )


def _keep(store: Store, verb: str, part: _Part, decision: Decision) -> None:
    """What follows from every change of a part: its sheet's further persons, the holds, the record."""
    follow_first(store)
    hold_returns(store, [part.key])
    unit, form, _period = part.key
    if form in TOUCHING:
        judge_openings(store, [unit], standing_parts(store, part.key))
        follow_first(store)
    record(store, verb, part.key, part.part_id, decision)


def record(store: Store, verb: str, key: Key, part_id: int | None, decision: Decision) -> None:
    """Keep what was decided, by whom and when."""
    store.execute(
        "insert into meta.return_decision select coalesce(max(decision_id), 0) + 1, $verb, $unit, $form, $period,"
        " $part, $reason, $by, now()::timestamp, $until from meta.return_decision",
        {
            **dict(zip(("unit", "form", "period"), key, strict=True)),
            "verb": verb,
            "part": part_id,
            "reason": decision.reason,
            "by": decision.by,
            "until": decision.until,
        },
    )
