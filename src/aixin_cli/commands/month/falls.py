"""What `rollup` and `run` take to let a cumulative figure fall: which, why, and whose word it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.rollup import Answer
    from aixin_cli.store import Store

AcceptFallOption = Annotated[
    list[str] | None,
    typer.Option(
        "--accept-fall",
        help=_("A cumulative figure that may be lower than last published. Needs --reason and --by."),
        metavar="FIGURE",
        show_default=False,
    ),
]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", help=_("Why it falls; kept with the month."), metavar="TEXT", show_default=False),
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", help=_("Who answers for it; kept with the month."), metavar="NAME", show_default=False),
]


def answer_of(store: Store, figures: Sequence[str] | None, reason: str | None, by: str | None) -> Answer | None:
    """What the command line answers for; UsageError where a part of it is missing or no figure is called so."""
    if not figures:
        if reason or by:
            raise UsageError(
                _("--reason and --by belong to --accept-fall"), None, _("name the figure: --accept-fall F03")
            )
        return None
    from aixin_cli.rollup import Answer, require_known

    if not (reason or "").strip() or not (by or "").strip():
        raise UsageError(
            _("--accept-fall needs a reason and a name"), None, _('say why and who: --reason "..." --by NAME')
        )
    chosen = tuple(dict.fromkeys(item.strip() for figure in figures for item in figure.split(",") if item.strip()))
    require_known(store, chosen)
    return Answer(chosen, str(reason).strip(), str(by).strip())
