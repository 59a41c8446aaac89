"""Who is one person with whom hangs on what the rows say: not on their order, on threads, or on doing it twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from random import Random
from typing import Any

import networkx
import pyarrow as pa
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from aixin_cli.link import link_period
from aixin_cli.link.model import load_model
from aixin_cli.link.scoring import score_pairs
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


FIELDS = {
    "name": ("name", "sound", "tf_name"),
    "birth": ("birth", "number_birth"),
    "number": ("id_number", "number_birth"),
    "sex": ("sex",),
    "guardian": ("guardian",),
    "phone": ("phone",),
    "partner": ("partners",),
    "own_number": ("own_number",),
    "employer": ("employer",),
}
"""What has to be blank for a comparison to have nothing to say."""
SUBJECTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(("马一", "马二", None)),
        "birth": st.sampled_from(("20120304", "20130304", None)),
        "id_number": st.sampled_from(("620199201203041234", "620199201203041243", "6.2", None)),
        "sex": st.sampled_from(("男", "女", None)),
        "unit_code": st.sampled_from(UNITS),
        "township": st.sampled_from(("测试乡", None)),
        "village": st.sampled_from(("测试村", None)),
        "guardian": st.sampled_from(("马大", "丁大", None)),
        "phone": st.sampled_from(("13300000001", "13300000002", None)),
        "own_number": st.sampled_from(("1", "2", None)),
        "employer": st.sampled_from(("测试局", None)),
        "partners": st.sampled_from((["李一"], ["李二"], None)),
        "returns": st.just([]),
    }
)


# To score is what takes time, not how many pairs are scored.
SEVERAL = st.lists(st.tuples(SUBJECTS, SUBJECTS), min_size=4, max_size=8)
fewest = settings(max_examples=2, suppress_health_check=list(HealthCheck))


@fewest
@given(SEVERAL)
def test_a_blank_on_either_side_or_on_both_weighs_nothing(told: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    pairs = [with_blanks(left, right) for left, right in told]
    scores = score([pair for several in pairs for pair in several])
    for _ in told:
        mine, scores = scores[: len(pairs[0])], scores[len(pairs[0]) :]
        hold_blanks_weigh_nothing(mine)


def with_blanks(left: dict[str, Any], right: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """A pair, each of its comparisons left blank on the one, the other and both sides, and a pair of blanks."""
    pairs = [(left, right)]
    for fields in FIELDS.values():
        pairs += [(blanked(left, fields), right), (left, blanked(right, fields))]
        pairs += [(blanked(left, fields), blanked(right, fields))]
    return [*pairs, (blanked(left, set(left)), blanked(right, set(right)))]


def hold_blanks_weigh_nothing(scores: Sequence[Mapping[str, Any]]) -> None:
    for place, comparison in enumerate(FIELDS):
        one, other, both = scores[1 + 3 * place : 4 + 3 * place]
        assert (one[comparison], other[comparison], both[comparison]) == (None, None, None), comparison
        if comparison != "number":
            # A number tells a birth date too: without it that comparison changes with reason.
            assert one["centibits"] == other["centibits"] == both["centibits"], comparison
    assert scores[-1]["centibits"] == round(load_model().prior_weight * 100)


@fewest
@given(SEVERAL)
def test_two_blank_villages_are_not_the_same_village(told: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    places = ({"village"}, {"village", "township"})
    scores = score([(blanked(left, place), blanked(right, place)) for place in places for left, right in told])
    assert all(found["place"] != "village" for found in scores)
    assert all(found["place"] != "township" for found in scores[len(told) :])


def blanked(subject: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    return dict(subject) | dict.fromkeys(fields)


def score(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """What the model says of each pair: its weight, and the answer of each comparison."""
    with Store.in_memory() as store:
        store.execute("create table ent.link_candidate (role varchar, left_id bigint, right_id bigint, rules integer)")
        store.execute(
            "create table ent.link_subject as select * from (select 0::bigint as record_id, '' as name, '' as sound,"
            " 0.0::double as tf_name, '' as id_number, '' as birth, '' as number_birth, '' as sex, '' as unit_code,"
            " '' as township, '' as village, '' as guardian, '' as phone, '' as own_number, '' as employer,"
            " [''] as partners, [''] as returns) limit 0"
        )
        store.execute(
            "insert into ent.link_candidate"
            " select 'recipient', 2 * place, 2 * place + 1, 1 from range($n) as t (place)",
            {"n": len(pairs)},
        )
        subjects = [derived(2 * number, subject) for number, subject in enumerate(chain.from_iterable(pairs))]
        store.insert("ent.link_subject", pa.Table.from_pylist(subjects))
        score_pairs(store)
        answers = {item.id: f"{item.id}_answer" for item in load_model().comparisons}
        found = store.rows(f"select centibits, {', '.join(answers.values())} from ent.link_score order by left_id")
    return [dict(zip(["centibits", *answers], row, strict=True)) for row in found]


def derived(record_id: int, subject: Mapping[str, Any]) -> dict[str, Any]:
    """A subject with what linking works out of it."""
    return {
        "record_id": record_id,
        "sound": subject["name"],
        "tf_name": 0.001 if subject["name"] else None,
        "number_birth": (subject["id_number"] or "")[6:14] or None,
        **subject,
    }
