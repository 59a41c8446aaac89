"""Scores pairs of identities by the shipped model: one SELECT that is made of its comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from aixin_cli.link.fellegi_sunter import Comparison, Level, Model, load_model

if TYPE_CHECKING:
    from aixin_cli.store import Store


@dataclass(frozen=True, slots=True)
class PairTables:
    """The tables of one scoring: the month's candidates (`link`), or pairs that somebody asks about."""

    prefix: str = "link"

    @property
    def candidate(self) -> str:
        """The pairs: role, left_id, right_id, rules."""
        return f"ent.{self.prefix}_candidate"

    @property
    def record(self) -> str:
        """What the rows say of each identity in a pair."""
        return f"ent.{self.prefix}_record"

    @property
    def subject(self) -> str:
        """The records as the model compares them."""
        return f"ent.{self.prefix}_subject"

    @property
    def score(self) -> str:
        """Each pair's weight and answers."""
        return f"ent.{self.prefix}_score"


MONTH = PairTables()


def score_pairs(store: Store, tables: PairTables = MONTH) -> None:
    """Make the score table of the candidate and the subject table: each pair's weight in bits and its answers.

    Weights are rounded to whole hundredths of a bit, so that no last place of a sum can decide anything.
    """
    model = load_model()
    store.execute(_empty(model, tables))
    if store.rows(f"select 1 from {tables.candidate} limit 1"):  # noqa: S608
        store.execute(f"insert into {tables.score} by name {_scores(model, tables)}")


def _empty(model: Model, tables: PairTables) -> str:
    answers = "".join(f", {comparison.id}_answer varchar" for comparison in model.comparisons)
    names = "role varchar, left_id bigint, right_id bigint, rules integer, centibits integer, name_centibits integer"
    return f"create or replace table {tables.score} ({names}{answers})"


def _scores(model: Model, tables: PairTables) -> str:
    """Fellegi and Sunter's sum, as Splink's `predict` has it: the prior, and what each comparison's answer weighs."""
    answers = ", ".join(f"{_answer(item)} as {item.id}_answer" for item in model.comparisons)
    names = ", ".join(f"{item.id}_answer" for item in model.comparisons)
    weights = {item.id: _weight(item) for item in model.comparisons}
    record = "{} * 2 + cast(pair.role = 'helper' as bigint)"
    return f"""
        with compared as (
            select pair.*, columns(near.*) as '\\0_l', columns(far.*) as '\\0_r'
            from {tables.candidate} as pair
            inner join {tables.subject} as near on {record.format("pair.left_id")} = near.record_id
            inner join {tables.subject} as far on {record.format("pair.right_id")} = far.record_id
        ),
        answered as (select *, {answers} from compared)
        select
            role, left_id, right_id, rules, {names},
            cast(round(({_bits(model.prior_weight)} + {" + ".join(weights.values())}) * 100) as integer) as centibits,
            cast(round({weights["name"]} * 100) as integer) as name_centibits
        from answered
    """  # noqa: S608


def _answer(comparison: Comparison) -> str:
    """The first level whose condition holds; blank is null."""
    *asked, other = comparison.levels
    levels = " ".join(f"when {level.condition} then '{level.id}'" for level in asked)
    return f"case when {comparison.blank} then null {levels} else '{other.id}' end"


def _weight(comparison: Comparison) -> str:
    levels = " ".join(f"when '{level.id}' then {_weight_of(level)}" for level in comparison.levels)
    return f"case {comparison.id}_answer {levels} else 0 end"


def _weight_of(level: Level) -> str:
    """A level's bits; where it allows for frequency, by the share of this very value in the place of u."""
    if level.frequency is None:
        return _bits(level.weight)
    share = f"tf_{level.frequency}"
    return f"{_bits(log2(level.m))} - log2(greatest({share}_l, {share}_r))"


def _bits(weight: float) -> str:
    # A bare number with a point is a decimal, and is added up as one.
    return f"cast({weight!r} as double)"
