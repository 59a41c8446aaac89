"""The blocking rules and the month's evidence as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import get_args

import pytest

from aixin_cli.jobs.review import summarize
from aixin_cli.link.blocking import BLOCKING, explain_blocking, rule_titles
from aixin_cli.link.explain import grounds
from aixin_cli.link.explain.slip_words import date_words, name_words, number_words
from aixin_cli.link.explain.slips import Kind, Slip
from aixin_cli.store import Store
from tests.linked import Part, linked, pairing

HOME = {"township": "测试乡", "village": "一村"}
BORN = date(2012, 3, 4)
LOST = {"recipient_id": None, "recipient_id_text": None, "recipient_sex": "男", "recipient_birth_date": BORN}


@pytest.fixture(scope="module")
def store() -> Store:
    return linked(Part("620102", [pairing("马一", "李一", **HOME), pairing("马一", "李二", **LOST, **HOME)]))


def test_every_key_of_a_record_has_a_rule_with_a_title_in_both_languages(store: Store) -> None:
    asked = "select length(link_keys('recipient', 'u', 'n', date '2012-03-04', 'p', 'q', 'i', 't', 'v', 'e'))"
    keys = store.rows(asked)[0][0]
    titles = rule_titles()
    assert len(titles) == keys
    assert all(title.en and title.zh for title in titles)
    assert len({title.zh for title in titles}) == keys


def test_the_pairs_of_all_rules_are_told_once(store: Store) -> None:
    rows = [dict(zip(BLOCKING, row, strict=True)) for row in explain_blocking(store, "2024-12")]
    (pairs,) = store.rows("select count(*) from ent.link_candidate")[0]
    assert sum(row["new_pair_count"] for row in rows) == pairs == 1
    assert {row["rule_no"] for row in rows if row["pair_count"]} == {1, 2, 3, 4}
    assert rows[0]["title"] == "same unit and name"


def test_the_titles_are_chinese_on_request(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_LANG", "zh")
    assert explain_blocking(store, "2024-12")[0][1] == "同单位、同姓名"


def test_the_month_is_summed_up_by_its_evidence(store: Store) -> None:
    told = {item: (recipients, helpers) for item, _counted, recipients, helpers in summarize(store, "2024-12")}
    assert told["mention"] == (2, 2)
    assert told["number"] == (1, 2)
    assert told["model"][0] + told["open"][0] == 1
    assert told["identity"] == (2, 2)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_slip_has_words_in_both_languages(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXIN_LANG", language)
    for kind in get_args(Kind):
        assert any(_told(words, Slip(kind, 1, 2)) for words in (number_words, date_words, name_words)), kind


def test_every_ground_that_linking_gives_has_its_words(store: Store) -> None:
    sql = store.catalogue.get("compared_pair", "explain").sql
    given = set(re.findall(r"(?:then|else) '(\w+)'", sql)) - {"one", "two", "listed"}
    broken = set(re.findall(r"'(\w+)' as reason", store.catalogue.get("link_conflict", "link").sql))
    assert len(given) > 15
    assert given | broken == grounds.ground_words().keys()


def _told(words: Callable[[Sequence[Slip]], str], slip: Slip) -> str:
    try:
        return words([slip])
    except KeyError:
        return ""
