"""A rehearsal: a month is linked as always, but what linking keeps goes to copies that end with the process."""

from __future__ import annotations

from aixin_cli.store.files.macro_file import look_in
from aixin_cli.store.register import Store

WRITTEN = ["person", "member", "member_unit", "part", "link", "person_link"]
"""Tables of meta that linking writes."""


def rehearse(store: Store) -> None:
    """Let statements on a store opened read-only write meta.* in memory; the register stays as it is."""
    found = store.rows(
        """
        select table_schema, table_name, table_schema = 'meta' and list_contains($written, table_name)
        from information_schema.tables where table_catalog = 'register'
        order by all
        """,
        {"written": WRITTEN},
    )
    store.execute("attach ':memory:' as rehearsal")
    for schema, name, is_written in found:
        made = "table" if is_written else "view"
        store.execute(f"create schema if not exists rehearsal.{schema}")
        store.execute(f"create {made} rehearsal.{schema}.{name} as select * from register.{schema}.{name}")  # noqa: S608
    look_in(store.connection, "rehearsal")
