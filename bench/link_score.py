"""How right links are: precision, recall and F1 against the truth, by kind of fault and over all.

Usage: python bench/link_score.py TRUTH CLUSTERS. TRUTH is the folder with mentions.parquet and
linkable.parquet that `aixin sample --identity-faults` writes; CLUSTERS a Parquet file with a line
for each mention: file, sheet, row, role, cluster (the person it ended in), has_number (whether it has
a usable number of its own).

Precision is of automatic links: pairs of mentions of one role in one cluster, at least one of them
without a number. A pair counts under every kind that its mentions without a number are linkable by,
under "none" where there is no such kind, and once under "all". Recall is over the linkable pairs.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

ALL, NONE = "all", "none"
KEY = "file, sheet, row, role"

PAIRS_BY_KIND = """
with known as (
    select c.file, c.sheet, c.row, c.role, c.cluster, c.has_number, t.person
    from cluster as c
    inner join mention as t using (file, sheet, row, role)
),
linkable_end as (
    select left_file as file, left_sheet as sheet, left_row as row, role, kind from linkable
    union
    select right_file, right_sheet, right_row, role, kind from linkable
),
tagged as (
    select k.role, k.cluster, k.person, coalesce(e.kind, $none) as kind
    from known as k
    left join linkable_end as e using (file, sheet, row, role)
    where not k.has_number
    union all
    select role, cluster, person, $all from known where not has_number
),
cluster_size as (select role, cluster, count(*) as mentions from known group by all),
person_size as (select role, cluster, person, count(*) as mentions from known group by all),
cluster_kind as (select kind, role, cluster, count(*) as tagged from tagged group by all),
person_kind as (select kind, role, cluster, person, count(*) as tagged from tagged group by all),
-- Pairs with at least one of the tagged: all pairs less the pairs of the others.
made as (
    select k.kind, sum(pairs_of(s.mentions) - pairs_of(s.mentions - k.tagged)) as pairs
    from cluster_kind as k inner join cluster_size as s using (role, cluster)
    group by all
),
good as (
    select k.kind, sum(pairs_of(s.mentions) - pairs_of(s.mentions - k.tagged)) as pairs
    from person_kind as k inner join person_size as s using (role, cluster, person)
    group by all
),
asked as (
    select
        case when grouping(p.kind) = 1 then $all else p.kind end as kind,
        count(*) as pairs,
        count(*) filter (where l.cluster = r.cluster) as found
    from linkable as p
    left join cluster as l
        on (l.file, l.sheet, l.row, l.role) = (p.left_file, p.left_sheet, p.left_row, p.role)
    left join cluster as r
        on (r.file, r.sheet, r.row, r.role) = (p.right_file, p.right_sheet, p.right_row, p.role)
    group by rollup (p.kind)
)
select
    coalesce(made.kind, asked.kind) as kind,
    coalesce(made.pairs, 0)::bigint as predicted,
    coalesce(good.pairs, 0)::bigint as correct,
    coalesce(asked.pairs, 0)::bigint as true_pairs,
    coalesce(asked.found, 0)::bigint as found
from made
left join good on good.kind = made.kind
full join asked on asked.kind = made.kind
order by coalesce(made.kind, asked.kind) = $all, coalesce(made.kind, asked.kind) = $none, 1
"""


@dataclass(frozen=True)
class Score:
    """Pairs of one kind: said to be one person, rightly so; truly one person, found."""

    kind: str
    predicted: int
    correct: int
    true_pairs: int
    found: int

    @property
    def precision(self) -> float | None:
        """The share of the pairs said that are right; none where nothing is said."""
        return self.correct / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of the true pairs that are found; none where there are none."""
        return self.found / self.true_pairs if self.true_pairs else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_places(con: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """A table of a Parquet file with places in it: a text has no sheet, and null would match nothing."""
    con.execute("create table " + table + " as from read_parquet($path)", {"path": str(path)})
    for (column,) in con.execute(f"select column_name from (describe {table})").fetchall():
        if column.endswith("sheet"):
            con.execute(f"alter table {table} alter column {column} type varchar")
            con.execute(f"update {table} set {column} = '' where {column} is null")


def read_truth(con: duckdb.DuckDBPyConnection, truth: Path) -> None:
    """Tables mention and linkable."""
    read_places(con, "mention", truth / "mentions.parquet")
    read_places(con, "linkable", truth / "linkable.parquet")


def score_mentions(truth: Path, clusters: Path) -> list[Score]:
    """Scores by kind of fault, "none" and "all" last; an error where mentions are not the truth's."""
    with duckdb.connect() as con:
        read_truth(con, truth)
        read_places(con, "cluster", clusters)
        return score_tables(con)


def score_tables(con: duckdb.DuckDBPyConnection) -> list[Score]:
    """Scores of table cluster against tables mention and linkable."""
    con.execute("create or replace temp macro pairs_of(n) as n * (n - 1) // 2")
    _refuse_strangers(con)
    rows = con.execute(PAIRS_BY_KIND, {"all": ALL, "none": NONE}).fetchall()
    return [Score(*row) for row in rows]


def _refuse_strangers(con: duckdb.DuckDBPyConnection) -> None:
    """A mention that the truth doesn't know, or two lines of one mention, would flatter the score."""
    strangers = con.sql(f"select count(*) from (select {KEY} from cluster except select {KEY} from mention)")
    doubled = con.sql(f"select count(*) - count(distinct ({KEY})) from cluster")
    unknown, repeated = (relation.fetchall()[0][0] for relation in (strangers, doubled))
    if unknown or repeated:
        raise SystemExit(f"{unknown} mentions are not in the truth, {repeated} are there more than once")


def score_pairs(con: duckdb.DuckDBPyConnection, said: str, true: str, kind: str = ALL) -> Score:
    """The score of one relation of pairs (left, right; the smaller first) against another."""
    query = f"""
        with told as (select distinct "left", "right" from {said}),
        truth_pair as (select distinct "left", "right" from {true}),
        shared as (from told intersect from truth_pair)
        select (select count(*) from told), (select count(*) from shared), (select count(*) from truth_pair)
    """
    predicted, correct, true_pairs = con.execute(query).fetchall()[0]
    return Score(kind, predicted, correct, true_pairs, correct)


def cluster_pairs(con: duckdb.DuckDBPyConnection, links: str, name: str) -> None:
    """Make table `name` (node, cluster): what the links (left, right) join, the cluster its lowest node."""
    con.execute(f"""
        create or replace temp table {name}_edge as
        select "left" as a, "right" as b from {links} union select "right", "left" from {links}
    """)
    con.execute(f"create or replace table {name} as select distinct a as node, a as cluster from {name}_edge")
    changed = True
    while changed:
        con.execute(f"""
            create or replace temp table {name}_next as
            select n.node, least(n.cluster, min(o.cluster)) as cluster
            from {name} as n
            inner join {name}_edge as e on e.a = n.node
            inner join {name} as o on o.node = e.b
            group by n.node, n.cluster
        """)
        differing = f"select count(*) from {name} as o inner join {name}_next as n using (node, cluster)"
        total = f"select count(*) from {name}"
        changed = con.sql(differing).fetchall() != con.sql(total).fetchall()
        con.execute(f"create or replace table {name} as from {name}_next")


def show(scores: Iterable[Score], title: str = "kind") -> None:
    """Print a line for each."""
    print(f"{title:<24} {'said':>9} {'right':>9} {'true':>9} {'found':>9} {'precision':>9} {'recall':>8} {'F1':>8}")
    for score in scores:
        counts = f"{score.predicted:>9} {score.correct:>9} {score.true_pairs:>9} {score.found:>9}"
        shares = f"{_printed(score.precision):>9} {_printed(score.recall):>8} {_printed(score.f1):>8}"
        print(f"{score.kind:<24} {counts} {shares}", flush=True)


def _printed(share: float | None) -> str:
    """Five places, cut and not rounded: 0.99996 isn't all."""
    return "-" if share is None else f"{int(share * 100_000) / 100_000:.5f}"


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("clusters", type=Path)
    given = parser.parse_args()
    show(score_mentions(given.truth, given.clusters))


if __name__ == "__main__":
    main()
