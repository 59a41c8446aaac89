"""The pairing ledger by dataframely: a schema made of the form's rules, on Polars."""

from typing import Any

import dataframely as dy
import polars as pl
import polars_rules
import rules

COUNTED: list[str] = []
"""Names of all rules that the schema holds."""


def column(field: dict[str, Any]) -> dy.Column:
    """The field's own rules."""
    title, checks = field["title"], {}
    if rules.codes(field):
        checks["codes"] = lambda value: value.is_in(rules.codes(field))
    if field["type"] == "date":
        low, high = field["minimum"], field["maximum"]
        checks["date"] = lambda value: polars_rules.is_date(title)
        checks["range"] = lambda value: value.is_between(pl.lit(low), pl.lit(high))
    pattern, length = rules.PATTERNS.get(field["format"]), field["max_length"]
    given = {"required": field["required"], "regex": pattern, "length": length, **checks}
    COUNTED.extend(f"{title} {name}" for name, value in given.items() if value)
    return dy.String(
        nullable=not field["required"], regex=pattern, max_length=length, check=checks or None, alias=title
    )


def main() -> None:
    """Make the schema, read, validate, count."""
    fields, path = rules.asked()
    members: dict[str, Any] = {field["name"]: column(field) for field in fields}
    across = polars_rules.row_rules(fields) | {"pair": ~pl.struct(rules.PAIR).is_duplicated()}
    for number, (name, expression) in enumerate(across.items()):
        COUNTED.append(name)
        members[f"rule_{number}"] = dy.rule()(lambda cls, expression=expression: expression)
    schema = type("Ledger", (dy.Schema,), members)
    _good, failures = schema.filter(polars_rules.read(path))
    rules.tell(len(COUNTED), len(failures.counts()))


if __name__ == "__main__":
    main()
