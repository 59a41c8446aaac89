"""The pairing ledger by pointblank: one step a rule, on Polars."""

from typing import Any

import pointblank as pb
import polars as pl
import polars_rules
import rules


def steps(plan: pb.Validate, field: dict[str, Any]) -> pb.Validate:
    """The plan with the field's own rules added."""
    title = field["title"]
    if field["required"]:
        plan = plan.col_vals_not_null(title)
    if rules.codes(field):
        plan = plan.col_vals_in_set(title, [*rules.codes(field), None])
    if field["format"] in rules.PATTERNS:
        plan = plan.col_vals_regex(title, rules.PATTERNS[field["format"]], na_pass=True)
    if field["max_length"]:
        plan = plan.col_vals_expr(pl.col(title).str.len_chars().le(field["max_length"]).fill_null(value=True))
    if field["type"] == "date":
        plan = plan.col_vals_expr(polars_rules.is_date(title))
        # Its own col_vals_between takes such texts for dates, and then can't compare the column's.
        low, high = pl.lit(field["minimum"]), pl.lit(field["maximum"])
        plan = plan.col_vals_expr(pl.col(title).is_between(low, high).fill_null(value=True))
    return plan


def main() -> None:
    """Read, make the plan, validate, count."""
    fields, path = rules.asked()
    plan = pb.Validate(polars_rules.read(path))
    for field in fields:
        plan = steps(plan, field)
    for expression in polars_rules.row_rules(fields).values():
        plan = plan.col_vals_expr(expression.fill_null(value=True))
    done = plan.rows_distinct(rules.PAIR).interrogate()
    rules.tell(len(done.validation_info), sum(not step.all_passed for step in done.validation_info))


if __name__ == "__main__":
    main()
