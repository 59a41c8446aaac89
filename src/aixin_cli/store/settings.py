"""Settings: dated defaults, overridden by the store's `aixin.toml`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.forms.periods import move_period
from aixin_cli.forms.province import fill_province
from aixin_cli.store.own_settings import read_own_settings

DEFAULTS = Path(__file__).with_name("defaults.toml")
_OF_NO_RESULT = ("store.", "fonts.", "query.", "template.", "feedback.")
"""Who may read a store, which letters charts are drawn with, what a question may take, what a form says of itself."""
Value = int | float | str | bool | list[str]


@dataclass(frozen=True)
class Settings:
    """The effective values by dotted name (`hold.quarantined_share`), and their hash."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def hash(self) -> str:
        """SHA-256 of the effective values, first 16 places: two runs agree or they don't."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        """The values that results hang on, as JSON with sorted keys: who may read a store changes none of them."""
        return json.dumps(dict(self.of_results()), ensure_ascii=False, sort_keys=True)

    def of_results(self) -> Mapping[str, Any]:
        """All values but those that no number of a month hangs on."""
        return {name: value for name, value in self.values.items() if not name.startswith(_OF_NO_RESULT)}

    def by_leaf(self) -> dict[str, Any]:
        """The values by the last part of their names, which no two share: how SQL asks for them."""
        return {name.rpartition(".")[2]: value for name, value in self.values.items()}

    def as_of(self, period: str) -> date:
        """The day up to which a period's data count: its last day unless `[as_of]` says otherwise."""
        override = self.values.get(f"as_of.{period}")
        return date.fromisoformat(str(override)) if override else first_day(move_period(period, 1)) - timedelta(days=1)

    def deadline(self, period: str) -> date:
        """The last day on which a return of the period is in time: a working day."""
        day = first_day(move_period(period, 1)).replace(day=int(self.values["returns.deadline_day"]))
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def is_workday(self, day: date) -> bool:
        """Whether people work that day: Monday to Friday but for public holidays, and Saturdays made up for them."""
        name = day.isoformat()
        if name in self.values["returns.workday_dates"]:
            return True
        return day.weekday() < 5 and name not in self.values["returns.holiday_dates"]


def load_settings(directory: Path | None) -> Settings:
    """The defaults, overridden by `aixin.toml` in the store.

    Raises DefinitionError for a name that no default has, or a value of another type or out of range.
    """
    defaults = load_defaults()
    values = {name: item["value"] for name, item in defaults.items()}
    path = directory / "aixin.toml" if directory else None
    if path is None or not path.is_file():
        return Settings(values)
    return Settings({**values, **read_own_settings(path, defaults)})


def load_defaults() -> dict[str, Mapping[str, Any]]:
    """Every setting by its dotted name: value, since, source, and where it has them least and most."""
    return dict(_parsed(fill_province(DEFAULTS.read_text("utf-8"))))


@lru_cache(maxsize=1)
def _parsed(text: str) -> Mapping[str, Mapping[str, Any]]:
    return _tables(parse_kept(text))


def _tables(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Mapping[str, Any]]:
    """Default entries are tables `{value, since, source}`, found at any depth."""
    found: dict[str, Mapping[str, Any]] = {}
    for key, item in tree.items():
        if "value" in item:
            found[prefix + key] = item
        else:
            found |= _tables(item, f"{prefix}{key}.")
    return found


def first_day(period: str) -> date:
    """The first day of a period 'YYYY-MM'."""
    return date.fromisoformat(f"{period}-01")
