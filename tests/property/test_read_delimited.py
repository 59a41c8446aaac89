"""Delimited text of any content: the same records as the csv module of Python, in the same rows."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from aixin_cli.errors import InputError
from aixin_cli.read.grid import Grid
from aixin_cli.read.text.delimiter import Body, find_body
from aixin_cli.read.text.encoding import find_encoding
from aixin_cli.read.text.records import read_records
from aixin_cli.read.text.textmarks import strip_text_marks

Records = list[list[str | None]]
DELIMITERS = [",", "\t", ";", "；", "，", "|"]
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]
CELLS = st.text(st.sampled_from("马一𤠊䶮县,;\t|；，\"'=\r\n \u3000\xa0é?1X"), max_size=8)
HEADER = "序号,乡镇街道,姓名,备注"


def body_of(text: str, encoding: str, delimiter: str) -> Body:
    """The text as delivered, its delimiter known: what is tested is the reading, not the guess."""
    found = find_body(find_encoding(text.encode(encoding), "f"), "f")
    return replace(found, delimiter=delimiter)


def plain(cell: str) -> str | None:
    """A cell without the marks that keep it text, by the rules and not by the program."""
    bare = cell.strip("\t") if not cell.isspace() else ""
    if bare.startswith('="') and bare.endswith('"') and len(bare) > 2:
        bare = bare[2:-1]
    elif bare.startswith("'") and not bare.startswith("''"):
        bare = bare[1:]
    return bare if bare and not bare.isspace() else None


def by_python(text: str, delimiter: str) -> Records:
    return [[plain(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def by_aixin(body: Body) -> Records:
    batch, _ = strip_text_marks(read_records(body)[0], "f")
    return list(Grid(None, batch).rows(0, batch.num_rows))


def trimmed(records: Records) -> Records:
    """Without the blanks at the ends of rows and of the whole, which no spreadsheet shows."""
    rows = [list(row) for row in records]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def written(rows: list[list[str]], delimiter: str, newline: str, quoting: int) -> str:
    """Rows as a spreadsheet program saves them; a row without cells is a blank line."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=delimiter, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    for row in rows:
        if row:
            writer.writerow(row)
        else:
            lines.write(newline)
    return lines.getvalue()


@settings(max_examples=300)
@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=8),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(ENCODINGS),
)
def test_well_formed_text_is_read_as_python_reads_it(
    rows: list[list[str]], delimiter: str, newline: str, quoting: int, encoding: str
) -> None:
    rows = [HEADER.split(","), *rows]
    text = written(rows, delimiter, newline, quoting)
    try:
        found = by_aixin(body_of(text, encoding, delimiter))
    except InputError as error:
        assert "quotes" in error.what  # noqa: PT017 - the one reason for which it may be refused
        assert holds_records(rows, delimiter), text
        return
    assert trimmed(found) == trimmed(by_python(text, delimiter))


@settings(max_examples=500)
@given(st.text(st.sampled_from("甲1a,\"\r\n \t'"), max_size=40), st.sampled_from(["utf-8", "gb18030"]))
def test_text_of_any_form_is_read_as_python_reads_it_or_refused_for_its_quotes(content: str, encoding: str) -> None:
    text = f"{HEADER}\n{content}"
    try:
        found = by_aixin(body_of(text, encoding, ","))
    except InputError as error:
        assert "quotes" in error.what  # noqa: PT017
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert holds_records(rows, ",") or not is_regular(text)
        return
    assert trimmed(found) == trimmed(by_python(text, ","))


@settings(max_examples=100)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=400), st.sampled_from(["utf-8", "gb18030"]))
def test_records_of_any_length_keep_their_rows(widths: list[int], encoding: str) -> None:
    """So many of them that they are put back by moving every cell, and so few that the table is cut."""
    text = "".join(",".join(f"乡{row}镇{place}" for place in range(width)) + "\n" for row, width in enumerate(widths))
    found = by_aixin(body_of(text, encoding, ","))
    assert trimmed(found) == trimmed(by_python(text, ","))


def holds_records(rows: list[list[str]], delimiter: str) -> bool:
    """Tell whether a cell of several lines has so many delimiters that a quote may have swallowed rows."""
    return any(re.search(r"[\r\n]", cell) and cell.count(delimiter) >= 2 for row in rows for cell in row)


def is_regular(text: str) -> bool:
    try:
        list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return False
    return True
