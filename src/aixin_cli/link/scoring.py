"""Scores pairs of identities with Splink on the register's own connection, by the shipped model."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixin_cli.link.model import Comparison, Model, load_model
from aixin_cli.store.database import translate_errors
from aixin_cli.store.interrupting import interruptible

if TYPE_CHECKING:
    from aixin_cli.store import Store

_PAIRS = "link_blocked"


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
        """The records as the model compares them; by its bare name Splink finds it in ent."""
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
        with _splink_in_memory(store), _splink_errors(store):
            _score(store, model, tables)


def _empty(model: Model, tables: PairTables) -> str:
    answers = "".join(f", {comparison.id}_answer varchar" for comparison in model.comparisons)
    names = "role varchar, left_id bigint, right_id bigint, rules integer, centibits integer, name_centibits integer"
    return f"create or replace table {tables.score} ({names}{answers})"


def _score(store: Store, model: Model, tables: PairTables) -> None:
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    store.execute(
        f"""
        create or replace table {_PAIRS} as
        select
            left_id * 2 + cast(role = 'helper' as bigint) as join_key_l,
            right_id * 2 + cast(role = 'helper' as bigint) as join_key_r,
            '0' as match_key
        from {tables.candidate}
        """  # noqa: S608
    )
    api = DuckDBAPI(store.connection)
    subject = api.register(tables.subject.removeprefix("ent."))
    linker = Linker(subject, model.settings(), log_level=None, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(api.register(_PAIRS))
    with interruptible(store.connection):
        scored = linker.inference.predict(warning_mode="never")
    _keep(store, model, tables, scored.physical_name)


def _keep(store: Store, model: Model, tables: PairTables, scored: str) -> None:
    answers = "".join(f", {_answer(comparison)}" for comparison in model.comparisons)
    store.execute(
        f"""
        insert into {tables.score}
        select
            candidate.role, candidate.left_id, candidate.right_id, candidate.rules,
            cast(round(scored.match_weight * 100) as integer),
            cast(round((scored.mw_name + coalesce(scored.mw_tf_adj_name, 0)) * 100) as integer)
            {answers}
        from {scored} as scored
        inner join {tables.candidate} as candidate
            on
                scored.record_id_l = candidate.left_id * 2 + cast(candidate.role = 'helper' as bigint)
                and scored.record_id_r = candidate.right_id * 2 + cast(candidate.role = 'helper' as bigint)
        """  # noqa: S608
    )


def _answer(comparison: Comparison) -> str:
    """Splink's number of a level as our name for it; blank is null."""
    top = len(comparison.levels) - 1
    named = " ".join(f"when {top - place} then '{level.id}'" for place, level in enumerate(comparison.levels))
    return f"case scored.gamma_{comparison.id} {named} end"


@contextmanager
def _splink_in_memory(store: Store) -> Iterator[None]:
    """Let Splink's own tables come to be beside ent.*, in memory, and be gone afterwards."""
    register = store.rows("select current_database()")[0][0]
    store.execute("use ent")
    try:
        yield
    finally:
        left = store.rows(
            "select table_name, table_type from information_schema.tables"
            " where table_catalog = 'ent' and (starts_with(table_name, '__splink__') or table_name = $pairs)",
            {"pairs": _PAIRS},
        )
        for name, kind in left:
            store.execute(f"drop {'view' if kind == 'VIEW' else 'table'} if exists ent.{name}")
        store.execute(f"use {register}")


@contextmanager
def _splink_errors(store: Store) -> Iterator[None]:
    """Splink wraps what DuckDB raises, Ctrl-C among it: unwrapped, it is told as everywhere in the store."""
    with translate_errors(store.directory):
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the kind that wraps them has no public name
            raise (error.__cause__ or error) from None
