"""aixin: county returns of 结对帮扶·爱心甘肃 become the province's figures.

From Python, `connect` opens a store's statistics to ask them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aixin_cli.analyst import Statistics, connect

__version__ = "0.1.0"
__all__ = ["Statistics", "__version__", "connect"]


def __getattr__(name: str) -> Any:
    # The command line needs none of it, and what it imports takes longer than many a verb.
    if name in ("Statistics", "connect"):
        from importlib import import_module

        return getattr(import_module("aixin_cli.analyst"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
