"""Where the sample plays: reporting units, their townships and the manner of their names."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aixin_cli.sample.world.names import DONGXIANG, HAN, HUI, TIBETAN

HELPER_UNIT = "62X002"
PROVINCE = "620000"

# Share of Han, Hui, Dongxiang and Tibetan names; by unit where it differs from its prefecture.
NAME_STYLES = {
    "6201": (0.9, 0.09, 0.01, 0.0),
    "6204": (0.93, 0.07, 0.0, 0.0),
    "6208": (0.82, 0.18, 0.0, 0.0),
    "6229": (0.35, 0.4, 0.25, 0.0),
    "6230": (0.25, 0.05, 0.0, 0.7),
    "620525": (0.25, 0.75, 0.0, 0.0),
    "620623": (0.6, 0.03, 0.0, 0.37),
    "622926": (0.1, 0.1, 0.8, 0.0),
    "622927": (0.3, 0.35, 0.35, 0.0),
}
STYLE_ORDER = (HAN, HUI, DONGXIANG, TIBETAN)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that sends returns. `id_prefix` is a county code (…99) that was never given out."""

    code: str
    name: str
    short_name: str
    parent: str
    reports: str
    id_prefix: int
    townships: tuple[str, ...]

    @property
    def name_style(self) -> tuple[float, float, float, float]:
        """Shares of the four manners of naming."""
        return NAME_STYLES.get(self.code) or NAME_STYLES.get(self.code[:4]) or (1.0, 0.0, 0.0, 0.0)


def _records(name: str) -> list[dict[str, str]]:
    text = (files("aixin_cli.forms") / "gansu" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@cache
def townships() -> dict[str, tuple[str, ...]]:
    """Statutory townships by county code; 嘉峪关's stand under 620201 in the source."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in _records("townships.csv"):
        if record["statutory"] == "1":
            found["620200" if record["county_code"] == "620201" else record["county_code"]].append(record["name"])
    found["62X001"] = ["第一街道", "第二街道", "第三街道"]
    found["620171"] = found["620171"] or ["中川镇", "秦川镇", "西岔镇"]
    return {code: tuple(names) for code, names in found.items()}


@cache
def places() -> dict[str, Place]:
    """All units that report without being switched on by configuration, by code."""
    return {
        record["code"]: Place(
            code=record["code"],
            name=record["name"],
            short_name=record["short_name"],
            parent=record["parent_code"],
            reports=record["reports"],
            id_prefix=620999 if record["code"].startswith("62X") else int(record["code"][:4]) * 100 + 99,
            townships=townships().get(record["code"], ()),
        )
        for record in _records("divisions.csv")
        if record["reports"] != "optional"
    }


def area_units() -> tuple[Place, ...]:
    """The 89 units that owe a ledger, in the order of their codes."""
    return tuple(sorted((place for place in places().values() if place.reports in {"county", "area"}), key=_code))


def own_units() -> tuple[Place, ...]:
    """The province's and the prefectures' own level."""
    return tuple(sorted((place for place in places().values() if place.reports == "own-level"), key=_code))


def _code(place: Place) -> str:
    return place.code
