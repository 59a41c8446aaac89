"""Splink trained with its defaults on the rows, by its own comparisons.

Usage: python bench/peers/splink_default.py ROWS PAIRS. Nothing is told of the data beyond which column
is a name, a date, a number: comparisons are the library's, u by random sampling, m by expectation
maximisation on three blocking rules, every pair at least even is written.
"""

import logging
import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

EXACT = ("township", "village", "phone", "unit_code", "partner_id", "employer")
TRAINED_ON = (("name", "birth_date"), ("id_text",), ("phone", "village"))
BLOCKED_BY = (
    ("id_text",),
    ("name", "birth_date"),
    ("name", "village"),
    ("name", "phone"),
    ("name", "partner_id"),
    ("birth_date", "village"),
    ("birth_date", "phone"),
    ("name", "employer"),
)


def settings() -> SettingsCreator:
    """The library's comparisons on all columns."""
    exact = [cl.ExactMatch(name).configure(term_frequency_adjustments=True) for name in EXACT]
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row_id",
        comparisons=[
            cl.NameComparison("name"),
            cl.LevenshteinAtThresholds("id_text", [1, 2]),
            cl.DateOfBirthComparison("birth_date", input_is_string=True, datetime_format="%Y-%m-%d"),
            cl.ExactMatch("sex"),
            cl.NameComparison("guardian"),
            *exact,
        ],
        blocking_rules_to_generate_predictions=[block_on("role", *columns) for columns in BLOCKED_BY],
        retain_matching_columns=False,
    )


def is_trained(linker: Linker, columns: tuple[str, ...]) -> bool:
    """Whether a session came to an end: on some data a probability falls below what Splink can hold."""
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    except ValueError:
        return False
    return True


def main() -> None:
    """Train, predict, write."""
    rows, pairs = sys.argv[1:]
    logging.disable(logging.WARNING)
    with duckdb.connect() as con:
        con.execute("create table ledger as from read_parquet($rows)", {"rows": rows})
        linker = Linker(DuckDBAPI(con).register("ledger"), settings())
        training = linker.training
        rules = [block_on("id_text"), block_on("name", "birth_date", "village")]
        training.estimate_probability_two_random_records_match(rules, recall=0.8)
        training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
        failed = [columns for columns in TRAINED_ON if not is_trained(linker, columns)]
        print(f"{len(TRAINED_ON) - len(failed)} of {len(TRAINED_ON)} training sessions came to an end")
        said = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never").physical_name
        con.execute(f"""
            copy (
                select
                    least(row_id_l, row_id_r) as "left",
                    greatest(row_id_l, row_id_r) as "right",
                    match_probability as probability
                from {said}
                order by all
            ) to '{pairs}'
        """)


if __name__ == "__main__":
    main()
