"""The encoding of a text, told from its bytes and never from its name.

GB18030 and never GBK: names hold characters of four bytes (䶮, 𤠊). NUL bytes are looked at before
anything is decoded, since UTF-16 without a mark passes for GB18030.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import InputError
from aixin_cli.locale import _

if TYPE_CHECKING:
    import numpy as np

UTF8 = "UTF-8"
_UTF8_MARK = b"\xef\xbb\xbf"
_GB18030_MARK = b"\x84\x31\x95\x33"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WINDOW = 2**18
"""Small enough for a processor's own memory: several passes over it cost less than one over a whole file."""
_TRIES = 5000
_SURE = 18
_UTF8_WORD = re.compile(
    rb"(?<![\x80-\xff])(?:[\xe3-\xe9\xef][\x80-\xbf]{2}|\xf0[\xa0-\xbf][\x80-\xbf]{2}){2,}(?![\x80-\xff])"
)
_PLAIN = b",\t;|\r\n0123456789"
_LITTLE = [(byte, 0) for byte in _PLAIN]
_BIG = [(0, byte) for byte in _PLAIN]
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A file's bytes from `start` on, Python's name of their encoding, and its name for people."""

    data: bytes
    start: int
    codec: str
    encoding: str


def find_encoding(data: bytes, where: str) -> Text:
    """Tell the encoding: by its mark, by its NUL bytes, as strict UTF-8, then GB18030.

    UTF-16 comes as UTF-8 already; what is told to be GB18030 may still hold a byte that is none of it.
    """
    codec = _UTF16_MARKS.get(data[:2])
    if codec is not None:
        return _from_utf16(data, 2, codec, where)
    zero = data.find(b"\x00")
    if zero >= 0:
        codec = _utf16_without_mark(data)
        if codec is None:
            raise nul_bytes(where, row_after(memoryview(data)[:zero]))
        return _from_utf16(data, 0, codec, where)
    if _is_utf8(data):
        return Text(data, _after_marks(data), "utf-8", UTF8)
    _check_one_encoding(data, where)
    _check_hanzi(data, where)
    return Text(data, len(_GB18030_MARK) * data.startswith(_GB18030_MARK), "gb18030", "GB18030")


def decode(data: bytes, where: str) -> str:
    """Return a whole file's text; InputError where its encoding can't be told or it is damaged."""
    text = find_encoding(data, where)
    try:
        return text.data[text.start :].decode(text.codec)
    except UnicodeDecodeError as error:
        raise undecodable(text.data, text.start + error.start, where) from None


def row_after(before: bytes | memoryview, codec: str = "utf-8") -> int:
    """Return the row, as a spreadsheet numbers it, in which the text after `before` stands."""
    import numpy as np  # noqa: PLC0415

    unit = {"utf-16-le": "<u2", "utf-16-be": ">u2"}.get(codec, "u1")
    whole = np.frombuffer(before, unit, count=len(before) // np.dtype(unit).itemsize)
    line_end = 10 if any((part == 10).any() for part in windows(whole)) else 13
    row, is_open = 1, 0
    for part in windows(whole):
        quotes = np.flatnonzero(part == 34)
        ends = np.flatnonzero(part == line_end)
        row += (
            int(np.count_nonzero((np.searchsorted(quotes, ends) + is_open) % 2 == 0))
            if len(quotes)
            else (0 if is_open else len(ends))
        )
        is_open = (is_open + len(quotes)) % 2
    return row


def place(where: str, row: int) -> str:
    """Return the place of an error: file and row."""
    return _("{file}, row {row}").format(file=where, row=row)


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are strict UTF-8, at the speed of memory."""
    import pyarrow as pa  # noqa: PLC0415

    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(data)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def nul_bytes(where: str, row: int) -> InputError:
    """Return the error of a text with NUL bytes in it."""
    hint = _("ask the unit to save it again as .xlsx and send that")
    return InputError(_("The text holds NUL bytes: the file is damaged."), place(where, row), hint)


def _after_marks(text: bytes) -> int:
    start = 0
    while text.startswith(_UTF8_MARK, start):
        start += len(_UTF8_MARK)
    return start


def _utf16_without_mark(data: bytes) -> str | None:
    """Digits, delimiters and line ends have their NULs second in little-endian UTF-16, first in big-endian.

    NULs alone don't tell: 一 (4E00) and the ideographic space (3000) have theirs the other way round.
    """
    head = data[:4000]
    pairs = Counter(zip(head[0::2], head[1::2], strict=False))
    little, big = (sum(pairs[pair] for pair in found) for found in (_LITTLE, _BIG))
    most, least = max(little, big), min(little, big)
    alone = sum(head.count(byte) for byte in _PLAIN) - most
    if most * 40 < len(head) or least * 2 > most or alone > most:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _from_utf16(data: bytes, start: int, codec: str, where: str) -> Text:
    try:
        text = codecs.decode(memoryview(data)[start:], codec).encode("utf-8")
    except UnicodeDecodeError as error:
        what = _("The text's encoding is UTF-16, but byte {offset} begins no character of it.")
        offset = start + error.start
        spot = place(where, row_after(memoryview(data)[start:offset], codec))
        raise InputError(what.format(offset=offset + 1), spot, _mend()) from None
    zero = text.find(b"\x00")
    if zero >= 0:
        raise nul_bytes(where, row_after(memoryview(text)[:zero]))
    return Text(text, _after_marks(text), "utf-8", "UTF-16")


def undecodable(data: bytes, start: int, where: str) -> InputError:
    """Return the error of a text that passed for GB18030 until its first byte that isn't."""
    return _neither(data, _first_bad(data, start, "gb18030"), where)


def _neither(data: bytes, offset: int, where: str) -> InputError:
    what = _("The text's encoding can't be told: byte {offset} is neither UTF-8 nor GB18030.")
    spot = place(where, row_after(memoryview(data)[:offset]))
    return InputError(what.format(offset=offset + 1), spot, _mend())


def _mend() -> str:
    return _("open it in Excel or WPS, retype what is garbled in that row, and save it as .xlsx")


def _check_one_encoding(data: bytes, where: str) -> None:
    """Refuse what is UTF-8 in one part and not in another: a damaged file, or several joined."""
    word = _first_utf8_word(data)
    if word is None:
        return
    bad = _first_bad(data, 0, "utf-8")
    first, offset = (UTF8, bad) if word < bad else ("GB18030", word)
    what = _("The text is {encoding}, but byte {offset} isn't: a damaged file, or several joined.")
    spot = place(where, row_after(memoryview(data)[:offset]))
    raise InputError(what.format(encoding=first, offset=offset + 1), spot, _mend())


def _first_bad(data: bytes, start: int, codec: str) -> int:
    decoder: Any = codecs.getincrementaldecoder(codec)()
    source = memoryview(data)
    for at in range(start, len(data), _WINDOW):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(source[at : at + _WINDOW], at + _WINDOW >= len(data))
        except UnicodeDecodeError as error:
            return int(at - waiting + error.start)
    return len(data)


def _first_utf8_word(data: bytes) -> int | None:
    """Return where UTF-8 stands in a text that isn't all UTF-8, or None.

    Half of the trailing bytes of Chinese in UTF-8 are 80-A0, which GB18030 has in rare characters
    only. Where many are near each other, a closer look is taken: words near by that are valid UTF-8
    from end to end, six hanzi in all, are no chance.
    """
    import numpy as np  # noqa: PLC0415

    start, tries = 0, _TRIES
    for part in windows(np.frombuffer(data, np.uint8)):
        low = np.flatnonzero((part - np.uint8(0x80)) <= 0x20)
        near = low[:-3][low[3:] - low[:-3] < 32]
        for offset in _far_apart(near)[:tries]:
            tries -= 1
            found = _utf8_word_near(data, start + offset)
            if found is not None:
                return found
        start += len(part)
    return None


def _far_apart(near: np.ndarray[Any, Any]) -> list[int]:
    """Return one place for each stretch of them."""
    import numpy as np  # noqa: PLC0415

    return near[np.diff(near // 512, prepend=-1) > 0].tolist()  # type: ignore[no-any-return]


def _utf8_word_near(data: bytes, offset: int) -> int | None:
    words = list(_UTF8_WORD.finditer(data, max(0, offset - 1024), offset + 1024))
    return words[0].start() if sum(len(word[0]) for word in words) >= _SURE else None


def _check_hanzi(data: bytes, where: str) -> None:
    """Refuse Latin-1 and the like: every high byte alone among letters is no Chinese."""
    high = re.search(rb"[\x80-\xff]", data)
    begin = high.start() if high else 0
    runs = _HIGH_RUN.findall(_FOUR_BYTES.sub(b"\xb0\xa1", data[begin : begin + 2**18]))
    alone = sum(len(run) == 1 for run in runs)
    if runs and alone * 2 > len(runs):
        raise _neither(data, begin, where)


def windows(whole: np.ndarray[Any, Any]) -> Iterator[np.ndarray[Any, Any]]:
    """Return bytes a piece at a time."""
    for at in range(0, len(whole), _WINDOW):
        yield whole[at : at + _WINDOW]
