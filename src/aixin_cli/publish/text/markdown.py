"""The briefing as Markdown: a template that an office may replace, filled strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.publish.text.sentences import PLACEHOLDER
from aixin_cli.publish.text.spelling import nearest

OURS = Path(__file__).with_name("briefing.md")


def choose_template(template: Path | None, store: Path | None) -> Path:
    """The one asked for, else briefing.md in the store, else ours."""
    own = store / "briefing.md" if store else None
    if template is not None and template.suffix.lower() != ".docx":
        return template
    return own if own is not None and own.is_file() else OURS


def fill(template: Path, known: Mapping[str, str]) -> str:
    """The template's text with each `{…}` replaced; DefinitionError for one that nobody publishes."""
    try:
        text = template.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionError(
            _("the briefing template is not UTF-8 text"), str(template), _("save it as UTF-8")
        ) from error
    for name in dict.fromkeys(found.strip() for found in PLACEHOLDER.findall(text)):
        if name not in known:
            raise DefinitionError(
                _("the briefing template asks for `{name}`, which is not published").format(name=name),
                str(template),
                nearest(name, known),
            )
    return PLACEHOLDER.sub(lambda match: known[match[1].strip()], text)
