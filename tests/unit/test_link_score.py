"""The benchmark's scoring of links: its figures are only as right as this."""

import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from link_score import Score, cluster_pairs, score_mentions, score_pairs

Rows = list[tuple[object, ...]]
Scored = Callable[[Rows, Rows, Rows], dict[str, Score]]
PEOPLE: Rows = [(1, "r1"), (2, "r1"), (3, "r2"), (4, "r2"), (5, "r3")]
LINKABLE: Rows = [("missing", "r1", 1, 2), ("transposed", "r2", 3, 4)]


@pytest.fixture
def scored(tmp_path: Path) -> Scored:
    """Scores by kind. Rows of a text file: their sheet is null throughout."""

    def score(people: Rows, linkable: Rows, clusters: Rows) -> dict[str, Score]:
        with duckdb.connect() as con:
            con.execute("create table m (row bigint, person varchar)")
            con.execute("create table k (kind varchar, person varchar, l bigint, r bigint)")
            con.execute("create table c (row bigint, cluster varchar, has_number boolean)")
            for table, rows in (("m", people), ("k", linkable), ("c", clusters)):
                columns = [list(column) for column in zip(*rows, strict=True)]
                con.execute(f"insert into {table} select {', '.join(['unnest(?)'] * len(columns))}", columns)
            place = "'a.csv' as file, null as sheet"
            con.execute(f"copy (select {place}, 'helper' as role, * from m) to '{tmp_path}/mentions.parquet'")
            con.execute(f"""copy (
                select kind, 'helper' as role, person, 'a.csv' as left_file, null as left_sheet, l as left_row,
                    'a.csv' as right_file, null as right_sheet, r as right_row from k
            ) to '{tmp_path}/linkable.parquet'""")
            con.execute(f"copy (select {place}, 'helper' as role, * from c) to '{tmp_path}/clusters.parquet'")
        return {score.kind: score for score in score_mentions(tmp_path, tmp_path / "clusters.parquet")}

    return score


def test_links_that_are_all_right_score_one_even_where_no_row_has_a_sheet(scored: Scored) -> None:
    found = scored(PEOPLE, LINKABLE, [(1, "a", True), (2, "a", False), (3, "b", True), (4, "b", False), (5, "c", True)])
    assert (found["all"].precision, found["all"].recall, found["all"].f1) == (1, 1, 1)
    assert found["missing"] == Score("missing", 1, 1, 1, 1)


def test_a_stranger_in_a_cluster_costs_precision_of_the_kind_that_drew_it_in(scored: Scored) -> None:
    found = scored(PEOPLE, LINKABLE, [(1, "a", True), (2, "a", False), (5, "a", True), (3, "b", True), (4, "d", False)])
    assert found["missing"] == Score("missing", 2, 1, 1, 1)
    assert found["all"] == Score("all", 2, 1, 2, 1)


def test_a_pair_that_was_not_joined_costs_recall(scored: Scored) -> None:
    found = scored(PEOPLE, LINKABLE, [(1, "a", True), (2, "a", False), (3, "b", True), (4, "d", False), (5, "c", True)])
    assert (found["transposed"].found, found["transposed"].recall) == (0, 0)
    assert found["all"].recall == 0.5


def test_two_rows_with_numbers_of_their_own_are_no_automatic_link(scored: Scored) -> None:
    found = scored(PEOPLE, LINKABLE, [(row, "a", True) for row in (1, 2, 3, 4, 5)])
    assert found["all"].predicted == 0
    assert found["all"].precision is None


def test_wrong_links_of_rows_that_nothing_links_are_counted_under_none(scored: Scored) -> None:
    found = scored(PEOPLE, LINKABLE[:1], [(1, "a", True), (2, "a", False), (3, "b", True), (5, "b", False)])
    assert found["none"] == Score("none", 1, 0, 0, 0)
    assert found["all"].precision == 0.5


def test_a_row_that_is_missing_from_the_clusters_is_not_found(scored: Scored) -> None:
    assert scored(PEOPLE, LINKABLE, [(1, "a", True)])["all"].found == 0


def test_rows_that_the_truth_does_not_know_and_rows_told_twice_are_refused(scored: Scored) -> None:
    with pytest.raises(SystemExit, match="1 mentions are not in the truth"):
        scored(PEOPLE, LINKABLE, [(99, "a", True)])
    with pytest.raises(SystemExit, match="1 are there more than once"):
        scored(PEOPLE, LINKABLE, [(1, "a", True), (1, "b", False)])


def test_a_cluster_of_many_rows_is_counted_without_making_its_pairs(scored: Scored) -> None:
    people: Rows = [(row, "r1" if row < 3000 else "r2") for row in range(3001)]
    score = scored(people, [("missing", "r1", 0, 1)], [(row, "a", row > 0) for row in range(3001)])["all"]
    assert (score.predicted, score.correct) == (3000, 2999)


def test_links_join_in_chains_whatever_their_order() -> None:
    with duckdb.connect() as con:
        con.execute("""create table link as from (values ('d', 'e'), ('b', 'c'), ('a', 'b'), ('c', 'd'), ('x', 'y'))
            as t ("left", "right")""")
        cluster_pairs(con, "link", "person")
        assert con.execute("from person order by node").fetchall() == [
            *[(node, "a") for node in "abcde"],
            ("x", "x"),
            ("y", "x"),
        ]


def test_pairs_are_scored_against_pairs() -> None:
    with duckdb.connect() as con:
        con.execute("""create table said as from (values (1, 2), (1, 2), (3, 4)) as t ("left", "right")""")
        con.execute("""create table truth as from (values (1, 2), (5, 6), (7, 8)) as t ("left", "right")""")
        assert score_pairs(con, "said", "truth") == Score("all", 2, 1, 3, 1)
