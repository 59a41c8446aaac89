"""Findings known from an earlier check: each has a fingerprint that outlives rows inserted above it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

SAME = ("rule", "unit", "form", "period", "sheet", "column", "key", "value")
"""What makes two findings one, besides the file's name: no row and no cell, which move, and no words."""

ORDINAL = re.compile(r"^\d{1,6}(?: |$)")
"""The unit's own number of a row, with which a key begins: it is written anew when a row is inserted."""

LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""A hash in letters alone: among many, some in digits would look like a phone number."""


def marked(findings: Iterable[dict[str, Any]], known: Collection[str] | None) -> list[dict[str, Any]]:
    """The findings, each with its `fingerprint`, and with a baseline `is_new`: whether that lacks it."""
    found = _with_fingerprints(findings)
    return found if known is None else [{**item, "is_new": item["fingerprint"] not in known} for item in found]


def _with_fingerprints(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A fingerprint is a hash and which of several equal ones it is."""
    seen: Counter[str] = Counter()
    found = []
    for item in findings:
        sign = _sign(item)
        seen[sign] += 1
        found.append({**item, "fingerprint": f"{sign}:{seen[sign]}"})
    return found


def _sign(item: dict[str, Any]) -> str:
    same = {name: item.get(name) for name in SAME} | {"key": ORDINAL.sub("", item.get("key") or "")}
    parts = [item["file"].rpartition("/")[2], *same.values()]
    # A text can't hold the separator unescaped, so no two lists make one text.
    text = json.dumps(parts, ensure_ascii=True)
    return hashlib.blake2b(text.encode("ascii"), digest_size=8).hexdigest().translate(LETTERS)


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints in what `aixin check --format json` printed before; UsageError where it is anything else."""
    try:
        # Bytes: a shell may have written UTF-8 with a mark, or UTF-16.
        content = json.loads(path.read_bytes())
    except OSError:
        raise UsageError(_("the baseline can't be read"), str(path), _hint()) from None
    except (ValueError, RecursionError):
        raise UsageError(_("the baseline is no JSON"), str(path), _hint()) from None
    findings = content.get("findings") if isinstance(content, dict) else None
    if not isinstance(findings, list) or not all(isinstance(item, dict) for item in findings):
        raise UsageError(_("the baseline is JSON, but no report of aixin check"), str(path), _hint())
    prints = [item.get("fingerprint") for item in findings]
    if not all(isinstance(sign, str) for sign in prints):
        raise UsageError(_("the baseline's findings have no fingerprints"), str(path), _hint())
    return frozenset(prints)


def _hint() -> str:
    return _("make one with: aixin check PATH... --format json > baseline.json")


def counted(findings: Iterable[dict[str, Any]]) -> dict[str, int]:
    """How many findings of each severity count: with a baseline the new ones, else all."""
    return {"error": 0, "query": 0, "note": 0} | Counter(
        str(item["severity"]) for item in findings if item.get("is_new", True)
    )
