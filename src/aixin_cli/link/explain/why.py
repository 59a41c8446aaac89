"""Why two rows are or aren't one person: what decided it, and what every comparison weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aixin_cli.link.explain.find_row import FoundRow, find_row
from aixin_cli.link.scoring import PairTables, score_pairs
from aixin_cli.link.sounds import write_spelling

if TYPE_CHECKING:
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

ASKED = PairTables("asked")


@dataclass(frozen=True, slots=True)
class Question:
    """Two rows as somebody typed them, and in which role their people are meant."""

    left: str
    right: str
    role: str = "recipient"


@dataclass(frozen=True, slots=True)
class Side:
    """A row that was asked about, or by which it was compared. What isn't `_shown` is for comparing only."""

    purpose: str
    side: str
    part_id: int
    row: int
    path: str
    sheet: str | None
    period: str
    name: str | None
    folded_name: str | None
    name_shown: str | None
    id_text: str | None
    id_shown: str | None
    birth: str | None
    identity_id: int
    person_id: int
    evidence: str
    has_number: bool
    is_number_lost: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether two identities are one person (`one`, `two`, `listed`), and the ground of it."""

    verdict: str
    ground: str
    decided_by: str | None
    decided_on: str | None
    centibits: int | None
    rival_centibits: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """A pair's weight in hundredths of a bit, and the answer of each comparison (None: nothing to compare)."""

    centibits: int
    name_centibits: int
    answers: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Reasons:
    """All that is known of a pair, for words."""

    period: str
    role: str
    ruling: Ruling
    sides: Sequence[Side]
    compared: Sequence[Side]
    blocks: Sequence[tuple[int, int | None, bool]]
    """Of each block that both are in: the rule's number, its size, whether it is too large."""
    score: Score | None
    between: Sequence[int]
    """The identities by way of which two are one, where nothing joins them directly."""


def find_reasons(store: Store, period: str, question: Question) -> Reasons:
    """Answer for a linked period; UsageError where a text means no row or several."""
    params = store.period_params(period)
    _run(store, "mention_evidence", params)
    left = find_row(store, question.left, question.role, "A")
    right = find_row(store, question.right, question.role, "B")
    low, high = sorted((left.identity_id, right.identity_id))
    params |= {"role": question.role, "left_id": low, "right_id": high}
    for name in ("shared_block", "compared_pair"):
        _run(store, name, params)
    score = _score(store, params)
    sides = _sides(store, params, (left, right))
    asked = [side for side in sides if side.purpose == "asked"]
    ruling = Ruling(
        *store.rows(
            "select verdict, ground, decided_by, cast(decided_on as varchar), centibits, rival_centibits"
            " from ent.compared_pair"
        )[0]
    )
    return Reasons(
        period=period,
        role=question.role,
        ruling=ruling,
        sides=asked,
        compared=[side for side in sides if side.purpose == "compared"] or asked,
        blocks=store.rows("select rule_no, block_size, is_too_large from ent.shared_block order by rule_no, key"),
        score=score,
        between=_way(store, low, high) if ruling.ground == "through" else (),
    )


def _run(store: Store, name: str, params: Mapping[str, Any]) -> None:
    store.run(store.catalogue.get(name, "explain"), params)


def _score(store: Store, params: Mapping[str, Any]) -> Score | None:
    """Score the pair as the month's candidates are scored; None where there is nothing to compare."""
    pair = {name: params[name] for name in ("role", "left_id", "right_id")}
    store.execute(
        f"create or replace table {ASKED.candidate} as"  # noqa: S608
        " select cast($role as varchar) as role, cast($left_id as bigint) as left_id,"
        " cast($right_id as bigint) as right_id, 0 as rules where $left_id <> $right_id",
        pair,
    )
    store.run(_asked(store, "link_record"), params)
    write_spelling(store, ASKED)
    store.run(_asked(store, "link_subject"), params)
    score_pairs(store, ASKED)
    found = store.arrow(f"select * from {ASKED.score}").to_pylist()  # noqa: S608
    if not found:
        return None
    answers = {name.removesuffix("_answer"): answer for name, answer in found[0].items() if name.endswith("_answer")}
    return Score(found[0]["centibits"], found[0]["name_centibits"], answers)


def _asked(store: Store, name: str) -> Statement:
    """A statement of linking, of the pair that is asked about instead of the month's candidates."""
    statement = store.catalogue.get(name, "link")
    sql = re.sub(r"\bent\.link_(candidate|record|subject)\b", rf"ent.{ASKED.prefix}_\1", statement.sql)
    return replace(statement, id=name.replace("link", ASKED.prefix, 1), sql=sql)


def _sides(store: Store, params: Mapping[str, Any], asked: Sequence[FoundRow]) -> list[Side]:
    """Both rows as they are asked about, then those by which they were compared, A before B."""
    rows = [
        {"purpose": "asked", "side": side, "part_id": found.part_id, "row": found.row}
        for side, found in zip("AB", asked, strict=True)
    ]
    bound = {"rows": rows, "left_id": asked[0].identity_id, "role": params["role"]}
    compared = f"select * from {ASKED.record}"  # noqa: S608
    sql, used = store.question("lookup/compared_row", bound, compared=compared)
    store.execute(f"create or replace table ent.compared_row as {sql}", used)
    _run(store, "compared_side", params)
    return [Side(*cells) for cells in store.rows("select * from ent.compared_side order by purpose, side")]


def _way(store: Store, start: int, end: int) -> Sequence[int]:
    """The identities between two of one person on a shortest way, the lowest keys first."""
    edges = store.ask("lookup/joined_edge", {"start": start})
    return shortest_way(edges, start, end)


def shortest_way(edges: Iterable[tuple[int, int]], start: int, end: int) -> Sequence[int]:
    """The members between two of one group; empty where they are neighbours or not connected."""
    near: dict[int, set[int]] = {}
    for left, right in edges:
        near.setdefault(left, set()).add(right)
        near.setdefault(right, set()).add(left)
    ways: dict[int, list[int]] = {start: []}
    border = [start]
    while border and end not in ways:
        reached: list[int] = []
        for member in border:
            for other in sorted(near.get(member, set()) - ways.keys()):
                ways[other] = [*ways[member], other]
                reached.append(other)
        border = reached
    return ways.get(end, [])[:-1]
