"""Linking: who is who, which rows are one pair, and where each person and activity belongs."""

from aixin_cli.link.around import link_around
from aixin_cli.link.duplicates import count_duplicates, duplicate_kinds, list_duplicates
from aixin_cli.link.period import link_for_checks, link_period, read_states

__all__ = [
    "count_duplicates",
    "duplicate_kinds",
    "link_around",
    "link_for_checks",
    "link_period",
    "list_duplicates",
    "read_states",
]
