"""The rows of the published tables and what reports into each, from the list of divisions alone."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd

PROVINCE, HELPER_UNIT = "620000", "62X002"


def _divisions() -> pd.DataFrame:
    with (files("aixin_cli.forms") / "gansu" / "divisions.csv").open(encoding="utf-8") as source:
        listed = pd.read_csv(source, dtype=str)
    return listed[listed["reports"] != "optional"].sort_values("code")


_LISTED = _divisions()
_UPPER = _LISTED[_LISTED["reports"] == "own-level"].set_index("code")["name"]
AREAS = _LISTED[_LISTED["reports"].isin(["county", "area"])].set_index("code")["name"]
_PARENT = _LISTED.set_index("code")["parent_code"]

OWN = {f"{code}-0": ("省" if code == PROVINCE else name) + "本级" for code, name in _UPPER.items()}
NAMES = {**_UPPER.to_dict(), **OWN, **AREAS.to_dict()}
ROWS = sorted(NAMES)
"""All rows in the order of division codes; an upper level stands before its own level and its units."""
PARENT = {
    row: _PARENT[row.removesuffix("-0")] if row in AREAS.index or row in _UPPER.index else row[:6]
    for row in ROWS
    if row != PROVINCE
}


def _scope() -> pd.DataFrame:
    pairs = []
    for unit in [*AREAS.index, *_UPPER.index]:
        row: str | None = unit if unit in AREAS.index else f"{unit}-0"
        while row is not None:
            pairs.append((unit, row))
            row = PARENT.get(row)
    return pd.DataFrame(pairs, columns=["unit", "row"])


SCOPE = _scope()
"""Each reporting unit with each row that its returns roll into."""


def rows_of(units: set[str]) -> set[str]:
    """The rows that any of these units rolls into."""
    return set(SCOPE.loc[SCOPE["unit"].isin(units), "row"])
