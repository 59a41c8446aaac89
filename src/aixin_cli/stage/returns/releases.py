"""A release holds for the version that it was given for: what somebody has seen, not what comes after it."""

from __future__ import annotations

from aixin_cli.store import Store


def end_releases(store: Store) -> None:
    """Take back the releases of returns in `judged_return` that aren't any more what they were released as.

    Of quarantined rows each part that has some must have been there; of lost pairs all parts that were there must
    stand still: a further part never loses more.
    """
    store.delete_from("meta.hold", "intake/ended_release")


def end_release(store: Store, part_id: int, reason: str) -> None:
    """Take back the release of a part's return if it was not given for this part."""
    store.delete_from("meta.hold", "intake/uncovered_release", {"part": part_id, "reason": reason})
