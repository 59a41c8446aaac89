"""How often each rule raises its voice over clean months: a rule that cries wolf is a defect.

Usage: python bench/alarms.py [--size small] [--first 2024-11] [--months 3] [--seed 1] [--keep DIR]
[--show 20]. Makes the months without planted faults, loads and checks them one after another in one
store, and prints the findings of each rule by month, and per 10,000 rows asked; then the rules that
could not tell most often, those that could not be asked, with their reason, and how many never fired.
"""

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from aixin_cli.check import run_checks
from aixin_cli.forms import layouts
from aixin_cli.link import link_period
from aixin_cli.read import Declared, read_sources
from aixin_cli.sample import SampleOptions
from aixin_cli.sample import make_months as make_samples
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store

FOUND = """
select finding.rule, finding.outcome, count(*) as finding_count
from chk.finding as finding
inner join meta.part as part on finding.part_id = part.part_id
where coalesce(finding.period, part.period) = $period and part.state in ('accepted', 'held')
group by all
union all
select notice.rule, 'notice', count(*)
from chk.notice as notice
inner join meta.part as part on notice.part_id = part.part_id
where part.period = $period and notice.severity <> 'note'
group by all
"""
ASKED = """
select rule, outcome, cast(sum(item_count) as bigint), max(reason) from chk.outcome where period = $period group by all
"""


@dataclass
class Alarms:
    """What a rule did in each month."""

    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    unknown: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """Findings of all months."""
        return sum(self.found.values())


def make_months(folder: Path, options: argparse.Namespace) -> dict[str, Path]:
    """A folder of clean returns for each month, made where they aren't there yet."""
    made = folder / f"{options.size}-{options.seed}"
    if not made.exists():
        first = SampleOptions(size=options.size, period=options.first, seed=options.seed, faults=0, container="csv")
        make_samples(made, first, options.months)
    return {path.name: path for path in sorted(made.iterdir())}


def check_months(store: Store, months: dict[str, Path]) -> tuple[dict[str, Alarms], dict[str, dict[str, str]]]:
    """Each rule's alarms, and by period why a rule could not be asked."""
    alarms: dict[str, Alarms] = defaultdict(Alarms)
    silent: dict[str, dict[str, str]] = defaultdict(dict)
    for period, path in months.items():
        declared = Declared(period=period, is_period_strict=False)
        load_files(store, read_sources([path], declared), LoadOptions())
        link_period(store, period)
        run_checks(store, period)
        for rule, outcome, count in store.rows(FOUND, {"period": period}):
            if outcome != "unknown":
                alarms[rule].found[period] += count
        for rule, outcome, count, reason in store.rows(ASKED, {"period": period}):
            if outcome == "unknown":
                alarms[rule].unknown[period] += count
            if outcome in ("skipped", "broken"):
                silent[f"{outcome}: {reason or '-'}"].setdefault(rule, period)
            alarms[rule].asked[period] += count
    return alarms, silent


def show(alarms: dict[str, Alarms], titles: dict[str, str], rows: dict[str, int], most: int) -> None:
    """A line for each rule that fired, the loudest first."""
    periods = list(rows)
    heads = "".join(f"{period:>17}" for period in periods)
    print(f"{'rule':<6}{heads}  unknown  findings (per 10,000 asked)")
    loud = sorted((item for item in alarms.items() if item[1].total), key=lambda item: (-item[1].total, item[0]))
    for rule, item in loud[: most or None]:
        cells = "".join(f"{_cell(item.found[period], item.asked[period] or rows[period]):>17}" for period in periods)
        print(f"{rule:<6}{cells} {sum(item.unknown.values()):>8}  {titles.get(rule, '')}")
    fired = dict(loud)
    print(f"rules: {len(titles)}; that fired: {len(fired)}; that never fired: {len(titles.keys() - fired)}")


def show_unknown(alarms: dict[str, Alarms], titles: dict[str, str], most: int) -> None:
    """The rules that could most often not tell, and how often."""
    vague = sorted(((sum(item.unknown.values()), rule) for rule, item in alarms.items()), reverse=True)
    vague = [(count, rule) for count, rule in vague if count]
    print(f"unknown: {sum(count for count, _rule in vague):,} of {len(vague)} rules, of which most:")
    for count, rule in vague[:most]:
        print(f"{rule:<6}{count:>17,}  {titles.get(rule, '')}")


def _cell(found: int, asked: int) -> str:
    return f"{found:,} ({10_000 * found / asked:.2f})" if asked else f"{found:,}"


def row_counts(store: Store, periods: list[str]) -> dict[str, int]:
    """Staged rows of each month: what field rules were asked about."""
    staged = " union all ".join(f"select part_id from stg.{layout}" for layout in layouts())  # noqa: S608
    sql = f"select count(*) from ({staged}) as s inner join meta.part as part on s.part_id = part.part_id"  # noqa: S608
    return {period: store.rows(f"{sql} where part.period = ?", [period])[0][0] for period in periods}


def main() -> None:
    """Make the months, check them, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="small", choices=["small", "county", "province"])
    parser.add_argument("--first", default="2024-11", help="the first month")
    parser.add_argument("--months", type=int, default=3, help="how many months that follow on one another")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where months and store are kept for a look")
    parser.add_argument("--unknown", type=int, default=10, help="how many rules that could not tell to print")
    parser.add_argument("--show", type=int, default=0, help="how many rules to print; 0: all")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="aixin-bench-"))
    months = make_months(folder, options)
    shutil.rmtree(folder / "store", ignore_errors=True)
    with Store.open(folder / "store") as store:
        alarms, silent = check_months(store, months)
        titles = dict(store.rows("select rule, title from chk.rule"))
        show(alarms, titles, row_counts(store, list(months)), options.show)
        show_unknown(alarms, titles, options.unknown)
    for reason, rules in sorted(silent.items()):
        print(f"{reason}: {len(rules)} rules, first in {min(rules.values())}: {' '.join(sorted(rules))}")
    if options.keep is None:
        shutil.rmtree(folder)
    sys.exit(1 if any(reason.startswith("broken") for reason in silent) else 0)


if __name__ == "__main__":
    main()
