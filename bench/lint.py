"""How well `aixin lint` finds mistakes: 200 planted in briefings, 200 sentences left right.

Usage: python bench/lint.py [--store STORE] [--period 2024-12] [--count 200] [--tell [--held-out]].
Without a store two months of three counties are made, rolled up, and enlarged to a province's numbers. Half of the
sentences are those of the published briefing, half are written by hand (lint_sentences.txt). Every third of the latter
is held out: lint is written without a look at what it makes of these, and they are counted by themselves.

Recall: of the mistakes, those that are called wrong where they stand. Precision: of the numbers called wrong, those
that are. Exit code 1 below 0.95 or 0.98. What plants mistakes knows neither lint nor the program's number style.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from lint_planted import KINDS, Planted, choose, plant_by_hand, plant_in_published
from lint_world import World, before, fill

SENTENCES = Path(__file__).with_name("lint_sentences.txt")
LARGER = "1579.3"
FEWER = 37
"""Organizations and projects are enlarged so many times less than people."""
PRECISION, RECALL = 0.98, 0.95
Found = dict[int, list[dict[str, str]]]


def aixin(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """What a command prints; it must end as expected."""
    done = subprocess.run([sys.executable, "-m", "aixin_cli", *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        sys.exit(f"aixin {' '.join(arguments)}\n{done.stderr[-2000:]}")
    return done.stdout


def make_store(folder: Path, period: str) -> Path:
    """Two months of three counties, rolled up, with numbers as large as a province's."""
    store, first = folder / "store", before(period)
    aixin("sample", str(folder / "sample"), "--period", first, "--months", "2", "--faults", "0", "--seed", "5")
    for month in (first, period):
        aixin("load", str(folder / "sample" / month), "--store", str(store), "--period", month)
        aixin("rollup", "--store", str(store), "--period", month)
    with duckdb.connect(str(store / "register.duckdb")) as connection:
        enlarge(connection, first)
    return store


def enlarge(connection: duckdb.DuckDBPyConnection, first: str) -> None:
    """Multiply every count and amount; those of the first month a little less, so that the months differ."""
    columns = connection.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'out'"
        " and table_name in ('t01', 't02', 't03', 't04', 't05', 't06', 't07', 'figure')"
        " and regexp_matches(column_name, '(_count|_yuan|_times|value)$')"
    ).fetchall()
    for table, column in columns:
        shrunk, few = "1", "1"
        if table == "figure":
            shrunk = "if(figure_id in ('F01', 'F02', 'F06', 'F08', 'F09'), 0.97, 1)"
            few = f"if(figure_id in ('F06', 'F08'), {FEWER}, 1)"
        elif table not in {"t03", "t07"}:
            shrunk = "0.97"
            few = str(FEWER) if re.match(r"(?:organization|association|service|foundation|project)_", column) else "1"
        larger = f"{column} * {LARGER} / {few} * if(period = '{first}', {shrunk}, 1)"
        connection.execute(f"update out.{table} set {column} = round({larger})")
    connection.execute(
        "update out.t01 set paired_rate = paired_rate - 0.0063, disabled_paired_rate = disabled_paired_rate - 0.0042,"
        f" destitute_paired_rate = destitute_paired_rate + 0.0031 where period = '{first}'"
    )


def read_published(store: Path, period: str, folder: Path) -> list[str]:
    """The sentences of the published briefing."""
    aixin("publish", "--store", str(store), "--period", period, "--out", str(folder), "--only", "briefing")
    text = (folder / period / "briefing.md").read_text(encoding="utf-8")
    sentences = (part for line in text.splitlines() for part in re.split(r"(?<=。)", line))
    return [part for part in sentences if re.search(r"\d", part) and "未报：" not in part]


def lint(store: Path, period: str, lines: list[str], folder: Path) -> Found:
    """What the command calls wrong in a text, by its lines."""
    path = folder / "briefing.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    told = aixin("lint", str(path), "--period", period, "--store", str(store), "--format", "json", codes=(0, 4))
    found: Found = defaultdict(list)
    for item in json.loads(told):
        if item["severity"] == "error":
            found[int(item["paragraph"]) - 1].append(item)
    return found


def is_hit(one: dict[str, str], wrong: str) -> bool:
    """Whether a finding stands where the mistake does."""
    here, there = narrow(one["stands"]), narrow(wrong)
    return here in there or there in here


def narrow(text: str) -> str:
    """Digits as usual ones, without blanks, separators and words beside."""
    folded = text.translate({ord("０") + digit: str(digit) for digit in range(10)})
    return re.sub(r"[\s,，]|^(?:近|超过|超|约|逾|不足)|余", "", folded)


@dataclass
class Score:
    """Mistakes and what was found, by kind and by where the sentences come from."""

    is_told: bool
    is_held_out_told: bool
    planted: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)

    def mistake(self, item: Planted, found: list[dict[str, str]]) -> None:
        """Count a mistake and all that was called wrong in its sentence."""
        good = [one for one in found if is_hit(one, item.wrong)]
        names = (item.kind, "held out" if item.is_held_out else item.origin, "all")
        self.planted.update(names)
        self.hits.update(names if good else ())
        for one in good:
            self.called.update((one["kind"], *names[1:]))
        if not good:
            self._tell(names[1], f"missed {item.kind} {item.wrong} | {item.text}")
        self.right(names[1], item.text, [one for one in found if one not in good])

    def right(self, origin: str, text: str, found: list[dict[str, str]]) -> None:
        """Count what was called wrong and isn't."""
        for one in found:
            self.called.update((one["kind"], origin, "all"))
            self.alarms.update((one["kind"], origin, "all"))
            self._tell(origin, f"alarm {one['kind']} {one['stands']} -> {one['should']} | {text}")

    def _tell(self, origin: str, line: str) -> None:
        if self.is_told and (self.is_held_out_told or origin != "held out"):
            print(f"  {line}")

    def line(self, name: str) -> str:
        """A line of the result."""
        planted, hits, called, alarms = self.planted[name], self.hits[name], self.called[name], self.alarms[name]
        counts = f"{planted:8}{hits:7}{share(hits, planted):>9}{called:8}{alarms:7}{share(called - alarms, called):>11}"
        return f"{name:10}{counts}"


def share(part: int, whole: int) -> str:
    """A part of a whole, nothing of nothing."""
    return f"{part / whole:.3f}" if whole else "-"


def main() -> None:
    """Plant, lint, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a store with the month and the one before, rolled up")
    parser.add_argument("--period", default="2024-12")
    parser.add_argument("--count", type=int, default=200, help="mistakes, and right sentences")
    parser.add_argument("--tell", action="store_true", help="print what was missed and what was called wrong")
    parser.add_argument("--held-out", action="store_true", help="... of the held-out third too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        score = measure(given, Path(name))
    print(f"{'':10}{'planted':>8}{'found':>7}{'recall':>9}{'called':>8}{'false':>7}{'precision':>11}")
    for name in (*KINDS, "published", "hand", "held out", "all"):
        print(score.line(name))
    recall = score.hits["all"] / score.planted["all"]
    precision = 1 - score.alarms["all"] / max(1, score.called["all"])
    print(f"recall {recall:.3f} (to reach: {RECALL}), precision {precision:.3f} (to reach: {PRECISION})")
    sys.exit(0 if recall >= RECALL and precision >= PRECISION else 1)


def measure(given: argparse.Namespace, folder: Path) -> Score:
    """The whole of it against one store."""
    store, half = given.store or make_store(folder, given.period), given.count // 2
    world = World(store / "register.duckdb", given.period)
    hand = [line for line in SENTENCES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    made = read_published(store, given.period, folder / "out")
    planted = [
        *choose(made, plant_in_published, world, half, "published"),
        *choose(hand, plant_by_hand, world, half, "hand"),
    ]
    right = [
        ("held out" if at % 3 == 2 else "hand", one.text) for at, line in enumerate(hand) if (one := fill(line, world))
    ]
    right += [("published", made[at % len(made)]) for at in range(given.count - len(right))]
    found = lint(store, given.period, [*(item.text for item in planted), *(text for _, text in right)], folder)
    score = Score(given.tell, given.held_out)
    for at, item in enumerate(planted):
        score.mistake(item, found.get(at, []))
    for at, (origin, text) in enumerate(right):
        score.right(origin, text, found.get(len(planted) + at, []))
    print(f"{len(planted)} mistakes, {len(right)} right sentences")
    return score


if __name__ == "__main__":
    main()
