"""What linking counts hangs on what the returns say, not on the order in which they say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from aixin_cli.link import link_period
from aixin_cli.store import Store
from tests.linked import FLOW, Part, activity, linked, number, pairing

UNITS = ("620102", "620103", "62X002")
CHILDREN = tuple("马" + name for name in "一二三四五六")
HELPERS = tuple("李" + name for name in "一二三四")
HELPER_SIDE = ("干部调离", "更换结对人")
REASONS = ("去世", "迁出", *HELPER_SIDE)

FIGURES = {
    "members": """
        select
            home_unit, category, is_home_contested, count(*) filter (is_member), count(*) filter (is_replacing),
            count(*) filter (is_waiting), count(*) filter (is_auxiliary), count(distinct household_id)
        from ent.recipient group by all
    """,
    "helpers": "select level, count(*) from ent.helper group by all",
    "persons": "select is_identified, sex, age_band, count(*) from ent.person group by all",
    "pairs": "select unit_code, home_unit, pair_kind, is_active, is_counted, count(*) from ent.pair group by all",
    "removed": """
        select unit_code, pair_kind, is_active, reason, survivor_unit, count(*) from ent.pair_removed group by all
    """,
    "overlaps": "select * from ent.overlap",
    "flows": "select * from ent.flow",
    "activities": """
        select
            unit_code, period, activity_kind, pair_kind, match, is_counted, is_earlier, sum(person_times),
            sum(matter_count), sum(amount_yuan), count(distinct recipient_id)
        from ent.activity group by all
    """,
    "repeats": "select unit_code, period, activity_kind, sum(person_times) from ent.activity_removed group by all",
    "bridge": "select * from ent.bridge",
}


def figures(store: Store) -> dict[str, Counter[tuple[Any, ...]]]:
    return {name: Counter(store.rows(sql)) for name, sql in FIGURES.items()}


@st.composite
def ledger_rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row about one of a few people, so that they meet again; what describes a person is the same everywhere."""
    child = draw(st.sampled_from(CHILDREN))
    row = dict(
        pairing(
            child,
            draw(st.sampled_from(HELPERS)),
            pair_kind=draw(st.sampled_from(("主结对", "主结对", "辅助结对"))),
            recipient_category=draw(st.sampled_from(("孤儿", "特困人员", "困难重度残疾人"))),
            start_date=draw(st.sampled_from((None, date(2023, 6, 1), date(2024, 12, 3)))),
            is_quarantined=draw(st.integers(0, 9)) == 0,
        )
    )
    status = draw(st.sampled_from(("在帮", "在帮", "在帮", "终止", "待结对")))
    row["status"] = status
    if status == "终止":
        row |= {"end_date": date(2024, 12, draw(st.integers(4, 20))), "end_reason": draw(st.sampled_from(REASONS))}
    if status == "待结对":
        row |= {
            "helper_name": None,
            "helper_id": None,
            "helper_id_text": None,
            "helper_kind": None,
            "helper_level": None,
        }
    number_fault = draw(st.sampled_from(("", "", "", "damaged", "missing", "brother's", "twin's")))
    if number_fault == "damaged":
        row |= {"recipient_id": None, "recipient_id_text": "6.2E+17"}
    if number_fault == "missing":
        row |= {"recipient_id": None, "recipient_id_text": None}
    if number_fault == "twin's":
        row |= {"recipient_id": number(CHILDREN[0]), "recipient_id_text": number(CHILDREN[0])}
    if number_fault == "brother's" and child != CHILDREN[0]:
        row |= {
            "recipient_id": number(CHILDREN[0]),
            "recipient_id_text": number(CHILDREN[0]),
            "recipient_birth_date": date(2014, 1, 1),
        }
    return row


@st.composite
def activity_rows(draw: st.DrawFn) -> dict[str, Any]:
    return dict(
        activity(
            draw(st.sampled_from((*CHILDREN, None))),
            draw(st.sampled_from((*HELPERS, None))),
            activity_date=date(2024, draw(st.sampled_from((11, 12))), draw(st.integers(1, 3))),
            activity_kind=draw(st.sampled_from(("走访探视", "联系交流"))),
            person_times=draw(st.integers(1, 3)),
            content=draw(st.sampled_from((None, "送米"))),
        )
    )


@st.composite
def months(draw: st.DrawFn) -> list[Part]:
    ledgers = [
        Part(unit, draw(st.lists(ledger_rows(), max_size=12)), period=period)
        for unit in UNITS
        for period in draw(st.sampled_from((("2024-12",), ("2024-11", "2024-12"), ("2024-11",))))
    ]
    logs = [Part(unit, draw(st.lists(activity_rows(), max_size=9)), "activity") for unit in UNITS[:2]]
    return [part for part in ledgers + logs if part.rows]


def shuffled(parts: Sequence[Part], random: Random) -> list[Part]:
    mixed = [Part(part.unit, random.sample(part.rows, len(part.rows)), part.layout, part.period) for part in parts]
    random.shuffle(mixed)
    return mixed


# A month takes the better part of a second to link, however few rows it has: few months, and full ones.
few = settings(max_examples=3, suppress_health_check=list(HealthCheck))


@few
@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_changes_no_figure_and_twice_changes_nothing(
    parts: list[Part], random: Random
) -> None:
    note(repr(parts))
    with linked(*parts) as store, linked(*shuffled(parts, random)) as other:
        expected = figures(store)
        assert figures(other) == expected
        people = store.rows("select count(*) from meta.person")
        link_period(store, "2024-12", keep_scratch=True)
        assert figures(store) == expected
        assert store.rows("select count(*) from meta.person") == people


@few
@given(months())
def test_what_is_counted_reconciles(parts: list[Part]) -> None:
    note(repr(parts))
    with linked(*parts) as store:
        assert unbalanced_flows(store) == []
        assert lost_rows(store) == []
        assert bridge_gaps(store) == []
        assert store.rows("select sum(moved_in) = sum(moved_out) from ent.flow") in ([(True,)], [(None,)])


def unbalanced_flows(store: Store) -> list[tuple[Any, ...]]:
    """Units and categories where opening and changes don't make closing, or closing isn't what is counted."""
    plus, minus = FLOW[:5], FLOW[5:8]
    return store.rows(
        f"""
        with counted as (
            select home_unit as unit_code, category, count(*) as members from ent.recipient where is_member group by all
        )
        select flow.unit_code, flow.category, {", ".join(FLOW)}, members
        from ent.flow as flow
        full join counted using (unit_code, category)
        where
            {" + ".join(plus)} - ({" + ".join(minus)}) is distinct from closing
            or closing is distinct from coalesce(members, 0)
        """
    )


def lost_rows(store: Store) -> list[tuple[Any, ...]]:
    """Current rows that are neither kept, removed nor quarantined, and activities that are in no place or two."""
    ledger = store.rows(
        """
        select part_id, row from ent.pair_mention where is_current and not is_quarantined
        except all
        (
            select part_id, row from ent.pair_survivor
            union all
            select part_id, row from ent.pair_removed
        )
        """
    )
    activities = store.rows(
        """
        select activity_id, count(*)
        from (
            select activity_id from ent.activity_person
            union all
            select activity_id from ent.activity
            union all
            select activity_id from ent.activity_removed
        )
        group by activity_id
        having count(*) <> 2
        """
    )
    return ledger + activities


def bridge_gaps(store: Store) -> list[tuple[Any, ...]]:
    """Units where what was reported, less what was removed, isn't what the unit keeps."""
    return store.rows(
        """
        with left_over as (
            select
                unit_code, measure,
                sum(
                    case when item in ('reported', 'home_only', 'replacing') then item_count else -item_count end
                ) as bridged
            from ent.bridge
            group by all
        ),
        kept as (
            select unit_code, case when pair_kind = '主结对' then '对' else '辅助对' end as measure, count(*) as counted
            from ent.pair where is_active and is_counted group by all
            union all
            select home_unit, '对象', count(*) from ent.recipient where is_member group by all
            union all
            select home_unit, '辅助对象', count(*) from ent.recipient where is_auxiliary group by all
            union all
            select unit_code, '干部', count(distinct helper_id)
            from ent.pair
            where is_active and is_counted and pair_kind = '主结对' and helper_kind = '党员干部'
            group by all
            union all
            select unit_code, '活动', sum(person_times)
            from ent.activity
            where is_counted and period = '2024-12'
            group by all
        )
        select unit_code, measure, bridged, counted
        from left_over
        full join kept using (unit_code, measure)
        where coalesce(bridged, 0) <> coalesce(counted, 0)
        """
    )
