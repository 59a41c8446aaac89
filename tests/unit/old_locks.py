"""Workbooks of the old kind under a password, sealed by the published description (MS-XLS, MS-OFFCRYPTO 2.3.6)."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator

import xlwt
from xlwt.CompoundDoc import XlsDoc

BLOCK = 1024
BOF, FILEPASS, BOUND_SHEET, INTERFACE = 0x0809, 0x002F, 0x0085, 0x00E1


def lock_old_workbook(book: xlwt.Workbook, password: str) -> bytes:
    """An .xls under a password; RC4 with a 40-bit key, as Excel 97 to 2003 do it."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    sealed = _crypt(verifier + hashlib.md5(verifier).digest(), password, salt, 0)
    lock = struct.pack("<HHHHH", FILEPASS, 54, 1, 1, 1) + salt + sealed
    stream = b""
    for number, (kind, data) in enumerate(_records(book.get_biff_data())):
        start = struct.unpack("<I", data[:4])[0] + len(lock) if kind == BOUND_SHEET else 0
        moved = struct.pack("<I", start) + data[4:] if start else data
        stream += struct.pack("<HH", kind, len(data)) + moved + (lock if number == 0 else b"")
    buffer = io.BytesIO()
    XlsDoc().save(buffer, _seal(stream, password, salt))
    return buffer.getvalue()


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack("<HH", stream[place : place + 4])
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _seal(stream: bytes, password: str, salt: bytes) -> bytes:
    """Every byte goes through the cipher's place, but what a reader needs before it stays as it is."""
    whole = b"".join(
        _crypt(stream[start : start + BLOCK], password, salt, start // BLOCK) for start in range(0, len(stream), BLOCK)
    )
    result, place = b"", 0
    for kind, data in _records(stream):
        plain = len(data) if kind in (BOF, FILEPASS, INTERFACE) else 4 if kind == BOUND_SHEET else 0
        result += stream[place : place + 4 + plain] + whole[place + 4 + plain : place + 4 + len(data)]
        place += 4 + len(data)
    return result


def _crypt(data: bytes, password: str, salt: bytes, block: int) -> bytes:
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    second = hashlib.md5((first + salt) * 16).digest()[:5]
    key = hashlib.md5(second + struct.pack("<I", block)).digest()
    state, other = list(range(256)), 0
    for place in range(256):
        other = (other + state[place] + key[place % 16]) % 256
        state[place], state[other] = state[other], state[place]
    result, left, right = bytearray(), 0, 0
    for byte in data:
        left = (left + 1) % 256
        right = (right + state[left]) % 256
        state[left], state[right] = state[right], state[left]
        result.append(byte ^ state[(state[left] + state[right]) % 256])
    return bytes(result)
