"""Opens password-protected files in memory, with passwords that the caller gives or asks for."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from aixin_cli.errors import InputError
from aixin_cli.locale import _

EXCEL_OWN = "VelvetSweatshop"
"""What Excel locks a workbook with by itself when it is only protected against writing."""
MAX_TRIES = 3
MAX_SPINS = 1_000_000
_SPINS = re.compile(rb'spinCount="(\d+)"')
_FILEPASS = re.compile(rb"\x09\x08[\x08\x10]\x00.{8,16}(?:\x86\x00\x00\x00)?\x2f\x00[^\x00]\x00", re.DOTALL)
PACKAGE = "EncryptedPackage".encode("utf-16-le")
# What a damaged file makes the library stumble over.
_STUMBLES = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, NotImplementedError,
             AssertionError, EOFError, struct.error, zipfile.BadZipFile, SyntaxError)  # fmt: skip

Ask = Callable[[str, bool], str | None]
"""Asks a person for a file's password (again, after a wrong one); None when there is none to be had."""


class Locked(InputError):
    """A file needs a password that isn't known."""


@dataclass
class Passwords:
    """The passwords of one run: reused for every file, never stored, logged or shown."""

    known: list[str] = field(default_factory=list, repr=False)
    ask: Ask | None = None

    def encoded(self) -> Iterator[bytes]:
        """Yield the passwords as archives take them, in UTF-8 and as a Chinese Windows writes them."""
        for password in list(self.known):
            yield from dict.fromkeys(password.encode(name, "replace") for name in ("utf-8", "gb18030"))

    def learn(self, where: str, *, is_again: bool) -> bool:
        """Ask for a file's password; False when nobody gives one, who is then not asked any more."""
        password = self.ask(where, is_again) if self.ask else None
        if not password:
            self.ask = None
            return False
        # The newest is tried first: most files of a delivery have the same one.
        self.known.insert(0, password)
        return True


def locked(where: str, *, is_wrong: bool) -> Locked:
    """Return the error for a file that the known passwords don't open."""
    what = _("The password doesn't open the file.") if is_wrong else _("The file is password-protected.")
    hint = _("remove the password and save again, or give it: at the prompt of a terminal, or as AIXIN_PASSWORD")
    return Locked(what, where, hint)


def is_locked(data: bytes) -> bool:
    """Tell whether an OLE file is a workbook under a password, of either age."""
    return PACKAGE in data or _FILEPASS.search(data) is not None


def unlock(data: bytes, where: str, passwords: Passwords) -> bytes:
    """Return a locked workbook's content; Locked when no known password opens it."""
    import msoffcrypto  # noqa: PLC0415 - only needed where a workbook is locked
    from msoffcrypto import exceptions  # noqa: PLC0415

    if any(int(spins) > MAX_SPINS for spins in _SPINS.findall(data)):
        raise _unusual(where)
    for password in (EXCEL_OWN, *passwords.known):
        opened = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            if not file.is_encrypted():
                return data
            file.load_key(password=password)
            file.decrypt(opened)
        except exceptions.InvalidKeyError:
            continue
        except (*_STUMBLES, exceptions.FileFormatError, exceptions.ParseError, exceptions.DecryptionError):
            raise _unusual(where) from None
        return opened.getvalue()
    raise locked(where, is_wrong=bool(passwords.known))


def _unusual(where: str) -> InputError:
    hint = _("open it in Excel or WPS, remove the password, save it as .xlsx and send that")
    return InputError(_("The file is password-protected in a way that isn't read, or damaged."), where, hint)
