"""A definition that changed is told as long as a month from before the change may stand beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import DefinitionError
from aixin_cli.forms.periods import count_months
from aixin_cli.locale import _
from aixin_cli.sheets.words import period_text

if TYPE_CHECKING:
    from aixin_cli.store.statement import Statement

MONTHS = 12
"""So long the same month a year ago lies before the change."""


@dataclass(frozen=True)
class Change:
    """A definition that changed: from which month on, in which table or figure, of what, and what follows from it."""

    since: str
    place: str
    what: str
    text: str


def read_changes(statement: Statement, period: str) -> tuple[Change, ...]:
    """What a header's `[[change]]` says of a month; DefinitionError for one without since, text or known columns."""
    changes = [_change(item, statement) for item in statement.header.get("change", ())]
    return tuple(item for item in changes if 0 <= count_months(period) - count_months(item.since) < MONTHS)


def _change(item: dict[str, Any], statement: Statement) -> Change:
    titles = {column["name"]: column["title"][0] for column in statement.header.get("column", ())}
    named = item.get("columns", ())
    if not item.get("since") or not item.get("text") or not set(named) <= titles.keys():
        raise DefinitionError(
            _("a change in this header needs since, text and columns that are there"), str(statement.path)
        )
    where = "、".join(dict.fromkeys(titles[name] for name in named)) or str(statement.header.get("label", ""))
    told = item["text"].format(since=period_text(item["since"]))
    return Change(item["since"], str(statement.header.get("figure_id", statement.id.upper())), where, told)
