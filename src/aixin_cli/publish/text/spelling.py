"""A misspelt placeholder's nearest neighbour."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from aixin_cli.locale import _


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint for a placeholder that isn't there: what may be meant, and where all of them are listed."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    listed = _("aixin publish --period PERIOD --placeholders lists them all")
    return _("did you mean `{name}`? ").format(name=found[0]) + listed if found else listed
