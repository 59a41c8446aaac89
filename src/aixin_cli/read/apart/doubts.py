"""Which files are read apart, told from their bytes alone, and how much each of them may take.

Apart are read all workbooks whose form only native code or a long way in Python understands (.xls, .et, .ods),
large web pages, and any .xlsx that isn't as spreadsheet programs write it: parts that
swell, are many or say of themselves what can't be. All the others are read in the same process, side by side.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from aixin_cli.read.apart.ceilings import Ceiling
from aixin_cli.read.delivery.limits import BEGINNING, Bomb, check_directory, inflate
from aixin_cli.read.delivery.magic import BIFF, OLE, ZIP

LARGE_PAGE = 2**18
LARGE_PART = 2**20
"""Bytes of a part from which on it matters how well it is packed."""
HEAVY_PART = 2**25
"""Bytes of a part that make a file as long as the province's: whatever its rows are, somebody waits for them."""
DENSE = 60
"""Times as much as packed comes out of a part: of ledgers six to twelve, of styled blank rows up to forty."""
MANY_PARTS = 400
MOST = {"xl/workbook.xml": 2**17, "xl/styles.xml": 2**22}
"""Bytes of parts that are small where a person made them."""
SAID = ("xl/sharedStrings.xml", "xl/styles.xml")
"""Parts that say how much there is of something."""
_COUNT = re.compile(rb"""\b(?:count|uniqueCount)\s*=\s*["'](\d+)""")
_PAGE = re.compile(rb"\s*(?:<|mime-version\s*:|from\s*:|content-type\s*:|subject\s*:|date\s*:)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, ValueError,
           LookupError, EOFError, OSError)  # fmt: skip
_SECONDS = 3.0
_SECONDS_A_MEGABYTE = {"packed": 0.25, "plain": 1.0}
"""Twice what honest ledgers take for each unpacked megabyte: .ods and .xlsx 0.12 s at most, .xls and pages 0.5 s."""
_MEMORY = 640 * 2**20
_MEMORY_A_BYTE = {"packed": 6, "plain": 25}
"""Honest ones take four and seventeen bytes for each."""
_MOST_MEMORY = 4 * 2**30


def is_doubtful(data: bytes) -> bool:
    """Tell whether a file is read apart."""
    if data.startswith(ZIP):
        try:
            return _is_unusual(data)
        except (*_BROKEN, Bomb):
            # What can't even be opened never reaches a reader.
            return False
    if data.startswith((OLE, *BIFF)):
        return True
    return len(data) > LARGE_PAGE and _PAGE.match(data.lstrip(b"\xef\xbb\xbf\xff\xfe"), 0, 200) is not None


def find_ceiling(data: bytes) -> Ceiling:
    """Return what a file may take: twice what honest ones of as many bytes do, and never less than a little."""
    size, how = _unpacked(data), "packed" if data.startswith(ZIP) else "plain"
    memory = min(max(_MEMORY, _MEMORY_A_BYTE[how] * size), _MOST_MEMORY)
    return Ceiling(_SECONDS + _SECONDS_A_MEGABYTE[how] * size / 2**20, memory)


def _is_unusual(data: bytes) -> bool:
    check_directory(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = {info.filename: info for info in packed.infolist()}
    if "mimetype" in infos or len(infos) > MANY_PARTS:
        return True
    if any(map(_swells, infos.values())) or any(infos[name].file_size > MOST[name] for name in MOST if name in infos):
        return True
    view = memoryview(data)
    return any(_says_too_much(view, infos[name]) for name in SAID if name in infos)


def _swells(info: zipfile.ZipInfo) -> bool:
    is_plain = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not info.flag_bits & 1
    is_dense = info.file_size > LARGE_PART and info.file_size > DENSE * info.compress_size
    return not is_plain or is_dense or info.file_size > HEAVY_PART


def _says_too_much(view: memoryview, info: zipfile.ZipInfo) -> bool:
    """Tell whether a part counts more than there are bytes in it; each thing takes several."""
    head = next(inflate(view, info), b"")[:BEGINNING]
    return any(int(count[:20]) > max(info.file_size, 1000) for count in _COUNT.findall(head))


def _unpacked(data: bytes) -> int:
    if not data.startswith(ZIP):
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return min(sum(info.file_size for info in packed.infolist()), 2**30)
    except _BROKEN:
        return len(data)
