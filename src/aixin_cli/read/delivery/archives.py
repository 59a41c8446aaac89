"""Zip archives, also inside one another: opened in memory, one member at a time, within limits.

Nothing is ever extracted to disk, so a member's path can do no harm: it is only a name.
"""

from __future__ import annotations

import io
import struct
import threading
import zipfile
import zlib
from dataclasses import dataclass, field
from lzma import LZMAError
from pathlib import Path

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.delivery import limits
from aixin_cli.read.delivery.unlock import Passwords, locked

AES = 99
_DAMAGE = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, LookupError, struct.error)


@dataclass
class Nest:
    """An archive and all that lies in it: what they hold together, and the inner archive opened last."""

    file: Path
    members: int = 0
    archives: int = 0
    size: int = 0
    is_full: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: tuple[tuple[zipfile.ZipInfo, ...], bytes] | None = None

    def count(self, infos: list[zipfile.ZipInfo], where: str) -> None:
        """Add an archive's directory; InputError where the whole nest is too much."""
        self.archives += 1
        self.members += len(infos)
        self.size += sum(info.file_size for info in infos)
        self.is_full = (
            self.archives > limits.MAX_ARCHIVES
            or self.members > limits.MAX_MEMBERS
            or self.size > limits.MAX_NEST_BYTES
        )
        if self.is_full:
            hint = _("pack fewer files into one archive, and no archives into archives")
            raise InputError(_("The archive is too large."), where, hint)


@dataclass(frozen=True)
class Archive:
    """One archive of a nest: `chain` are the members that lead from the outermost one to it."""

    nest: Nest
    chain: tuple[zipfile.ZipInfo, ...] = ()

    @property
    def depth(self) -> int:
        """How many archives lie around this one, itself included."""
        return len(self.chain) + 1

    def infos(self, where: str) -> list[zipfile.ZipInfo]:
        """Return the archive's files; InputError where it is damaged or a bomb."""
        stream = self._stream(where)
        try:
            limits.check_directory(stream)
            with stream, zipfile.ZipFile(stream) as packed:
                infos = [info for info in packed.infolist() if not info.is_dir()]
                size = stream.seek(0, io.SEEK_END)
        except limits.Bomb:
            raise _implausible(where) from None
        except (*_DAMAGE, NotImplementedError):
            raise InputError(_("The archive is damaged."), where, _("pack the files again")) from None
        if limits.is_overlapping(infos, size):
            raise _implausible(where)
        self.nest.count(infos, where)
        return infos

    def read(self, info: zipfile.ZipInfo, where: str, passwords: Passwords) -> bytes:
        """Return a member's content; InputError for one that is damaged, locked or a bomb."""
        check_member(info, where)
        if not info.flag_bits & 1:
            return self._content(info, where, None)
        for password in passwords.encoded():
            try:
                return self._content(info, where, password)
            except InputError:
                continue
        raise locked(where, is_wrong=bool(passwords.known))

    def _content(self, info: zipfile.ZipInfo, where: str, password: bytes | None) -> bytes:
        try:
            with self._stream(where) as stream, zipfile.ZipFile(stream) as packed:
                return limits.read_member(packed, info, password)
        except NotImplementedError:
            hint = _("unpack it and pack the files again as .zip")
            raise InputError(_("The archive is packed in a way that isn't read."), where, hint) from None
        except (*_DAMAGE, RuntimeError):
            raise InputError(_("The file can't be read."), where, _("ask the unit to send it again")) from None

    def _stream(self, where: str) -> io.BufferedIOBase:
        if not self.chain:
            return self.nest.file.open("rb")
        with self.nest.lock:
            if self.nest.kept is None or self.nest.kept[0] != self.chain:
                self.nest.kept = None
                self.nest.kept = (self.chain, _unpacked(self.nest.file, self.chain, where))
            return io.BytesIO(self.nest.kept[1])


def _unpacked(file: Path, chain: tuple[zipfile.ZipInfo, ...], where: str) -> bytes:
    """The bytes of the archive at a chain's end; only two of its archives are in memory at a time."""
    data: bytes | None = None
    for info in chain:
        check_member(info, where)
        try:
            with file.open("rb") if data is None else io.BytesIO(data) as stream, zipfile.ZipFile(stream) as packed:
                data = limits.read_member(packed, info)
        except (*_DAMAGE, RuntimeError, NotImplementedError):
            raise InputError(_("The archive is damaged."), where, _("pack the files again")) from None
    return data or b""


def check_member(info: zipfile.ZipInfo, where: str) -> None:
    """Raise InputError for a member that may not or can't be unpacked."""
    if info.compress_type == AES:
        hint = _("pack it again without a password, or with the old ZipCrypto method")
        raise InputError(_("The archive is locked with AES, which isn't read."), where, hint)
    if info.flag_bits & 1 and info.compress_size > limits.MAX_LOCKED_BYTES:
        hint = _("pack it again without a password")
        raise InputError(_("The file is too large to be read under a password."), where, hint)
    if limits.is_bomb(info):
        raise _implausible(where)


def check_inner(archive: Archive, info: zipfile.ZipInfo, where: str) -> None:
    """Raise InputError for an archive inside an archive that won't be opened."""
    if archive.depth >= limits.MAX_DEPTH:
        what = _("Archives lie more than {count} deep in one another.").format(count=limits.MAX_DEPTH)
        raise InputError(what, where, _("unpack the inner archive"))
    if info.flag_bits & 1:
        what = _("An archive inside an archive is password-protected.")
        raise InputError(what, where, _("unpack the inner archive"))
    if info.file_size > limits.MAX_INNER_BYTES:
        raise InputError(_("The archive is too large."), where, _("unpack the inner archive"))


def _implausible(where: str) -> InputError:
    hint = _("check where the archive comes from")
    return InputError(_("The file unpacks to an implausible size."), where, hint)
