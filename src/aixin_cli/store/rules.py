"""Every rule there is, from the forms, from reading and from `sql/check`: one list, and a table of the register."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from aixin_cli.errors import DefinitionError
from aixin_cli.forms import layouts, load_forms
from aixin_cli.forms.field_rules import field_rules
from aixin_cli.forms.reading import reading_rules
from aixin_cli.forms.rules import Rule, rule_of
from aixin_cli.locale import _
from aixin_cli.store.catalogue import Catalogue, load_catalogue, parse_statements
from aixin_cli.store.settings import Settings
from aixin_cli.store.statement import Statement

CODE = re.compile(r"[A-Z][0-9]{3}")
MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
LISTS = ("forms", "needs", "yields_to", "explains")
KEYS = {*Rule.__dataclass_fields__, "id", "kind", "grain", "needs", "yields_to", "explains", "after"} - {"origin"}
"""What a check's header may say."""
NEEDS = {"previous"}
"""What else than forms a check may need: last month's returns."""


@lru_cache(4)
def known_rules(catalogue: Catalogue) -> Mapping[str, Rule]:
    """All rules by code: of the fields in the order of the forms, of reading and loading, then the checks."""
    fields = [rule for layout in layouts().values() for rule in field_rules(layout)]
    checks = sorted(map(check_rule, catalogue.of_kind("check")), key=lambda rule: rule.code)
    rules: dict[str, Rule] = {}
    for rule in (*fields, *sorted(reading_rules().values(), key=lambda rule: rule.code), *checks):
        # Two layouts of a form share the codes of the fields that both have.
        rules.setdefault(rule.code, rule)
    return MappingProxyType(rules)


def rule_versions(catalogue: Catalogue, settings: Settings) -> dict[str, str]:
    """Every rule's version by its code: ten places of a hash over what decides it, its words left aside.

    Of a check its SQL and the settings that it asks for, of a field the form's definition of it, else the rule's grade.
    """
    leaves = settings.by_leaf()
    fields = {f"{layout.id}.{field.name}": repr(field) for layout in layouts().values() for field in layout.fields}
    decided = {rule.code: [rule.severity, fields.get(rule.field or "", "")] for rule in known_rules(catalogue).values()}
    for statement in catalogue.of_kind("check"):
        asked = {name: leaves[name] for name in sorted(statement.params & leaves.keys())}
        decided[str(statement.header["code"])] += [statement.sql, json.dumps(asked, default=str)]
    return {code: hashlib.sha256("\0".join(said).encode()).hexdigest()[:10] for code, said in decided.items()}


def check_rule(statement: Statement) -> Rule:
    """What a check's header says of it; DefinitionError where that is no rule."""
    try:
        return rule_of(statement.header, statement.origin)
    except DefinitionError as error:
        raise DefinitionError(error.what, statement.place_of(None), error.hint) from error


def with_own_rules(folder: Path | None) -> Catalogue:
    """Our catalogue with the checks of the office's own folder; a file that is no rule is among the faults."""
    paths = sorted(folder.glob("*.sql")) if folder else []
    return _judged(load_catalogue(), paths) if paths else _ours()


@cache
def _ours() -> Catalogue:
    return _judged(load_catalogue(), [])


def _judged(catalogue: Catalogue, own: Sequence[Path]) -> Catalogue:
    statements, unread = parse_statements(own)
    seen = {rule.code: rule for layout in layouts().values() for rule in field_rules(layout)} | reading_rules()
    kept: list[Statement] = []
    faults = [*catalogue.faults, *unread]
    for statement in (*catalogue.of_kind("check"), *statements):
        try:
            rule = sound_rule(statement, seen)
        except DefinitionError as error:
            faults.append(error)
        else:
            seen[rule.code] = rule
            kept.append(statement)
    others = [item for item in catalogue.statements if item.kind != "check"]
    return Catalogue((*kept, *others), tuple(faults))


def sound_rule(statement: Statement, seen: Mapping[str, Rule]) -> Rule:
    """The rule of a check; DefinitionError, with the place, for a file that can't be asked."""
    header = statement.header
    if statement.kind != "check":
        raise DefinitionError(_("a rule's kind is check"), statement.place_of("kind"))
    rule = check_rule(statement)
    if unknown := set(header) - KEYS:
        key = min(unknown)
        raise DefinitionError(_("a rule's header has no {key}").format(key=key), statement.place_of(key))
    _sound_words(statement, rule)
    if not CODE.fullmatch(rule.code):
        raise DefinitionError(_("a code is a capital letter and three digits"), statement.place_of("code"))
    if rule.code in seen:
        taken = seen[rule.code].origin
        raise DefinitionError(
            _("the code {code} is taken by {other}").format(code=rule.code, other=taken), statement.place_of("code")
        )
    for form in header.get("forms", ()):
        if form not in load_forms():
            raise DefinitionError(_("there is no form {form}").format(form=form), statement.place_of("forms"))
    if unknown := set(header.get("needs", ())) - NEEDS:
        raise DefinitionError(_("a rule can't need {name}").format(name=min(unknown)), statement.place_of("needs"))
    return rule


def _sound_words(statement: Statement, rule: Rule) -> None:
    """DefinitionError for a month, a list or a message that can't be meant."""
    for key in ("since", "until"):
        if key in statement.header and not MONTH.fullmatch(str(statement.header[key])):
            raise DefinitionError(_("{key} must be a month: 2025-01").format(key=key), statement.place_of(key))
    for key in LISTS:
        given = statement.header.get(key, [])
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            raise DefinitionError(_("{key} must be a list of texts").format(key=key), statement.place_of(key))
    for text in rule.message:
        if not _has_sound_braces(text):
            raise DefinitionError(
                _("the message's braces must each hold the name of a column"), statement.place_of("message")
            )


def _has_sound_braces(message: str) -> bool:
    try:
        places = list(Formatter().parse(message))
    except ValueError:
        return False
    return all(
        name is None or (name.isidentifier() and not form and not change) for _said, name, form, change in places
    )


def named_facts(messages: Iterable[str]) -> list[str]:
    """The columns that a check's messages name in braces, sorted."""
    return sorted({name for text in messages for _said, name, _form, _change in Formatter().parse(text) if name})
