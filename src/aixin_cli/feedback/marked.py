"""Writes what goes back: the sender's own workbook with its findings marked, or the list of them alone."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date

from lxml import etree

from aixin_cli.feedback.book.cells import Sheet
from aixin_cli.feedback.book.columns import column_letters, split_cell
from aixin_cli.feedback.book.comments import MOST, add_comments
from aixin_cli.feedback.book.earlier import find_list, take_comments, take_fills
from aixin_cli.feedback.book.listed import Cell, DropDown, Listed, add_first
from aixin_cli.feedback.book.package import Package, child, children
from aixin_cli.feedback.book.styles import Styles
from aixin_cli.feedback.items import SEVERITIES, Item, Letter, Sent, count_severities
from aixin_cli.feedback.words import answer_words
from aixin_cli.forms.reading import FEEDBACK_MARK
from aixin_cli.sheets.measure import LINE, line_count

MARKABLE = (".xlsx", ".xlsm", ".xltx", ".xltm")
MOST_LINKS = 65_000
"""Links a sheet may have: Excel takes 65,530."""
_WIDTHS = (7, 7, 8, 16, 8, 9, 22, 46, 40, 24, 30, 14)
_WANTING = (
    *(KeyError, ValueError, IndexError, StopIteration, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
)
"""What a package raises that is none, is locked, or lacks what it must have."""
Place = tuple[int, int]


class Unmarkable(Exception):
    """The file can't be marked: it gets a list."""


def mark_workbook(data: bytes, sent: Sent, letter: Letter) -> bytes:
    """Return the workbook with marked cells, comments and the list as its first sheet.

    Every part that needs no mark is byte for byte what it was. Raises Unmarkable for what is no .xlsx.
    """
    try:
        package = Package(data)
        own = package.relations(package.workbook)
        styles = Styles(package, next(item.target for item in own if item.kind == "styles"))
        sheets = _sheets(package)
        before = find_list(package, sheets)
        cleared = styles.cleared()
        for part in sheets.values():
            take_comments(package, part)
            take_fills(package, part, cleared)
        placed = _placed(sent.items, sheets)
        said = _texts(placed)
        for part, found in placed.items():
            _mark_sheet(package, part, found, said.get(part, {}), styles)
        add_first(package, _list(sent, letter, styles, _linked(sent.items, sheets)), before)
        styles.save()
        return package.pack()
    except _WANTING as error:
        raise Unmarkable(str(error)) from error


def list_workbook(sent: Sent, letter: Letter) -> bytes:
    """Return a workbook of the list alone, for a file that can't be marked."""
    import xlsxwriter

    words = answer_words()
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"author": "aixin", "created": _midnight(letter.reply_by)})
        sheet = book.add_worksheet("说明")
        sheet.set_column(0, 0, 90)
        sheet.write_string(0, 0, words["only_list"].format(file=sent.name))
        sheet.write_string(1, 0, words["mark"].format(mark=FEEDBACK_MARK))
    package = Package(buffer.getvalue())
    styles = Styles(package, "xl/styles.xml")
    add_first(package, _list(sent, letter, styles, frozenset()))
    styles.save()
    return package.pack()


def _sheets(package: Package) -> dict[str, str]:
    """The parts of the sheets that have cells, by their names."""
    targets = {item.id: item for item in package.relations(package.workbook)}
    found = {}
    for sheet in children(child(package.tree(package.workbook), "sheets"), "sheet"):
        relation = targets.get(sheet.get(f"{{{package.prefix}}}id"))
        if relation is not None and relation.kind == "worksheet":
            found[str(sheet.get("name"))] = relation.target
    return found


def _placed(items: Iterable[Item], sheets: dict[str, str]) -> dict[str, dict[Place, list[Item]]]:
    """The findings by part and cell."""
    placed: dict[str, dict[Place, list[Item]]] = {}
    for item in items:
        place = split_cell(item.cell) if item.cell else None
        if place and item.sheet in sheets:
            placed.setdefault(sheets[item.sheet], {}).setdefault(place, []).append(item)
    return placed


def _gravest(items: Iterable[Item]) -> str:
    return min((item.severity for item in items), key=SEVERITIES.index)


def _texts(placed: dict[str, dict[Place, list[Item]]]) -> dict[str, dict[Place, str]]:
    """What is said at the cells: the gravest first, as many as a book takes."""
    cells = [(part, place, items) for part, found in placed.items() for place, items in found.items()]
    chosen = sorted(cells, key=lambda cell: SEVERITIES.index(_gravest(cell[2])))[:MOST]
    said: dict[str, dict[Place, str]] = {}
    for part, place, items in sorted(chosen, key=lambda cell: cell[:2]):
        said.setdefault(part, {})[place] = _comment(items)
    return said


def _comment(items: Sequence[Item]) -> str:
    words = answer_words()
    first = min(items, key=lambda item: SEVERITIES.index(item.severity))
    text = str(words["comment"]).format(
        mark=FEEDBACK_MARK,
        severity=words["severity"][first.severity],
        code=first.code,
        message=first.message.rstrip("。"),
        hint=first.hint.rstrip("。"),
    )
    return text + (str(words["comment_more"]).format(count=len(items) - 1) if len(items) > 1 else "")


def _mark_sheet(
    package: Package, part: str, found: dict[Place, list[Item]], texts: dict[Place, str], styles: Styles
) -> None:
    marks: dict[int, dict[int, str]] = {}
    for (row, column), items in found.items():
        marks.setdefault(row, {})[column] = _gravest(items)
    drawing = add_comments(package, part, texts, lambda cell: f"{column_letters(cell[1])}{cell[0]}")
    package.put(part, Sheet.of(package.read(part)).marked(marks, styles.mark, drawing))


def _linked(items: Sequence[Item], sheets: dict[str, str]) -> frozenset[int]:
    """Which findings lead to a cell, by their places in the list."""
    placed = [place for place, item in enumerate(items) if item.cell and item.sheet in sheets]
    return frozenset(placed[:MOST_LINKS])


def _list(sent: Sent, letter: Letter, styles: Styles, linked: frozenset[int]) -> Listed:
    """The sheet on which the unit answers."""
    words = answer_words()
    loose, bold = styles.plain(has_edge=False), styles.plain(has_edge=False, is_bold=True)
    head_style = styles.plain("head", is_bold=True)
    looks = Looks(styles)
    title = words["title"].format(unit=letter.unit_name, period=letter.period_text)
    top = [[Cell(title, bold)], [Cell(words["mark"].format(mark=FEEDBACK_MARK), loose)]]
    said = _top(sent, letter)
    top += [[Cell("", loose), Cell(label, bold), Cell("", loose), Cell(text, loose)] for label, text in said]
    head = [Cell(text, head_style) for text in words["columns"].values()]
    rows = [_line(place, item, looks, is_linked=place in linked) for place, item in enumerate(sent.items)]
    first = len(top) + 2
    column = list(words["columns"]).index("answer") + 1
    answers = DropDown(column, first, first + len(rows) - 1, tuple(words["answers"].values()))
    heights = [LINE + 3.0] * (first - 1) + [_height(row) for row in rows]
    return Listed(words["sheet"], _WIDTHS, [*top, head, *rows], heights, len(top) + 1, answers)


class Looks:
    """How the cells of the list look, by column."""

    def __init__(self, styles: Styles) -> None:
        self.plain = styles.plain()
        self.link = styles.plain(is_link=True)
        self.answer = styles.plain("answer")
        self.severity = {severity: styles.plain(severity) for severity in SEVERITIES}

    def of(self, name: str, item: Item, *, is_linked: bool) -> int:
        """The format of one cell."""
        if name == "severity":
            return self.severity[item.severity]
        if name in ("answer", "note"):
            return self.answer
        return self.link if name == "cell" and is_linked else self.plain


def _height(row: Sequence[Cell]) -> float:
    lines = max(line_count(cell.text, width - 1) for cell, width in zip(row, _WIDTHS, strict=True))
    return float(LINE * lines + 3)


def _top(sent: Sent, letter: Letter) -> list[tuple[str, str]]:
    words = answer_words()
    day = letter.reply_by
    said = {
        "unit": letter.unit_name,
        "period": letter.period_text,
        "file": sent.name,
        "receipt": str(sent.receipt),
        **{severity: str(count) for severity, count in count_severities(sent.items).items()},
        "reply_by": words["day"].format(year=day.year, month=day.month, day=day.day),
    }
    return [(label, said[name]) for name, label in words["top"].items()]


def _line(place: int, item: Item, looks: Looks, *, is_linked: bool) -> list[Cell]:
    words = answer_words()
    target = f"'{(item.sheet or '').replace(chr(39), chr(39) * 2)}'!{item.cell}"
    texts = {
        "number": str(place + 1),
        "severity": words["severity"][item.severity],
        "code": item.code,
        "sheet": item.sheet or "",
        "row": str(item.row or ""),
        "cell": item.cell or "",
        "value": item.value,
        "message": item.message,
        "hint": item.hint,
        "check": item.check,
    }
    links = {"cell": target} if is_linked else {}
    return [
        Cell(texts.get(name, ""), looks.of(name, item, is_linked=is_linked), links.get(name))
        for name in words["columns"]
    ]


def _midnight(day: date) -> object:
    from datetime import datetime, time

    return datetime.combine(day, time())
