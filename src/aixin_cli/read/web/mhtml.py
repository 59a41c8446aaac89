"""Web pages in an envelope of e-mail (MHTML, RFC 2557), taken apart without recursion.

The library's own parser calls itself for every part in a part, and tries every boundary at every line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import PurePosixPath

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid
from aixin_cli.read.web.canvas import check_markup
from aixin_cli.read.web.html import read_html
from aixin_cli.read.workbook.guard import MAX_SHEETS, too_many_sheets

MAX_DEPTH = 8
"""Parts in parts: a page with its pictures, in a message, in a forwarded message."""
MAX_PARTS = 2000
MAX_HEADER = 2**16
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\A[ \t]*\r?\n")
_TABLE = re.compile(rb"<table\b", re.IGNORECASE)


def read_mhtml(data: bytes, where: str) -> list[Grid]:
    """Return the tables of the pages in an MHTML file, each page a sheet where there are several."""
    pages = [page for part in _leaves(data, where) if (page := _page(part))]
    if not pages:
        hint = _("open it in Excel or WPS and save it as .xlsx")
        raise InputError(_("The file is a web page without a table."), where, hint)
    if len(pages) > MAX_SHEETS:
        raise too_many_sheets(where)
    check_markup(b"".join(content for _name, content, _charset in pages), where)
    is_only = len(pages) == 1
    return [read_html(content, where, charset, None if is_only else name) for name, content, charset in pages]


def _page(part: bytes) -> tuple[str | None, bytes, str | None] | None:
    """Return a page's name, content and charset, where there is a table in it."""
    message = message_from_bytes(part)
    content = message.get_payload(decode=True)
    if not isinstance(content, bytes) or not _TABLE.search(content):
        return None
    name = PurePosixPath(str(message.get("Content-Location", "")).replace("\\", "/")).stem
    return name or None, content, message.get_content_charset()


def _leaves(data: bytes, where: str) -> Iterator[bytes]:
    """Yield the parts that are pages, in their order; InputError where parts lie too deep or are too many."""
    waiting, count = [(data, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        head, body = _divided(part)
        inner: list[bytes] = []
        if head.get_content_maintype() == "message":
            inner = [body]
        elif (boundary := head.get_boundary()) and head.get_content_maintype() == "multipart":
            inner = _parts(body, boundary)
        elif head.get_content_type() == "text/html":
            yield part
        count += len(inner)
        if count > MAX_PARTS or (inner and depth >= MAX_DEPTH):
            hint = _("open it in Excel or WPS and save it as .xlsx")
            raise InputError(_("The web page lies in an envelope with too many parts."), where, hint)
        waiting.extend((piece, depth + 1) for piece in reversed(inner))


def _divided(part: bytes) -> tuple[Message, bytes]:
    """Return what a part says of itself, and what it holds."""
    found = _BLANK_LINE.search(part, 0, MAX_HEADER)
    stop = found.end() if found else min(len(part), MAX_HEADER)
    return BytesHeaderParser().parsebytes(part[:stop]), part[stop:]


def _parts(body: bytes, boundary: str) -> list[bytes]:
    """Return what lies between a boundary's lines; behind its last one nothing counts."""
    line = re.compile(rb"^--" + re.escape(boundary.encode("latin-1", "replace")) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    found, start = [], -1
    for mark in line.finditer(body):
        if start >= 0:
            found.append(body[start : mark.start()])
        start = -1 if mark[1] else mark.end() + 1
        if mark[1] or len(found) > MAX_PARTS:
            break
    return [*found, body[start:]] if start >= 0 else found
