"""The briefing as a Word document, from our template or an office's own: placeholders of Jinja, in a sandbox."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.publish.figures import print_figure
from aixin_cli.publish.model import Edition, Figure
from aixin_cli.publish.text.packing import write_package
from aixin_cli.publish.text.spelling import nearest
from aixin_cli.sheets.words import load_words, period_text

if TYPE_CHECKING:
    from aixin_cli.publish.text.briefing import Briefing

OURS = Path(__file__).with_name("briefing.docx")
MOST_BYTES = 64 << 20
"""A template that unpacks to more is no letter."""
NUMERALS = "一二三四五六七八九十"


def choose_template(template: Path | None, store: Path | None) -> Path:
    """The one asked for, else briefing.docx in the store, else ours."""
    own = store / "briefing.docx" if store else None
    if template is not None and template.suffix.lower() == ".docx":
        return template
    return own if own is not None and own.is_file() else OURS


def render(template: Path, briefing: Briefing, charts: Mapping[str, bytes] | None = None) -> bytes:
    """The document's bytes; the same month and template give the same.

    `charts` are pictures by their placeholders' names. Raises DefinitionError for a template that is no .docx, asks
    for what nobody publishes, isn't sound Jinja, or does what a template may not.
    """
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    _require_document(template)
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document = DocxTemplate(io.BytesIO(template.read_bytes()))
    context = _context(briefing)
    for name, picture in (charts or {}).items():
        context[name] = InlineImage(document, io.BytesIO(picture), width=Mm(150))
    context["charts"] = [context[name] for name in charts or {}]
    try:
        for name in sorted(document.get_undeclared_template_variables(environment)):
            if name not in context:
                raise DefinitionError(
                    _("the briefing template asks for `{name}`, which is not published").format(name=name),
                    str(template),
                    nearest(name, context),
                )
        document.render(context, environment)
    except TemplateSyntaxError as error:
        raise _broken(template, error.message or "") from None
    except TemplateError as error:
        raise _broken(template, error.message or "") from None
    except (TypeError, ValueError, ArithmeticError, LookupError, OverflowError) as error:
        raise _broken(template, type(error).__name__) from None
    edition = briefing.edition
    words = load_words()
    title = f"{words['title']} {period_text(edition.period)}"
    return write_package(document.docx, title=title, as_of=edition.as_of, stamp=edition.stamp)


def _broken(template: Path, why: str) -> DefinitionError:
    return DefinitionError(
        _("the briefing template's placeholders are broken: {why}").format(why=why),
        str(template),
        _("look at its braces; `{{{{ F01 }}}}` is a value, `{{%p for … %}}` a paragraph that repeats").format(),
    )


def _require_document(template: Path) -> None:
    """Raise DefinitionError for what is no Word document of today, or one that would unpack without end."""
    hint = _("save it in Word as .docx")
    try:
        with zipfile.ZipFile(template) as package:
            names = package.namelist()
            is_document = "word/document.xml" in names
            size = sum(item.file_size for item in package.infolist())
    except zipfile.BadZipFile:
        raise DefinitionError(_("the briefing template is no Word document"), str(template), hint) from None
    if not is_document:
        raise DefinitionError(_("the briefing template is no Word document"), str(template), hint)
    if size > MOST_BYTES:
        raise DefinitionError(_("the briefing template is too large"), str(template), hint)


def _context(briefing: Briefing) -> dict[str, Any]:
    """Values and sections by name, and what a template may loop over."""
    words = load_words()["word"]
    titled = [section for section in briefing.sections if section.title]
    numbers = {section.name: f"{NUMERALS[place]}、" for place, section in enumerate(titled)}
    after = len(titled)
    return {
        **briefing.texts,
        "sections": [
            {"title": numbers.get(section.name, "") + section.title, "paragraphs": list(section.paragraphs)}
            for section in briefing.sections
        ],
        "table_title": f"{NUMERALS[after]}、{words['table']}",
        "notes_title": f"{NUMERALS[after + 1]}、{words['notes']}" if after + 1 < len(NUMERALS) else words["notes"],
        "note_lines": list(briefing.notes),
        "figure_rows": [_figure_row(item) for item in briefing.edition.figures],
        "tables": _tables(briefing.edition),
    }


def _figure_row(figure: Figure) -> dict[str, str]:
    past = figure.history
    return {
        "label": figure.label,
        "printed": figure.printed,
        "month": print_figure(past.month, figure),
        "previous": print_figure(past.previous, figure),
        "change": print_figure(figure.change, figure),
    }


def _tables(edition: Edition) -> dict[str, dict[str, Any]]:
    """Every published table by its code: its title, its columns' titles, its rows of the province and prefectures."""
    return {
        table.code: {
            "title": table.title,
            "columns": [column.flat_title for column in table.columns],
            "rows": [
                dict(zip((column.name for column in table.columns), row, strict=True))
                for row, level in zip(table.rows, table.levels, strict=True)
                if level in {"province", "prefecture"}
            ],
        }
        for table in edition.tables
    }
