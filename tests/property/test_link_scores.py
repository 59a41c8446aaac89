"""What the model says of a pair: no more than its rows say, and to the hundredth of a bit what Splink says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from bench.by_splink import score_by_splink
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aixin_cli.link.fellegi_sunter import load_model
from aixin_cli.link.scoring import score_pairs
from aixin_cli.store import Store

UNITS = ("620102", "620103")
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
    with compared(pairs) as store:
        score_pairs(store)
        answers = {item.id: f"{item.id}_answer" for item in load_model().comparisons}
        found = store.rows(f"select centibits, {', '.join(answers.values())} from ent.link_score order by left_id")
    return [dict(zip(["centibits", *answers], row, strict=True)) for row in found]


def compared(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Store:
    """A store with these pairs for candidates."""
    store = Store.in_memory()
    store.execute("create table ent.link_candidate (role varchar, left_id bigint, right_id bigint, rules integer)")
    store.execute(
        "create table ent.link_subject as select * from (select 0::bigint as record_id, '' as name, '' as sound,"
        " 0.0::double as tf_name, '' as id_number, '' as birth, '' as number_birth, '' as sex, '' as unit_code,"
        " '' as township, '' as village, '' as guardian, '' as phone, '' as own_number, '' as employer,"
        " [''] as partners, [''] as returns) limit 0"
    )
    store.execute(
        "insert into ent.link_candidate select 'recipient', 2 * place, 2 * place + 1, 1 from range($n) as t (place)",
        {"n": len(pairs)},
    )
    subjects = [derived(2 * number, subject) for number, subject in enumerate(chain.from_iterable(pairs))]
    store.insert("ent.link_subject", pa.Table.from_pylist(subjects))
    return store


def derived(record_id: int, subject: Mapping[str, Any]) -> dict[str, Any]:
    """A subject with what linking works out of it."""
    return {
        "record_id": record_id,
        "sound": subject["name"],
        "tf_name": 0.001 if subject["name"] else None,
        "number_birth": (subject["id_number"] or "")[6:14] or None,
        **subject,
    }


SOUNDS = {
    "马一鸣": "ma yi min",
    "马一名": "ma yi min",
    "马一": "ma yi",
    "马小杰": "ma xiao jie",
    "马小名": "ma xiao min",
    "扎西": "za xi",
}
BASE = "620199201203041234"
NUMBERS = (
    *(BASE, "620199201203041243", "620199201203041000", "620199201203045678", "620199201003041234"),
    *(
        "620199201305061234",
        "620198201203041234",
        "630199201203040011",
        "651377201203041239",
        "620199201203",
        "6.20199E+17",
        "6.2",
    ),
)


def drawn(random: Random) -> dict[str, Any]:
    """A subject whose every answer turns up within a few thousand pairs."""
    name = random.choice((*SOUNDS, None))
    partners = random.choice((["李一"], ["李二", "李三"], ["李三"], [], None))
    few = {
        "birth": ("20120304", "20120403", "20120314", "20120909", "20130506", None),
        "sex": ("男", "女", None),
        "unit_code": (*UNITS, "629901", None),
        "township": ("测试乡", "别乡", None),
        "village": ("测试村", "别村", None),
        "guardian": ("马大", "丁大", None),
        "phone": ("13300000001", "13300000002", None),
        "own_number": ("1", "2", None),
        "employer": ("测试局", "别局", None),
        "id_number": (*NUMBERS, None),
    }
    told = {"name": name, "sound": SOUNDS.get(name or ""), "partners": partners, "returns": []}
    return told | {field: random.choice(values) for field, values in few.items()}


@pytest.mark.parametrize("seed", [1, 2])
def test_whole_scores_are_those_that_splink_gives(seed: int) -> None:
    random = Random(seed)
    rare = {name: 2 ** -(random.randint(600, 2000) / 100) for name in SOUNDS}
    pairs = [(drawn(random), drawn(random)) for _ in range(3000)]
    for subject in chain.from_iterable(pairs):
        subject["tf_name"] = rare.get(subject["name"])
    with compared(pairs) as store:
        score_pairs(store)
        store.execute("create table ent.own_score as from ent.link_score")
        score_by_splink(store)
        names = ", ".join(name for (name, *_) in store.rows("describe ent.link_score"))
        both = f"select {names} from ent.own_score {{}} select {names} from ent.link_score"
        assert store.rows("select count(*) from ent.own_score") == [(len(pairs),)]
        assert store.rows(both.format("except all")) == []
        answered = {
            (item.id, answer)
            for item in load_model().comparisons
            for (answer,) in store.rows(f"select distinct {item.id}_answer from ent.link_score")
        }
    expected = {(item.id, level.id) for item in load_model().comparisons for level in item.levels}
    assert answered == expected | {(item.id, None) for item in load_model().comparisons}, "not every answer was given"
