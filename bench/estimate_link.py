"""Estimate the linking model's parameters anew from a store and show what would change.

    python bench/estimate_link.py STORE --period 2024-12 --truth SAMPLE/truth
    python bench/estimate_link.py STORE --period 2024-12            # labels: what people decided

m, the share of each answer among records of one person: from a sample's truth (its linkable pairs), else from pairs
that people decided to be one. u, the share among records of two persons: from pairs drawn at
random; of the number, from pairs born on one day, since the birth date is compared by itself. Shares are smoothed by
half a pair a level. `--names FILE` writes the table of name parts of the store's people with a number.

Nothing is changed: what is printed is for a person who then edits fellegi_sunter.toml and its version.
"""

from __future__ import annotations

import argparse
import csv
from math import log2
from pathlib import Path
from typing import Any

from by_splink import score_by_splink

from aixin_cli.link import link_period
from aixin_cli.link.fellegi_sunter import Comparison, load_model
from aixin_cli.link.sounds import write_spelling
from aixin_cli.store import Store
from aixin_cli.store.rehearsal import rehearse

Shares = dict[str, dict[str, float]]
RANDOM_PEOPLE = 1500
"""Of each role: over a million pairs of different people."""

TRUE_PAIRS = """
    with place as (
        select part.part_id, file.path
        from meta.part as part inner join meta.file as file on part.file_id = file.file_id
    ),
    side as (
        select told.*, place.part_id, known.identity_id, known.is_identified
        from (
            select left_file as file, left_row as row, role, row_number() over () as pair_no from linkable
            union all
            select right_file, right_row, role, row_number() over () from linkable
        ) as told
        inner join place on ends_with(place.path, '/' || told.file)
        inner join ent.mention_known as known
            on place.part_id = known.part_id and told.row = known.row and told.role = known.role
    )
    select distinct
        a.role, least(a.identity_id, b.identity_id) as left_id, greatest(a.identity_id, b.identity_id) as right_id,
        0 as rules
    from side as a
    inner join side as b on a.pair_no = b.pair_no and a.identity_id < b.identity_id
"""
RANDOM_PAIRS = f"""
    with drawn as (
        select role, identity_id
        from (select distinct role, identity_id from ent.mention_known)
        qualify row_number() over (partition by role order by hash(identity_id, role), identity_id) <= {RANDOM_PEOPLE}
    )
    select a.role, a.identity_id as left_id, b.identity_id as right_id, 0 as rules
    from drawn as a inner join drawn as b on a.role = b.role and a.identity_id < b.identity_id
"""
BORN_ON_ONE_DAY = """
    with born as (
        select distinct known.role, known.identity_id, told.birth_date
        from ent.link_mention as told
        inner join ent.mention_known as known
            on told.part_id = known.part_id and told.row = known.row and told.role = known.role
        where told.birth_date is not null and known.is_identified
    )
    select a.role, a.identity_id as left_id, b.identity_id as right_id, 0 as rules
    from born as a
    inner join born as b on a.role = b.role and a.birth_date = b.birth_date and a.identity_id < b.identity_id
    qualify row_number() over (order by hash(a.identity_id, b.identity_id), a.identity_id, b.identity_id) <= 200000
"""
REGISTER_PAIRS = """
    select distinct known.role, edge.left_id, edge.right_id, 0 as rules
    from ent.link_edge as edge
    inner join ent.mention_known as known on edge.left_id = known.identity_id
    where edge.layer = 1
"""


def main() -> None:
    """Link, count, print."""
    asked = _arguments()
    with Store.open(asked.store, read_only=True) as store:
        rehearse(store)
        link_period(store, asked.period, keep_scratch=True)
        if asked.names:
            _write_names(store, asked.names)
            return
        params = store.period_params(asked.period)
        if asked.truth:
            import pyarrow.parquet as pq

            store.connection.register("linkable", pq.read_table(asked.truth / "linkable.parquet"))
        m = _shares(store, params, TRUE_PAIRS if asked.truth else REGISTER_PAIRS)
        u = _shares(store, params, RANDOM_PAIRS)
        u["number"] = _shares(store, params, BORN_ON_ONE_DAY)["number"]
        _show(m, u)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--period", required=True)
    parser.add_argument("--truth", type=Path, help="the folder truth of a sample made with --identity-faults")
    parser.add_argument("--names", type=Path, help="write the table of name parts and end")
    return parser.parse_args()


def _shares(store: Store, params: dict[str, Any], pairs: str) -> Shares:
    """How often Splink gives each answer among these pairs, blanks left out, of what linking's own statements tell."""
    store.execute(f"create or replace table ent.link_candidate as {pairs}")
    store.run(store.catalogue.get("link_record", "link"), params)
    write_spelling(store)
    store.run(store.catalogue.get("link_subject", "link"), params)
    score_by_splink(store)
    return {comparison.id: _share(store, comparison) for comparison in load_model().comparisons}


def _share(store: Store, comparison: Comparison) -> dict[str, float]:
    column = f"{comparison.id}_answer"
    found = dict(
        store.rows(f"select {column}, count(*) from ent.link_score where {column} is not null group by {column}")
    )
    total = sum(found.values()) + len(comparison.levels) / 2
    return {level.id: (found.get(level.id, 0) + 0.5) / total for level in comparison.levels}


def _show(m: Shares, u: Shares) -> None:
    model = load_model()
    print(f"model {model.version}: shipped -> estimated")
    print(f"{'comparison':12}{'answer':15}{'m':>9}{'->':>9}{'u':>12}{'->':>12}{'bits':>8}{'->':>8}{'change':>8}")
    for comparison in model.comparisons:
        for level in comparison.levels:
            new_m, new_u = m[comparison.id][level.id], u[comparison.id][level.id]
            bits = log2(new_m / new_u)
            print(
                f"{comparison.id:12}{level.id:15}{level.m:9.4f}{new_m:9.4f}{level.u:12.2e}{new_u:12.2e}"
                f"{level.weight:8.2f}{bits:8.2f}{bits - level.weight:+8.2f}"
            )


def _write_names(store: Store, path: Path) -> None:
    """The parts of names that at least 20 people bear, each by its rarity after the character before it."""
    rows = store.rows(
        """
        with named as (
            select distinct mention.folded_name as name, mention.id_number
            from ent.mention as mention
            where mention.id_number is not null and length(mention.folded_name) <= 8
        ),
        placed as (select name, unnest(range(1, length(name) + 1)) as place from named),
        part as (
            select
                case when place = 1 then '' else substr(name, place - 1, 1) end as previous,
                substr(name, place, 1) as character, count(*) as bearers
            from placed group by all
        ),
        total as (select previous, sum(bearers) as bearers, count(*) as kinds from part group by previous)
        select
            part.previous, part.character,
            cast(round(-100 * log2((part.bearers + 0.5) / (total.bearers + 0.5 * total.kinds))) as integer)
        from part inner join total on part.previous = total.previous
        where part.bearers >= 20
        order by all
        """
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["previous", "character", "centibits"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
