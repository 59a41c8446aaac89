"""The closing words of run, load and check: what came in, what was found, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.findings import RETURN_COUNTS

if TYPE_CHECKING:
    from aixin_cli.check.loaded import Loaded
    from aixin_cli.publish.order import PublishReport
    from aixin_cli.stage.returns.held import Held
    from aixin_cli.store import Store

LISTED = 6
"""So many units are named in a line."""
SUPERSEDED = 40
"""So many returns with newer versions are named, each in a line."""


def reason_words() -> dict[str, str]:
    """Why rows are set aside, in the chosen language."""
    return {
        "title": _("titles"),
        "header": _("headers"),
        "ordinals": _("column numbers"),
        "blank": _("blank"),
        "total": _("totals"),
        "signature": _("signatures"),
        "note": _("notes below"),
        "sample": _("sample rows"),
    }


def say_intake(loaded: Loaded) -> None:
    """Files, rows and findings of a load."""
    files = loaded.statuses
    console.say(
        _("files: {accepted} accepted, {held} held, {refused} refused, {ignored} ignored").format(
            accepted=files["accepted"], held=files["held"], refused=files["refused"], ignored=files["ignored"]
        )
    )
    skipped = Counter(str(file.get("what")) for file in loaded.files if file["status"] == "ignored")
    if skipped:
        console.say("  " + _("ignored: {reasons}").format(reasons=console.fields(dict(sorted(skipped.items())))))
    for file in loaded.refused:
        console.say_refused(file["path"], file.get("what"), file.get("hint"))
    for path, part in loaded.refused_parts:
        console.say_refused(" ".join(word for word in (path, part["sheet"]) if word), part["what"], part["hint"])
    say_rows(loaded.files)
    _say_repairs(loaded.files)
    found = loaded.severities
    console.say(
        _("findings: {error} errors, {query} queries, {note} notes").format(
            error=found.get("error", 0), query=found.get("query", 0), note=found.get("note", 0)
        )
    )


def say_rows(files: list[dict[str, Any]]) -> None:
    """What became of each row that was read."""
    total: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    for item in (item for file in files for item in file["returns"]):
        rows = item["rows"]
        aside.update(rows["set_aside"])
        total.update({name: count for name, count in rows.items() if name != "set_aside"})
    console.say(
        _(
            "rows: {read} read = {accepted} accepted (of them {unidentified} unidentified)"
            " + {quarantined} quarantined + {aside} set aside"
        ).format(aside=aside.total(), **{name: total[name] for name in RETURN_COUNTS})
    )
    if aside:
        words = reason_words()
        named = {words.get(reason, reason): count for reason, count in sorted(aside.items())}
        console.say("  " + _("set aside: {reasons}").format(reasons=console.fields(named)))


def _say_repairs(files: list[dict[str, Any]]) -> None:
    """How many cells were repaired, in all and by each rule."""
    repairs: Counter[str] = Counter()
    for item in (item for file in files for item in file["returns"]):
        for fix in item["fixes"]:
            repairs[fix["rule"]] += fix["count"]
    if repairs:
        each = ", ".join(f"{rule} {count}" for rule, count in sorted(repairs.items()))
        console.say(_("repairs: {count} cells ({rules})").format(count=repairs.total(), rules=each))


def say_figures(published: PublishReport) -> None:
    """The headline figures as they are printed."""
    for figure in published.figures:
        console.say(f"{figure.number}  {figure.label}  {figure.printed}")


def say_current(folder: Path) -> None:
    """Nothing would come out differently."""
    console.say(_("{directory} holds the current results: nothing else to do").format(directory=folder))


def say_states(published: PublishReport) -> None:
    """Which returns are held, carried forward or missing, and of which units."""
    words = {
        "held": _("held"),
        "carried": _("carried forward"),
        "lapsed": _("too old to carry"),
        "missing": _("missing"),
    }
    for state, word in words.items():
        chosen = [item.unit_name for item in published.states if item.state == state]
        units = list(dict.fromkeys(chosen))
        if units:
            listed = "、".join(units[:LISTED]) + ("……" if len(units) > LISTED else "")
            console.say(
                _("{state}: {count} returns of {unit_count} units ({units})").format(
                    state=word, count=len(chosen), unit_count=len(units), units=listed
                )
            )


def say_states_of_load(store: Store, load_id: int) -> None:
    """What the returns of a load replaced, and which of them don't count, and why."""
    from aixin_cli.stage.returns.held import held_of_load

    say_superseded(store, load_id)
    say_held(held_of_load(store, load_id))


def say_superseded(store: Store, load_id: int) -> None:
    """A line for each return that has a newer version: which file replaced which, with their dates."""
    from aixin_cli.forms import load_forms
    from aixin_cli.stage.returns.shown import superseded_by_load, withdrawn_of_load

    found = superseded_by_load(store, load_id)
    for place, message, hint in withdrawn_of_load(store, load_id)[:SUPERSEDED]:
        console.say(f"{place}: {message.chosen}")
        console.say("    " + _("hint: {hint}").format(hint=hint.chosen))
    for item in found[:SUPERSEDED]:
        console.say(
            _("{unit} {form}: {winner} ({winner_date}) replaces {loser} ({loser_date})").format(
                unit=item.unit,
                form=load_forms()[item.form].title,
                winner=item.winner,
                winner_date=_day(item.winner_date),
                loser=item.loser,
                loser_date=_day(item.loser_date),
            )
        )
    if len(found) > SUPERSEDED:
        console.say(
            _("and {count} more; see aixin returns list --period {period}").format(
                count=len(found) - SUPERSEDED, period=found[-1].period
            )
        )


def _day(day: date | None) -> str:
    """A 填报日期 as people write it: month and day."""
    return _("not dated") if day is None else _("{month}-{day}").format(month=day.month, day=day.day)


def say_held(held: Sequence[Held]) -> None:
    """What doesn't count, each with its reason and what to do."""
    from aixin_cli.forms import get_form

    for item in held:
        form = get_form(item.form)
        number = _(" (no. {no})").format(no=item.part_id) if item.part_id else ""
        console.say(
            _("held: {unit} {form} {title} {period}{number}: {message}").format(
                unit=item.unit_name,
                form=form.code,
                title=form.title,
                period=item.period,
                number=number,
                message=item.message.chosen,
            )
        )
        console.say("    " + _("hint: {hint}").format(hint=item.fix.chosen))


def say_results(published: PublishReport, loaded: Loaded | None = None) -> None:
    """Where the results are, and the next command."""
    _say_doubts(published.period, loaded)
    console.say(_("results: {directory}").format(directory=published.directory))
    if loaded is None:
        console.say(_("next: aixin status --period {period}").format(period=published.period))
        return
    console.say(_next_after_run(published.period, loaded))


def _next_after_run(period: str, loaded: Loaded) -> str:
    """The command that helps most: on the wrong month, then on files refused, returns held, findings."""
    paths = " ".join(str(path) for path in loaded.paths)
    if loaded.periods and period not in loaded.periods:
        return _("next: aixin run {paths} --period {period}").format(paths=paths, period=loaded.periods[-1])
    if loaded.refused:
        return _("correct the files, then: aixin run {paths} --period {period}").format(paths=paths, period=period)
    if loaded.statuses["held"]:
        return _("held returns don't count; next: aixin returns list --period {period}").format(period=period)
    if loaded.severities.get("error") or loaded.severities.get("query"):
        return _("next: aixin findings --period {period}").format(period=period)
    return _("next: aixin status --period {period}").format(period=period)


def _say_doubts(period: str, loaded: Loaded | None) -> None:
    """What keeps the results from being what was meant."""
    if loaded is None:
        return
    if loaded.refused:
        console.say(
            _("the results are marked incomplete: {count} files were refused").format(count=len(loaded.refused))
        )
    others = [other for other in loaded.periods if other != period]
    if others:
        console.say(_("returns of other months count there, not here: {periods}").format(periods=", ".join(others)))


def say_next_after_load(loaded: Loaded, periods: Sequence[str]) -> None:
    """The next command after a load, of the newest of its months."""
    month = periods[-1]
    if loaded.statuses["held"]:
        console.say(_("held returns don't count; next: aixin returns list --period {period}").format(period=month))
    else:
        console.say(_("next: aixin rollup --period {period}").format(period=month))


def say_next_after_check(loaded: Loaded) -> None:
    """The next command after a check."""
    paths = " ".join(str(path) for path in loaded.paths)
    if loaded.refused or loaded.severities.get("error"):
        console.say(_("correct the files, then: aixin check {paths}").format(paths=paths))
    elif not any(loaded.statuses[status] for status in ("accepted", "held")):
        console.say(_("fill them in, then: aixin check {path}").format(path=paths))
    else:
        console.say(_("next: aixin load {paths}").format(paths=paths))


def say_stale(store: Store, period: str | None = None) -> None:
    """Name the rolled-up months that would not be the same today, and the command that helps, in one line."""
    from aixin_cli import rollup

    stale = {month: names for month, names in rollup.stale_months(store).items() if month != period}
    if stale:
        shape = pick("{months} ({changes})", "{months}（{changes}）")
        runs = [(names, [month for month, _names in run]) for names, run in groupby(stale.items(), itemgetter(1))]
        told = pick("; ", "；").join(
            shape.format(months=_span(months), changes=rollup.change_words(names)) for names, months in runs
        )
        console.say(
            _("stale: {months}; roll up again: aixin rollup --period {first} --cascade").format(
                months=told, first=min(stale)
            )
        )


def _span(months: Sequence[str]) -> str:
    """Months of which the same is to be said: one, two, or from the first to the last and how many they are."""
    if len(months) <= 2:
        return pick(", ", "、").join(months)
    words = pick("{first} to {last}, {count} months", "{first} 至 {last} 共 {count} 个月")
    return words.format(first=months[0], last=months[-1], count=len(months))
