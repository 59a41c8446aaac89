"""A cumulative figure never falls in silence: what is below its last publication needs somebody's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aixin_cli.errors import NotReadyError, UsageError
from aixin_cli.forms import load_forms
from aixin_cli.locale import _, choose_language, pick
from aixin_cli.store import Store

NAMED = 6
"""So many units are named a figure."""


@dataclass(frozen=True)
class Answer:
    """Somebody answers for falls: of which figures, why, and who."""

    figures: tuple[str, ...]
    reason: str
    by: str


@dataclass(frozen=True)
class Fall:
    """A figure of the province below what was last published."""

    figure_id: str
    before_period: str
    before: Decimal
    value: Decimal


def cumulative_figures(store: Store) -> dict[str, str]:
    """Figures that can't fall by themselves: id and label, in their order."""
    headers = sorted((item.header for item in store.catalogue.of_kind("figure")), key=lambda header: header["order"])
    return {header["figure_id"]: header["label"] for header in headers if header["measure"] == "cumulative"}


def require_known(store: Store, figures: Sequence[str]) -> None:
    """Raise UsageError for a figure that is none, or no cumulative one."""
    known = cumulative_figures(store)
    for figure in figures:
        if figure not in known:
            raise UsageError(
                _("{figure} is no cumulative figure").format(figure=figure),
                None,
                _("cumulative are: {names}").format(names=", ".join(known)),
            )


def require_no_falls(store: Store, params: Mapping[str, Any], answer: Answer | None) -> tuple[str, ...]:
    """Keep the answer for those figures that fall, and give their ids.

    Raises NotReadyError where a figure falls that nobody answers for.
    """
    found = _falls(store, params)
    answered = [fall for fall in found if answer is not None and fall.figure_id in answer.figures]
    open_falls = [fall for fall in found if fall not in answered]
    if open_falls:
        raise _not_ready(store, params, open_falls)
    if answer is not None:
        for fall in answered:
            store.execute(
                "insert into meta.accepted_fall values (?, ?, ?, ?, ?, now()::timestamp)",
                [params["period"], fall.figure_id, fall.value, answer.reason, answer.by],
            )
    return tuple(fall.figure_id for fall in answered)


def _falls(store: Store, params: Mapping[str, Any]) -> list[Fall]:
    statement = store.catalogue.get("cumulative_fall", "ready")
    used = {name: params[name] for name in statement.params}
    columns = "figure_id, before_period, before_value, value"
    return [Fall(*row) for row in store.rows(f"select {columns} from ({statement.sql}) as q order by all", used)]  # noqa: S608


def _not_ready(store: Store, params: Mapping[str, Any], falls: Sequence[Fall]) -> NotReadyError:
    labels, period = cumulative_figures(store), params["period"]
    told = [
        _("{figure} {label} would be {value}, below the {before} of {month}").format(
            figure=fall.figure_id,
            label=labels.get(fall.figure_id, ""),
            value=write_plain(fall.value),
            before=write_plain(fall.before),
            month=fall.before_period,
        )
        for fall in falls
    ]
    options = " ".join(f"--accept-fall {fall.figure_id}" for fall in falls)
    causes = _causes(store, params, {fall.figure_id for fall in falls})
    return NotReadyError(
        pick("; ", "；").join(told),
        str(period),
        _(
            "nothing of this month was kept. Behind it: {causes}. Correct the returns; "
            'if the fall is right: aixin rollup --period {period} {options} --reason "..." --by NAME'
        ).format(causes=causes, period=period, options=options),
    )


def _causes(store: Store, params: Mapping[str, Any], figures: set[str]) -> str:
    """The units behind falls and what became of their returns, the largest difference first."""
    statement = store.catalogue.get("fall_unit", "ready")
    bound = {**params, "figures": sorted(figures)}
    rows = store.ask("lookup/fall_cause", bound, fall_unit=statement.sql)
    told: list[str] = []
    for figure in sorted(figures):
        mine = [row for row in rows if row[0] == figure]
        told += [_unit_words(*row) for row in mine[:NAMED]]
        if len(mine) > NAMED:
            told.append(_("{figure}: {count} more units").format(figure=figure, count=len(mine) - NAMED))
    return pick("; ", "；").join(told) or _("no single unit: what is counted once in the province changed")


def _unit_words(figure: str, unit: str, difference: Decimal, changes: Sequence[Mapping[str, str]]) -> str:
    words = _cause_words()
    forms = load_forms()
    causes = [
        f"{forms[change['form']].code} {_form_title(change['form'])} {change['period']} {words[change['cause']]}"
        for change in changes
        if change["form"] is not None
    ]
    cause = pick(", ", "、").join(causes) or _(
        "its returns are the same: decisions, settings or another unit's returns changed"
    )
    return f"{figure} {unit} −{write_plain(difference)} ({cause})"


def _form_title(form: str) -> str:
    known = load_forms()[form]
    return known.title if choose_language() == "zh_CN" else known.title_en


def _cause_words() -> dict[str, str]:
    return {
        "withdrawn": _("was withdrawn"),
        "superseded": _("was replaced by another version"),
        "held": _("is held"),
        "opening": _("is a new opening, which replaces the sum of the months"),
    }


def write_plain(value: Decimal) -> str:
    """A number without needless places."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
