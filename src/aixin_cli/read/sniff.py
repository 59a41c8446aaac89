"""Tells from a file's first bytes what it really is, whatever its name says."""

from typing import Literal

from aixin_cli.errors import InputError
from aixin_cli.locale import _

Kind = Literal["workbook", "text"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
BIFF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRANGERS = (
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)


def sniff(data: bytes, where: str) -> Kind:
    """Return the kind of a file's content; InputError for what is no table."""
    if not data.strip(b"\x00\r\n\t "):
        raise InputError(_("The file is empty."), where, _("ask the unit to send it again"))
    if data.startswith((ZIP, *BIFF)):
        return "workbook"
    if data.startswith(OLE):
        _check_encryption(data, where)
        return "workbook"
    for magic, name in _STRANGERS:
        if data.startswith(magic):
            what = _("The file is really {kind}, not a table.").format(kind=name)
            raise InputError(what, where, _("save the table as .xlsx and send that"))
    _check_markup(data, where)
    return "text"


def _check_encryption(data: bytes, where: str) -> None:
    if ENCRYPTED in data:
        hint = _("remove the password in Excel or WPS and save again")
        raise InputError(_("The workbook is password-protected."), where, hint)


def _check_markup(data: bytes, where: str) -> None:
    head = data[:2048].lower().lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"<html", b"<!doctype html", b"<?xml", b"<table", b"mime-version")):
        hint = _("open it in Excel or WPS and save it as .xlsx")
        raise InputError(_("The file is a web page saved under a table's name."), where, hint)
