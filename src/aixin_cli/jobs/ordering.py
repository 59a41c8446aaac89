"""What is asked of a month's results: judged before any work is done."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.publish.order import Order


def read_order(
    template: Path | None, only: str | None = None, require: str | None = None, *, only_reported: bool = False
) -> Order:
    """What is asked of the results; UsageError, before any work is done, for what there is none of."""
    from aixin_cli.publish.order import PRODUCTS, Order

    if template is not None and not template.is_file():
        raise UsageError(_("there is no such template"), str(template), _("look at the path's spelling"))
    if template is not None and template.suffix.lower() not in {".md", ".docx", ".txt"}:
        hint = _("save it in Word as .docx") if template.suffix.lower() == ".doc" else _("a .docx or a .md")
        raise UsageError(_("a briefing template is a .docx or a .md"), str(template), hint)
    names = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in names:
        if name not in PRODUCTS:
            raise UsageError(_("there is no such product"), name, _("known: {names}").format(names=", ".join(PRODUCTS)))
    # In whatever order they are named: it is the same edition.
    names = tuple(name for name in PRODUCTS if name in names)
    return Order(template, names or PRODUCTS, _share(require), only_reported)


def _share(text: str | None) -> Decimal | None:
    """95% as a fraction; UsageError for what is no share."""
    if text is None:
        return None
    try:
        share = Decimal(text.strip().rstrip("%％").strip()) / 100
        if 0 < share <= 1:
            return share
    except ArithmeticError:
        pass
    raise UsageError(_("this is no share"), text, _("write it as 95%"))
