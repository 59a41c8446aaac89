"""Settings: dated defaults, overridden by the store's `aixin.toml`."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from aixin_cli.errors import DefinitionError

DEFAULTS = Path(__file__).with_name("defaults.toml")
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
        """The effective values as JSON with sorted keys."""
        return json.dumps(dict(self.values), ensure_ascii=False, sort_keys=True)

    def as_of(self, period: str) -> date:
        """The day up to which a period's data count: its last day unless `[as_of]` says otherwise."""
        override = self.values.get(f"as_of.{period}")
        return date.fromisoformat(str(override)) if override else first_day(next_period(period)) - timedelta(days=1)

    def deadline(self, period: str) -> date:
        """The last day on which a return of the period is in time."""
        return first_day(next_period(period)).replace(day=int(self.values["returns.deadline_day"]))


def load_settings(directory: Path | None) -> Settings:
    """The defaults, overridden by `aixin.toml` in the store.

    Raises DefinitionError for a name that no default has, or a value of another type.
    """
    values = {name: item["value"] for name, item in _tables(tomllib.loads(DEFAULTS.read_text("utf-8"))).items()}
    path = directory / "aixin.toml" if directory else None
    if path is None or not path.is_file():
        return Settings(values)
    try:
        own = _flatten(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError("the settings file is not valid TOML", str(path), str(error)) from error
    for name, value in own.items():
        _check(name, value, values, path)
    return Settings({**values, **own})


def _check(name: str, value: Any, defaults: Mapping[str, Any], path: Path) -> None:
    if name.startswith("as_of."):
        return
    if name not in defaults:
        raise DefinitionError(f"there is no setting {name}", str(path), f"known: {', '.join(sorted(defaults))}")
    expected = type(defaults[name])
    if not isinstance(value, (expected, int) if expected is float else expected):
        raise DefinitionError(f"the setting {name} must be of type {expected.__name__}", str(path))


def _tables(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Mapping[str, Any]]:
    """Default entries are tables `{value, since, source}`, found at any depth."""
    found: dict[str, Mapping[str, Any]] = {}
    for key, item in tree.items():
        if "value" in item:
            found[prefix + key] = item
        else:
            found |= _tables(item, f"{prefix}{key}.")
    return found


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, item in tree.items():
        if isinstance(item, Mapping):
            flat |= _flatten(item, f"{prefix}{key}.")
        else:
            flat[prefix + key] = item.isoformat() if isinstance(item, date) else item
    return flat


def first_day(period: str) -> date:
    """The first day of a period 'YYYY-MM'."""
    return date.fromisoformat(f"{period}-01")


def next_period(period: str) -> str:
    """The period after."""
    return f"{first_day(period) + timedelta(days=32):%Y-%m}"


def previous_period(period: str) -> str:
    """The period before."""
    return f"{first_day(period) - timedelta(days=1):%Y-%m}"
