"""A document as its paragraphs and cells, whatever it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.delivery.magic import OLE, ZIP
from aixin_cli.read.delivery.unlock import is_locked
from aixin_cli.read.document.blocks import Block, read_cells, refused
from aixin_cli.read.document.word import read_word
from aixin_cli.read.text.encoding import decode

MOST_BYTES = 64 * 2**20
ENDINGS = {".docx", ".md", ".txt"}
_RULE = re.compile(r":?-+:?")


def read_document(path: Path) -> list[Block]:
    """What stands in a .docx, .md or .txt; InputError for what isn't there, is empty, locked, damaged or too large."""
    data = _content(path)
    if data.startswith(OLE):
        raise _ole(data, path)
    if path.suffix.lower() not in ENDINGS:
        raise refused(path.name, _("only .docx, .md and .txt are read"))
    if data.startswith(ZIP):
        blocks = read_word(data, path.name)
    elif path.suffix.lower() == ".docx":
        raise refused(path.name, _("this is no Word document, or a damaged one"))
    else:
        blocks = list(_read_lines(decode(data, path.name)))
    if not blocks:
        raise refused(path.name, _("there is no text in it"))
    return blocks


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refused(path.name, _("the document is too large"))
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(_("there is no such file or folder"), path.name, _("look at the path's spelling")) from None
    except OSError as error:
        raise InputError(_("the file can't be read"), path.name, error.strerror) from None
    if not data.strip():
        raise refused(path.name, _("the file is empty"))
    return data


def _ole(data: bytes, path: Path) -> InputError:
    if is_locked(data):
        return refused(path.name, _("the document is under a password"))
    return refused(path.name, _("this is a document of Word before 2007 (.doc)"))


def _read_lines(text: str) -> Iterator[Block]:
    """Lines of a text; rows of a Markdown table cell by cell."""
    table: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip().startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(_RULE.fullmatch(cell) for cell in cells):
                table.append((number, cells))
            continue
        yield from read_cells(table)
        table = []
        if line.strip():
            yield Block(number, line.strip())
