"""What one statement asks of the files of all others: a new figure or table is a new file, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aixin_cli.store.statement import Statement

FIGURES = re.compile(r"\bfigure_value\b(?= as )")
"""Where `sql/rollup/figure.sql` wants all figures' values, each with its id and its form."""
FORMS = re.compile(r"\bprinted_form\b(?= as )")
"""Where `sql/rollup/note.sql` wants the forms that each table printed, and the figures, are made of."""


def fill_gathered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements; the rollup of figures reads what each figure's SELECT gives, notes what headers name.

    A figure gives unit_code, value and unidentified_count; its header has figure_id, and the form of the rows that
    quarantine keeps out of it.
    """
    figures = sorted((item for item in statements if item.kind == "figure"), key=lambda item: item.id)
    forms = _forms(statements)
    return tuple(
        _with_forms(_with_figures(item, figures), forms) if item.kind == "rollup" else item for item in statements
    )


def is_published(statement: Statement) -> bool:
    """Whether a statement's table is for readers: it declares columns and isn't marked internal."""
    header = statement.header
    return statement.kind == "rollup" and "column" in header and not header.get("internal", False)


def _with_figures(rollup: Statement, figures: Sequence[Statement]) -> Statement:
    if not figures or not FIGURES.search(rollup.sql):
        return rollup
    values = "\nunion all by name\n".join(map(_value, figures))
    return replace(
        rollup,
        sql=FIGURES.sub(lambda _place: f"(\n{values}\n)", rollup.sql),
        reads=rollup.reads.union(*(item.reads for item in figures)),
        params=rollup.params.union(*(item.params for item in figures)),
    )


def _value(figure: Statement) -> str:
    name, form = _quoted(figure.header["figure_id"]), _quoted(figure.header["forms"][0])
    return f"select {name} as figure_id, {form} as form, * from (\n{figure.sql}\n)"  # noqa: S608


def _forms(statements: Sequence[Statement]) -> str:
    pairs = [
        f"({_quoted(item.id)}, {_quoted(form)})"
        for item in statements
        if is_published(item) or (item.kind, item.id) == ("rollup", "figure")
        for form in item.header["forms"]
    ]
    return ", ".join(pairs)


def _with_forms(rollup: Statement, forms: str) -> Statement:
    if not forms or not FORMS.search(rollup.sql):
        return rollup
    values = f"(select * from (values {forms}) as v (table_id, form))"  # noqa: S608
    return replace(rollup, sql=FORMS.sub(lambda _place: values, rollup.sql))


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
