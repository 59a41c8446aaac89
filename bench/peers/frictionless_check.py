"""The pairing ledger by frictionless: a table schema with constraints, its own readers."""

import json
import sys
from typing import Any

import rules
from frictionless import Checklist, Resource, Schema, system

COUNTED: list[str] = []
"""Names of all rules that the schema holds."""


def descriptor(field: dict[str, Any]) -> dict[str, Any]:
    """The field and its constraints."""
    title = field["title"]
    constraints: dict[str, Any] = {}
    if field["required"]:
        constraints["required"] = True
    if rules.codes(field):
        constraints["enum"] = rules.codes(field)
    if field["max_length"]:
        constraints["maxLength"] = field["max_length"]
    if field["format"] in rules.PATTERNS:
        constraints["pattern"] = rules.PATTERNS[field["format"]]
    if field["type"] == "date":
        constraints |= {"minimum": field["minimum"], "maximum": field["maximum"]}
        COUNTED.append(f"{title} date")
    COUNTED.extend(f"{title} {name}" for name in constraints)
    return {"name": title, "type": "date" if field["type"] == "date" else "string", "constraints": constraints}


def main() -> None:
    """Make the schema, validate each file, count."""
    fields, path = rules.asked()
    schema = {"fields": [descriptor(field) for field in fields], "primaryKey": rules.PAIR}
    COUNTED.append("pair")
    failed: set[str] = set()
    with system.use_context(trusted=True):
        for file in rules.files(path):
            resource = Resource(path=str(file), schema=Schema.from_descriptor(json.loads(json.dumps(schema))))
            report = resource.validate(Checklist(), limit_errors=1_000_000)
            failed |= {f"{error[0]} {error[1]}" for error in report.flatten(["type", "fieldName"])}
    rules.tell(len(COUNTED), len(failed))


if __name__ == "__main__":
    sys.exit(main())
