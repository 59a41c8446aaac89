"""Content identity of parts: what tells whether a sheet was loaded before."""

from __future__ import annotations

from aixin_cli.forms import Layout
from aixin_cli.store import Store


def hash_contents(store: Store, layout: Layout) -> None:
    """Give the parts in `loading` their identity: the same rows in any order, from any file, are the same content.

    Their rows are `delivered_rows`. What gives the same cells another value is part of it: the declared unit of
    money, and numbers that a spreadsheet wrecked.
    """
    columns = ", ".join(f"coalesce(r.{item.name}, '')" for item in layout.fields if item.name != "row_no")
    store.execute(
        f"""
        update meta.part
        set content_hash = digest.content_hash
        from (
            select
                loading.part_id,
                '{layout.id}:' || count(r.part_id) || ':'
                || coalesce(sum(hash({columns})), 0)
                || case when loading.money_factor > 1 then ':' || loading.money_factor else '' end
                || case when loading.is_wrecked then ':wrecked' else '' end as content_hash
            from loading
            left join delivered_rows as r on loading.part_id = r.part_id
            group by loading.part_id, loading.money_factor, loading.is_wrecked
        ) as digest
        where part.part_id = digest.part_id
        """  # noqa: S608
    )


def join_shares(store: Store, load_id: int) -> None:
    """Make a sheet's content that of its second persons too: all of it is known, or all of it is new."""
    store.update_from("meta.part", ["content_hash"], "intake/joined_content", {"load_id": load_id})
