"""Which units a sentence names, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aixin_cli.forms.divisions import load_divisions, load_townships
from aixin_cli.forms.unit_names import spellings_of, stem_of
from aixin_cli.publish import row_names
from aixin_cli.publish.lint.nouns import match_any

PROVINCE = ("全省", "我省", "省级层面")
HERE = "here"
"""What 全县 and 我市 mean: the unit that was named before."""
_HERE = re.compile(r"[全我本该][市州县区](?!直)|[全我本该][镇乡村]")
_LEFT_OUT = re.compile(r"(?:不含|不包括|不包含|(?<![\u4e00-\u9fff])除)[^，。；;！？）)\n]*")
"""Units that are left out are not what is spoken of: 不含兰州新区, 除嘉峪关外."""
_VILLAGE = re.compile(
    r"(?<![农乡全各驻行])[\u4e00-\u9fff]{2}(?<![农乡全各驻行政])村(?![级民社庄干委])|[\u4e00-\u9fff]{2,4}(?<!村)社区(?!康复)"
)


@dataclass(frozen=True)
class Place:
    """A unit that is named; None of a place below those that report, HERE of the one that was named before."""

    start: int
    end: int
    unit_code: str | None


@cache
def _names() -> dict[str, str]:
    """Names that mean a unit in a running text: those that end in what it is, and of prefectures the bare ones."""
    divisions = load_divisions()
    names: dict[str, str] = {}
    for unit in divisions.units:
        for name in spellings_of(unit):
            if re.search(r"(?:[市州县区]|管委会|单位)$", name) and len(name) > 1:
                names.setdefault(name, unit.code)
    for unit in divisions.units:
        if unit.level == "prefecture":
            names.setdefault(stem_of(unit.short_name), unit.code)
    top = row_names.province()
    return names | dict.fromkeys((*PROVINCE, top.name), top.code)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(match_any(_names()))


@cache
def _smaller() -> re.Pattern[str]:
    names = {name for below in load_townships().values() for name in below if len(name) > 2}
    return re.compile(f"{match_any(names)}|{_VILLAGE.pattern}")


def find_places(text: str) -> list[Place]:
    """The units that a text speaks of, in their order, and the smaller places among them."""
    text = _LEFT_OUT.sub(lambda hit: " " * len(hit[0]), text)
    found = [Place(hit.start(), hit.end(), _names()[hit[0]]) for hit in _pattern().finditer(text)]
    below = [Place(hit.start(), hit.end(), None) for hit in _smaller().finditer(text)]
    here = [Place(hit.start(), hit.end(), HERE) for hit in _HERE.finditer(text)]
    return sorted([*found, *below, *here], key=lambda place: place.end)
