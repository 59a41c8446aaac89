"""The SQL of a cell's repairs: which rules changed what was written, for cells that kept a value.

A row's repairs are one text, `R107:recipient_name R112:start_date`, null for the many rows that
had none; `fixes_select` gathers them into rows of chk.fix.
"""

from __future__ import annotations

from collections.abc import Sequence

from aixin_cli.forms import Field, Layout
from aixin_cli.forms.field_rules import is_standing, is_unit
from aixin_cli.stage.fields.texture import FREE_TEXT, Texture, is_code_like
from aixin_cli.stage.fields.values import is_canonical


def mended_fields(fields: Sequence[Field], texture: Texture) -> list[Field]:
    """The fields of which some cell may need a repair."""
    return [
        item for item in fields if item.name not in texture.absent and (item.name not in texture.exact or is_unit(item))
    ]


def is_changed(field: Field) -> str:
    """Whether a cell isn't written as the form wants it: nearly none is, so this must be quick."""
    raw, text = f"{field.name}__raw", f"{field.name}__text"
    if is_unit(field):
        condition = f"({raw} <> {text} or not {field.name}__is_present)"
    elif field.type == "date":
        is_iso = f"strlen({raw}) = 10 and substr({raw}, 5, 1) = '-' and substr({raw}, 8, 1) = '-'"
        condition = f"not ({raw} = {text} and {is_iso} or {raw} = {text} || ' 00:00:00')"
    elif field.type in ("code", "bool"):
        condition = f"not {is_canonical(field, raw)}"
    else:
        condition = f"{raw} <> {text}"
    return f"coalesce({text} is not null and {condition}, false)"


def row_fixes(fields: Sequence[Field], texture: Texture, fault_columns: dict[str, str]) -> str:
    """All of a row's repairs as one text."""
    each = [
        f"case when {_is_kept(item, fault_columns.get(item.name))} then {fixes} end"
        for item in fields
        if (fixes := _cell_fixes(item, texture))
    ]
    if not each:
        return "cast(null as varchar)"
    changed = " or ".join(f"{item.name}__changed" for item in fields)
    return f"case when {changed} then nullif(concat_ws(' ', {', '.join(each)}), '') end"


def _is_kept(field: Field, fault_column: str | None) -> str:
    """Whether a changed cell has a value still: one that an error took is a finding, not a repair."""
    changed = f"{field.name}__changed"
    return f"{changed} and {is_standing(field, fault_column)}" if fault_column else changed


def _cell_fixes(field: Field, texture: Texture) -> str:
    cleaning = {} if field.name in texture.plain else _cleaning_conditions(field, texture)
    each = [
        f"case when {condition} then '{rule}:{field.name}' end"
        for rule, condition in (cleaning | _own_conditions(field)).items()
    ]
    return f"nullif(concat_ws(' ', {', '.join(each)}), '')" if len(each) > 1 else "".join(each)


def _cleaning_conditions(field: Field, texture: Texture) -> dict[str, str]:
    """What any cell may be mended of: blanks, what can't be seen, full-width characters, radicals, marks in front."""
    cleaning = _cleaned(field)
    if field.name in texture.odd:
        raw = f"{field.name}__raw"
        seen = f"strip_unseen({raw}) <> {raw}" if field.is_person_name else f"has_ignorable({raw})"
        cleaning["R107"] += f" or {seen}"
        if not field.is_person_name:
            cleaning["R111"] = " or ".join(filter(None, (cleaning.get("R111"), f"has_radical({raw})")))
    return cleaning


def _cleaned(field: Field) -> dict[str, str]:
    raw = f"{field.name}__raw"
    if not is_code_like(field):
        cleaning = {"R107": f"clean_text({raw}) <> {raw}"}
    elif field.type == "date":
        # The blank before a time of day is part of the style.
        cleaning = {"R107": f"has_space(regexp_replace({raw}, ' [0-9]{{1,2}}:[0-9:.]+$', ''))"}
    else:
        cleaning = {"R107": f"has_space({raw})"}
    if is_code_like(field):
        cleaning["R111"] = f"has_wide({raw})"
    if field.name not in FREE_TEXT:
        cleaning["R143"] = f"regexp_matches({raw}, '^[\\s\\x{{00A0}}\\x{{3000}}]*[''`]')"
    return cleaning


def _own_conditions(field: Field) -> dict[str, str]:
    """What only one kind of field is mended of; `__folded` is the text after the cleaning that all have in common."""
    folded, text = f"{field.name}__folded", f"{field.name}__text"
    if is_unit(field):
        return {"R148": f"not {field.name}__is_present"}
    if field.type == "date":
        is_serial = f"is_date_serial({text})"
        is_iso = f"regexp_full_match({folded}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}( 00:00:00)?')"
        return {"R113": is_serial, "R112": f"not ({is_serial} or {is_iso})"}
    if field.is_person_name:
        return {"R130": f"{folded} <> {text}"}
    if field.format == "phone":
        return {"R129": f"{folded} <> {text}"}
    return {
        "id": {"R123": f"{folded} <> {text} and not ends_with({folded}, '.0')"},
        "int": {"R110": f"regexp_matches({folded}, '[^-0-9.]')"},
        "money": {"R110": f"regexp_matches({folded}, '[^-0-9.]')"},
        "code": {"R147": f"not {is_canonical(field, folded)}"},
        "bool": {"R147": f"not {is_canonical(field, folded)}"},
    }.get(field.type, {})


def fixes_select(layout: Layout) -> str:
    """The SELECT of the repairs of the parts in `loading`: one row a part, rule and field, with the sheet's rows."""
    return f"""
        with repair as (
            select s.part_id, s.row, unnest(string_split(s.fixes, ' ')) as sign
            from stg.{layout.id} as s
            inner join loading on s.part_id = loading.part_id
            where s.fixes is not null
        )
        select
            part_id, split_part(sign, ':', 1) as rule, split_part(sign, ':', 2) as field,
            list(row order by row) as "rows"
        from repair
        group by part_id, sign
    """  # noqa: S608
