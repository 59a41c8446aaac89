"""A linked month against the truth of its sample: pairs, the clerical list, published counts, answers to the list."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from link_score import Score, read_places, read_truth, score_tables

from aixin_cli.store import Store

ROLES = ("recipient", "helper")
COUNTED = {"F01": ("helper", "ent.helper", "true"), "F02": ("recipient", "ent.recipient", "is_member")}
"""Whom a figure counts: their role, the table of linking that holds them, and which of its rows."""

TOLD = """
    create or replace temp table told as
    with place as (
        select part.part_id, replace(substr(file.path, length($root) + 2), chr(92), '/') as file, part.sheet
        from meta.part as part inner join meta.file as file using (file_id)
    )
    select truth.file, truth.row, truth.role, truth.person, known.identity_id, mention.person_id, known.is_identified
    from truth_mention as truth
    inner join place
        on truth.file = place.file and coalesce(cast(truth.sheet as varchar), '') = coalesce(place.sheet, '')
    inner join ent.mention_known as known
        on (known.part_id, known.row, known.role) = (place.part_id, truth.row, truth.role)
    inner join ent.mention_person as mention
        on (mention.part_id, mention.row, mention.role) = (place.part_id, truth.row, truth.role)
"""
MISSED = """
    select pair.role, pair.placement, pair.agreeing, count(*)
    from linkable as pair
    inner join told as a on a.file = pair.left_file and a.row = pair.left_row and a.role = pair.role
    inner join told as b on b.file = pair.right_file and b.row = pair.right_row and b.role = pair.role
    left join listed
        on
            least(a.identity_id, b.identity_id) = listed.left_id
            and greatest(a.identity_id, b.identity_id) = listed.right_id
    where a.person_id <> b.person_id and listed.left_id is null
    group by all order by 4 desc, 1, 2, 3 limit 12
"""
SAID_PAIRS = """
    -- Of identities, not of rows: a number in twenty rows weighs as much as one in two.
    with identity as (select distinct role, person_id, identity_id, person, is_identified from told),
    pair as (
        select a.role, a.person = b.person as is_right
        from identity as a
        inner join identity as b
            on a.role = b.role and a.person_id = b.person_id
            and (a.identity_id, a.person) < (b.identity_id, b.person)
        where not (a.is_identified and b.is_identified)
    )
    select role, count(*), count(*) filter (is_right) from pair group by role
"""
LISTED = """
    select distinct left_id, right_id from ent.link_judged where standing = 'listed'
    union
    select edge.left_id, edge.right_id
    from ent.link_edge as edge
    inner join ent.person_link as near on edge.left_id = near.identity_id
    inner join ent.person_link as far on edge.right_id = far.identity_id
    where edge.origin = 'model' and near.person_id <> far.person_id
"""
ANSWER = """
    insert into meta.decision by name
    with person_of as (select distinct identity_id, person from told),
    answered as (
        select listed.left_id, listed.right_id, bool_or(a.person = b.person) as is_same
        from listed
        inner join person_of as a on listed.left_id = a.identity_id
        inner join person_of as b on listed.right_id = b.identity_id
        group by all
    )
    select
        (select coalesce(max(decision_id), 0) from meta.decision) + row_number() over (order by left_id, right_id)
            as decision_id,
        'person' as kind, left_id, right_id, case when is_same then '同一人' else '不是' end as verdict,
        $period as period, 'bench' as decided_by, timestamp '2025-01-10 09:00:00' as decided_at
    from answered
"""


@dataclass(frozen=True)
class Count:
    """A published count beside its truth: true persons counted several times, and counted as another.

    `linkable` are those of the first whose rows show enough to be found; the others nothing could.
    """

    figure: str
    found: int
    true: int
    split: int
    linkable: int
    merged: int

    @property
    def other(self) -> int:
        """What has nothing to do with who is who."""
        return self.found - self.true - self.split + self.merged


@dataclass(frozen=True)
class ClericalList:
    """What a person is asked: pairs, the persons in them, all persons."""

    pairs: int
    persons: int
    of_persons: int


def join_truth(store: Store, month: Path) -> None:
    """Tables linkable, and told: each mention of a month linked with `keep_scratch`, its true and its found person."""
    store.connection.register("truth_mention", pq.read_table(month / "truth" / "mentions.parquet"))
    store.execute(TOLD, {"root": month.name})
    store.connection.unregister("truth_mention")
    store.connection.register("truth_linkable", pq.read_table(month / "truth" / "linkable.parquet"))
    store.execute(
        "create or replace temp table linkable as select * exclude (left_sheet, right_sheet) from truth_linkable"
    )
    store.connection.unregister("truth_linkable")


def score_role(truth: Path, clusters: Path, role: str | None = None) -> list[Score]:
    """Scores by kind over the rows that `link_rows` wrote, of one role or of both."""
    with duckdb.connect() as con:
        read_truth(con, truth)
        read_places(con, "cluster", clusters)
        for table in ("mention", "linkable", "cluster") if role else ():
            con.execute(f"delete from {table} where role <> $role", {"role": role})
        return score_tables(con)


def said_pairs(store: Store) -> list[Score]:
    """How many pairs of identities were joined, and how many rightly, by role."""
    return [Score(role, said, right, 0, 0) for role, said, right in store.rows(SAID_PAIRS)]


def write_list(store: Store) -> ClericalList:
    """Table listed: what is asked of people. As the clerical list puts it, where the program has one."""
    query = LISTED
    # The statements are there as soon as `aixin review` is.
    questions = {statement.id: statement for statement in store.catalogue.of_kind("review")}
    if "review_pair" in questions:
        for name in ("number_twin", "review_pair"):
            store.run(questions[name], store.period_params("2024-12"))
        query = "select left_id, right_id from ent.review_pair"
    store.execute(f"create or replace temp table listed as {query}")
    return ClericalList(
        *store.rows("""
            select
                (select count(*) from listed),
                (
                    select count(distinct person_id) from told
                    where identity_id in (select left_id from listed union select right_id from listed)
                ),
                (select count(distinct person_id) from told)
        """)[0]
    )


def answer_list(store: Store, period: str) -> None:
    """Decide every pair of table listed as the truth is."""
    store.execute(ANSWER, {"period": period})


def compare_counts(store: Store, figures: dict[str, int]) -> list[Count]:
    """F01 and F02 beside the truth's."""
    return [_compare(store, name, figures[name]) for name in COUNTED]


def _compare(store: Store, figure: str, true: int) -> Count:
    role, table, condition = COUNTED[figure]
    found, persons, ends, linkable = store.rows(
        f"""
        with counted as (select person_id from {table} where {condition}),
        true_end as (select distinct told.person_id, told.person from told semi join counted using (person_id)
            where told.role = $role)
        , several as (select person, count(*) - 1 as further from true_end group by person having count(*) > 1)
        select
            (select count(*) from counted), count(distinct person), count(*),
            (select coalesce(sum(further), 0)::bigint from several
                where person in (select person from linkable where role = $role))
        from true_end
        """,
        {"role": role},
    )[0]
    return Count(figure, found, true, split=ends - persons, linkable=linkable, merged=ends - found)


def missed_kinds(store: Store) -> list[tuple[str, str, str, int]]:
    """Linkable pairs in two persons and not on the list: role, where the row stands, what agrees, how many."""
    return [(role, placement, agreeing, count) for role, placement, agreeing, count in store.rows(MISSED)]
