"""The delimiter of a text, told from its first lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixin_cli.read.text.encoding import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = (",", "\t", ";", "；", "，", "|")
_HEAD = 200_000
_LINES = 100
_RECORDS = 1000
_SEP = re.compile(rb'sep=([^\r\n"\x80-\xff]|[\x80-\xff]{2,3})(?:\r\n|\n|\r)', re.IGNORECASE)
_QUOTED = re.compile(r'(?<![^,\t;；，|\r\n])"(?:[^"]|"")*"')


@dataclass(frozen=True, slots=True)
class Body:
    """A delimited text: bytes from `start` to `stop`, a delimiter, and how many fields are usual.

    The bytes are UTF-8 or GB18030: in both, quotes, line ends and `,` `;` are never part of another character.
    """

    data: bytes
    start: int
    stop: int
    codec: str
    delimiter: str
    width: int
    where: str


def find_body(text: Text, where: str) -> Body:
    """Return where the records stand and how they are divided; line ends at the end are no rows.

    Excel reads a first line `sep=;` as the delimiter and doesn't show it.
    """
    start = text.start
    stop = _last_byte(text.data, start)
    sep = _SEP.match(text.data, start)
    if sep is not None:
        start = sep.end()
    head = _head(text.data, start, stop).decode(text.codec, "ignore")
    delimiter = find_delimiter(head) if sep is None else sep[1].decode(text.codec)
    return Body(text.data, start, max(start, stop), text.codec, delimiter, _usual_width(head, delimiter), where)


def find_delimiter(head: str) -> str:
    """Return the delimiter that divides the first lines most evenly.

    One that stands in some of the lines that another divides, and in no others, stands in cells:
    the commas of `1,5;2,5` under a header of semicolons.
    """
    lines = [line for line in re.split(r"[\r\n]+", _QUOTED.sub("", head))[:_LINES] if line.strip()]
    counts = {delimiter: [line.count(delimiter) for line in lines] for delimiter in DELIMITERS}
    places = {delimiter: {i for i, count in enumerate(counts[delimiter]) if count} for delimiter in DELIMITERS}
    rivals = [one for one in DELIMITERS if places[one] and not _is_inside(one, places, counts)]
    return max(rivals, key=lambda one: (*_evenness(counts[one]), -DELIMITERS.index(one)), default=DELIMITERS[0])


def _is_inside(one: str, places: dict[str, set[int]], counts: dict[str, list[int]]) -> bool:
    for other in DELIMITERS:
        if places[one] < places[other]:
            alike = Counter(counts[other][i] for i in places[other]).most_common(1)[0][1]
            if alike == len(places[other]):
                return True
    return False


def _evenness(counts: Sequence[int]) -> tuple[int, int]:
    found = Counter(count for count in counts if count)
    width, alike = max(found.items(), key=lambda item: (item[1], item[0]))
    return alike * width, alike


def _usual_width(head: str, delimiter: str) -> int:
    """Return how many fields most of the first records have; only speed depends on it."""
    widths: Counter[int] = Counter()
    try:
        for number, record in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)):
            widths[len(record)] += bool(record)
            if number == _RECORDS:
                break
    except csv.Error:
        pass
    return max(widths, key=lambda width: (widths[width], width), default=1) or 1


def _head(data: bytes, start: int, stop: int) -> bytes:
    """Return the first lines, the last of them whole where one ends in time."""
    head = data[start : min(stop, start + _HEAD)]
    if start + _HEAD < stop:
        cut = max(head.rfind(b"\n"), head.rfind(b"\r"))
        head = head[: cut + 1] if cut > 0 else head
    return head


def _last_byte(data: bytes, start: int) -> int:
    stop = len(data)
    while stop > start and data[stop - 1] in b"\r\n":
        block = max(start, stop - 4096)
        stop = block + len(data[block:stop].rstrip(b"\r\n"))
    return stop
