"""A bridge in words: one sentence a figure, ready to be pasted, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from aixin_cli.locale import pick
from aixin_cli.publish import row_names
from aixin_cli.publish.bridge.reading import MOST_UNITS, Bridge, Comparison, Line, Named, load_bridge
from aixin_cli.publish.data_files import json_number
from aixin_cli.publish.number_style import print_number
from aixin_cli.sheets.words import load_words, period_text

COLUMNS = (
    "figure",
    "label",
    "unit_code",
    "unit_name",
    "before",
    "after",
    "line",
    "line_label",
    "detail",
    "amount",
    "rows",
)


def line_label(line: Line) -> str:
    """What a line is called on the screen."""
    item = next(item for item in load_bridge()["line"] if item["code"] == line.code)
    return pick(str(item["en"]), str(item["zh"]))


def tell(item: Bridge, compared: Comparison) -> str:
    """The bridge as one sentence, in the style in which its numbers are published."""
    words = load_bridge()["sentence"]
    facts = {
        "label": item.header["label"],
        "before_period": _edition(compared.before),
        "after_period": _edition(compared.after),
        "before": _print(item, item.before),
        "after": _print(item, item.after),
        "verb": words["up"] if item.change > 0 else words["down"],
        "change": words["more" if item.change > 0 else "less"].format(number=_print(item, abs(item.change))),
        "lines": "，".join(_told(item, line) for line in item.lines),
    }
    if not item.is_known:
        shape = "unknown"
    elif not item.lines:
        shape = "still"
    elif not item.change:
        shape = "level"
    else:
        shape = "same_print" if facts["before"] == facts["after"] else "moved"
    redefined = str(words["redefined"]) if item.is_redefined else ""
    return str(words[shape]).format(**facts) + redefined + _doubt(item)


def _doubt(item: Bridge) -> str:
    """A word where nothing moved and it should have."""
    if item.lines or not item.is_known:
        return ""
    words = load_bridge()["sentence"]
    if not item.reported:
        return str(words["not_reported"])
    return str(words["reported"]) if item.header["measure"] == "cumulative" else ""


def _told(item: Bridge, line: Line) -> str:
    words = load_bridge()["sentence"]
    label = next(str(known["zh"]) for known in load_bridge()["line"] if known["code"] == line.code)
    if line.detail:
        label = words["detail"].format(label=label, detail=line.detail)
    # What leaves is told by how much leaves.
    is_minus = line.amount < 0 and line.code not in LEAVING
    return str(words["minus" if is_minus else "plus"]).format(label=label, number=_print(item, abs(line.amount)))


LEAVING = {"moved_out", "exited", "waiting", "local", "vanished", "not_social", "not_started", "joined", "lapsed"}
"""Lines whose name says that they take away."""


def _print(item: Bridge, value: Decimal | None) -> str:
    if value is None:
        return str(load_words()["dash"])
    header = item.header
    return print_number(value, str(header.get("unit_printed", header["unit"])), str(header["figure_id"]))


def _edition(named: Named) -> str:
    text = period_text(named.period)
    if named.edition is None:
        return text
    return str(load_bridge()["sentence"]["edition"]).format(period=text, edition=named.edition)


def table_rows(compared: Comparison) -> Iterator[list[Any]]:
    """A row a line of each bridge, and one a bridge without lines."""
    for item in compared.bridges:
        facts = [item.header["figure_id"], item.header["label"], item.row_code, row_names.name(item.row_code)]
        values = [_number(item.before), _number(item.after)]
        for line in item.lines if item.is_known else ():
            yield [*facts, *values, line.code, line_label(line), line.detail, json_number(line.amount), line.rows]
        if not item.lines or not item.is_known:
            yield [*facts, *values, None, None, None, 0 if item.is_known else None, 0]


def as_json(compared: Comparison) -> dict[str, Any]:
    """The comparison as one object."""
    return {
        "before": compared.before.kept,
        "after": compared.after.kept,
        "figures": [_figure(item, compared) for item in compared.bridges],
    }


def _figure(item: Bridge, compared: Comparison) -> dict[str, Any]:
    return {
        "id": item.header["figure_id"],
        "label": item.header["label"],
        "unit": item.header["unit"],
        "unit_code": item.row_code,
        "unit_name": row_names.name(item.row_code),
        "before": _number(item.before),
        "after": _number(item.after),
        "change": json_number(item.change) if item.is_known else None,
        "is_redefined": item.is_redefined,
        "lines": [
            {
                "line": line.code,
                "label": line_label(line),
                "detail": line.detail or None,
                "amount": json_number(line.amount),
                "rows": line.rows,
            }
            for line in item.lines
            if item.is_known
        ],
        "units": [
            {"unit_code": row, "unit_name": row_names.name(row), "change": json_number(change)}
            for row, change in item.units[:MOST_UNITS]
        ],
        "sentence": tell(item, compared),
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else json_number(value)
