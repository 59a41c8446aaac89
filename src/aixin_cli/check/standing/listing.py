"""Asks the register for a month's findings: what stands, since when, and what it moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aixin_cli.check.findings import keys_of, worded
from aixin_cli.check.standing.explained import keep_explained
from aixin_cli.forms import Layout, layouts
from aixin_cli.forms.rules import Rule, Text
from aixin_cli.store import Store
from aixin_cli.store.rules import known_rules

SEVERITIES = ("error", "query", "note")


@dataclass(frozen=True)
class Asked:
    """Which of a month's findings are wanted; None: all."""

    units: Sequence[str] | None = None
    rules: Sequence[str] | None = None
    severity: str | None = None
    only_new: bool = False

    @property
    def params(self) -> dict[str, Any]:
        """As SQL asks for it."""
        return {name: getattr(self, name) for name in ("units", "rules", "severity", "only_new")}


@dataclass(frozen=True)
class Standing:
    """A month's findings in the order of what they move."""

    period: str
    previous: str | None
    """The month before that is in the store, with which this one is compared."""
    findings: list[dict[str, Any]]
    gone: dict[str, int]
    """How many findings of that month no longer stand, by severity."""

    @property
    def severities(self) -> dict[str, int]:
        """How many findings each severity has."""
        return dict.fromkeys(SEVERITIES, 0) | Counter(str(item["severity"]) for item in self.findings)

    @property
    def new_count(self) -> int:
        """How many of them the month before didn't have."""
        return sum(item["since"] == self.period for item in self.findings)

    def report(self) -> dict[str, Any]:
        """The contract: what `--format json` prints."""
        return {
            "period": self.period,
            "previous": self.previous,
            "counts": self.severities,
            "new": self.new_count,
            "gone": self.gone,
            "findings": self.findings,
        }


def list_standing(store: Store, period: str, asked: Asked) -> Standing:
    """A rolled-up month's findings; those of months before are looked at only as far back as one goes on."""
    earlier = _keep_standing(store, period)
    gone = dict.fromkeys(SEVERITIES, 0) | _carry_back(store, period, earlier, asked)
    _weigh(store, period)
    found = [told for _found, told in _worded(store, period, asked)]
    return Standing(period, earlier[0] if earlier else None, found, gone)


def list_with_parts(store: Store, period: str, asked: Asked) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The same findings, each as the register has it (finding_id, part_id, field) and as it is told."""
    _carry_back(store, period, _keep_standing(store, period), asked)
    _weigh(store, period)
    return _worded(store, period, asked)


def select_granted(store: Store, period: str) -> str:
    """SQL: the findings of a month that the province let stand until a day that hasn't passed."""
    if not store.rows("select 1 from meta.explanation_decision where verdict = 'grant' limit 1"):
        return "select null::integer as part_id, null::integer as row, null as rule, null as field limit 0"
    _keep_standing(store, period)
    keep_explained(store, period)
    return (
        "select part_id, row, rule, field from standing "
        "where finding_id in (select finding_id from explained where explained = 'granted')"
    )


def _weigh(store: Store, period: str) -> None:
    """Keep what each finding moves."""
    effect, bound = store.question(
        "outcome/finding_effect", {**store.period_params(period), "descriptive": _descriptive_fields()}
    )
    store.execute(f"create or replace temp table effect as {effect}", bound)


def _keep_standing(store: Store, period: str) -> list[str]:
    """Keep what stands in the month; the months before it, the latest first."""
    store.run(store.catalogue.get("part_used", "link"), store.period_params(period))
    store.keep_temp("signed_finding", "outcome/signed_finding", {"period": period}, row_text=_row_texts(store))
    found, bound = store.question("outcome/month_finding", {"period": period})
    sql = f"create or replace temp table standing as select *, cast($period as varchar) as since from ({found})"  # noqa: S608
    store.execute(sql, bound)
    months = store.rows("select distinct period from meta.accepted_part where period < ? order by 1 desc", [period])
    return [month for (month,) in months]


def _carry_back(store: Store, period: str, earlier: Sequence[str], asked: Asked) -> dict[str, int]:
    """Set since when each finding stands; how many of the month before are gone."""
    gone: dict[str, int] = {}
    later = period
    for month in earlier:
        bound = {"period": month, "later_period": later}
        store.run(store.catalogue.get("part_used", "link"), store.period_params(month))
        if later == period:
            gone = dict(store.ask("outcome/gone_finding", {**bound, **asked.params}))
        store.update_from("standing", ["since"], "outcome/carried_finding", bound)
        if not store.rows("select 1 from standing where since = ? limit 1", [month]):
            break
        later = month
    return gone


def _worded(store: Store, period: str, asked: Asked) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The wanted findings, and in words, those that move most first."""
    keep_explained(store, period)
    chosen, bound = store.question("outcome/chosen_finding", {"period": period, **asked.params})
    store.execute(f"create or replace temp table chosen as {chosen}", bound)
    present = [name for (name,) in store.rows("select distinct layout from chosen where row is not null")]
    sql, params = store.question(
        "outcome/placed_finding", {}, finding="select * from chosen", row_key=keys_of(sorted(filter(None, present)))
    )
    # Asked before: a connection has one answer at a time.
    rules = {**_kept_rules(store), **known_rules(store.catalogue)}
    answer = store.execute(sql, params)
    names = [column[0] for column in answer.description or ()]
    asked_rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    found = [(row, _told(row, rules, period)) for row in asked_rows]
    return sorted(found, key=lambda item: _order(item[1]))


def _order(told: dict[str, Any]) -> tuple[float, int, str]:
    return (-(told["share"] or 0), SEVERITIES.index(told["severity"]), told["rule"])


def _kept_rules(store: Store) -> dict[str, Rule]:
    """The rules as they were when they were last asked: an office may have taken one out of its folder since."""
    kept = store.rows(
        "select rule, severity, category, title, title_zh, message, message_zh, hint, hint_zh from chk.rule"
    )
    found = {}
    for code, severity, category, *texts in kept:
        title, message, fix = map(Text, texts[::2], texts[1::2])
        found[code] = Rule(code, severity, category, title, message, fix, null=Text("", ""), source="", origin="")
    return found


def _told(found: dict[str, Any], rules: dict[str, Rule], period: str) -> dict[str, Any]:
    known = {**worded(found, rules), "since": found["since"], "is_new": found["since"] == period}
    amount = found["amount"]
    moved = {"figure": found["figure"], "amount": float(amount) if amount and amount % 1 else amount and int(amount)}
    explained = {name: found[name] for name in ("explained", "explanation_id")}
    return {**known, "is_held": found["is_held"], **moved, "share": found["share"], **explained}


def _row_texts(store: Store) -> str:
    """What tells each row with a finding from the others of its return, whichever month it stands in."""
    present = store.rows(
        "select distinct layout from meta.part where part_id in (select part_id from chk.finding) order by layout"
    )
    selects = [_texts(layouts()[layout_id]) for (layout_id,) in present if layout_id in layouts()]
    return " union all ".join(selects) or "select null as part_id, null as row, null as texts limit 0"


def _texts(layout: Layout) -> str:
    """The row key's texts, whole: in a hash only, which never leaves the process."""
    texts = ", ".join(f"trim(r.{name})" for name in layout.row_key)
    return (
        f"select r.part_id, r.row, hash({texts}) as texts from raw.{layout.id} as r "  # noqa: S608
        "semi join chk.finding as f on r.part_id = f.part_id and r.row = f.row"
    )


def _descriptive_fields() -> list[str]:
    return [f"{layout.id}.{field.name}" for layout in layouts().values() for field in layout.fields
            if field.role == "descriptive"]  # fmt: skip
