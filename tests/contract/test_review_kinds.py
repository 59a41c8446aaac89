"""The kinds of decisions are one table; SQL knows what each means."""

from __future__ import annotations

import duckdb
import pytest

from aixin_cli.review.kinds import Kind, load_kinds, load_questions
from aixin_cli.screen.reviews import kind_words
from aixin_cli.store.catalogue import load_macros


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for macro in load_macros():
        connection.execute(f"create or replace temp {macro}")
    return connection


@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.id)
def test_sql_knows_what_a_kind_answers(macros: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    asks = next(question.other for question in load_questions().values() if kind in question.kinds)
    known = macros.execute("select decision_kind($kind).question", {"kind": kind.id}).fetchall()
    assert known == [({"identity": "pair", "unit": "unit"}[asks],)]
    assert kind_words()[kind.id]


def test_a_word_of_a_sheet_means_one_kind_and_a_kind_stands_once() -> None:
    for question in load_questions().values():
        assert len(set(question.words)) == len(question.words)
        assert [question.kind_of(word) for word in question.words] == [
            kind for kind in question.kinds for _word in kind.words
        ]
        # The verdict on a unit is its code: what was answered is told by the kind alone.
        assert question.other == "identity" or all(len(kind.words) == 1 for kind in question.kinds)
    kinds = [kind.id for question in load_questions().values() for kind in question.kinds]
    assert len(set(kinds)) == len(kinds)
