"""Splink with its defaults and dedupe on aixin's rows: run as whole processes, scored against the same truth.

The rows are a Parquet file: row_id, name, id_text, birth_date, sex, township, village, guardian, phone,
unit_code, partner_id, employer, role (text), and of each mention its file, sheet, row and has_number, which
the peers don't see. dedupe needs hours and 14 GB for what a province has of linkable rows alone: it gets those of
some linkable pairs and some others, and is scored on these, its labels among them; so is Splink a second time.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from link_score import Score, cluster_pairs, read_places, read_truth, score_tables, show
from peer_environment import peer_python

HERE = Path(__file__).parent
REQUIREMENTS = "requirements_link.txt"
SEEN = "row_id, name, id_text, birth_date, sex, township, village, guardian, phone, unit_code, partner_id"
SEEN += ", employer, role"
SPLINK_THRESHOLD = 0.95
DEDUPE_THRESHOLD = 0.5
LABELS = 500
PAIRS = 500
OTHERS = 500
LONGEST = 1800
"""Seconds after which a peer is ended and has no score."""


@dataclass(frozen=True)
class Peer:
    """What a peer said, and its cost."""

    name: str
    rows: int
    seconds: float
    megabytes: float
    note: str
    scores: list[Score]


def run_peers(rows: Path, truth: Path, folder: Path, environment: Path, others: int = OTHERS) -> Iterator[Peer]:
    """Both peers on the rows, one by one; `folder` takes their files, `environment` is or will be their own."""
    python = str(peer_python(environment, REQUIREMENTS))
    folder.mkdir(parents=True, exist_ok=True)
    part, labels = folder / "part.parquet", folder / "labels.parquet"
    with duckdb.connect() as con:
        read_truth(con, truth)
        read_places(con, "input", rows)
        _take_part(con, part, others)
        _label(con, labels)
    yield _run(Run("Splink, defaults", "splink_default.py", []), python, rows, truth, folder)
    yield _run(Run("Splink, same part", "splink_default.py", []), python, part, truth, folder)
    yield _run(Run("dedupe, part", "dedupe_link.py", [str(labels)], DEDUPE_THRESHOLD), python, part, truth, folder)


def _take_part(con: duckdb.DuckDBPyConnection, part: Path, others: int) -> None:
    """Table part and its file: the rows of some linkable pairs, and `others` more, the first by a hash."""
    con.execute(f"""
        create table part as
        with taken as (
            from linkable
            order by md5(concat_ws(' ', left_file, left_sheet, left_row, right_file, right_sheet, right_row, role))
            limit {PAIRS}
        ),
        wanted as (
            select left_file as file, left_sheet as sheet, left_row as row, role from taken
            union
            select right_file, right_sheet, right_row, role from taken
        )
        select r.*
        from input as r
        left join wanted as w using (file, sheet, row, role)
        qualify w.file is not null
            or row_number() over (partition by w.file is null order by md5(r.row_id), r.row_id) <= {others}
        order by r.row_id
    """)
    con.execute(f"copy part to '{part}'")


def _label(con: duckdb.DuckDBPyConnection, labels: Path) -> None:
    """Half of the labelled pairs are linkable ones, half two persons with one name or birth date."""
    half = LABELS // 2
    con.execute("create table labelled as from part inner join mention using (file, sheet, row, role)")
    con.execute(f"""
        copy (
            with matched as (
                select l.row_id as "left", r.row_id as "right", true as is_match
                from linkable as k
                inner join part as l
                    on (l.file, l.sheet, l.row, l.role) = (k.left_file, k.left_sheet, k.left_row, k.role)
                inner join part as r
                    on (r.file, r.sheet, r.row, r.role) = (k.right_file, k.right_sheet, k.right_row, k.role)
                order by md5(l.row_id || r.row_id) limit {half}
            ),
            alike as (
                select l.row_id as "left", r.row_id as "right", false as is_match
                from labelled as l inner join labelled as r using (role, name)
                where l.row_id < r.row_id and l.person <> r.person
                union
                select l.row_id, r.row_id, false
                from labelled as l inner join labelled as r using (role, birth_date)
                where l.row_id < r.row_id and l.person <> r.person
            )
            from matched
            union all
            (from alike order by md5("left" || "right") limit {LABELS - half})
        ) to '{labels}'
    """)


@dataclass(frozen=True)
class Run:
    """How a peer is called: its name, its script, what it is given besides the rows, when two rows are one."""

    name: str
    script: str
    given: list[str]
    threshold: float = SPLINK_THRESHOLD


def _run(run: Run, python: str, rows: Path, truth: Path, folder: Path) -> Peer:
    """A peer as a whole process on the columns that it may see, and its score on those rows."""
    seen, pairs = folder / "seen.parquet", folder / "pairs.parquet"
    with duckdb.connect() as con:
        read_places(con, "input", rows)
        con.execute(f"copy (select {SEEN} from input order by row_id) to '{seen}'")
        count = con.execute("select count(*) from input").fetchall()[0][0]
        command = [python, str(HERE / "peers" / run.script), str(seen), *run.given, str(pairs)]
        seconds, megabytes, note = _measured(command)
        if note is None:
            return Peer(run.name, count, seconds, megabytes, f"ended after {LONGEST} s, not done", [])
        read_truth(con, truth)
        _keep_truth_of_input(con)
        _to_clusters(con, pairs, run.threshold)
        return Peer(run.name, count, seconds, megabytes, note, score_tables(con))


def _measured(command: list[str]) -> tuple[float, float, str | None]:
    """Seconds, peak megabytes and words of a whole process, no words where it took too long; end here if it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as talk:
        process = subprocess.Popen(command, stdout=out, stderr=talk)
        timer = threading.Timer(LONGEST, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        is_late = not timer.is_alive()
        timer.cancel()
        seconds = time.perf_counter() - start
        talk.seek(0)
        out.seek(0)
        if is_late:
            return seconds, usage.ru_maxrss / 1024, None
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(command)}\n{talk.read()[-2000:]}")
        return seconds, usage.ru_maxrss / 1024, out.read().strip()


def _keep_truth_of_input(con: duckdb.DuckDBPyConnection) -> None:
    """A linkable pair is asked for where both its rows are among the rows."""
    con.execute("""
        delete from linkable as k where not (
            (k.left_file, k.left_sheet, k.left_row, k.role) in (select (file, sheet, row, role) from input)
            and (k.right_file, k.right_sheet, k.right_row, k.role) in (select (file, sheet, row, role) from input)
        )
    """)


def _to_clusters(con: duckdb.DuckDBPyConnection, pairs: Path, threshold: float) -> None:
    """Table cluster: what the pairs at or above the threshold join; all other mentions alone."""
    con.execute(f"""
        create table pair as
        select "left", "right" from read_parquet('{pairs}') where probability >= {threshold}
    """)
    cluster_pairs(con, "pair", "person")
    con.execute("""
        create table cluster as
        select r.file, r.sheet, r.row, r.role, r.has_number, coalesce(p.cluster, r.row_id) as cluster
        from input as r left join person as p on p.node = r.row_id
    """)


def show_peers(peers: Iterator[Peer]) -> None:
    """Each peer's cost and scores."""
    for peer in peers:
        print(f"{peer.name}: {peer.rows} rows, {peer.seconds:.1f} s, {peer.megabytes:.0f} MB; {peer.note}", flush=True)
        show(peer.scores)


def main() -> None:
    """Run both peers and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("rows", "truth", "folder", "environment"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--others", type=int, default=OTHERS, help="how many rows dedupe gets besides linkable ones")
    given = parser.parse_args()
    show_peers(run_peers(given.rows, given.truth, given.folder, given.environment, given.others))


if __name__ == "__main__":
    main()
