"""The rows that are printed in a blank workbook: the indicators of AX07, the measures of AX08."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from aixin_cli.blank.model import Blank
from aixin_cli.blank.words import template_words
from aixin_cli.forms import load_indicators
from aixin_cli.forms.model import Field, Indicator

_PRINTED = ("row_no", "indicator_code", "indicator_name", "indicator_unit")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row with what is printed in it by field, or a section's heading alone."""

    texts: dict[str, str | int | date] = field(default_factory=dict)
    heading: str | None = None
    closed: frozenset[str] = frozenset()
    """Fields that have no meaning in this row: their cells are grey and locked."""
    is_whole: bool = False
    """Whether its figures count things, and so have no decimals."""


def is_printed(item: Field, blank: Blank) -> bool:
    """Whether a column's cells are all printed."""
    return blank.is_fixed and item.name in _PRINTED


def printed_rows(blank: Blank) -> list[PrintedRow]:
    """The rows of a form that isn't a ledger, in its order; none of a ledger."""
    if blank.form.id == "indicator":
        return _indicator_rows()
    return _opening_rows(blank) if blank.form.id == "opening" else []


def _indicator_rows() -> list[PrintedRow]:
    rows: list[PrintedRow] = []
    section = ""
    for number, item in enumerate(load_indicators(), start=1):
        if item.section != section:
            section = item.section
            rows.append(PrintedRow(heading=section))
        texts: dict[str, str | int | date] = {"row_no": number, "indicator_code": item.code}
        texts |= {"indicator_name": item.name, "indicator_unit": item.unit}
        rows.append(PrintedRow(texts, closed=_closed(item), is_whole=item.unit != template_words()["yuan"]))
    return rows


def _closed(item: Indicator) -> frozenset[str]:
    """A stock is not added up over months, nor are head-counts."""
    has_total = item.kind == "flow" and item.has_total
    return frozenset() if has_total else frozenset(("year_value", "total_value"))


def _opening_rows(blank: Blank) -> list[PrintedRow]:
    fields = {item.name: item for item in blank.fields}
    before = date.fromisoformat(f"{blank.period}-01") - timedelta(days=1)
    pairs = [(scope, measure) for scope in blank.codes(fields["scope"]) for measure in blank.codes(fields["measure"])]
    return [
        PrintedRow({"row_no": number, "measure": measure, "scope": scope, "as_of": before})
        for number, (scope, measure) in enumerate(pairs, start=1)
    ]
