"""Settings: dated defaults, overridden by the store's `aixin.toml`."""

from __future__ import annotations

import hashlib
import json
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _

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

    def by_leaf(self) -> dict[str, Any]:
        """The values by the last part of their names, which no two share: how SQL asks for them."""
        return {name.rpartition(".")[2]: value for name, value in self.values.items()}

    def as_of(self, period: str) -> date:
        """The day up to which a period's data count: its last day unless `[as_of]` says otherwise."""
        override = self.values.get(f"as_of.{period}")
        return date.fromisoformat(str(override)) if override else first_day(next_period(period)) - timedelta(days=1)

    def deadline(self, period: str) -> date:
        """The last day on which a return of the period is in time."""
        return first_day(next_period(period)).replace(day=int(self.values["returns.deadline_day"]))


def load_settings(directory: Path | None) -> Settings:
    """The defaults, overridden by `aixin.toml` in the store.

    Raises DefinitionError for a name that no default has, or a value of another type or out of range.
    """
    defaults = load_defaults()
    values = {name: item["value"] for name, item in defaults.items()}
    path = directory / "aixin.toml" if directory else None
    if path is None or not path.is_file():
        return Settings(values)
    try:
        own = _flatten(tomllib.loads(path.read_text("utf-8")))
    except RecursionError:
        raise DefinitionError(
            _("the settings file is nested too deeply"), str(path), _("settings lie two or three names deep, no deeper")
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(_("the settings file is not valid TOML"), str(path), str(error)) from error
    for name, value in own.items():
        fault = _fault(name, value, defaults)
        if fault is not None:
            raise DefinitionError(fault, str(path), _hint(name, defaults))
    return Settings({**values, **own})


def load_defaults() -> dict[str, Mapping[str, Any]]:
    """Every setting by its dotted name: value, since, source, and where it has them least and most."""
    return _tables(tomllib.loads(DEFAULTS.read_text("utf-8")))


def _fault(name: str, value: Any, defaults: Mapping[str, Mapping[str, Any]]) -> str | None:
    """What is wrong with an office's own value."""
    if name.startswith("as_of."):
        return None if _is_as_of(name, value) else _("`{name}` is not a month with a day").format(name=name)
    if name not in defaults:
        return _("there is no setting {name}").format(name=name)
    default = defaults[name]
    expected = type(default["value"])
    if type(value) is not expected and not (expected is float and type(value) is int):
        return _("the setting {name} must be of type {type}").format(name=name, type=expected.__name__)
    least, most = default.get("least", -math.inf), default.get("most", math.inf)
    if expected in (int, float) and not least <= value <= most:
        return _("the setting {name} must lie between {least} and {most}").format(name=name, least=least, most=most)
    if not _is_text(name, value):
        return _("the setting {name} is not valid").format(name=name)
    return None


def _is_as_of(name: str, value: Any) -> bool:
    try:
        first_day(name.removeprefix("as_of."))
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_text(name: str, value: Any) -> bool:
    """Whether a list holds texts, a pattern is one, a start is a date; all else is well."""
    try:
        if name.endswith("_pattern"):
            re.compile(value)
        if name.endswith(".start"):
            date.fromisoformat(value)
    except (re.error, ValueError):
        return False
    return not isinstance(value, list) or all(isinstance(item, str) for item in value)


def _hint(name: str, defaults: Mapping[str, Mapping[str, Any]]) -> str:
    if name in defaults:
        return _("the default is {value}").format(value=json.dumps(defaults[name]["value"], ensure_ascii=False))
    if name.startswith("as_of."):
        return _("write it so: {example}").format(example='[as_of] "2024-12" = 2024-12-31')
    return _("known: {names}").format(names=", ".join(sorted(defaults)))


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
