"""Archives as other programs make them: names in GBK, old encryption, directories that lie."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_TABLE = [0] * 256
for _number in range(256):
    _value = _number
    for _bit in range(8):
        _value = (_value >> 1) ^ (0xEDB88320 if _value & 1 else 0)
    _TABLE[_number] = _value


@dataclass
class Member:
    """One member, written byte by byte as it is told."""

    name: bytes
    data: bytes
    password: bytes | None = None
    extra: bytes = b""
    method: int = zipfile.ZIP_DEFLATED
    size: int | None = None
    """What the directory says of the size, where it lies."""
    flags: int = 0


def make_zip(members: Iterable[Member]) -> bytes:
    body, directory, count = b"", b"", 0
    for member in members:
        packed = _packed(member)
        size = len(member.data) if member.size is None else member.size
        flags = member.flags | (1 if member.password is not None else 0)
        crc = zlib.crc32(member.data[:size])
        shared = struct.pack(
            "<HHHHHIIIHH", 20, flags, member.method, 0, 0x5821, crc, len(packed), size, len(member.name),
            len(member.extra),
        )  # fmt: skip
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += member.name + member.extra
        body += b"PK\x03\x04" + shared + member.name + member.extra + packed
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def nested(levels: int, inner: dict[str, bytes]) -> bytes:
    """An archive in an archive, so many levels, around some files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in inner.items():
            packed.writestr(name, data)
    return buffer.getvalue() if levels == 1 else nested(levels - 1, {f"level{levels - 1}.zip": buffer.getvalue()})


def _packed(member: Member) -> bytes:
    if member.method == zipfile.ZIP_DEFLATED:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = deflate.compress(member.data) + deflate.flush()
    else:
        packed = member.data
    if member.password is None:
        return packed
    head = os.urandom(11) + bytes([zlib.crc32(member.data) >> 24])
    return _encrypted(head + packed, member.password)


def _encrypted(data: bytes, password: bytes) -> bytes:
    """The old encryption of PKWARE, by its published description (APPNOTE 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ _TABLE[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ _TABLE[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in password:
        update(byte)
    result = bytearray()
    for byte in data:
        temp = keys[2] | 2
        result.append(byte ^ (((temp * (temp ^ 1)) >> 8) & 0xFF))
        update(byte)
    return bytes(result)
