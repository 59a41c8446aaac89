"""The pairing ledger by pandera on pandas: Arrow reads the text, calamine the workbooks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import rules

COUNTED: list[str] = []
"""Names of all rules that the schema holds."""


def read(path: Path) -> pd.DataFrame:
    """One text or workbook, or all workbooks of a folder, every column text."""
    if path.suffix == ".csv":
        return pd.read_csv(path, engine="pyarrow", dtype=str)
    books = [pd.read_excel(file, engine="calamine", dtype=str) for file in rules.files(path)]
    return pd.concat(books, ignore_index=True)


def column(field: dict[str, Any]) -> pa.Column:
    """The field's own rules."""
    checks: dict[str, pa.Check] = {}
    if rules.codes(field):
        checks["codes"] = pa.Check.isin(rules.codes(field))
    if field["format"] in rules.PATTERNS:
        checks["pattern"] = pa.Check.str_matches(rules.PATTERNS[field["format"]])
    if field["max_length"]:
        checks["length"] = pa.Check.str_length(max_value=field["max_length"])
    if field["type"] == "date":
        checks["date"] = pa.Check(lambda value: pd.to_datetime(value, format="%Y-%m-%d", errors="coerce").notna())
        checks["range"] = pa.Check(lambda value: value.between(field["minimum"], field["maximum"]))
    if field["format"] == "resident_id":
        checks["digit"] = pa.Check(has_check_digit)
    COUNTED.extend(f"{field['title']} {name}" for name in checks)
    COUNTED.extend([f"{field['title']} required"] * field["required"])
    return pa.Column(nullable=not field["required"], checks=list(checks.values()))


def has_check_digit(numbers: pd.Series) -> pd.Series:
    """Whether GB 11643's check digit is right, in whole columns."""
    total = sum(
        pd.to_numeric(numbers.str[place], errors="coerce") * weight for place, weight in enumerate(rules.WEIGHTS)
    )
    digit = (total % 11).map(dict(enumerate(rules.CHECK_DIGITS)))
    return (digit == numbers.str[17]) | total.isna()


def holds(rows: pd.DataFrame, condition: list[list[str]]) -> pd.Series:
    """Whether a rule's condition holds."""
    found = pd.Series(data=True, index=rows.index)
    for title, sign, value in condition:
        column = rows[title]
        found &= column.isna() if sign == "null" else column == value if sign == "=" else column != value
    return found


def row_rules(fields: list[dict[str, Any]]) -> list[Callable[[pd.DataFrame], pd.Series]]:
    """Rules across the fields of a row."""

    def required(field: dict[str, Any]) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda rows: ~holds(rows, field["required_when"]) | rows[field["title"]].notna()

    def sex(rows: pd.DataFrame) -> pd.Series:
        number = rows[rules.RECIPIENT]
        is_male = pd.to_numeric(number.str[16], errors="coerce") % 2 == 1
        return (is_male == (rows[rules.SEX] == "男")) | number.isna() | rows[rules.SEX].isna()

    def birth(rows: pd.DataFrame) -> pd.Series:
        number, day = rows[rules.RECIPIENT], rows[rules.BORN]
        return (number.str[6:14] == day.str.replace("-", "", regex=False)) | number.isna() | day.isna()

    def dates(rows: pd.DataFrame) -> pd.Series:
        return (rows[rules.START] <= rows[rules.END]) | rows[rules.START].isna() | rows[rules.END].isna()

    return [*[required(field) for field in fields if field["required_when"]], sex, birth, dates]


def main() -> None:
    """Make the schema, read, validate, count."""
    fields, path = rules.asked()
    columns = {field["title"]: column(field) for field in fields}
    across = row_rules(fields)
    schema = pa.DataFrameSchema(columns, checks=[pa.Check(rule) for rule in across], unique=rules.PAIR)
    failed = 0
    try:
        schema.validate(read(path), lazy=True)
    except pa.errors.SchemaErrors as errors:
        failed = len(errors.schema_errors)
    rules.tell(len(COUNTED) + len(across) + 1, failed)


if __name__ == "__main__":
    main()
