"""An analyst's answer on the screen: numbers exact, null told from an empty text, JSON that every reader takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aixin_cli.formulas import guard
from aixin_cli.screen import console

if TYPE_CHECKING:
    from aixin_cli.store.asking import Answer, Kind

_NO_NUMBERS = {"nan", "-nan", "inf", "-inf", "infinity", "-infinity"}


def show_answer(answer: Answer, form: str) -> None:
    """Print an answer as a table, or in one of TEXTS."""
    if form in TEXTS:
        console.out(TEXTS[form](answer))
    else:
        console.out_rows(answer.names, answer.rows, "table")


def json_text(answer: Answer) -> str:
    """A list of objects; what JSON has no number for is null."""
    keys = [console.json_string(key) for key in answer.keys]
    objects = (
        ",\n".join(
            f"    {key}: {_json_value(cell, kind)}" for key, cell, kind in zip(keys, row, answer.kinds, strict=True)
        )
        for row in answer.rows
    )
    listed = ",\n".join(f"  {{\n{members}\n  }}" for members in objects)
    return f"[\n{listed}\n]" if listed else "[]"


def _json_value(text: str | None, kind: Kind) -> str:
    if text is None or (kind == "number" and text.lower() in _NO_NUMBERS):
        return "null"
    if kind == "nested":
        return _strict_json(text)
    if kind == "number":
        return _plain_decimal(text)
    return text if kind == "flag" else console.json_string(text)


def _strict_json(text: str) -> str:
    """DuckDB's JSON as it is, unless it holds a number that JSON has not."""
    found: list[str] = []
    value = json.loads(text, parse_constant=found.append)
    return json.dumps(value, ensure_ascii=False) if found else text


def _plain_decimal(text: str) -> str:
    """12.50 is 12.5 and 12.00 is 12, as everywhere in our JSON; no digit that counts is lost."""
    if "." not in text or "e" in text.lower():
        return text
    return text.rstrip("0").rstrip(".")


def csv_text(answer: Answer) -> str:
    """Lines of a CSV: an empty text is `""`, null is nothing."""
    return "\n".join(csv_lines(answer)) + "\n"


def csv_lines(answer: Answer) -> Iterator[str]:
    """The header and the rows, without their ends."""
    yield ",".join(_csv_cell(guard(name)) for name in answer.names)
    is_alone = len(answer.names) == 1
    for row in answer.rows:
        cells = [
            "" if cell is None else _csv_cell(cell if kind == "number" else guard(cell))
            for cell, kind in zip(row, answer.kinds, strict=True)
        ]
        # A blank line is no row to most readers.
        yield '""' if is_alone and not cells[0] else ",".join(cells)


def _csv_cell(text: str) -> str:
    is_quoted = text == "" or text != text.strip() or any(sign in text for sign in ',"\n\r')
    return '"' + text.replace('"', '""') + '"' if is_quoted else text


def markdown_text(answer: Answer) -> str:
    """A table for a report: numbers to the right, no sign that Markdown would take for one of its own."""
    marks = ["---:" if kind == "number" else "---" for kind in answer.kinds]
    rows = [[_markdown_cell(cell) for cell in row] for row in answer.rows]
    lines = [[_markdown_cell(name) for name in answer.names], marks, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _markdown_cell(text: str | None) -> str:
    escaped = re.sub(r"([\\`*\[<|])", r"\\\1", text or "")
    return "<br>".join(escaped.splitlines())


TEXTS: dict[str, Callable[[Answer], str]] = {"csv": csv_text, "json": json_text, "md": markdown_text}
"""What an answer is as text, by the name of its format."""
