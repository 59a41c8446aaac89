"""Who has sent what for a month, and who hasn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.store import Store

if TYPE_CHECKING:
    import pyarrow as pa


def status(store: Store, period: str) -> pa.Table:
    """One row a unit and form that is owed or was sent; ent.return_state must be filled (link.read_states)."""
    return store.arrow(*store.question("lookup/return_status"))
