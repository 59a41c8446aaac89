"""One spreadsheet read at grid level and by its peers; prints what came of it as JSON (used by corpora.py)."""

import csv
import datetime
import io
import json
import math
import re
import sys
from collections.abc import Callable
from pathlib import Path

from aixin_cli.errors import InputError
from aixin_cli.read.delivery.sniff import sniff
from aixin_cli.read.grid import Grid
from aixin_cli.read.read_files import READERS

Value = object
Cells = dict[tuple[int, int], Value]
Sheets = dict[str, Cells]
EXAMPLES = 5
BOOKS = ("xlsx", "xls", "ods")


def plain(value: Value) -> str | None:
    """A cell's value as text that two readers of the same cell share: shortest number, ISO date, blanks None."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return repr(value.total_seconds() / 86400)
    text = re.sub(r"\r\n?", "\n", str(value)) if value is not None else ""
    return text if text.strip() else None


def by_openpyxl(data: bytes) -> Sheets:
    """Cached values of all sheets."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {(c.row - 1, c.column - 1): c.value for row in sheet.iter_rows() for c in row}
        for sheet in book.worksheets
    }


def by_calamine(data: bytes) -> Sheets:
    """Values of all sheets, leading blank rows and columns kept."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: placed(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names}


def by_xlrd(data: bytes) -> Sheets:
    """Values of all sheets of an .xls, dates by their format."""
    import xlrd

    book = xlrd.open_workbook(file_contents=data)

    def value(cell: object) -> Value:
        kind, content = cell.ctype, cell.value  # type: ignore[attr-defined]
        if kind == xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(content, book.datemode)
        if kind == xlrd.XL_CELL_ERROR:
            return "#error"
        return bool(content) if kind == xlrd.XL_CELL_BOOLEAN else content

    return {sheet.name: placed([[value(cell) for cell in row] for row in sheet.get_rows()]) for sheet in book.sheets()}


def by_csv(data: bytes, path: Path) -> Sheets:
    """Records by Python's csv module, the encoding and delimiter told by file name and content."""
    text = decoded(data, path.name.lower())
    head = text[:20_000]
    sep = re.match(r"sep=(.)\r?\n", text)
    try:
        delimiter = sep[1] if sep else csv.Sniffer().sniff(head, ",;\t|").delimiter
    except csv.Error:
        delimiter = "\t" if path.suffix == ".tsv" else max(",;\t|", key=head.count)
    csv.field_size_limit(2**30)
    lines = io.StringIO(text[sep.end() :] if sep else text, newline="")
    return {"": placed([[unmarked(cell) for cell in row] for row in csv.reader(lines, delimiter=delimiter)])}


def decoded(data: bytes, name: str) -> str:
    """Text in the encoding that its mark, its name or its bytes say."""
    named = [codec for codec in ("latin1", "utf16", "utf-16", "gbk", "cp1252", "iso-8859-1") if codec in name]
    marked = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else []
    for codec in [*marked, "utf-8-sig", *named, "gb18030", "latin-1"]:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return ""


def unmarked(cell: str) -> str:
    """A cell without the marks that keep it text, which reading strips."""
    bare = cell.strip("\t")
    found = re.fullmatch(r"=\"(.*)\"|'([^'].*|)", bare, re.DOTALL)
    return (found[1] or found[2] or "") if found else bare


def placed(rows: list[list[Value]]) -> Cells:
    """Cells by place, counted from 0."""
    return {(i, j): value for i, row in enumerate(rows) for j, value in enumerate(row)}


def is_same(text: str | None, value: Value) -> bool:
    """Tell whether a grid's text says the same as a peer's value.

    Numbers are compared to nine decimals, which is what the fast reader keeps; a time of day comes
    as a moment of 1899-12-31, and ISO moments of .ods with their T.
    """
    wanted = plain(value)
    if text is None or wanted is None:
        return plain(text) == wanted
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return math.isclose(float(text), value, rel_tol=1e-15, abs_tol=6e-10)
        except ValueError:
            return False
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        text = text.replace("T", " ").removesuffix(" 00:00:00").removeprefix("1899-12-31 ")
    return plain(text) == wanted


def agreed(peers: list[Sheets], sheet: str) -> Cells:
    """The cells of a sheet on which all peers agree."""
    first, *others = (peer.get(sheet, {}) for peer in peers)
    places = set(first).union(*others)
    return {
        place: first.get(place)
        for place in places
        if all(plain(other.get(place)) == plain(first.get(place)) for other in others)
    }


def peers_of(data: bytes, path: Path) -> list[Sheets]:
    """What the other readers find; those that can't read the file are left out."""
    readers: list[Callable[[bytes], Sheets]] = [lambda raw: by_csv(raw, path)]
    if sniff(data, path.name) in BOOKS:
        is_zip = data.startswith(b"PK")
        is_ods = b"mimetypeapplication/vnd.oasis" in data[:100]
        readers = [by_calamine] if is_ods else [by_openpyxl, by_calamine] if is_zip else [by_xlrd, by_calamine]
    found = []
    for reader in readers:
        try:
            found.append(reader(data))
        except Exception as error:  # noqa: BLE001 - a peer may fail in any way
            print(f"{reader.__name__}: {type(error).__name__}", file=sys.stderr)
    return found


def compare(grid: Grid, cells: Cells) -> tuple[int, list[str]]:
    """How many cells were compared, and those that differ."""
    rows = grid.rows(0, grid.height)
    differing = []
    for (i, j), value in sorted(cells.items()):
        text = rows[i][j] if i < len(rows) and j < len(rows[i]) else None
        if not is_same(text, value):
            differing.append(f"{grid.sheet or ''} row {i + 1} column {j + 1}: {text!r} is {value!r}")
    return len(cells), differing


def main(path: Path) -> None:
    """Read, compare, print."""
    data = path.read_bytes()
    try:
        grids = READERS[sniff(data, path.name)](data, path.name)
    except InputError as error:
        print(json.dumps({"status": "refused", "reason": error.what}))
        return
    peers = peers_of(data, path)
    compared, differing = 0, []
    for grid in grids if peers else []:
        if not grid.is_hidden:
            count, unlike = compare(grid, agreed(peers, grid.sheet or ""))
            compared, differing = compared + count, differing + unlike
    result = {"status": "read", "compared": compared, "equal": compared - len(differing)}
    print(json.dumps({**result, "examples": differing[:EXAMPLES]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
