"""What the two peers on Polars share: reading, and the rules across a row's fields as expressions."""

from functools import reduce
from pathlib import Path
from typing import Any

import polars as pl
import rules


def read(path: Path) -> pl.DataFrame:
    """One text or workbook, or all workbooks of a folder, every column text."""
    if path.suffix == ".csv":
        return pl.read_csv(path, infer_schema=False)
    options = {"dtypes": "string"}
    books = [pl.read_excel(file, engine="calamine", read_options=options) for file in rules.files(path)]
    return pl.concat(books, rechunk=True)


def is_date(title: str) -> pl.Expr:
    """Whether a text is a date, or blank."""
    return pl.col(title).is_null() | pl.col(title).str.to_date("%Y-%m-%d", strict=False).is_not_null()


def row_rules(fields: list[dict[str, Any]]) -> dict[str, pl.Expr]:
    """Rules across the fields of a row: null where there is nothing to compare."""
    number = pl.col(rules.RECIPIENT)
    found = {
        f"{field['title']} required when": ~_holds(field["required_when"]) | pl.col(field["title"]).is_not_null()
        for field in fields
        if field["required_when"]
    }
    digits = [field["title"] for field in fields if field["format"] == "resident_id"]
    found |= {f"{title} digit": _has_check_digit(title) for title in digits}
    is_male = number.str.slice(16, 1).cast(pl.Int32, strict=False) % 2 == 1
    found["sex"] = is_male == (pl.col(rules.SEX) == "男")
    found["birth"] = number.str.slice(6, 8) == pl.col(rules.BORN).str.replace_all("-", "", literal=True)
    found["dates"] = pl.col(rules.START) <= pl.col(rules.END)
    return found


def _holds(condition: list[list[str]]) -> pl.Expr:
    """Whether a rule's condition holds."""
    clauses = []
    for title, sign, value in condition:
        column = pl.col(title)
        clauses.append(column.is_null() if sign == "null" else column == value if sign == "=" else column != value)
    return reduce(lambda left, right: left & right, clauses)


def _has_check_digit(title: str) -> pl.Expr:
    """Whether GB 11643's check digit is right, in whole columns."""
    number = pl.col(title)
    products = [
        number.str.slice(place, 1).cast(pl.Int32, strict=False) * weight for place, weight in enumerate(rules.WEIGHTS)
    ]
    total = reduce(lambda left, right: left + right, products)
    digit = (total % 11).replace_strict(list(range(11)), list(rules.CHECK_DIGITS), return_dtype=pl.String)
    return digit == number.str.slice(17, 1)
