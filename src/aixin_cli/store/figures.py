"""Every file of `sql/figure` in the one table of figures: a new figure is a new file, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aixin_cli.store.statement import Statement

PLACE = re.compile(r"\bfigure_value\b(?= as )")
"""Where `sql/rollup/figure.sql` wants all figures' values, each with its id and its form."""


def with_figures(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements; the rollup of figures reads what each figure's SELECT gives.

    A figure gives unit_code, value and unidentified_count; its header has figure_id, and the form of the rows that
    quarantine keeps out of it.
    """
    figures = sorted((item for item in statements if item.kind == "figure"), key=lambda item: item.id)
    return tuple(_joined(item, figures) if figures and PLACE.search(item.sql) else item for item in statements)


def _joined(rollup: Statement, figures: Sequence[Statement]) -> Statement:
    values = "\nunion all by name\n".join(map(_value, figures))
    return replace(
        rollup,
        sql=PLACE.sub(lambda _place: f"(\n{values}\n)", rollup.sql),
        reads=rollup.reads.union(*(item.reads for item in figures)),
        params=rollup.params.union(*(item.params for item in figures)),
    )


def _value(figure: Statement) -> str:
    name, form = (str(text).replace("'", "''") for text in (figure.header["figure_id"], figure.header["forms"][0]))
    return f"select '{name}' as figure_id, '{form}' as form, * from (\n{figure.sql}\n)"  # noqa: S608
