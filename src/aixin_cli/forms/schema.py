"""A form as a Frictionless Table Schema, and as rows for a person."""

from typing import Any

from aixin_cli.forms.model import Field, Form, Layout

_TYPES = {
    "text": "string",
    "code": "string",
    "id": "string",
    "date": "date",
    "int": "integer",
    "money": "number",
    "bool": "boolean",
}
_PATTERNS = {
    "resident_id": r"(\d{17}[\dXx]|\d{15})",
    "uscc": r"[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}",
    "disability_certificate": r"\d{17}[\dXx][1-7][1-4]([Bb][1-9])?",
}


def table_schema(form: Form, layout_id: str | None = None) -> dict[str, Any]:
    """Return the Frictionless Table Schema of a form's layout, the principal one by default."""
    layout = form.layout(layout_id) if layout_id else form.layouts[0]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": layout.id,
        "title": layout.title,
        "fields": [_field_schema(field) for field in layout.fields],
        "missingValues": [""],
    }


def field_rows(form: Form) -> list[dict[str, str]]:
    """Return one row a field of every layout, for listing."""
    return [_field_row(form, layout, field) for layout in form.layouts for field in layout.fields]


def _field_schema(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.type],
        "title": field.title,
        "description": _describe(field),
    }
    if field.type == "bool":
        schema |= {"trueValues": ["是"], "falseValues": ["否"]}
    constraints = _constraints(field)
    return schema | ({"constraints": constraints} if constraints else {})


def _constraints(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.codes and not field.multiple:
        constraints["enum"] = [code.value for code in field.codes]
    if field.format in _PATTERNS and field.name != "helper_id":
        constraints["pattern"] = _PATTERNS[str(field.format)]
    for key, limit in (("minimum", field.minimum), ("maximum", field.maximum)):
        if limit is not None:
            constraints[key] = int(limit) if field.type in ("int", "money") else limit
    if field.max_length is not None:
        constraints["maxLength"] = field.max_length
    return constraints


def _describe(field: Field) -> str:
    parts = [field.title_en + "."]
    if field.required_when:
        parts.append(f"Required when {field.required_when}.")
    if field.since:
        parts.append(f"Since {field.since}.")
    if field.until:
        parts.append(f"Until {field.until}.")
    if field.note_en:
        parts.append(field.note_en)
    return " ".join(parts)


def _field_row(form: Form, layout: Layout, field: Field) -> dict[str, str]:
    required = "R" if field.required else "R*" if field.required_when else ""
    return {
        "layout": layout.id,
        "rule": f"{form.letter}{field.number:02d}",
        "name": field.name,
        "title": field.title,
        "title_en": field.title_en,
        "type": field.type,
        "required": required,
        "role": field.role,
        "codes": "、".join(code.value for code in field.codes),
        "synonyms": "、".join(field.synonyms),
        "since": field.since or "",
        "note": field.note,
        "note_en": field.note_en,
    }
