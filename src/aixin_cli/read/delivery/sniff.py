"""Tells from a file's content what it really is, whatever its name says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.delivery.containers import CONTAINERS, SUFFIXES, TEXT
from aixin_cli.read.delivery.limits import Bomb, check_directory
from aixin_cli.read.delivery.magic import OLE, ZIP

HEAD = 4096
_ARCHIVES = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
_STRANGERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)
_OTHER_STREAMS = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}
_FOLDERS = {"word": "Word", "ppt": "PowerPoint", "visio": "Visio"}
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, ValueError,
               LookupError, OSError, EOFError)  # fmt: skip


def sniff(data: bytes, where: str) -> str:
    """Return the kind of a file's content; InputError for what is no table."""
    if not data[:HEAD].strip(b"\x00\r\n\t ") and not data.strip(b"\x00\r\n\t "):
        raise InputError(_("The file is empty."), where, _("ask the unit to send it again"))
    if data.startswith(ZIP):
        return _kind_of_zip(data, where)
    for container in CONTAINERS:
        if container.begins and data.startswith(container.begins):
            return container.kind
    if data.startswith(OLE):
        return _kind_of_ole(data, where)
    refuse_archive(data, where)
    for magic, name in _STRANGERS:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:HEAD]):
            raise _stranger(name, where)
    return _kind_of_text(data, where)


def differs(kind: str, name: str) -> bool:
    """Tell whether a file's name says another kind than its content."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower()) != kind


def refuse_archive(head: bytes, where: str, name: str | None = None) -> None:
    """Raise InputError for an archive that isn't .zip, told by its first bytes or else by a name."""
    found = next((kind for magic, kind in _ARCHIVES if head.startswith(magic)), name)
    if head[257:262] == b"ustar":
        found = "tar"
    if found:
        what = _("The file is an archive of the kind {kind}, which can't be read.").format(kind=found)
        raise InputError(what, where, _("unpack it and pack the files again as .zip"))


def _kind_of_zip(data: bytes, where: str) -> str:
    try:
        check_directory(io.BytesIO(data))
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = frozenset(packed.namelist())
            mimetype = _mimetype(packed) if "mimetype" in names else b""
    except Bomb:
        hint = _("check where the file comes from")
        raise InputError(_("The workbook unpacks to an implausible size."), where, hint) from None
    except _BROKEN_ZIP:
        raise _damaged(where) from None
    if "xl/workbook.bin" in names:
        raise _stranger("XLSB", where)
    for container in CONTAINERS:
        if container.packs is not None and container.packs(names, mimetype):
            return container.kind
    folders = {name.replace("\\", "/").split("/")[0].lower() for name in names}
    other = next((_FOLDERS[folder] for folder in sorted(folders) if folder in _FOLDERS), None)
    if other or "mimetype" in names:
        raise _stranger(other or "OpenDocument", where)
    hint = _("give it the ending .zip, and it will be read as an archive")
    raise InputError(_("The file is really {kind}, not a table.").format(kind="ZIP"), where, hint)


def _mimetype(packed: zipfile.ZipFile) -> bytes:
    with packed.open("mimetype") as member:
        return member.read(HEAD)


def _kind_of_ole(data: bytes, where: str) -> str:
    def has(stream: str) -> bool:
        return f"{stream}\0".encode("utf-16-le") in data

    # A workbook may hold a document, so the workbook comes first.
    for container in CONTAINERS:
        if any(map(has, container.holds)):
            return container.kind
    other = next((name for stream, name in _OTHER_STREAMS.items() if has(stream)), None)
    raise _stranger(other, where) if other else _damaged(where)


def _kind_of_text(data: bytes, where: str) -> str:
    head = data[:HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head:
        head = head.replace(b"\x00", b"")
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    for container in CONTAINERS:
        if container.says is not None and container.says(head):
            return container.kind
    if head.startswith(b"<?xml"):
        raise _stranger("XML", where)
    return TEXT.kind


def _stranger(kind: str, where: str) -> InputError:
    hint = _("open it in Excel or WPS and save the table as .xlsx")
    return InputError(_("The file is really {kind}, not a table.").format(kind=kind), where, hint)


def _damaged(where: str) -> InputError:
    hint = _("open it in Excel or WPS, save it as .xlsx and send that")
    return InputError(_("The workbook is damaged or not a workbook."), where, hint)
