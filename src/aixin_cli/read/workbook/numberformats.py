"""Number formats that show another number than the cell holds: by thousands, in 万, as a percentage.

What a format does is told by its code alone (ECMA-376 part 1, 18.8.31); a cell holds what it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from xml.sax.saxutils import unescape

PERCENT_IDS = {9: "0%", 10: "0.00%"}
"""The built-in formats that scale."""
_UNITS = {"亿": 8, "万": 4}
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_CODE = re.compile(rb"""\bformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d+)["']""")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#xA;": "\n", "&#xa;": "\n"}
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<digits>[0#?]+)|(?P<mark>[,.%])|(?P<other>[^;])|;',
    re.DOTALL,
)
_SCALING = re.compile(r"0(,+)(?![0,])")
"""Commas that no digit follows: each divides by a thousand."""
_LITERAL_PLACES = re.compile(r"[^.·]*0[^.·]*·([^.]*)")
_DATE = re.compile(r"[ymdhsgeYMDHSGE@]")
_MOST = 255
"""Characters of the longest format that a spreadsheet program takes."""


@dataclass(frozen=True, slots=True)
class Display:
    """How a format shows numbers: divided by ten to this power, and with a word for so many powers of ten."""

    power: int
    unit: int = 0


@lru_cache(maxsize=1024)
def read_format(code: str) -> Display | None:
    """Return how a format shows positive numbers; None where it shows what the cell holds, or a date."""
    parts = list(takewhile(lambda part: part[0] != ";", _PART.finditer(code[:_MOST])))
    if any(part["other"] and _DATE.match(part["other"]) for part in parts):
        return None
    skeleton = "".join(map(_skeleton, parts))
    words = "".join(part["quoted"] or part["escaped"] or part["other"] or "" for part in parts)
    places = _LITERAL_PLACES.match(skeleton)
    power = 3 * sum(len(found[1]) for found in _SCALING.finditer(skeleton)) - 2 * skeleton.count("%")
    power += places[1].count("0") if places else 0
    unit = next((value for word, value in _UNITS.items() if word in words), 0)
    return Display(power, unit) if "0" in skeleton and (power or unit) else None


def _skeleton(part: re.Match[str]) -> str:
    """Return what a part of a format means for the number: digits as 0, a point that is only a word as ·."""
    if "." in (part["quoted"], part["escaped"]):
        return "·"
    return "0" * len(part["digits"]) if part["digits"] else part["mark"] or ""


def read_styles(styles: bytes) -> dict[int, Display]:
    """Return the cell formats of an .xlsx workbook, by their places in `styles.xml`, that show other numbers."""
    codes = dict(PERCENT_IDS)
    for tag in _FORMAT.findall(styles):
        number, code = _ID.search(tag), _CODE.search(tag)
        if number and code:
            text = (code[1] if code[1] is not None else code[2]).decode("utf-8", "replace")
            codes[int(number[1])] = unescape(text, _ENTITIES)
    shown = {number: display for number, code in codes.items() if (display := read_format(code)) is not None}
    formats = _CELL_FORMATS.search(styles)
    if formats is None:
        return {}
    numbers = [_ID.search(tag) for tag in _CELL_FORMAT.findall(formats[0])]
    return {place: shown[int(found[1])] for place, found in enumerate(numbers) if found and int(found[1]) in shown}
