"""How much a delivery may unpack to, and what is a bomb."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

MAX_BYTES = 512 * 2**20
"""Of one file, or of one part of a workbook, unpacked."""
MAX_NEST_BYTES = 4 * MAX_BYTES
MAX_INNER_BYTES = 256 * 2**20
"""Of an archive inside an archive: it lies in memory while its members are read."""
MAX_LOCKED_BYTES = 32 * 2**20
"""Of a member under a password, packed: the old method is undone byte by byte, a megabyte a second."""
MAX_MEMBERS = 5000
MAX_ARCHIVES = 200
MAX_DEPTH = 3
MAX_RATIO = 200
SMALL = 16 * 2**20
MAX_DIRECTORY = 4 * 2**20
"""Bytes of an archive's directory: each entry becomes an object, and there are 46 bytes and a name in one."""
PIECE = 2**18
SWELLING = 4096
"""Packed bytes that are undone at once by methods which take no limit: a thousand times as many come out at most."""
BEGINNING = 2**12
_END_AREA = 2**16 + 2**10
_GZIP = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
"""What stands before a member's bytes in a file of gzip; behind them stand sum and size."""


class Bomb(Exception):
    """More comes out of a container than it may hold."""


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member says itself that it unpacks to far more than tables do."""
    ratio = info.file_size / max(1, info.compress_size)
    return info.file_size > MAX_BYTES or (info.file_size > SMALL and ratio > MAX_RATIO)


def has_bomb(packed: zipfile.ZipFile) -> bool:
    """Tell whether a workbook in a zip container would unpack to an implausible size."""
    infos = packed.infolist()
    return any(map(is_bomb, infos)) or sum(info.file_size for info in infos) > 2 * MAX_BYTES


def read_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None = None) -> bytes:
    """Return a member's content, no more than its directory entry says.

    `ZipFile.read` undoes all packed bytes at once and cuts what comes out afterwards.
    """
    step = PIECE if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else SWELLING
    with packed.open(info, pwd=password) as member:
        return b"".join(iter(lambda: member.read(step), b""))


def check_directory(stream: io.BufferedIOBase) -> None:
    """Raise Bomb for an archive whose directory alone would fill the memory; back to the beginning."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_AREA))
    tail = stream.read(_END_AREA)
    stream.seek(0)
    at = tail.rfind(b"PK\5\6")
    said = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if at >= 76 and tail.startswith(b"PK\6\6", at - 76):
        # Of an archive in the 64-bit format the old end mark says nothing.
        said = int.from_bytes(tail[at - 36 : at - 28], "little")
    if said > MAX_DIRECTORY:
        raise Bomb


def is_overlapping(infos: list[zipfile.ZipInfo], size: int) -> bool:
    """Tell whether members share their bytes, as only in a bomb: together they'd be longer than the file."""
    return sum(info.compress_size for info in infos) > size


def inflate(data: memoryview, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's content piece by piece; Bomb as soon as more comes than its directory entry says.

    `zipfile` stops at the size that the entry gives, other readers don't: they would meet the rest.
    """
    packed = _packed(data, info)
    if info.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    unpacker, total, rest = zlib.decompressobj(-15), 0, bytes(packed)
    while not unpacker.eof:
        # The beginning alone is enough for many who ask.
        piece = unpacker.decompress(rest, PIECE if total else BEGINNING)
        rest = unpacker.unconsumed_tail
        total += len(piece)
        if total > info.file_size:
            raise Bomb
        if not piece and not rest:
            raise zlib.error
        yield piece


def unpack(data: memoryview, info: zipfile.ZipInfo) -> bytes:
    """Return a member's content at once; Bomb where there is more than its directory entry says."""
    if info.compress_type != zipfile.ZIP_DEFLATED:
        return b"".join(inflate(data, info))
    with contextlib.suppress(OSError):
        # What isn't as its directory entry says is looked at more closely.
        if info.file_size:
            return _unpack_as_said(data, info)
    unpacker = zlib.decompressobj(-15)
    content = unpacker.decompress(_packed(data, info), info.file_size + 1)
    if len(content) > info.file_size:
        raise Bomb
    if not unpacker.eof:
        raise zlib.error
    return content


def _unpack_as_said(data: memoryview, info: zipfile.ZipInfo) -> bytes:
    """Return a member's content, a fifth faster as it is unpacked to one place; OSError where size or sum are wrong."""
    import pyarrow as pa  # noqa: PLC0415

    said = struct.pack("<II", info.CRC, info.file_size)
    content: bytes = pa.Codec("gzip").decompress(
        b"".join((_GZIP, _packed(data, info), said)), info.file_size, asbytes=True
    )
    return content


def _packed(data: memoryview, info: zipfile.ZipInfo) -> memoryview:
    """Return a member's bytes as they are packed."""
    start = info.header_offset + 30
    names = data[start - 4 : start]
    start += int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
    return data[start : start + info.compress_size]
