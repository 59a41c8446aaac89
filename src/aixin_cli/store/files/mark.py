"""By what a store is known again: a file that left it must not come back into another."""

from __future__ import annotations

import hashlib

from aixin_cli.store.register import Store


def store_mark(store: Store) -> str:
    """Twelve places that a store keeps for life, and that a copy of it shares: they follow from its first load."""
    first = store.rows(
        """
        select
            (select cast(min(loaded_at) as varchar) from meta.load),
            (select content_hash from meta.part order by part_id limit 1)
        """
    )[0]
    return hashlib.sha256(repr(first).encode()).hexdigest()[:12]
