"""Who is who in a province month with planted identity faults: how right, how complete, how fast.

Usage: python bench/link.py [--seed 1] [--sample DIR --store STORE] [--keep DIR] [--peers] [--growth] [--no-numbers].
Makes the month and loads it (both are taken where told), links it, and prints precision, recall and F1 of
automatic links, the clerical list, F01 and F02 before and after the list is answered truthfully, and seconds.
`--growth` links a ledger four times as large as well, `--no-numbers` one in which nobody has an ID number,
`--peers` runs Splink's defaults and dedupe on the same rows, and FEBRL 1-4. Exit code 1 where a target is missed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from link_growth import Timing, copy_store, forget_numbers, grow, load_libraries, time_linking
from link_peers import run_peers, show_peers
from link_rows import write_rows
from link_score import ALL, Score, show
from link_truth import (
    ROLES,
    Count,
    answer_list,
    compare_counts,
    join_truth,
    missed_kinds,
    said_pairs,
    score_role,
    write_list,
)
from province import aixin, timed

from aixin_cli.link import link_period
from aixin_cli.store import Store

HERE = Path(__file__).parent
PERIOD = "2024-12"
SAMPLE = ("--size", "province", "--period", PERIOD, "--faults", "0.02", "--identity-faults", "--container", "csv")
LEAST_PRECISION = 0.9995
LEAST_RECALL = 0.98
LEAST_RECALL_LISTED = 0.995
MOST_LISTED = 0.002
MOST_OFF = 0.0001
MOST_SECONDS = 2.0
GROWTH = 4
MOST_GROWTH = 5.0
missed: list[str] = []


def target(what: str, value: str, to_reach: str, *, is_met: bool) -> None:
    """One line of the result beside its target."""
    print(f"{what:<46} {value:>18}   to reach: {to_reach}{'' if is_met else '   NOT MET'}", flush=True)
    if not is_met:
        missed.append(what)


def make(folder: Path, seed: int) -> tuple[Path, Path]:
    """The sample and a store it is loaded into, every month that its files are of; made where not there yet."""
    month, store = folder / "month", folder / "store"
    if not month.exists():
        seconds, memory, _ = timed(aixin("sample", str(month), *SAMPLE, "--seed", str(seed)))
        print(f"aixin sample: {seconds:.1f} s, {memory:.0f} MB", flush=True)
    if not store.exists():
        # As the truth names its files: from the sample's folder on.
        command = aixin("--store", str(store), "load", str(month))
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode not in (0, 3):
            sys.exit(done.stderr[-2000:])
    return month, store


def measure(store: Store, month: Path, rows: Path) -> None:
    """Link, score, answer the list, link and score again."""
    link_period(store, PERIOD, keep_scratch=True)
    scores = _score(store, month, rows)
    identities = said_pairs(store)
    said, right = sum(score.predicted for score in identities), sum(score.correct for score in identities)
    print(f"of identities: {said} pairs joined, {said - right} wrongly")
    target(
        "precision of automatic links",
        _cut(scores.precision),
        f">= {LEAST_PRECISION}",
        is_met=(scores.precision or 0) >= LEAST_PRECISION,
    )
    target("recall", _cut(scores.recall), f">= {LEAST_RECALL}", is_met=(scores.recall or 0) >= LEAST_RECALL)
    figures = json.loads((month / "truth.json").read_text(encoding="utf-8"))["figures"]
    before = compare_counts(store, figures)
    for count in before:
        off = abs(count.found - count.true) / count.true
        target(f"{count.figure} before decisions", _told(count), f"within {MOST_OFF:.2%}", is_met=off <= MOST_OFF)
    _answer(store)
    link_period(store, PERIOD, keep_scratch=True)
    scores = _score(store, month, rows)
    target(
        "recall with the clerical list",
        _cut(scores.recall),
        f">= {LEAST_RECALL_LISTED}",
        is_met=(scores.recall or 0) >= LEAST_RECALL_LISTED,
    )
    for count in compare_counts(store, figures):
        target(f"{count.figure} after decisions", _told(count), "exact", is_met=count.found == count.true)
        print(
            f"    {count.split} counted more than once, of whom {count.split - count.linkable} not linkable by what"
            f" their rows say; {count.merged} counted as another; {count.other:+} for other reasons than who is who"
        )


def _answer(store: Store) -> None:
    asked = write_list(store)
    share = asked.persons / asked.of_persons
    value = f"{asked.pairs} = {asked.persons} p."
    target("pairs on the clerical list, persons in them", value, f"<= {MOST_LISTED:.1%}", is_met=share <= MOST_LISTED)
    print(f"    {share:.4%} of {asked.of_persons} persons")
    for role, placement, agreeing, count in missed_kinds(store):
        print(f"    linkable, neither joined nor listed: {count} x {role}, {placement}, agreeing in {agreeing}")
    answer_list(store, PERIOD)


def _score(store: Store, month: Path, rows: Path) -> Score:
    write_rows(store, month, rows)
    join_truth(store, month)
    for role in ROLES:
        show(score_role(month / "truth", rows, role), f"{role}: fault")
    scores = score_role(month / "truth", rows)
    show(scores, "both: fault")
    return next(score for score in scores if score.kind == ALL)


def _told(count: Count) -> str:
    return f"{count.found} of {count.true} ({count.found - count.true:+})"


def _cut(share: float | None) -> str:
    """Five places, cut and not rounded."""
    return "-" if share is None else f"{int(share * 100_000) / 100_000:.5f}"


def time_month(store: Path, folder: Path) -> Timing:
    """The seconds of a first linking, its slowest steps named."""
    print(f"imports: {load_libraries():.2f} s")
    timing = time_linking(copy_store(store, folder / "one"), PERIOD)
    _show_timing("month", timing)
    target(
        "who is who, beyond imports",
        f"{timing.person_seconds:.2f} s",
        f"<= {MOST_SECONDS} s",
        is_met=timing.person_seconds <= MOST_SECONDS,
    )
    return timing


def _show_timing(what: str, timing: Timing) -> None:
    print(
        f"{what}: {timing.rows} rows, {timing.pairs} pairs compared, {timing.seconds:.2f} s in all,"
        f" {timing.person_seconds:.2f} s who is who; peak memory so far {_peak():.0f} MB"
    )
    slowest = sorted(timing.steps.items(), key=lambda item: -item[1])[:10]
    print("    " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in slowest), flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def time_growth(store: Path, folder: Path, once: Timing) -> None:
    """The same for a ledger four times as large."""
    grown = copy_store(store, folder / "grown")
    grow(grown, GROWTH)
    timing = time_linking(grown, PERIOD)
    _show_timing(f"{GROWTH} times", timing)
    for what, factor in (
        ("growth of linking", timing.seconds / once.seconds),
        ("growth of who is who", timing.person_seconds / once.person_seconds),
    ):
        target(f"{what}, 1x to {GROWTH}x", f"{factor:.2f} x", f"<= {MOST_GROWTH} x", is_met=factor <= MOST_GROWTH)


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=Path, help="a sample made before")
    parser.add_argument("--store", type=Path, help="the store it was loaded into; it is copied, never written")
    parser.add_argument("--keep", type=Path, help="where everything is kept for the next time")
    for name in ("peers", "growth", "no-numbers"):
        parser.add_argument(f"--{name}", action="store_true")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="aixin-link-"))
    folder.mkdir(parents=True, exist_ok=True)
    month, store = (given.sample, given.store) if given.sample and given.store else make(folder, given.seed)
    once = time_month(store, folder)
    if given.growth:
        time_growth(store, folder, once)
    if given.no_numbers:
        copied = copy_store(store, folder / "no_numbers")
        forget_numbers(copied)
        _show_timing("nobody has a number", time_linking(copied, PERIOD))
    with Store.open(copy_store(store, folder / "one")) as opened:
        measure(opened, month, folder / "rows.parquet")
    if given.peers:
        _run_peers(month, folder)
    print(f"{len(missed)} targets missed" + "".join(f"; {what}" for what in missed))
    sys.exit(1 if missed else 0)


def _run_peers(month: Path, folder: Path) -> None:
    environment = folder / "peers"
    show_peers(run_peers(folder / "rows.parquet", month / "truth", folder, environment))
    febrl = [sys.executable, str(HERE / "febrl.py"), "--peers", str(environment), "--keep", str(folder)]
    if subprocess.run(febrl, check=False).returncode:
        missed.append("FEBRL")


if __name__ == "__main__":
    main()
