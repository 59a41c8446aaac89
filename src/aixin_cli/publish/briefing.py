"""The briefing: a template that an office may replace, filled strictly."""

from __future__ import annotations

import re
from pathlib import Path

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.publish.model import Edition, Figure
from aixin_cli.publish.notes import return_notes
from aixin_cli.sheets.words import day_text, load_words, period_text

OURS = Path(__file__).with_name("briefing_template.md")
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def choose_template(template: Path | None, store: Path | None) -> Path:
    """The one asked for, else briefing.md in the store, else ours."""
    own = store / "briefing.md" if store else None
    if template is not None:
        return template
    return own if own is not None and own.is_file() else OURS


def fill(template: Path, edition: Edition) -> str:
    """The template's text with each `{…}` replaced; DefinitionError for one that nobody publishes."""
    try:
        text = template.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionError(
            _("the briefing template is not UTF-8 text"), str(template), _("save it as UTF-8")
        ) from error
    known = values(edition)

    def replace(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name not in known:
            raise DefinitionError(
                _("the briefing template asks for `{name}`, which is not published").format(name=name),
                str(template),
                _("known: {names}").format(names=", ".join(sorted(known))),
            )
        return known[name]

    return PLACEHOLDER.sub(replace, text)


def values(edition: Edition) -> dict[str, str]:
    """What a template may ask for."""
    words = load_words()
    known = {
        "stamp": words["stamp"],
        "title": words["title"],
        "unit": edition.unit_name,
        "period": period_text(edition.period),
        "as_of": day_text(edition.as_of),
        "year": edition.period[:4],
        "month": str(int(edition.period[5:])),
        "notes": _notes(edition),
    }
    for figure in edition.figures:
        known |= _figure_values(figure, words["missing_mark"])
    return known


def _figure_values(figure: Figure, mark: str) -> dict[str, str]:
    return {
        figure.id: mark if figure.value is None else figure.printed,
        f"{figure.id}_label": figure.label,
        f"{figure.id}_unidentified": mark if figure.unidentified is None else str(figure.unidentified),
        f"{figure.id}_quarantined": mark if figure.quarantined is None else str(figure.quarantined),
    }


def _notes(edition: Edition) -> str:
    words = load_words()
    lines = return_notes(edition) or [words["notes_sheet"]["no_gap"]]
    if edition.excluded:
        lines.insert(0, words["incomplete_without"].format(count=len(edition.excluded)))
    if edition.refused:
        lines.insert(0, words["incomplete"].format(count=len(edition.refused)))
    return "\n".join(f"- {line}" for line in lines)
