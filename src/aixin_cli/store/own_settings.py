"""An office's `aixin.toml`: read whatever stands in it, and each value judged before anything runs by it."""

from __future__ import annotations

import json
import math
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from aixin_cli.errors import DefinitionError
from aixin_cli.forms.periods import count_months
from aixin_cli.locale import _

Defaults = Mapping[str, Mapping[str, Any]]
MOST_BYTES = 100_000
"""No office has so many settings; a number as long as that is still read in a moment."""
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_PERIOD = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def read_own_settings(path: Path, defaults: Defaults) -> dict[str, Any]:
    """The values by dotted name.

    Raises DefinitionError, with the setting's name, for what can't be meant.
    """
    own = _read(path)
    for name, value in own.items():
        fault = _fault(name, value, defaults)
        if fault is not None:
            raise DefinitionError(fault, str(path), _hint(name, defaults))
    return own


def _read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        what = _("the settings file is longer than {count} bytes").format(count=MOST_BYTES)
        raise DefinitionError(what, str(path), _("it holds settings and nothing else"))
    try:
        with _long_numbers():
            # Windows's editors begin a file with a mark.
            return _flatten(tomllib.loads(path.read_text("utf-8-sig")))
    except RecursionError:
        what, hint = _("the settings file is nested too deeply"), _("settings lie two or three names deep, no deeper")
        raise DefinitionError(what, str(path), hint) from None
    except ValueError as error:
        raise DefinitionError(_("the settings file is not valid TOML"), str(path), str(error)) from error


@contextmanager
def _long_numbers() -> Iterator[None]:
    """Python refuses numbers of thousands of digits without saying where; the setting's bounds refuse them by name."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, item in tree.items():
        if isinstance(item, Mapping):
            flat |= _flatten(item, f"{prefix}{key}.")
        elif isinstance(item, list):
            flat[prefix + key] = [_day_as_text(part) for part in item]
        else:
            flat[prefix + key] = _day_as_text(item)
    return flat


def _day_as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _fault(name: str, value: Any, defaults: Defaults) -> str | None:
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
    return _fault_of_text(name, value)


def _fault_of_text(name: str, value: Any) -> str | None:
    """Whether a list holds texts, a pattern is one, days are days; all else is well."""
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return _("the setting {name} must be a list of texts").format(name=name)
    if name.endswith("_pattern") and (reason := _fault_of_pattern(value)):
        return _("the setting {name} is no pattern: {reason}").format(name=name, reason=reason)
    days = value if name.endswith("_dates") else [value] if name.endswith(".start") else []
    wrong = [day for day in days if not _is_day(day)]
    if wrong:
        return _("the setting {name} holds what is no day: {day}").format(name=name, day=wrong[0][:20])
    return None


def _fault_of_pattern(pattern: str) -> str | None:
    """Tried as it will run: Python knows patterns that the database doesn't, and the other way round."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        connection.execute("select regexp_matches('', $pattern)", {"pattern": pattern}).fetchall()
    except (duckdb.Error, UnicodeError) as error:
        return str(error).splitlines()[0].partition(": ")[2] or type(error).__name__
    finally:
        connection.close()
    return None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return _DAY.fullmatch(value) is not None


def _is_as_of(name: str, value: Any) -> bool:
    """A month of this century, with a day in it or in one of the two beside it."""
    period = name.removeprefix("as_of.")
    if not (_PERIOD.fullmatch(period) and isinstance(value, str) and _is_day(value)):
        return False
    return abs(count_months(value[:7]) - count_months(period)) <= 1


def _hint(name: str, defaults: Defaults) -> str:
    if name in defaults:
        return _("the default is {value}").format(value=json.dumps(defaults[name]["value"], ensure_ascii=False))
    if name.startswith("as_of."):
        return _("write it so: {example}").format(example='[as_of] "2024-12" = 2024-12-31')
    return _("known: {names}").format(names=", ".join(sorted(defaults)))
