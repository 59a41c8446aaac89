"""Who is one person with whom hangs on what the rows say: not on their order, on threads, or on doing it twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import networkx
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from aixin_cli.link import link_period
from aixin_cli.store import Store
from aixin_cli.store.settings import Settings
from tests.linked import Part, load, number, pairing

UNITS = ("620102", "620103")
NOVEMBER, DECEMBER = "2024-11", "2024-12"
# Twins whose names sound alike, with a guardian and a telephone in common; another of the house, and a boy next door.
BORN = {"马一鸣": date(2012, 3, 4), "马一名": date(2012, 3, 4), "马小杰": date(2013, 5, 6), "扎西": date(2012, 3, 5)}
CHILDREN = tuple(BORN)
HELPERS = ("李一", "李二")
Persons = set[frozenset[str]]


def damaged(known: str, damage: str) -> str | None:
    """A number as some clerks write it."""
    return {
        "transposed": known[:13] + known[14] + known[13] + known[15:],
        "wrecked": known[:15] + "000",
        "short": known[:-2],
        "exponent": "6.20199E+17",
        "missing": None,
    }[damage]


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """A child's row, the number damaged as often as not, some of what else is told left blank or another's."""
    child, helper = draw(st.sampled_from(CHILDREN)), draw(st.sampled_from(HELPERS))
    known = number(child, BORN[child])
    row = dict(
        pairing(
            child,
            helper,
            recipient_id=known,
            recipient_birth_date=BORN[child],
            recipient_sex="男" if int(known[16]) % 2 else "女",
            township="测试乡",
            village=draw(st.sampled_from(("测试村", "测试村", "别村", None))),
            guardian_name=draw(st.sampled_from(("马大", "马大", None))),
            recipient_phone=draw(st.sampled_from(("13300000001", "13300000001", "13300000002", None))),
            helper_unit=draw(st.sampled_from(("测试局", None))),
            helper_phone=draw(st.sampled_from(("13300000009", None))),
        )
    )
    kinds = ("", "transposed", "wrecked", "short", "exponent", "missing")
    for name, whole in (("recipient_id", known), ("helper_id", number(helper, date(1980, 1, 2)))):
        kind = draw(st.sampled_from(kinds))
        text = damaged(whole, kind) if kind else whole
        row |= {name: None if kind else whole, f"{name}_text": text}
    if draw(st.integers(0, 5)) == 0:
        row["recipient_birth_date"] = None
    return row


@st.composite
def returns(draw: st.DrawFn, period: str = DECEMBER) -> list[Part]:
    """Two counties' ledgers; a remark tells each row from all others."""
    told = [(unit, draw(st.lists(rows(), min_size=2, max_size=9))) for unit in UNITS]
    return [
        Part(unit, [row | {"remark": f"{period} {unit} {place}"} for place, row in enumerate(found)], period=period)
        for unit, found in told
    ]


EAGER = {"link.auto_bits": -5.0, "link.review_bits": -10.0, "link.rival_bits": 0.0}
"""Thresholds by which almost anybody is joined with anybody: only the guards are left."""


def linked(parts: Iterable[Part], threads: int = 2, period: str = DECEMBER, *, is_eager: bool = False) -> Store:
    store = Store.in_memory()
    store.settings = Settings({**store.settings.values, **(EAGER if is_eager else {})})
    store.execute(f"set threads = {threads}")
    load(store, parts)
    link_period(store, period, keep_scratch=True)
    return store


def keys(store: Store) -> dict[str, int]:
    """The person of each row's recipient and helper."""
    return {
        f"{remark} {role}": person
        for remark, role, person in store.rows(
            """
            select s.remark, mention.role, mention.person_id
            from ent.mention_person as mention inner join stg.pairing as s using (part_id, row)
            """
        )
    }


def persons(of: Mapping[str, int]) -> Persons:
    """Which rows are one person's."""
    groups: dict[int, set[str]] = defaultdict(set)
    for told, person in of.items():
        groups[person].add(told)
    return {frozenset(group) for group in groups.values()}


def shuffled(parts: Sequence[Part], random: Random) -> list[Part]:
    mixed = [replace(part, rows=random.sample(part.rows, len(part.rows))) for part in parts]
    random.shuffle(mixed)
    return mixed


# A month takes the better part of a second to link, however few rows it has: few months, and full ones.
few = settings(max_examples=3, suppress_health_check=list(HealthCheck))


@few
@given(returns(), st.randoms(use_true_random=False))
def test_neither_order_nor_threads_nor_a_second_run_change_who_is_one_person(parts: list[Part], random: Random) -> None:
    note(repr(parts))
    with linked(parts) as store, linked(shuffled(parts, random), threads=1) as other:
        first = keys(store)
        assert persons(keys(other)) == persons(first)
        link_period(store, DECEMBER, keep_scratch=True)
        assert keys(store) == first


@few
@given(returns())
def test_the_machine_never_makes_one_person_of_two_numbers_or_of_two_names_in_one_return(parts: list[Part]) -> None:
    note(repr(parts))
    with linked(parts, is_eager=True) as store:
        assert store.rows(SEVERAL_NUMBERS) == []
        assert store.rows(SEVERAL_NAMES) == []


SEVERAL_NUMBERS = """
    select mention.person_id
    from ent.mention_person as mention
    inner join ent.mention_identity as identity using (part_id, row, role)
    group by mention.person_id
    having count(distinct identity.id_number) > 1
"""
SEVERAL_NAMES = """
    select mention.person_id
    from ent.mention_person as mention
    inner join ent.mention_identity as identity using (part_id, row, role)
    inner join meta.part as part using (part_id)
    group by mention.person_id, part.unit_code, part.period
    having count(distinct identity.folded_name) > 1
"""


@few
@given(returns(NOVEMBER), returns(DECEMBER))
def test_whoever_was_known_last_month_keeps_an_old_key(before: list[Part], after: list[Part]) -> None:
    note(repr((before, after)))
    with linked(before, period=NOVEMBER) as store:
        old = keys(store)
        identities = {row[0] for row in store.rows("select person_id from meta.person")}
        load(store, after)
        link_period(store, DECEMBER, keep_scratch=True)
        new = keys(store)
        assert {new[told] for told in old} <= identities
        assert store.rows(SEVERAL_NUMBERS) == []


@few
@given(returns(NOVEMBER), st.integers(1, 12))
def test_where_data_grow_by_strangers_everybody_keeps_key_and_company(before: list[Part], count: int) -> None:
    note(repr((before, count)))
    strangers = [
        pairing(
            f"杨{name}",
            f"赵{name}",
            recipient_birth_date=date(1950, 1, 1) + timedelta(days=place),
            recipient_id=None,
            recipient_id_text=None,
            helper_id=None,
            helper_id_text=None,
            remark=f"stranger {place}",
        )
        for place, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑"[:count])
    ]
    with linked(before, period=NOVEMBER) as store:
        old = keys(store)
        again = [replace(part, period=DECEMBER) for part in before]
        load(store, [*again, Part("620104", strangers, period=DECEMBER)])
        link_period(store, DECEMBER, keep_scratch=True)
        new = keys(store)
        assert {told: new[told] for told in old} == old
        assert len(persons(new)) == len(persons(old)) + 2 * count


@settings(max_examples=2)
@given(st.integers(0, 10**9))
def test_groups_are_those_that_networkx_finds(seed: int) -> None:
    random = Random(seed)
    edges = {layer: [edge for graph in range(20) for edge in random_edges(random, graph)] for layer in (1, 2, 3, 4)}
    with Store.in_memory() as store:
        store.execute("create table ent.link_edge (layer integer, left_id bigint, right_id bigint, origin varchar)")
        for layer, found in edges.items():
            store.execute(
                "insert into ent.link_edge select $layer, unnest($left), unnest($right), 'model'",
                {"layer": layer, "left": [left for left, _ in found], "right": [right for _, right in found]},
            )
        store.run(store.catalogue.get("link_component", "link"), store.period_params(DECEMBER))
        found = set(store.rows("select layer, identity_id, lowest_id from ent.link_component"))
    expected = {
        (layer, member, min(group))
        for layer in edges
        for pairs in [[pair for surer in range(1, layer + 1) for pair in edges[surer]]]
        for group in networkx.connected_components(networkx.Graph(pairs))
        for member in group
    }
    assert found == expected, f"seed {seed}"


def random_edges(random: Random, graph: int) -> list[tuple[int, int]]:
    """Chains, stars and rings of a sparse random graph apart, in which a long way leads from end to end."""
    people = random.randint(2, 60)
    path = random.sample(range(200 * graph + 1, 200 * graph + 200), people)
    drawn = list(zip(path, path[1:], strict=False))[:: random.choice((1, 1, 2))]
    drawn += [(random.choice(path), random.choice(path)) for _ in range(random.randint(0, people // 4))]
    return sorted({(min(pair), max(pair)) for pair in drawn if pair[0] != pair[1]})
