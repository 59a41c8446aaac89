"""Parts and versions: what a newly read part is to the parts already there.

Rows of a key unit × form × period that overlap hardly at all are a further part; those that are
nearly the same are a newer version; between, the load is held and asks (statistics, Returns).
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from aixin_cli.stage.returns.contested import Key, Part, Shared, contested_parts, shared_rows
from aixin_cli.store import Store

Relation = Literal["auto", "part", "replace"]


@dataclass(frozen=True)
class Told:
    """What is said about a load's files from outside."""

    relation: Relation = "auto"
    prefer: Set[str] = frozenset()
    answers: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Of a returned workbook, by path: the file that it answers, its number and how its hash begins."""


def decide_versions(store: Store, load_id: int, told: Told) -> set[Key]:
    """Give every new part of this load its state: accepted, superseded, held or repeat.

    A held part is judged again when it comes again and is told what it is. Gives the returns
    of which known parts have another state now.
    """
    parts = contested_parts(store, load_id)
    before = {part.part_id: part.state for part in parts if not part.is_new}
    shared = shared_rows(store, [part for part in parts if part.row_count])
    keys = sorted({part.key for part in parts})
    for key in keys:
        _Decision([part for part in parts if part.key == key], shared, told, _limits(store)).run()
    for part in parts:
        store.execute(
            "update meta.part set state = ?, state_reason = ?, superseded_by = ?, version = ? where part_id = ?",
            [part.state, part.reason, part.superseded_by, part.version, part.part_id],
        )
    store.execute("update meta.part set state = 'accepted' where state = 'new' and load_id = ?", [load_id])
    follow_first(store)
    return {part.key for part in parts if part.state != before.get(part.part_id, part.state)}


def follow_first(store: Store) -> None:
    """Give second persons out of one cell the state of their sheet's first ones: they come and go together."""
    store.update_from("meta.part", ["state", "state_reason", "superseded_by"], "intake/share_state")


def _limits(store: Store) -> tuple[float, float]:
    return float(store.settings["returns.part_overlap"]), float(store.settings["returns.version_overlap"])


def find_rivals(store: Store, part_id: int) -> list[int]:
    """The standing parts of its return that a part is a version of, or that it waits for to be told what it is."""
    parts = contested_parts(store, part_id=part_id)
    mine = [part for part in parts if part.part_id == part_id]
    if not mine or mine[0].is_supplement:
        return []
    shared = shared_rows(store, [part for part in parts if part.row_count])
    decision = _Decision(parts, shared, Told(), _limits(store))
    rivals, is_clear = decision._rivals(mine[0], [part for part in parts if part.state == "accepted"])
    return [rival.part_id for rival in rivals] if is_clear or mine[0].reason == "overlap" else []


class _Decision:
    """The parts of one key, in the order of their 填报日期, judged one after the other."""

    def __init__(self, parts: list[Part], shared: Shared, told: Told, limits: tuple[float, float]) -> None:
        self.parts = parts
        self.shared = shared
        self.relation = told.relation
        self.answers = told.answers
        self.preferred = {part.part_id for part in parts if part.path in told.prefer}
        self.part_limit, self.version_limit = limits

    def run(self) -> None:
        for part in self.parts:
            if part.is_new:
                self._judge(part)

    def _judge(self, part: Part) -> None:
        """What comes again is judged again only where this load says what it is."""
        twin = self._twin(part)
        if twin is None:
            self._place(part)
            return
        part.state, part.reason, part.superseded_by = "repeat", "repeat", twin.part_id
        if part.part_id in self.preferred:
            self.preferred.add(twin.part_id)
        is_told = self.relation != "auto" or bool(self.preferred)
        if (twin.state == "held" and is_told) or (twin.part_id in self.preferred and self._is_provisional(twin)):
            self._place(twin)

    def _is_provisional(self, part: Part) -> bool:
        """Whether a part stands for the time being, and another waits for somebody to choose."""
        waiting = (other for other in self.parts if other.waits_for_choice)
        return part.state == "accepted" and any(self._shares(part, other) for other in waiting)

    def _place(self, part: Part) -> None:
        others = (other for other in self.parts if other is not part)
        standing = [other for other in others if other.state == "accepted" or other.waits_for_choice]
        part.state, part.reason, part.superseded_by = "accepted", None, None
        if part.is_supplement or self.relation == "part":
            return
        if part.is_new and part.path in self.answers and self._answers(part, standing):
            return
        rivals, is_clear = self._rivals(part, standing)
        if not is_clear:
            part.state, part.reason, part.superseded_by = "held", "overlap", rivals[0].part_id
            return
        self._settle(part, rivals)

    def _answers(self, part: Part, standing: list[Part]) -> bool:
        """Let a returned workbook replace just the version that it was made of, whatever day it bears.

        Where that one was replaced or withdrawn meanwhile it is held; where it never was this return's, all goes
        as for any other file.
        """
        file_id, proof = self.answers[part.path]
        sent = [other for other in self.parts if other.file_id == file_id and other.sha256.startswith(proof)]
        current = [other for other in sent if other in standing]
        for other in self._same_sheet(part, current):
            _supersede(other, part)
        if sent and not current:
            part.state, part.reason = "held", "conflict"
            part.superseded_by = standing[0].part_id if standing else None
        return bool(sent)

    def _same_sheet(self, part: Part, current: list[Part]) -> list[Part]:
        """Of a return in several sheets of one file the one of this name; one alone whatever its name is now."""
        named = [other for other in current if other.sheet == part.sheet]
        return named or (current if len(current) == 1 else [])

    def _twin(self, part: Part) -> Part | None:
        """A part with the same content that is kept already, or comes earlier in this load."""
        kept = (other for other in self.parts if other is not part and other.state not in ("new", "repeat"))
        return next((other for other in kept if other.content_hash == part.content_hash), None)

    def _rivals(self, part: Part, standing: list[Part]) -> tuple[list[Part], bool]:
        """The standing parts that this one is a version of, and whether that is clear."""
        if self.relation == "replace":
            return [other for other in standing if not other.is_new], True
        touched = [other for other in standing if self._shares(part, other)]
        if not part.row_count or any(not other.row_count for other in touched):
            # A zero return against rows: rows replace a zero, neither replaces the other against its date unasked.
            return touched, not touched or (bool(part.row_count) and all(_order(part, other) >= 0 for other in touched))
        total = self._sum_shared(part, touched) / part.row_count
        if total < self.part_limit:
            return [], True
        covered = [other for other in touched if self._count(part, other) >= self.version_limit * other.row_count]
        if self._sum_shared(part, covered) >= self.version_limit * part.row_count:
            return covered, True
        # A version that lost rows: nearly all of it is in one part, and it is most of that part.
        shorter = [other for other in touched if self._count(part, other) * 2 >= other.row_count]
        if total >= self.version_limit and shorter and sum(not other.waits_for_choice for other in shorter) <= 1:
            return shorter, True
        return touched, False

    def _sum_shared(self, part: Part, others: list[Part]) -> int:
        """How many of a part's rows the others have: parts add up, versions that wait hold the same rows again."""
        added = sum(self._count(part, other) for other in others if not other.waits_for_choice)
        return max([added, *(self._count(part, other) for other in others if other.waits_for_choice)])

    def _shares(self, part: Part, other: Part) -> bool:
        """Whether two parts may be one return's versions at all: rows in common, or none in one of them."""
        return bool(self._count(part, other)) or not (part.row_count and other.row_count)

    def _count(self, part: Part, other: Part) -> int:
        return self.shared.get((part.part_id, other.part_id), 0)

    def _settle(self, part: Part, rivals: list[Part]) -> None:
        """Which of the versions stands: the preferred file, else the later 填报日期, else nobody knows.

        Of versions that nothing tells apart both wait if they came together; else the first stands for
        the time being, and the later comer waits.
        """
        verdicts = [(self._verdict(part, rival), rival) for rival in rivals]
        lost = [rival for verdict, rival in verdicts if verdict < 0]
        tied = [rival for verdict, rival in verdicts if verdict == 0]
        if lost:
            _supersede(part, lost[0])
            return
        standing = [rival for rival in tied if rival.state == "accepted"]
        beaten = [rival for verdict, rival in verdicts if verdict > 0]
        if tied and (standing or not any(rival.state == "accepted" for rival in beaten)):
            _wait(part, (standing or tied)[0])
            for rival in standing:
                if rival.is_new:
                    _wait(rival, part)
            return
        for rival in beaten:
            _supersede(rival, part)
        for rival in tied:
            _wait(rival, part)

    def _verdict(self, part: Part, rival: Part) -> int:
        """1 where the part goes before its rival, -1 where the rival does, 0 where nothing tells."""
        chosen = (part.part_id in self.preferred) - (rival.part_id in self.preferred)
        if chosen or (self.relation == "replace" and not rival.is_new):
            return chosen or 1
        # Rows replace a zero return that isn't dated later (`_rivals`).
        return _order(part, rival) or (part.row_count > 0) - (rival.row_count > 0)


def _order(part: Part, rival: Part) -> int:
    """1 where a part has the later 填报日期, -1 where its rival has, 0 where they are the same or one is blank."""
    if not (part.filled_date and rival.filled_date):
        return 0
    return (part.filled_date > rival.filled_date) - (part.filled_date < rival.filled_date)


def _supersede(loser: Part, winner: Part) -> None:
    loser.state, loser.reason, loser.superseded_by = "superseded", "newer version", winner.part_id
    winner.version = max(winner.version, loser.version + 1)


def _wait(part: Part, rival: Part) -> None:
    part.state, part.reason, part.superseded_by = "held", "conflict", rival.part_id
