"""A release holds for the version that it was given for: what somebody has seen, not what comes after it."""

from __future__ import annotations

from aixin_cli.stage.content import SHEET_PART
from aixin_cli.store import Store

ALL, ONE = "lost pairs", "quarantined"

COVERED = f"""
        sheet as ({SHEET_PART}),
        named as (
            select distinct unit_code, form, period, part_id
            from meta.return_decision
            where verb = 'release' and part_id is not null
        ),
        covered as (
            select hold.unit_code, hold.form, hold.period, hold.reason, part.part_id
            from meta.hold as hold
            inner join meta.part as part
                on hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
            inner join sheet on part.part_id = sheet.part_id
            inner join meta.load as load on part.load_id = load.load_id
            left join named on sheet.first_id = named.part_id
            where
                hold.released_reason is not null
                and (
                    named.part_id is not null
                    -- Given by an aixin that didn't note for which parts: for those that were there.
                    or (
                        load.loaded_at <= hold.released_at
                        and (hold.unit_code, hold.form, hold.period) not in (
                            select (unit_code, form, period) from named
                        )
                    )
                )
        )
"""  # noqa: S608
"""Of each hold that was released the parts that it was released for."""


def end_releases(store: Store) -> None:
    """Take back the releases of returns in `judged_return` that aren't any more what they were released as.

    Of quarantined rows each part that has some must have been there; of lost pairs all parts that were there must
    stand still: a further part never loses more.
    """
    store.execute(
        f"""
        delete from meta.hold as hold
        using (
            with {COVERED}
            select hold.unit_code, hold.form, hold.period, hold.reason
            from meta.hold as hold
            semi join judged_return using (unit_code, form, period)
            inner join meta.part as part
                on hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
            left join covered on part.part_id = covered.part_id and hold.reason = covered.reason
            where
                hold.released_reason is not null
                and case hold.reason
                    when '{ONE}'
                        then part.state = 'accepted' and part.rows_quarantined > 0 and covered.part_id is null
                    when '{ALL}' then part.state <> 'accepted' and covered.part_id is not null
                end
        ) as ended
        where hold.unit_code = ended.unit_code and hold.form = ended.form and hold.period = ended.period
            and hold.reason = ended.reason
        """  # noqa: S608
    )


def end_release(store: Store, part_id: int, reason: str) -> None:
    """Take back the release of a part's return if it was not given for this part."""
    store.execute(
        f"""
        delete from meta.hold as hold
        using meta.part as part
        where part.part_id = $part and hold.reason = $reason and hold.released_reason is not null
            and hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
            and part.part_id not in (with {COVERED} select part_id from covered where reason = $reason)
        """,  # noqa: S608
        {"part": part_id, "reason": reason},
    )
