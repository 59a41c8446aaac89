"""What tables come in: one record a kind, with how its content is known, its usual endings and its reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from aixin_cli.read.delivery.magic import BIFF
from aixin_cli.read.grid import Grid
from aixin_cli.read.text.delimited import read_delimited

_SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"
_TAGS = re.compile(rb"<(?:html|!doctype html|table|head|body|meta|tr|div|style|script)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:mime-version|from|content-type|subject|date)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file that tables come in; it is known by one of four signs, asked in the order of `CONTAINERS`."""

    kind: str
    """As it is told to people."""
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], list[Grid]]
    begins: tuple[bytes, ...] = ()
    """First bytes that only this kind has."""
    holds: tuple[str, ...] = ()
    """Streams of a compound file (OLE), one of which is in it."""
    packs: Callable[[frozenset[str], bytes], bool] | None = None
    """Whether a zip file is one, by the names in it and what its `mimetype` says."""
    says: Callable[[bytes], bool] | None = None
    """Whether a text is one, by its first lines without marks and blanks."""
    is_offered: bool = True
    """Whether it is named to who asks what to send; what is only an export of a web page isn't."""


def _is_workbook(names: frozenset[str], _mimetype: bytes) -> bool:
    return "xl" in {name.replace("\\", "/").split("/")[0].lower() for name in names}


def _is_html(head: bytes) -> bool:
    is_xml = head.startswith(b"<?xml")
    return head.startswith(b"<") and (b"<html" in head.lower() or (not is_xml and _TAGS.search(head) is not None))


def _is_mhtml(head: bytes) -> bool:
    return _MAIL.match(head) is not None and (b"multipart" in head.lower() or b"text/html" in head.lower())


def _by(place: str) -> Callable[[bytes, str], list[Grid]]:
    """A reader of a room beside this one, imported when the first file of its kind comes."""
    module, _dot, name = place.rpartition(".")

    def read(data: bytes, where: str) -> list[Grid]:
        found: Grid | list[Grid] = getattr(import_module(f"aixin_cli.read.{module}"), name)(data, where)
        return [found] if isinstance(found, Grid) else found

    return read


_WORKBOOK = _by("workbook.workbooks.read_workbook")
TEXT = Container("text", (".csv", ".tsv", ".txt"), lambda data, where: [read_delimited(data, where)])
"""What is nothing else."""
CONTAINERS: tuple[Container, ...] = (
    Container("xlsx", (".xlsx", ".xlsm"), _WORKBOOK, packs=_is_workbook),
    Container("xls", (".xls", ".et"), _WORKBOOK, begins=BIFF, holds=("Workbook", "Book", "EncryptedPackage")),
    Container("ods", (".ods",), _WORKBOOK, packs=lambda _names, mimetype: b"opendocument.spreadsheet" in mimetype),
    TEXT,
    Container(
        "XML",
        (".xml",),
        _by("web.spreadsheetml.read_spreadsheet_ml"),
        says=lambda head: _SPREADSHEET_ML in head and not _TAGS.match(head),
        is_offered=False,
    ),
    Container("MHTML", (".mht", ".mhtml"), _by("web.mhtml.read_mhtml"), says=_is_mhtml, is_offered=False),
    Container("HTML", (".htm", ".html"), _by("web.html.read_html"), says=_is_html, is_offered=False),
)
READERS = {container.kind: container.read for container in CONTAINERS}
SUFFIXES = {suffix: container.kind for container in CONTAINERS for suffix in container.suffixes}
"""Usual endings, each with the kind that it promises."""
OFFERED = [suffix for container in CONTAINERS if container.is_offered for suffix in container.suffixes]
