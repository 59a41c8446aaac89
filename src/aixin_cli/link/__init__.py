"""Linking: who is who, which rows are one pair, and where each person and activity belongs."""

from aixin_cli.link.period import link_for_checks, link_period, read_states

__all__ = ["link_for_checks", "link_period", "read_states"]
