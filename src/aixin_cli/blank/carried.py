"""What a unit's last return still says: the rows with which the next month's workbook begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.blank.model import Blank, Carried
from aixin_cli.blank.words import template_words
from aixin_cli.forms.model import Field, Layout

if TYPE_CHECKING:
    from aixin_cli.store import Store


def carry_rows(store: Store, blank: Blank) -> Carried | None:
    """Return the rows of the newest return that counts of an earlier month; None where there is none.

    Only of a ledger that is due whole each month (`form.kind` stock), from the unit's own returns. Those that ended
    are left out, and what is told anew each month is blank.
    """
    if blank.form.kind != "stock":
        return None
    asked = {"unit_code": blank.unit.code, "layout": blank.layout.id, "period": blank.period}
    ((last,),) = store.rows(
        "select max(period) from meta.accepted_part "
        "where unit_code = $unit_code and layout = $layout and period < $period and row_count > 0",
        asked,
    )
    if last is None:
        return None
    rows = store.rows(_select(blank.layout, blank.fields), {**asked, "period": last})
    return Carried(str(last), tuple((str(number), *row) for number, row in enumerate(rows, start=1)))


def _select(layout: Layout, fields: tuple[Field, ...]) -> str:
    """The staged values of all fields but the first, the row's own number, as they are written into cells."""
    anew = template_words()["carried"]["anew"]
    values = [
        f"cast(null as varchar) as {field.name}" if f"{layout.id}.{field.name}" in anew else _value(field)
        for field in fields[1:]
    ]
    ended = template_words()["carried"]["ended"].get(layout.id, "false")
    return (
        f"select {', '.join(values)} from stg.{layout.id} inner join meta.accepted_part using (part_id) "  # noqa: S608
        "where accepted_part.unit_code = $unit_code and accepted_part.layout = $layout "
        f"and accepted_part.period = $period and ({ended}) is not true order by part_id, row"
    )


def _value(field: Field) -> str:
    name = f"{field.name}"
    if field.type == "id":
        # What stood in a number's place is put right by whoever sees it, not by leaving it out.
        return f"coalesce({name}, {name}_text) as {name}"
    if field.type == "bool":
        yes, no = template_words()["yes_no"]
        return f"case when {name} then '{yes}' when not {name} then '{no}' end as {name}"
    return name
