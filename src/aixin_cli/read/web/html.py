"""Tables in HTML, which many systems export under the name .xls."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid
from aixin_cli.read.text.encoding import decode
from aixin_cli.read.web.canvas import Canvas, check_markup, number_text

MAX_WIDE = 1000
# The end of a cell and the tag after it are taken as one: they are nine tenths of a page's tags.
_TOKEN = re.compile(r"(?:</t[dh]\s*>\s*)?<(/?)(td|th|tr|table)(?=[\s/>])([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_BREAK = re.compile(r"</?(?:br|p|div|li|h[1-6]|caption|center)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_GUIDE = re.compile(r"<(rt|rp)(?=[\s>])[^<>]*>[^<]*(?:</\1\s*>)?", re.IGNORECASE)
"""Phonetic guides above characters, and the brackets that stand for them where they can't be shown."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*+[\"']?\s*+(\d{1,9})", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:x:num|sdval)\b(?:\s*=\s*[\"']?([^\"'\s>]*))?", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?")
_NO_CHARACTER = re.compile(r"&#(?=x?[0-9a-fA-F]{9})", re.IGNORECASE)
"""The number of a character that can't be: it stays as it is written."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"<(?:!--|(style|script|title|xml)\b)", re.IGNORECASE)
_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("style", "script", "title", "xml")}
_END[""] = re.compile("-->")


def read_html(data: bytes, where: str, charset: str | None = None, sheet: str | None = None) -> Grid:
    """Return a page's tables, one below the other as a spreadsheet program shows them.

    Lines of text between the tables are rows of one cell: titles and units stand there.
    """
    check_markup(data, where)
    text = "".join(_seen(_decode(data, where, charset)))
    page = _Page(Canvas(where))
    place = 0
    for found in _TOKEN.finditer(text):
        page.text(text[place : found.start()])
        page.tag(found[2].lower(), found[3], is_end=bool(found[1]))
        place = found.end()
    page.text(text[place:])
    if not page.has_table:
        hint = _("open it in Excel or WPS and save it as .xlsx")
        raise InputError(_("The file is a web page without a table."), where, hint)
    return page.canvas.grid(sheet)


class _Page:
    """A page while it is read from top to bottom; tables in cells lay their rows below the outer ones."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.has_table = False
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}
        """Of each column the last row that a cell from above reaches."""
        self._cell: str | None = None
        """The open cell's attributes."""

    def text(self, markup: str) -> None:
        """Take what stands up to the next tag of a table: the open cell's content, or lines outside of cells."""
        text = _plain_text(markup)
        if self._cell is not None:
            self._put(text, self._cell)
            self._cell = None
            return
        for line in filter(None, text.split("\n")):
            self._start_row()
            self.canvas.put(self._row, 0, line)
            self._column = 1

    def tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Take a tag of a table."""
        if is_end:
            return
        if name == "tr":
            self._start_row()
        elif name == "table":
            self.has_table = True
        else:
            self._cell = attributes

    def _start_row(self) -> None:
        self._row, self._column = self._row + 1, 0

    def _put(self, text: str, attributes: str) -> None:
        self._row = max(self._row, 0)
        while self._taken.get(self._column, -1) >= self._row:
            self._column += 1
        high = wide = 1
        if attributes:
            spans = {kind.lower(): max(1, int(count)) for kind, count in _SPAN.findall(attributes)}
            high, wide = spans.get("row", 1), min(spans.get("col", 1), MAX_WIDE)
            number = _NUMBER.search(attributes)
            text = _number(text, number[1]) if number else text
        self.canvas.put(self._row, self._column, text, (high, wide))
        if high > 1:
            self._taken.update(dict.fromkeys(range(self._column, self._column + wide), self._row + high - 1))
        self._column += wide


def _number(text: str, value: str | None) -> str:
    """What a number cell holds; it may show fewer places. A date is a number too: there its text is meant."""
    is_plain = _PLAIN.fullmatch(text) and value and _PLAIN.fullmatch(value)
    return number_text(value if is_plain and value else text)


def _plain_text(markup: str) -> str:
    """What a browser shows of a piece of a page; line breaks stay."""
    if not markup or markup.isalnum():
        return markup
    text = _BLANKS.sub(" ", markup)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _GUIDE.sub("", text)))
    text = unescape(_NO_CHARACTER.sub("&amp;#", text)) if "&" in text else text
    return "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")


def _decode(data: bytes, where: str, charset: str | None) -> str:
    """Decode by BOM, then as the page or its envelope says, then by what the bytes can be."""
    found = _CHARSET.search(data[:4096])
    name = charset or (found[1].decode() if found else "")
    if name.lower() in ("gb2312", "gbk", "x-gbk"):
        name = "gb18030"
    try:
        is_plain = bool(name) and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\0" not in data
        return data.decode(codecs.lookup(name).name) if is_plain else decode(data, where)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(data, where)


def _seen(text: str) -> Iterator[str]:
    unclosed: set[str] = set()
    place = 0
    for found in _UNSEEN.finditer(text):
        name = (found[1] or "").lower()
        if found.start() < place or name in unclosed:
            continue
        closed = _END[name].search(text, found.end())
        if closed is None:
            # A mark that is never closed hides nothing, or the rest of the file would be lost.
            unclosed.add(name)
            continue
        yield text[place : found.start()]
        place = closed.end()
    yield text[place:]
