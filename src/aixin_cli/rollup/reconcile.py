"""What must add up adds up exactly, or the month is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aixin_cli.balance import find_cause, suggest, suggestion_words
from aixin_cli.errors import ReconciliationError
from aixin_cli.locale import _, choose_language, pick
from aixin_cli.rollup.behind import behind_words, returns_behind
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement


@dataclass(frozen=True)
class Difference:
    """Two numbers that must be equal and are not."""

    table: str
    unit_code: str
    what: str
    expected: Any
    actual: Any
    hint: str | None = None
    parts: str | None = None
    """A question for what `expected` was added up from: name and number of each unit below."""


def reconcile(store: Store, params: Mapping[str, Any]) -> None:
    """Put every question of `sql/reconcile` and every additive column to the month.

    Raises ReconciliationError that names the first difference, how many there are, the returns behind them and
    how to go on.
    """
    found = differences(store, params)
    if not found:
        return
    first = found[0]
    raise ReconciliationError(
        _("{table} does not reconcile: {what} should be {expected} and is {actual} ({count} in all)").format(
            table=first.table.upper(),
            what=first.what,
            expected=first.expected,
            actual=first.actual,
            count=len(found),
        ),
        f"{first.table.upper()} {first.unit_code}",
        _hint(store, found, params),
    )


def differences(store: Store, params: Mapping[str, Any]) -> list[Difference]:
    """All that must be equal in a rolled-up month and is not; none of it can come from a return."""
    return [*_asked(store, params), *_not_additive(store, str(params["period"]))]


def _hint(store: Store, found: list[Difference], params: Mapping[str, Any]) -> str:
    """What may be the cause, what stands behind it, what was kept, and how to go on."""
    first, period = found[0], str(params["period"])
    # One number that is wrong is wrong in the rows above it too: the lowest rows of this table tell where.
    codes = sorted({item.unit_code for item in found if item.table == first.table})
    behind = returns_behind(store, first.table, codes, period)
    cause = _likely_cause(store, first, params)
    sentences = [cause] if cause else []
    if behind:
        sentences.append(_("Behind it stand: {returns}.").format(returns=behind_words(behind)))
    sentences.append(
        first.hint
        or _(
            "The returns are loaded and stay so; the month's tables are as they were before. It is aixin's own fault: "
            "please report it with the version of aixin."
        )
    )
    if behind:
        sentences.append(
            _("To publish the rest meanwhile: aixin rollup --period {period} --without {part}").format(
                period=period, part=behind[0][0]
            )
        )
    return " ".join(sentences)


def _likely_cause(store: Store, difference: Difference, params: Mapping[str, Any]) -> str | None:
    """What a sum of units would need to be right, where the units are at hand."""
    sides = difference.actual, difference.expected
    if difference.parts is None or None in sides:
        return None
    bound = {"period": params["period"], "unit_code": difference.unit_code, "what": difference.what}
    table = store.arrow(difference.parts, bound)
    cause = find_cause(Decimal(sides[0]), Decimal(sides[1]), table.column("amount"))
    if cause is None:
        return None
    return pick(*suggestion_words(suggest(cause, table.select(["label"]).take(list(cause.places)).to_pylist())))


def _asked(store: Store, params: Mapping[str, Any]) -> Iterator[Difference]:
    """The rows that `sql/reconcile` answers with: each is a fault."""
    for statement in store.catalogue.of_kind("reconcile"):
        used = {name: params[name] for name in statement.params}
        sql = f"select unit_code, what, expected, actual from ({statement.sql}) as q order by all"  # noqa: S608
        hint = statement.header.get("hint", {}).get("zh" if choose_language() == "zh_CN" else "en")
        for unit_code, what, expected, actual in store.rows(sql, used):
            yield Difference(statement.header["table"], unit_code, what, expected, actual, hint)


def _not_additive(store: Store, period: str) -> Iterator[Difference]:
    """Columns flagged `additive` where a row is not the sum of the rows below it."""
    for statement in store.catalogue.of_kind("rollup"):
        columns = additive_columns(statement)
        if not columns:
            continue
        for unit_code, what, *sides in store.rows(additive_sql(statement, columns), {"period": period}):
            for place, (name, is_known) in enumerate(columns.items()):
                total, parts = sides[2 * place : 2 * place + 2]
                if total != parts and not (is_known and total is None):
                    below = parts_sql(statement, name)
                    yield Difference(statement.id, unit_code, f"{what} {name}".strip(), parts, total, parts=below)


def additive_columns(statement: Statement) -> dict[str, bool]:
    """Additive columns; True where a blank total says that not all parts are known."""
    return {
        item["name"]: item["additive"] == "known" for item in statement.header.get("column", ()) if item.get("additive")
    }


def additive_sql(statement: Statement, columns: Mapping[str, bool]) -> str:
    """The rows of a table that are not the sum of the rows below them, both sides of every column.

    A row without rows below it has only blanks to be the sum of, and rows below need one above.

    The names in it come from our own headers.
    """
    keys = [name for name in statement.header["grain"] if name != "unit_code"]
    chosen = "".join(f", child.{name}" for name in keys)
    sums = ", ".join(f"sum(child.{name}) as {name}" for name in columns)
    what = " || ' ' || ".join(["''", *(f"coalesce(total.{key}, part.{key})" for key in keys)])
    sides = ", ".join(f"total.{name}, part.{name}" for name in columns)
    joined = " and ".join(["total.unit_code = part.row_code", *(f"total.{key} = part.{key}" for key in keys)])
    different = " or ".join(_different(name, is_known) for name, is_known in columns.items())
    return f"""
        with parent as (
            select distinct parent_row
            from ent.unit_row
            where parent_row is not null and level <> 'helper'
        ),
        total as (
            select *
            from {statement.table}
            where period = $period and unit_code in (select parent_row from parent)
        ),
        part as (
            select unit_row.parent_row as row_code{chosen}, {sums}
            from {statement.table} as child
            inner join ent.unit_row as unit_row on child.unit_code = unit_row.row_code
            where child.period = $period and unit_row.parent_row is not null and unit_row.level <> 'helper'
            group by unit_row.parent_row{chosen}
        )
        select coalesce(total.unit_code, part.row_code), {what}, {sides}
        from total
        full join part on {joined}
        where {different}
        order by 1, 2
    """  # noqa: S608


def parts_sql(statement: Statement, name: str) -> str:
    """What one column of one row was added up from: the rows below it by their names."""
    keys = [key for key in statement.header["grain"] if key != "unit_code"]
    what = " || ' ' || ".join(["''", *(f"child.{key}" for key in keys), f"'{name}'"])
    return f"""
        select unit_row.name as label, cast(child.{name} as decimal(18, 2)) as amount
        from {statement.table} as child
        inner join ent.unit_row as unit_row on child.unit_code = unit_row.row_code
        where
            child.period = $period and unit_row.parent_row = $unit_code and unit_row.level <> 'helper'
            and trim({what}) = $what
        order by unit_row.sort_no
    """  # noqa: S608


def _different(name: str, is_known: bool) -> str:
    known = f" and total.{name} is not null" if is_known else ""
    return f"(total.{name} is distinct from part.{name}{known})"
