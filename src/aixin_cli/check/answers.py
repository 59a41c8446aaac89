"""What a check's SELECT may give, and how its columns are shown: an office's own rule shows no more than ours."""

from __future__ import annotations

from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.forms import layouts
from aixin_cli.locale import _
from aixin_cli.store import Store
from aixin_cli.store.rules import named_facts
from aixin_cli.store.statement import Statement

FIXED = ("part_id", "row", "field", "ok", "value", "detail", "expected", "difference")
"""What a check's columns may be; any others are facts that its message names."""


def answers(store: Store, check: Statement) -> str:
    """A check's SELECT cut down to its answers; DefinitionError where it is more than one SELECT.

    Alone it must be one: within brackets a text that closes them would run whatever follows.
    """
    if not check.is_ours and not _is_one_select(store, check.sql):
        raise DefinitionError(_("a rule is one SELECT and nothing else"), check.place(1))
    # A line of its own for the bracket: the file may end with a comment.
    answer = (
        "cast(asked.part_id as integer) as part_id, cast(asked.row as integer) as row, cast(asked.ok as boolean) as ok"
    )
    return f"select {answer} from ({check.sql}\n) as asked"  # noqa: S608


def _is_one_select(store: Store, sql: str) -> bool:
    parsed = store.connection.extract_statements(sql)
    return [str(item.type).rpartition(".")[2] for item in parsed] == ["SELECT"]


def shown_columns(store: Store, check: Statement, used: dict[str, Any]) -> dict[str, str]:
    """A check's columns, each with how it is shown; DefinitionError where its message names one that isn't there."""
    found = {str(row[0]): str(row[1]) for row in store.rows(f"describe {check.sql}", used)}
    for said in named_facts(check.header["message"].values()):
        if said not in found:
            what = _("the message names {name}, and the SELECT has no such column").format(name=said)
            raise DefinitionError(what, check.place_of("message"))
    if check.is_ours:
        return {name: quoted(name) for name in found}
    return {
        name: _shown(name) if kind == "VARCHAR" and name not in ("field", "expected") else quoted(name)
        for name, kind in found.items()
    }


def _shown(name: str) -> str:
    """A text of an office's own rule, which may forget what is somebody's: only a form's codes are whole."""
    column = quoted(name)
    codes = {code.value for layout in layouts().values() for item in layout.fields for code in item.codes}
    listed = ", ".join(sorted(map(_text, codes)))
    return f"if({column} in ({listed}) or contains({column}, '**'), {column}, mask({column}))"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
