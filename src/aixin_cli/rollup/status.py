"""Who has sent what for a month, and who hasn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

QUESTION = """
    select
        unit.unit_code,
        unit.name as unit_name,
        state.form,
        state.state,
        state.is_expected,
        state.used_period,
        state.filled_date,
        state.is_late,
        state.part_count,
        state.rows_read,
        state.rows_accepted,
        state.rows_quarantined,
        state.rows_set_aside,
        state.error_count,
        state.query_count,
        state.note_count
    from ({states}) as state
    inner join meta.unit as unit on state.unit_code = unit.unit_code
    where state.is_expected or state.state <> 'missing'
    order by unit.unit_code, state.form
"""


def status(store: Store, period: str) -> pa.Table:
    """One row a unit and form that is owed or was sent, with its state in the month.

    Asks the register itself, so that a month need not be linked or rolled up.
    """
    params = store.period_params(period)
    sql = QUESTION.format(states=_states_sql(store))
    names = store.catalogue.get("return_state", "link").params | store.catalogue.get("part_used", "link").params
    return store.arrow(sql, {name: params[name] for name in names})


def _states_sql(store: Store) -> str:
    """`link/return_state` with what it reads of `ent` written into it."""
    import sqlglot
    from sqlglot import exp

    used = sqlglot.parse_one(store.catalogue.get("part_used", "link").sql, dialect="duckdb")
    states = sqlglot.parse_one(store.catalogue.get("return_state", "link").sql, dialect="duckdb")
    for table in list(states.find_all(exp.Table)):
        if table.db == "ent" and table.name == "part_used":
            table.replace(exp.paren(used.copy()).as_(table.alias or "part_used", table=True))
    return states.sql(dialect="duckdb")
