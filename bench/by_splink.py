"""Pairs scored by Splink itself, with the shipped model: what linking's own SELECT is held to, and estimates by."""

import logging
from typing import Any

from aixin_cli.link.fellegi_sunter import Comparison, Level, Model, load_model
from aixin_cli.store import Store
from aixin_cli.store.files.macro_file import look_in

RECORD = "{} * 2 + cast(role = 'helper' as bigint)"


def score_by_splink(store: Store) -> None:
    """Make ent.link_score of ent.link_candidate and ent.link_subject, as linking's `score_pairs` does."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    model = load_model()
    register = store.rows("select current_database()")[0][0]
    # Splink finds a table by its bare name alone.
    look_in(store.connection, "ent")
    left, right = RECORD.format("left_id"), RECORD.format("right_id")
    pairs = f"select {left} as join_key_l, {right} as join_key_r, '0' as match_key from link_candidate"
    store.execute(f"create or replace table link_blocked as {pairs}")
    api = DuckDBAPI(store.connection)
    linker = Linker(api.register("link_subject"), settings(model), log_level=None, validate_settings=False)
    linker.table_management.register_blocked_pairs_for_predict(api.register("link_blocked"))
    scored = linker.inference.predict(warning_mode="never").physical_name
    answers = "".join(f", {_answer(comparison)}" for comparison in model.comparisons)
    store.execute(
        f"""
        create or replace table link_score as
        select
            role, left_id, right_id, rules,
            cast(round(match_weight * 100) as integer) as centibits,
            cast(round((mw_name + coalesce(mw_tf_adj_name, 0)) * 100) as integer) as name_centibits
            {answers}
        from {scored} inner join link_candidate on record_id_l = {left} and record_id_r = {right}
        """
    )
    for (name,) in store.rows("select view_name from duckdb_views() where starts_with(view_name, '__splink__')"):
        store.execute(f"drop view {name}")
    for (name,) in store.rows("select table_name from duckdb_tables() where starts_with(table_name, '__splink__')"):
        store.execute(f"drop table {name}")
    look_in(store.connection, register)


def _answer(comparison: Comparison) -> str:
    """Splink's number of a level, the topmost of which has the highest, as our name for it; blank is null."""
    top = len(comparison.levels) - 1
    named = " ".join(f"when {top - place} then '{level.id}'" for place, level in enumerate(comparison.levels))
    return f"case gamma_{comparison.id} {named} end as {comparison.id}_answer"


def settings(model: Model) -> dict[str, Any]:
    """The model as Splink takes it."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record_id",
        "probability_two_random_records_match": model.prior,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": ["l.record_id = r.record_id"],
        "comparisons": [_comparison(comparison) for comparison in model.comparisons],
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    blank = {"sql_condition": comparison.blank, "label_for_charts": "blank", "is_null_level": True}
    return {
        "output_column_name": comparison.id,
        "comparison_levels": [blank, *(_level(level) for level in comparison.levels)],
    }


def _level(level: Level) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sql_condition": level.condition.upper() if level.condition == "else" else level.condition,
        "label_for_charts": level.id,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if level.frequency:
        told |= {"tf_adjustment_column": level.frequency, "tf_adjustment_weight": 1.0}
    return told
