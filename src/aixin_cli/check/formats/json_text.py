"""The report as one JSON object."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)


def json_text(value: Any) -> str:
    """JSON with one line for each element of a list, Chinese as it is.

    So a baseline can be compared line by line; indenting every field would take ten times as long.
    """
    lines = [f"{json.dumps(name)}: {_list(part)}" for name, part in value.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _list(part: Any) -> str:
    if not isinstance(part, list) or not part:
        return compact(part)
    return "[\n" + ",\n".join(compact(item) for item in part) + "\n]"


def compact(value: Any) -> str:
    """A value on one line."""
    return _ENCODER.encode(value)
