"""Text of any of the usual encodings as UTF-8, told from its bytes and never from its name.

GB18030 and never GBK: names hold characters of four bytes (䶮, 𤠊). NUL bytes are looked at before
anything is decoded, since UTF-16 without a mark passes for GB18030.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import InputError
from aixin_cli.locale import _

if TYPE_CHECKING:
    import numpy as np

UTF8 = "UTF-8"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CHUNK = 2**18
_WINDOW = 2**24
_UTF8_WORD = re.compile(
    rb"(?<![\x80-\xff])(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}){2,}(?![\x80-\xff])"
)
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Utf8Text:
    """A file's text as UTF-8 from `start` on, and the encoding it came in."""

    data: bytes | bytearray
    start: int
    encoding: str


def to_utf8(data: bytes, where: str) -> Utf8Text:
    """Return the text as UTF-8: by its mark, by its NUL bytes, as strict UTF-8, then as GB18030."""
    codec = _UTF16_MARKS.get(data[:2])
    if codec is not None:
        return _from_utf16(data, 2, codec, where)
    zero = data.find(b"\x00")
    if zero >= 0:
        codec = _utf16_without_mark(data)
        if codec is None:
            raise nul_bytes(where, row_after(data[:zero]))
        return _from_utf16(data, 0, codec, where)
    if is_utf8(data):
        return Utf8Text(data, _after_marks(data), UTF8)
    _check_one_encoding(data, where)
    _check_hanzi(data, where)
    text = _transcoded(data, 0, "gb18030", where)
    return Utf8Text(text, _after_marks(text), "GB18030")


def row_after(before: bytes | bytearray | memoryview) -> int:
    """Return the row, as a spreadsheet numbers it, in which the text after `before` stands."""
    import numpy as np  # noqa: PLC0415

    whole = np.frombuffer(before, np.uint8)
    line_end = 10 if (whole == 10).any() else 13
    row, is_open = 1, 0
    for part in _windows(whole):
        quotes = np.flatnonzero(part == 34)
        ends = np.flatnonzero(part == line_end)
        row += int(((np.searchsorted(quotes, ends) + is_open) % 2 == 0).sum())
        is_open = (is_open + len(quotes)) % 2
    return row


def place(where: str, row: int) -> str:
    """Return the place of an error: file and row."""
    return _("{file}, row {row}").format(file=where, row=row)


def is_utf8(data: bytes) -> bool:
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


def _after_marks(text: bytes | bytearray) -> int:
    start = 0
    while text.startswith(_UTF8_MARK, start):
        start += len(_UTF8_MARK)
    return start


def _utf16_without_mark(data: bytes) -> str | None:
    """Digits, delimiters and line ends have their NULs at odd places in little-endian, at even in big-endian."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    return codec if set(",\t;|\r\n") & set(head.decode(codec, "replace")) else None


def _from_utf16(data: bytes, start: int, codec: str, where: str) -> Utf8Text:
    text = _transcoded(data, start, codec, where)
    zero = text.find(0)
    if zero >= 0:
        raise nul_bytes(where, row_after(memoryview(text)[:zero]))
    return Utf8Text(text, _after_marks(text), "UTF-16")


def _transcoded(data: bytes, start: int, codec: str, where: str) -> bytearray:
    """Decode and encode piece by piece, so that a large file's text is held once; InputError with the place."""
    decoder: Any = codecs.getincrementaldecoder(codec)()
    source, text = memoryview(data), bytearray()
    for at in range(start, len(data), _CHUNK):
        waiting = len(decoder.getstate()[0])
        stop = at + _CHUNK
        try:
            text += decoder.decode(source[at:stop], stop >= len(data)).encode("utf-8")
        except UnicodeError as error:
            good = getattr(error, "start", 0)
            offset = at - waiting + good
            text += bytes(source[at - waiting : offset]).decode(codec, "replace").encode("utf-8", "replace")
            raise _undecodable(codec, offset, place(where, row_after(text))) from None
    return text


def _undecodable(codec: str, offset: int, where: str) -> InputError:
    name = "GB18030" if codec == "gb18030" else "UTF-16"
    if name == "UTF-16":
        what = _("The text is UTF-16, but byte {offset} begins no character.").format(offset=offset + 1)
    else:
        what = _("The text's encoding can't be told: byte {offset} is neither UTF-8 nor GB18030.").format(
            offset=offset + 1
        )
    return InputError(what, where, _mend())


def _mend() -> str:
    return _("open it in Excel or WPS, retype what is garbled in that row, and save it as .xlsx")


def _check_one_encoding(data: bytes, where: str) -> None:
    """Refuse what is UTF-8 in one part and not in another: a damaged file, or several joined."""
    word = _first_utf8_word(data)
    if word is None:
        return
    bad = _first_bad_utf8(data)
    first, offset = (UTF8, bad) if word < bad else ("GB18030", word)
    what = _("The text is {encoding}, but byte {offset} isn't: a damaged file, or several joined.")
    spot = place(where, row_after(memoryview(data)[:offset]))
    raise InputError(what.format(encoding=first, offset=offset + 1), spot, _mend())


def _first_bad_utf8(data: bytes) -> int:
    decoder = codecs.getincrementaldecoder("utf-8")()
    source = memoryview(data)
    for at in range(0, len(data), _CHUNK):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(source[at : at + _CHUNK], at + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return at - waiting + error.start
    return len(data)


def _first_utf8_word(data: bytes) -> int | None:
    """Return where UTF-8 stands in a text that isn't all UTF-8, or None.

    Half of the trailing bytes of Chinese in UTF-8 are 80-A0, which GB18030 has in rare characters
    only. Where many are near each other, the line is looked at: two words of it that are valid
    UTF-8 from end to end are no chance.
    """
    import numpy as np  # noqa: PLC0415

    whole = np.frombuffer(data, np.uint8)
    start = 0
    for part in _windows(whole):
        low = np.flatnonzero((part - np.uint8(0x80)) <= 0x20)
        near = low[:-3][low[3:] - low[:-3] < 32]
        for offset in _few(near, 400):
            found = _utf8_word_in_line(data, start + offset)
            if found is not None:
                return found
        start += len(part)
    return None


def _few(near: np.ndarray[Any, Any], apart: int) -> Iterator[int]:
    """Return one place a stretch, a few thousand at most."""
    last = -apart
    for offset in near[:200_000].tolist():
        if offset - last >= apart:
            last = offset
            yield offset


def _utf8_word_in_line(data: bytes, offset: int) -> int | None:
    begin = max(data.rfind(b"\n", max(0, offset - 4000), offset), offset - 4000) + 1
    end = data.find(b"\n", offset, offset + 4000)
    words = _UTF8_WORD.finditer(data, max(0, begin), end if end >= 0 else offset + 4000)
    first, second = next(words, None), next(words, None)
    return first.start() if first is not None and second is not None else None


def _check_hanzi(data: bytes, where: str) -> None:
    """Refuse Latin-1 and the like: every high byte alone among letters is no Chinese."""
    high = re.search(rb"[\x80-\xff]", data)
    begin = high.start() if high else 0
    runs = _HIGH_RUN.findall(_FOUR_BYTES.sub(b"\xb0\xa1", data[begin : begin + 2**18]))
    alone = sum(len(run) == 1 for run in runs)
    if runs and alone * 2 > len(runs):
        what = _("The text's encoding can't be told: byte {offset} is neither UTF-8 nor GB18030.")
        spot = place(where, row_after(memoryview(data)[:begin]))
        raise InputError(what.format(offset=begin + 1), spot, _("save it as .xlsx or as UTF-8 CSV"))


def _windows(whole: np.ndarray[Any, Any]) -> Iterator[np.ndarray[Any, Any]]:
    for at in range(0, len(whole), _WINDOW):
        yield whole[at : at + _WINDOW]
