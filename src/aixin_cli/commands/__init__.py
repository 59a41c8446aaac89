"""The verbs. A verb's body parses, calls a job, and shows: no logic."""

from importlib import import_module
from typing import Any

from aixin_cli.locale import _

PANELS = (
    (_("The month"), "month", ("run", "load", "check", "status", "remind", "findings", "rollup", "close", "reopen")),
    (_("Returns"), "returns", ("returns", "feedback", "explain")),
    (_("Who is who"), "people", ("link", "review", "duplicates")),
    (_("Publish"), "publish", ("publish", "lint")),
    (_("Ask"), "ask", ("compare", "trace", "impact", "query", "dictionary")),
    (_("Rules, forms and the store"), "rules", ("rules", "layout", "forms", "template", "sample", "store")),
)
"""In the order of `aixin --help`: a panel, its folder, its verbs, each the module of its name with `add_to(app)`."""


def load_verb(folder: str, name: str) -> Any:
    """A verb's module, which is imported when the verb is asked for; it imports nothing heavy itself."""
    return import_module(f"{__name__}.{folder}.{name}")
